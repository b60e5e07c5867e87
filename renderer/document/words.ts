/** The words of the reader, the tag box, the margin and the inspector. */
import type { Words } from '../ui/words.ts'

export const documentWords = {
  text: {
    label: 'Text of {{title}}',
    page: 'Page {{number}}'
  },
  fields: {
    issue: 'Issue',
    changeIssue: 'Change to another issue',
    stance: 'Stance',
    actors: 'Actors',
    addActor: 'Add an actor',
    removeActor: 'Remove {{name}}',
    certainty: 'Certainty',
    note: 'Note'
  },
  certainty: { low: 'Low', medium: 'Medium', high: 'High' },
  tagBox: {
    title: 'Tag this passage',
    open: 'Tag',
    issue: 'Issue',
    findIssue: 'Type to find an issue',
    firstIssue: 'Name the first issue',
    create: 'Create “{{name}}”',
    createBelow: 'Create “{{name}}” below “{{parent}}”',
    again: 'Shift+Enter stores and tags again · Ctrl+Enter ticks several',
    cancel: 'Cancel',
    store: 'Store',
    storeMany: 'Store {{count}}',
    ticked: 'Issues to be tagged',
    untick: 'Take “{{name}}” off',
    tick: 'Tick “{{name}}”',
    about: 'About the issue',
    supporting: 'Supporting it means',
    opposing: 'Opposing it means',
    example: 'For example',
    noDefinition: 'This issue has no definition yet.',
    new: 'A new issue. Its definition can be written in the codebook.',
    inDefinition: 'in its definition',
    pinned: 'Pinned tags',
    pinnedTag: 'Alt+{{number}}: {{tag}}',
    pin: 'Pin this tag',
    pinKeys: 'Alt+P',
    moveHere: 'Use these words for “{{issue}}” instead…',
    moveHereKeys: 'Alt+M',
    unpin: 'Take {{tag}} off the pinned tags',
    pinnedAs: 'Pinned: Alt+{{number}} tags with {{tag}}.'
  },
  here: {
    label_one: '{{shownCount}} annotation here',
    label_other: '{{shownCount}} annotations here',
    none: 'No annotation is here.'
  },
  retag: {
    title: 'Move and change the issue',
    from: '“{{issue}}” goes to “{{quote}}”. With which issue?',
    asNow: 'as now'
  },
  menu: {
    label: 'Text',
    stance: 'Stance: {{stance}}',
    copy: 'Copy the words',
    copyQuote: 'Copy the quote',
    copied: 'Copied.',
    history: 'History of this annotation…'
  },
  handle: {
    start: 'Drag to move the start. Alt: by character. Esc leaves it as it was.',
    end: 'Drag to move the end. Alt: by character. Esc leaves it as it was.'
  },
  margin: {
    label: 'Annotations beside the text',
    more_one: '{{shownCount}} more here',
    more_other: '{{shownCount}} more here',
    deeper_one: '+{{shownCount}}',
    deeper_other: '+{{shownCount}}',
    conflict: 'Conflict'
  },
  inspector: {
    nothing: 'No annotation selected',
    nothingHelp: 'Click a marked passage, or select some words and press Enter to tag them.',
    lost: 'A correction of the text took these words away. The annotation is kept with its old quote.',
    settle: 'Settle',
    made: '{{coder}}, {{time}}',
    modified: 'Changed {{time}}',
    others: 'Also at this place',
    delete: 'Delete annotation',
    reanchor: 'Move it to the selected words',
    reanchorHelp: 'Select the words in the text that it belongs to, then press this again.',
    useSelected: 'Use the selected words…',
    ofAnother: 'This is {{coder}}’s annotation. It stays theirs; what you change is shown in its history.',
    copyQuote: 'Copy the quote',
    copiedQuote: 'Copied the quote with where it is from.',
    copyTag: 'Copy the tag',
    example: 'Use as an example of its issue',
    isExample: 'An example of its issue'
  },
  conflict: {
    take: 'Take this',
    nothing: 'nothing',
    anchor: 'Two colleagues moved this passage to different words.',
    issue: 'Two colleagues chose different issues here.',
    stance: 'Two colleagues chose different stances here.',
    actors: 'Two colleagues disagree about an actor here.',
    certainty: 'Two colleagues chose different certainties here.',
    note: 'Two colleagues wrote different notes here.',
    deleted: 'One colleague deleted this annotation while another changed it.',
    other: 'Two colleagues changed this annotation in different ways.'
  },
  reference: {
    note: 'Footnote {{label}}',
    noteHelp: 'Click or Enter: to the note. Enter there: back.',
    noteMissing: 'This text has no note of that number.',
    back: 'Back at the reference',
    link: 'Link',
    linkHelp: 'Nothing is opened from here.',
    copy: 'Copy address',
    copied: 'Address copied.'
  },
  contents: {
    label: 'Contents',
    find: 'Find a heading',
    nothing: 'No heading has these words.',
    untitled: 'Without a title'
  },
  find: {
    label: 'Find in this text',
    nothing: 'Not found',
    looking: 'Looking…',
    broken: 'Not a complete pattern',
    tooSlow: 'This pattern takes too long. Make it simpler.',
    count: '{{at}} of {{number}}',
    many: '{{at}} of more than {{number}}',
    matchCase: 'Tell capitals and accents apart',
    wholeWords: 'Whole words',
    regex: 'Regular expression',
    next: 'Next',
    previous: 'Previous',
    close: 'Close'
  },
  says: {
    undecided: 'Not decided',
    issueMissing: 'An issue still to arrive',
    stanceMissing: 'A stance still to arrive',
    actorMissing: 'An actor still to arrive',
    coderMissing: 'A coder still to arrive'
  },
  said: {
    tagged: 'Tagged: {{issue}}, {{stance}}.',
    stance: 'Stance: {{stance}}.',
    issue: 'Issue: {{issue}}.',
    changed: 'Changed.',
    retagged: '{{issue}} is now on “{{quote}}”.',
    noneInHand:
      'Take an annotation in hand first (J, K or a click), then select the words it should move to.',
    endsWith: 'Ends with “{{words}}”.',
    startsWith: 'Starts with “{{words}}”.',
    noFurther: 'It goes no further.',
    moved: 'The passage is now “{{quote}}”.',
    deleted: 'Deleted the annotation on “{{quote}}”.',
    copied: 'Copied the tag: {{issue}}.',
    nothingCopied: 'Copy a tag first: put the caret on an annotation and press Ctrl+Shift+C.',
    tagGone: 'The issue of this tag is not offered any more.',
    noPin: 'No tag is pinned as {{number}}. Pin one in the tag box.',
    example: 'Added to the examples of {{issue}}.',
    nothingToRepeat: 'Tag a first passage, then R repeats it.',
    noAnnotations: 'There are no annotations in this text yet.',
    at: '{{annotation}}: {{quote}}'
  }
} as const satisfies Words
