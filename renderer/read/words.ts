/** Words of the Read view as a whole. */
import type { Words } from '../ui/words.ts'

export const readWords = {
  choose: 'Choose a document to read',
  chooseNext: 'Pick one on the left, or find it with Ctrl+K.',
  toArriveNext: 'The text of this document was not in the file that it came by. Merge a project that has it.',
  layer: {
    title: 'What is shown',
    all: 'All shown',
    some_one: '{{shownCount}} filter',
    some_other: '{{shownCount}} filters',
    mine: 'Only mine',
    issue: 'Issues',
    stance: 'Stances',
    actor: 'Actors',
    coder: 'Coders',
    reset: 'Show all',
    line: 'Hidden annotations',
    legend: 'What the colours mean',
    legendMore_one: '{{shownCount}} more',
    legendMore_other: '{{shownCount}} more',
    of_one: '{{shown}} of {{shownCount}} annotation in this document',
    of_other: '{{shown}} of {{shownCount}} annotations in this document',
    hidden_one: '{{shownCount}} annotation is hidden',
    hidden_other: '{{shownCount}} annotations are hidden',
    hiddenOfCoder_one: '{{shownCount}} of another coder is hidden',
    hiddenOfCoder_other: '{{shownCount}} of another coder are hidden',
    hiddenOfCoders_one: '{{shownCount}} of other coders is hidden',
    hiddenOfCoders_other: '{{shownCount}} of other coders are hidden',
    allShown: 'All annotations are shown',
    showAll: 'Show all',
    change: 'Change…',
    anyway: 'Shown although the filter hides it, until the filter changes.'
  },
  inspectorEmpty: 'Nothing chosen',
  inspectorEmptyNext: 'Choose a passage in the text, an issue or a document to see it here.'
} as const satisfies Words
