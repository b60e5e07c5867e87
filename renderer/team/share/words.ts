/** Words of renderer/team/share. */
import type { Words } from '../../ui/words.ts'

export const shareWords = {} as const satisfies Words
