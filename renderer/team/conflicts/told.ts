/** Conflicts in the words of the window's language. */
import {
  conflictTitle,
  sideSentence,
  sideValue,
  standsSentence,
  whoWrote
} from '../../../shared/api/conflictSentences.ts'
import type { ConflictKind, ConflictSide } from '../../../shared/api/conflictMethods.ts'
import type { Say } from '../../../shared/api/batchWords.ts'
import { formatMoment } from '../../ui/format.ts'
import { hasWords, t } from '../../ui/words.ts'
import type { ConflictRow } from './useConflicts.ts'

const say: Say = (key, about) => t(`settling.told.${key}`, about)

/** What a conflict is about. */
export function titleOf({ conflict, names }: ConflictRow): string {
  return conflictTitle(conflict, names, say)
}

/** What one side did, in a sentence. */
export function sentenceOf(side: ConflictSide, { names }: ConflictRow): string {
  return sideSentence(side, names, say)
}

/** What one side wrote, whole. */
export function valueOf(side: ConflictSide, { names }: ConflictRow): string {
  return sideValue(side, names, say)
}

/** Who wrote a side and when. */
export function byOf(side: ConflictSide, { names }: ConflictRow): string {
  const who = whoWrote(side, names, say)
  return side.time === 0 ? who : t('settling.by', { who, when: formatMoment(side.time) })
}

/** Where an issue stands until its circle is settled. */
export function standsOf({ conflict }: ConflictRow): string {
  return standsSentence(conflict, say)
}

/** "Changed in two places". */
export function kindName(kind: ConflictKind): string {
  return say(`kind.${kind}`)
}

/** What to think of when deciding. */
export function adviceOf({ conflict, names }: ConflictRow): string {
  const waits = conflict.why === 'setAside' && (!conflict.other || names[conflict.other.id] === undefined)
  const key = `settling.advice.${conflict.kind}${waits ? 'Waits' : ''}`
  return hasWords(key) ? t(key) : t(`settling.advice.${conflict.kind}`)
}
