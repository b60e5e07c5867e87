/** Words of renderer/team/adjudication. */
import type { Words } from '../../ui/words.ts'

export const adjudicationWords = {} as const satisfies Words
