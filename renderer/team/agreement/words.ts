/** Words of renderer/team/agreement. */
import type { Words } from '../../ui/words.ts'

export const agreementWords = {} as const satisfies Words
