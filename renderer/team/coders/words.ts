/** Words of Team > Coders. */
import type { Words } from '../../ui/words.ts'

export const codersWords = {
  about:
    'Everybody whose work is in this project. A coder is never deleted; two that are one person are joined. How much each did is told for all, blind coding or not.',
  none: 'Nobody codes in this project yet',
  noneNext: 'Choose who is coding at the top right; colleagues come with their copies.',
  table: 'Coders of this project',
  coder: 'Coder',
  annotations: 'Annotations',
  incomplete_one: '{{shownCount}} without a stance',
  incomplete_other: '{{shownCount}} without a stance',
  documents: 'Documents',
  done: '{{done}} done',
  begun: '{{begun}} in progress',
  untouched: '{{new}} new',
  last: 'Last annotation',
  never: 'none yet',
  you: 'you',
  gold: 'gold',
  more: 'What can be done with {{name}}',
  details: 'Details',
  passages: 'Show the passages',
  history: 'Show what was done',
  join: 'Join into another coder…',
  sum: '{{done}} of {{all}} documents done, {{begun}} in progress',
  blind: {
    heading: 'Blind coding',
    off: 'Coders see each other’s annotations.',
    on: 'Coders do not see each other’s annotations in a document until they have marked it done.',
    about:
      'For independent coding: lists, counts, history and exports leave out what is hidden. It belongs to the project, so every copy follows it. It hides and does not protect: who must not be able to look gets a copy without annotations.',
    begin: 'Begin blind coding',
    end: 'End blind coding',
    hidden_one: '{{shownCount}} annotation of another coder is hidden from you now.',
    hidden_other: '{{shownCount}} annotations of other coders are hidden from you now.',
    nothingHidden: 'Nothing is hidden from you now.',
    line_one: 'Coding is blind: {{shownCount}} annotation of another coder is hidden from you.',
    line_other: 'Coding is blind: {{shownCount}} annotations of other coders are hidden from you.',
    lineNext: 'They are shown in each document that you mark as done.',
    inDocument_one: '{{shownCount}} annotation of another coder is hidden until you mark this document done.',
    inDocument_other:
      '{{shownCount}} annotations of other coders are hidden until you mark this document done.',
    markDone: 'Mark as done',
    marked: 'Done. The annotations of other coders are shown.'
  }
} as const satisfies Words
