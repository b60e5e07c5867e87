/** Words of the Read view as a whole. */
import type { Words } from '../ui/words.ts'

export const readWords = {
  choose: 'Choose a document to read',
  chooseNext: 'Pick one on the left, or find it with Ctrl+K.',
  toArriveNext: 'The text of this document was not in the file that it came by. Merge a project that has it.',
  inspectorEmpty: 'Nothing chosen',
  inspectorEmptyNext: 'Choose a passage in the text, an issue or a document to see it here.'
} as const satisfies Words
