/** Words of the command palette. */
import type { Words } from '../ui/words.ts'

export const paletteWords = {
  title: 'Find a command, document or issue',
  placeholder: 'Command, document or issue',
  commands: 'Commands',
  documents: 'Documents',
  issues: 'Issues',
  searches: 'Saved searches',
  results: 'Found',
  none: 'Nothing has these words.'
} as const satisfies Words
