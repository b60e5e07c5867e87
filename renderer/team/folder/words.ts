/** Words of renderer/team/folder. */
import type { Words } from '../../ui/words.ts'

export const folderWords = {} as const satisfies Words
