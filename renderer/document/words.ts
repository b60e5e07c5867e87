/** The words of the reader, the tag box, the margin and the inspector. */
import type { Words } from '../ui/words.ts'

export const documentWords = {
  text: {
    page: 'Page {{number}}',
    label: 'Text of {{title}}',
    empty: 'This document has no words.',
    emptyHelp: 'Import it again from a file that has some, or choose another document.'
  }
} as const satisfies Words
