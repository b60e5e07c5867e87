/** Words of the conflict dialogs. */
import type { Words } from '../ui/words.ts'

export const conflictsWords = {
  title: 'Conflicts',
  intro: 'These were changed in two places at once. Nothing is lost: choose what holds.',
  none: 'No conflicts',
  noneNext: 'Everything that was changed in two places is settled.',
  list: 'What is in conflict',
  annotations: 'Annotations in conflict',
  showPassages: 'Show them in Passages',
  settleTitle: 'Settle: {{name}}',
  field: {
    name: 'Name', label: 'Name', title: 'Title', definition: 'Definition', supporting: 'Supporting it means', opposing: 'Opposing it means',
    colour: 'Colour', place: 'Place', retired: 'Retired', joinedInto: 'Joined into', key: 'Key', polarity: 'Polarity', shortcut: 'Digit',
    kind: 'Kind', group: 'Group', initials: 'Initials', date: 'Date', source: 'Source', url: 'Address on the web', notes: 'Notes', note: 'Note',
    revision: 'Text', original: 'Original file', draftOf: 'Draft of', anchor: 'Passage', issue: 'Issue', stance: 'Stance', certainty: 'Certainty',
    deleted: 'Deleted', document: 'Document', coder: 'Coder', created: 'Made', actors: 'Actor', authors: 'Author', otherNames: 'Other name',
    examples: 'Example', attributes: 'More about it', blind: 'Blind', state: 'State'
  },
  by: '{{coder}}, {{when}}',
  unknownCoder: 'Unknown coder',
  take: 'Take this',
  keep: 'Keep it',
  deleteIt: 'Delete it',
  deletedButChanged: 'Deleted in one place, changed in another',
  empty: 'empty',
  yes: 'yes',
  no: 'no',
  settled: 'Settled.'
} as const satisfies Words
