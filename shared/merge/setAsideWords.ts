/** What is told of the parts of a colleague's file that were not taken as they stood: one sentence each. */
import type { SetAsideWhy } from './merge.ts'

/** `clash`: two different contents under one id, of which the same one stays in every copy. */
type ToldWhy = SetAsideWhy | 'brokenBlob' | 'clash'

/** Says what was met, how often, and what to do about it. A reason that is not known may stand in a file of a newer version, or of anybody. */
export function sentenceOfSetAside(why: string, count: number): string {
  return isKnown(why)
    ? sentences[why](String(count), count === 1)
    : `${count} ${count === 1 ? 'change was' : 'changes were'} not taken. ${askAgain}`
}

function isKnown(why: string): why is ToldWhy {
  return Object.hasOwn(sentences, why)
}

const askAgain = 'Ask whoever sent the file for a fresh copy.'

const sentences: Readonly<Record<ToldWhy, (count: string, isOne: boolean) => string>> = {
  brokenChange: (count, isOne) =>
    `${count} ${isOne ? 'change' : 'changes'} could not be read and ${isOne ? 'was' : 'were'} not taken. ${askAgain}`,
  brokenValue: (count, isOne) =>
    `${count} ${isOne ? 'change holds a value' : 'changes hold values'} that Parley does not write and ${isOne ? 'was' : 'were'} not taken. ${askAgain}`,
  brokenBatch: (count, isOne) =>
    `${count} ${isOne ? 'change belongs' : 'changes belong'} to an edit that could not be read and ${isOne ? 'was' : 'were'} not taken. ${askAgain}`,
  batchMissing: (count, isOne) =>
    `${count} ${isOne ? 'change belongs' : 'changes belong'} to an edit that is not in the file and ${isOne ? 'was' : 'were'} not taken. ${askAgain}`,
  brokenBlob: (count, isOne) =>
    `${count} ${isOne ? 'text or original file is' : 'texts or original files are'} damaged and ${isOne ? 'was' : 'were'} not taken. ${askAgain}`,
  clash: (count, isOne) =>
    `${count} ${isOne ? 'change stands' : 'changes stand'} in both files under the same id with different contents: one of the files was altered outside Parley. The same one was kept as in every other copy; the backup holds your file as it was.`
}
