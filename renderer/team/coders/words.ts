/** Words of renderer/team/coders. */
import type { Words } from '../../ui/words.ts'

export const codersWords = {} as const satisfies Words
