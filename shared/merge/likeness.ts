/** When two names look like one: case, accents, punctuation and spaces make no difference. */
import { wordsOf } from '../text/searchWords.ts'

/** Names that may stand for one issue give the same text; '' for a name without a letter. */
export function likeName(name: string): string {
  return foldedWords(name).join(' ')
}

/** The same for people, in whatever order their names are written: “Silva, Ana” and “Ana Silva”. */
export function likePerson(name: string): string {
  return foldedWords(name)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(' ')
}

/** Records that look like one, each group once: they share a key, directly or over another one. `keys`: what each record can be taken for. */
export function groupsAlike<T>(
  records: readonly T[],
  keys: (record: T) => readonly string[]
): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const record of records) {
    const own = [...new Set(keys(record).filter((key) => key !== ''))]
    const met = new Set(own.flatMap((key) => groups.get(key) ?? []))
    const group = [...met, record]
    const all = new Set([...own, ...[...met].flatMap((one) => keys(one).filter((key) => key !== ''))])
    for (const key of all) groups.set(key, group)
  }
  return [...new Set(groups.values())].filter((group) => group.length > 1)
}

function foldedWords(name: string): readonly string[] {
  const { words } = wordsOf(name, 'folded')
  return words.length > 0 ? words : [name.normalize('NFC').trim()].filter((text) => text !== '')
}
