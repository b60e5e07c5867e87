/** Words of the passages view. */
import type { Words } from '../ui/words.ts'

export const passagesWords = {
  title: 'Passages',
  list: 'Passages',
  total_one: '{{shownCount}} passage',
  total_other: '{{shownCount}} passages',
  filters: 'Filters',
  text: 'Words in the passage or its note',
  textShort: 'Words in passage or note',
  by: {
    issues: 'Issue',
    stances: 'Stance',
    actors: 'Actor',
    coders: 'Coder',
    documents: 'Document',
    state: 'State'
  },
  any: {
    issues: 'Any issue',
    stances: 'Any stance',
    actors: 'Any actor',
    coders: 'Any coder',
    documents: 'Any document',
    state: 'Any state'
  },
  some_one: '{{shownCount}} chosen',
  some_other: '{{shownCount}} chosen',
  undecided: 'Not decided yet',
  states: { incomplete: 'Stance not decided', conflict: 'In conflict', lost: 'Lost by a correction' },
  clear: 'Clear filters',
  find: 'Type to find',
  sort: 'Sort by',
  sorts: {
    document: 'Document and place',
    issue: 'Issue',
    stance: 'Stance',
    coder: 'Coder',
    modified: 'Last changed'
  },
  ascending: 'Ascending',
  descending: 'Descending',
  columns: {
    quote: 'Passage',
    issue: 'Issue',
    stance: 'Stance',
    actors: 'Actors',
    document: 'Document',
    coder: 'Coder',
    modified: 'Changed'
  },
  empty: 'Nothing is tagged yet',
  emptyNext: 'Open a document, select some words and press Enter.',
  toRead: 'Go to the text',
  noMatch: 'No passage fits these filters',
  noMatchNext: 'Clear one of them.',
  conflict: 'In conflict',
  lost: 'Lost its place',
  waiting: '…'
} as const satisfies Words
