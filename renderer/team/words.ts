/** Words of the frame of Team. */
import type { Words } from '../ui/words.ts'

export const teamWords = {
  title: 'Team',
  nav: 'Parts of Team',
  stop: 'Stop',
  parts: {
    coders: 'Coders',
    sharing: 'Share and merge',
    conflicts: 'Conflicts',
    agreement: 'Agreement',
    adjudication: 'Adjudication',
    folder: 'Team folder'
  }
} as const satisfies Words
