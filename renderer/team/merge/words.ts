/** Words of renderer/team/merge. */
import type { Words } from '../../ui/words.ts'

export const mergeWords = {} as const satisfies Words
