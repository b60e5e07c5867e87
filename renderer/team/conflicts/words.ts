/** Words of renderer/team/conflicts. */
import type { Words } from '../../ui/words.ts'

export const settlingWords = {} as const satisfies Words
