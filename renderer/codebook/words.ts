/** Words of the codebook pane and of its editors. */
import type { Words } from '../ui/words.ts'

export const codebookWords = {
  title: 'Codebook',
  part: 'Part of the codebook',
  parts: { issues: 'Issues', stances: 'Stances', actors: 'Actors', coders: 'Coders' },
  search: 'Search the codebook',
  new: { issues: 'New issue', stances: 'New stance', actors: 'New actor', coders: 'New coder' },
  newName: {
    issues: 'Name of the new issue',
    stances: 'Name of the new stance',
    actors: 'Name of the new actor',
    coders: 'Name of the new coder'
  },
  unnamed: 'New issue',
  list: { issues: 'Issue tree', stances: 'Stance scale', actors: 'Actors', coders: 'Coders' },
  empty: {
    issues: 'No issues yet',
    stances: 'No stances yet',
    actors: 'No actors yet',
    coders: 'No coders yet'
  },
  emptyNext: {
    issues: 'Add the questions that the documents take sides on. You can also make them while tagging.',
    stances: 'Add how a party can stand to an issue.',
    actors: 'Add who takes sides: states, parties, offices.',
    coders: 'Coders are added when they say who is coding.'
  },
  noMatch: 'Nothing here has these words.',
  more: 'More for {{name}}',
  expand: 'Open or close',
  drag: 'Move {{name}}',
  count_one: '{{shownCount}} annotation',
  count_other: '{{shownCount}} annotations',
  countBelow_one: ', {{shownCount}} in the issues below it',
  countBelow_other: ', {{shownCount}} in the issues below it',
  retired: 'retired',
  joined: 'joined into {{name}}',
  conflict: 'in conflict',
  moved: '{{name}} moved.',
  below: 'New issue below',
  rename: 'Rename',
  up: 'Move up',
  down: 'Move down',
  in: 'Move in, below the one above',
  out: 'Move out',
  join: 'Join into another…',
  retire: 'Retire',
  restore: 'Offer again',
  delete: 'Delete',
  showPassages: 'Show the passages',
  settle: 'Settle the conflict…',
  issue: {
    heading: 'Issue',
    name: 'Name',
    definition: 'Definition',
    definitionHelp: 'What belongs here and what does not.',
    examples: 'Examples',
    example: 'Example {{number}}',
    addExample: 'Add an example',
    supporting: 'Supporting it means',
    opposing: 'Opposing it means',
    colour: 'Colour',
    path: 'Below {{path}}'
  },
  stance: {
    heading: 'Stance',
    label: 'Name',
    key: 'Key in datasets',
    keyHelp: 'Lower-case letters, digits and hyphens, e.g. supports.',
    keyWrong: 'Start with a letter; use lower-case letters, digits and hyphens only.',
    polarity: 'Polarity',
    polarityHelp: 'From −1 (opposes) to +1 (supports); empty: takes no position.',
    polarityWrong: 'Write a number from −1 to 1, or leave it empty.',
    shortcut: 'Digit',
    shortcutHelp: 'Sets this stance while tagging.',
    noShortcut: 'None',
    colour: 'Colour'
  },
  actor: {
    heading: 'Actor',
    name: 'Name',
    otherNames: 'Other names',
    otherNamesHelp: 'One a line; found when you type them while tagging.',
    kind: 'Kind',
    kindPlaceholder: 'State, party, office …',
    group: 'Group',
    colour: 'Colour'
  },
  coder: {
    heading: 'Coder',
    name: 'Name',
    initials: 'Initials',
    kind: 'Kind',
    kinds: { person: 'Person', gold: 'Gold standard' }
  },
  joinTitle: 'Join “{{name}}” into another',
  joinInto: 'Into',
  joinConsequence_one:
    'The {{shownCount}} annotation of this one will count for the other. Nothing is rewritten, and you can undo this.',
  joinConsequence_other:
    'The {{shownCount}} annotations of this one will count for the other. Nothing is rewritten, and you can undo this.',
  joinVerb: 'Join',
  inUse: 'It is used, so it cannot be deleted. Retire it, or join it into another.',
  hasChildren: 'It has issues below it. Move them first.'
} as const satisfies Words
