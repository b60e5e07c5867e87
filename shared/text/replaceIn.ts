/** Find and replace: every place, with what would stand there. */
import type { RevisionContent } from './revision.ts'
import type { Proposal } from './tidyText.ts'

export type Finding = { readonly start: number; readonly end: number }
/** The places in a text, in its order. */
export type FindIn = (text: string) => readonly Finding[]

/** More places than this are not proposed at once. */
export const mostReplaced = 50_000

/**
 * Proposals for all places that stand inside one block. `by`: `\n` is a line break and `\t` a tab; with an expression `$&` is what was found and
 * `$1` a group of it, as JavaScript has it.
 */
export function proposeReplacing(
  { text, blocks }: RevisionContent,
  find: FindIn | RegExp,
  by: string
): readonly Proposal[] {
  const plain = by.replaceAll(/\\([nt\\])/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\'
  )
  const proposals: Proposal[] = []
  for (const block of blocks) {
    const words = text.slice(block.start, block.end)
    for (const { start, end, insert } of placesIn(words, find, plain)) {
      if (proposals.length >= mostReplaced) return proposals
      if (words.slice(start, end) === insert) continue
      proposals.push({
        start: block.start + start,
        end: block.start + end,
        insert,
        group: 'found',
        isSure: true
      })
    }
  }
  return proposals
}

function placesIn(
  words: string,
  find: FindIn | RegExp,
  by: string
): readonly { readonly start: number; readonly end: number; readonly insert: string }[] {
  if (!(find instanceof RegExp)) return find(words).map(({ start, end }) => ({ start, end, insert: by }))
  const found: { start: number; end: number; insert: string }[] = []
  for (const match of words.matchAll(find)) {
    if (match[0] === '') continue
    const insert = by.replaceAll(
      /\$(?:(\$)|(&)|(\d{1,2}))/g,
      (whole, dollar?: string, all?: string, group?: string) =>
        dollar
          ? '$'
          : all
            ? match[0]
            : group !== undefined && Number(group) > 0 && Number(group) < match.length
              ? (match[Number(group)] ?? '')
              : whole
    )
    found.push({ start: match.index, end: match.index + match[0].length, insert })
  }
  return found
}
