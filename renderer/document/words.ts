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
    again: 'Shift+Enter stores and tags again',
    cancel: 'Cancel',
    store: 'Store'
  },
  handle: {
    start: 'Drag to move the start. Alt: by character. Esc leaves it as it was.',
    end: 'Drag to move the end. Alt: by character. Esc leaves it as it was.'
  },
  margin: {
    label: 'Annotations beside the text',
    more_one: '{{shownCount}} more here',
    more_other: '{{shownCount}} more here',
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
    delete: 'Delete annotation'
  },
  conflict: {
    anchor: 'Two colleagues moved this passage to different words.',
    issue: 'Two colleagues chose different issues here.',
    stance: 'Two colleagues chose different stances here.',
    actors: 'Two colleagues disagree about an actor here.',
    certainty: 'Two colleagues chose different certainties here.',
    note: 'Two colleagues wrote different notes here.',
    deleted: 'One colleague deleted this annotation while another changed it.',
    other: 'Two colleagues changed this annotation in different ways.'
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
    endsWith: 'Ends with “{{words}}”.',
    startsWith: 'Starts with “{{words}}”.',
    noFurther: 'It goes no further.',
    moved: 'The passage is now “{{quote}}”.',
    deleted: 'Deleted the annotation on “{{quote}}”.',
    nothingToRepeat: 'Tag a first passage, then R repeats it.',
    noAnnotations: 'There are no annotations in this text yet.',
    at: '{{annotation}}: {{quote}}'
  }
} as const satisfies Words
