/** The history's sentences in the window's language. */
import { batchSentence, changeWords, type FieldWords } from '../../shared/api/batchSentences.ts'
import type { Say } from '../../shared/api/batchWords.ts'
import type { HistoryChange, HistoryNames } from '../../shared/api/historyViews.ts'
import { t } from '../ui/words.ts'
import type { HistoryRow } from './useHistory.ts'

const say: Say = (key, about) => t(`history.sentences.${key}`, about)

/** What a batch did. */
export function sentenceOf({ batch, names }: HistoryRow): string {
  return batchSentence(batch, names, say)
}

/** Who did it. */
export function whoDid({ batch, names }: HistoryRow): string {
  return batch.coder === null ? say('nobody') : (names[batch.coder] ?? say('values.unknown'))
}

/** The fields of a change, from what to what. */
export function fieldsOf(change: HistoryChange, names: HistoryNames): readonly FieldWords[] {
  return changeWords(change, names, say)
}

/** "annotation", "issue": the kind of a record in words. */
export function kindOf(kind: string): string {
  const words = say(`kinds.${kind}`)
  return words.startsWith('history.') ? say('kinds.other') : words
}
