/** What batches did, in words: the table of the first language, and how the command line fills it in. */
import type { BatchLabel } from './views.ts'

/** What a batch does, by its command: for menus, buttons and the command line. */
export const commandWords = {
  about: '{{what}} “{{about}}”',
  other: 'A change',
  project: {
    rename: 'Rename the project',
    setBlind: 'Begin or end blind coding',
    setBlindOn: 'Begin blind coding',
    setBlindOff: 'End blind coding',
    create: 'New project',
    bringIn: 'Bring in a project'
  },
  annotation: {
    tag: 'Tag',
    tagMany: 'Tag passages',
    change: 'Change the tag',
    delete: 'Delete the annotation',
    import: 'Read annotations back'
  },
  decision: {
    make: 'Decide',
    change: 'Decide again',
    delete: 'Open the question again'
  },
  record: { restore: 'Bring back' },
  document: {
    import: 'Import',
    change: 'Change the document',
    place: 'Move the document',
    renameGroup: 'Rename the group',
    correct: 'Correct the text',
    join: 'Join the document',
    delete: 'Delete the document'
  },
  issue: {
    create: 'New issue',
    change: 'Change the issue',
    move: 'Move the issue',
    join: 'Join the issue',
    retire: 'Retire or restore the issue',
    retireOn: 'Retire the issue',
    retireOff: 'Offer the issue again',
    delete: 'Delete the issue'
  },
  stance: {
    create: 'New stance',
    change: 'Change the stance',
    move: 'Move the stance',
    retire: 'Retire or restore the stance',
    retireOn: 'Retire the stance',
    retireOff: 'Offer the stance again',
    delete: 'Delete the stance'
  },
  actor: {
    create: 'New actor',
    change: 'Change the actor',
    join: 'Join the actor',
    delete: 'Delete the actor'
  },
  coder: { create: 'New coder', change: 'Change the coder', join: 'Join the coder' },
  progress: { set: 'Set the progress' },
  filter: {
    create: 'Save the filter',
    change: 'Change the saved filter',
    place: 'Move the saved filter',
    delete: 'Delete the saved filter'
  },
  codebook: { import: 'Import a codebook' },
  conflict: { settle: 'Settle a conflict', settleMany: 'Settle conflicts' },
  undo: 'Undo',
  redo: 'Redo'
} as const

/** The same once it is done: for what is told after undo, redo and what can be taken back. */
export const doneWords = {
  about: '{{what}} “{{about}}”',
  other: 'A change',
  project: {
    rename: 'Renamed the project',
    setBlind: 'Began or ended blind coding',
    setBlindOn: 'Began blind coding',
    setBlindOff: 'Ended blind coding',
    create: 'Made the project',
    bringIn: 'Brought in a project'
  },
  annotation: {
    tag: 'Tagged',
    tagMany: 'Tagged passages',
    change: 'Changed the tag',
    delete: 'Deleted the annotation',
    import: 'Read annotations back'
  },
  decision: {
    make: 'Decided',
    change: 'Decided again',
    delete: 'Opened the question again'
  },
  record: { restore: 'Brought back' },
  document: {
    import: 'Imported',
    change: 'Changed the document',
    place: 'Moved the document',
    renameGroup: 'Renamed the group',
    correct: 'Corrected the text',
    join: 'Joined the document',
    delete: 'Deleted the document'
  },
  issue: {
    create: 'Made the issue',
    change: 'Changed the issue',
    move: 'Moved the issue',
    join: 'Joined the issue',
    retire: 'Retired or restored the issue',
    retireOn: 'Retired the issue',
    retireOff: 'Offered the issue again',
    delete: 'Deleted the issue'
  },
  stance: {
    create: 'Made the stance',
    change: 'Changed the stance',
    move: 'Moved the stance',
    retire: 'Retired or restored the stance',
    retireOn: 'Retired the stance',
    retireOff: 'Offered the stance again',
    delete: 'Deleted the stance'
  },
  actor: {
    create: 'Made the actor',
    change: 'Changed the actor',
    join: 'Joined the actor',
    delete: 'Deleted the actor'
  },
  coder: { create: 'Made the coder', change: 'Changed the coder', join: 'Joined the coder' },
  progress: { set: 'Set the progress' },
  filter: {
    create: 'Saved the filter',
    change: 'Changed the saved filter',
    place: 'Moved the saved filter',
    delete: 'Deleted the saved filter'
  },
  codebook: { import: 'Imported a codebook' },
  conflict: { settle: 'Settled a conflict', settleMany: 'Settled conflicts' },
  undo: 'Undid',
  redo: 'Did again'
} as const

/** What a batch did, as sentences of its history. */
export const sentenceWords = {
  undid: 'Undid: {{what}}',
  didAgain: 'Did again: {{what}}',
  nothing: 'Nothing was left to change',
  project: 'Made the project “{{name}}”',
  tagged: 'Tagged “{{quote}}” as {{issue}}, {{stance}}',
  taggedUndecided: 'Tagged “{{quote}}” as {{issue}}',
  taggedMany_one: 'Tagged {{shownCount}} passage as {{issue}}',
  taggedMany_other: 'Tagged {{shownCount}} times, first “{{quote}}” as {{issue}}',
  broughtIn_one: 'Brought {{shownCount}} record of another project in',
  broughtIn_other: 'Brought {{shownCount}} records of another project in',
  readBack_one: 'Read {{shownCount}} annotation back',
  readBack_other: 'Read {{shownCount}} annotations back',
  retagged: 'Changed the issue of “{{quote}}” from {{before}} to {{after}}',
  stance: 'Set the stance of “{{quote}}” to {{after}}',
  stanceTaken: 'Took the stance {{before}} off “{{quote}}”',
  moved: 'Moved “{{before}}” to “{{after}}”',
  note: 'Wrote a note on “{{quote}}”',
  noteTaken: 'Took the note off “{{quote}}”',
  certainty: 'Set the certainty of “{{quote}}” to {{after}}',
  changedAnnotation: 'Changed “{{quote}}”: {{fields}}',
  changedMany_one: 'Changed {{shownCount}} annotation',
  changedMany_other: 'Changed {{shownCount}} annotations, first “{{quote}}”',
  deletedAnnotation: 'Deleted the annotation on “{{quote}}” ({{issue}})',
  deletedMany_one: 'Deleted {{shownCount}} annotation',
  deletedMany_other: 'Deleted {{shownCount}} annotations, first “{{quote}}”',
  decided: 'Decided on “{{quote}}” as {{issue}}',
  decidedMany_one: 'Decided {{shownCount}} question',
  decidedMany_other: 'Decided {{shownCount}} questions that coders agree on',
  rejected: 'Rejected all annotations of a question that is still to arrive',
  rejectedAll: 'Rejected all annotations on “{{quote}}” in “{{document}}”',
  keptDecision: 'Kept a decision over later changes',
  reopened: 'Opened the question on “{{quote}}” again',
  restored: 'Brought back the {{kind}} “{{name}}”',
  restoredMany_one: 'Brought back {{shownCount}} record',
  restoredMany_other: 'Brought back {{shownCount}} records, first the {{kind}} “{{name}}”',
  imported: 'Imported “{{name}}”',
  importedMany_one: 'Imported {{shownCount}} document',
  importedMany_other: 'Imported {{shownCount}} documents, first “{{name}}”',
  corrected: 'Corrected the text of “{{name}}”',
  progress: 'Set the progress to {{after}}',
  made: 'Made the {{kind}} “{{name}}”',
  madeGold: 'Made the gold layer “{{name}}” as adjudication began',
  renamed: 'Renamed the {{kind}} “{{before}}” to “{{after}}”',
  changed: 'Changed the {{kind}} “{{name}}”: {{fields}}',
  movedRecord: 'Moved the {{kind}} “{{name}}”',
  retired: 'Retired the {{kind}} “{{name}}”',
  offered: 'Offered the {{kind}} “{{name}}” again',
  joined: 'Joined the {{kind}} “{{name}}” into “{{into}}”',
  deleted: 'Deleted the {{kind}} “{{name}}”',
  deletedDocument_one: 'Deleted the document “{{name}}” with {{shownCount}} annotation',
  deletedDocument_other: 'Deleted the document “{{name}}” with {{shownCount}} annotations',
  deletedDocuments_one: 'Deleted documents, first “{{name}}”, {{shownCount}} record in all',
  deletedDocuments_other: 'Deleted documents, first “{{name}}”, {{shownCount}} records in all',
  settledMany_one: 'Settled {{shownCount}} conflict: the {{kind}} “{{name}}”',
  settledMany_other: 'Settled conflicts of {{shownCount}} records, first the {{kind}} “{{name}}”',
  settled: 'Settled a conflict of the {{kind}} “{{name}}”: {{fields}}',
  blindBegun: 'Began blind coding: coders do not see each other’s annotations until they are done',
  blindEnded: 'Ended blind coding: everybody sees all annotations',
  hidden_one: '{{shownCount}} change that is hidden while coding is blind',
  hidden_other: '{{shownCount}} changes that are hidden while coding is blind',
  renamedProject: 'Renamed the project to “{{after}}”',
  codebook_one: 'Took {{shownCount}} record of a codebook over',
  codebook_other: 'Took {{shownCount}} records of a codebook over',
  many_one: '{{command}}: {{shownCount}} record',
  many_other: '{{command}}: {{shownCount}} records, first “{{name}}”',
  nobody: 'Parley',
  kinds: {
    project: 'project',
    document: 'document',
    annotation: 'annotation',
    issue: 'issue',
    stance: 'stance',
    actor: 'actor',
    coder: 'coder',
    progress: 'progress',
    filter: 'saved filter',
    decision: 'decision',
    other: 'record'
  },
  fields: {
    name: 'name',
    label: 'name',
    title: 'title',
    definition: 'definition',
    examples: 'example',
    supporting: 'supporting it means',
    opposing: 'opposing it means',
    colour: 'colour',
    place: 'place',
    retired: 'retired',
    joinedInto: 'joined into',
    key: 'key',
    polarity: 'polarity',
    shortcut: 'digit',
    kind: 'kind',
    group: 'group',
    otherNames: 'other name',
    initials: 'initials',
    authors: 'author',
    date: 'date',
    source: 'source',
    url: 'address on the web',
    notes: 'notes',
    attributes: 'more about it',
    revision: 'text',
    original: 'original file',
    draftOf: 'draft of',
    anchor: 'passage',
    issue: 'issue',
    stance: 'stance',
    actors: 'actor',
    certainty: 'certainty',
    note: 'note',
    document: 'document',
    coder: 'coder',
    created: 'made',
    carriedFrom: 'carried over from',
    state: 'state',
    query: 'what it looks for',
    blind: 'blind coding',
    outcome: 'what holds',
    deleted: 'deleted',
    other: 'more'
  },
  values: {
    yes: 'yes',
    no: 'no',
    on: 'on',
    off: 'off',
    accepted: 'one as it is',
    changed: 'one with changes',
    own: 'another one',
    rejected: 'none of them',
    top: 'at the top',
    below: 'below {{name}}',
    group: 'in the group “{{name}}”',
    noGroup: 'in no group',
    text: 'another text',
    low: 'low',
    medium: 'medium',
    high: 'high',
    unknown: 'something still to arrive'
  }
} as const

/** Looks words up and fills them in, as `t` of the window does: a `count` picks the form and is shown as `shownCount`. */
export type Say = (key: string, about?: Readonly<Record<string, string | number>>) => string

/** Sentences in the first language, for where no catalogue is: the command line. */
export const sayInEnglish: Say = sayFrom(sentenceWords)

/** Looks words up in a table of the first language. */
export function sayFrom(table: unknown): Say {
  return (key, about = {}) => {
    const count = about['count']
    const named = typeof count === 'number' ? `${key}_${count === 1 ? 'one' : 'other'}` : key
    const words = wordsAt(table, named) ?? wordsAt(table, key) ?? key
    return filled(words, typeof count === 'number' ? { ...about, shownCount: count } : about)
  }
}

/** "Tagged “Ceasefire first”": what was done, in the first language. */
export function doneInEnglish(label: ShortLabel): string {
  const what = wordsAt(doneWords, labelKey(label)) ?? wordsAt(doneWords, label.command) ?? doneWords.other
  return label.about === '' ? what : filled(doneWords.about, { what, about: label.about })
}

/** Where the words of a label stand in `commandWords` and `doneWords`. */
export function labelKey({ command, turned }: ShortLabel): string {
  return turned === undefined ? command : `${command}${turned === 'on' ? 'On' : 'Off'}`
}

/** What a command does, in the first language. */
export function commandInEnglish(command: string): string {
  return wordsAt(commandWords, command) ?? commandWords.other
}

type ShortLabel = Pick<BatchLabel, 'command' | 'about' | 'turned'>

function wordsAt(table: unknown, key: string): string | undefined {
  let at: unknown = table
  for (const name of key.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = (at as Readonly<Record<string, unknown>>)[name]
  }
  return typeof at === 'string' ? at : undefined
}

function filled(words: string, about: Readonly<Record<string, string | number>>): string {
  return words.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(about[name] ?? whole))
}
