/** Helpers for texts that came from a scanner or a PDF: each proposes edits that somebody looks at before they are done. */
import type { Block, RevisionContent } from './revision.ts'
import type { TextEdit } from './textEdits.ts'

/** An edit with what it belongs to: proposals of one group are the same case. `isSure`: chosen unless somebody objects. */
export type Proposal = TextEdit & { readonly group: string; readonly isSure: boolean }

export const tidyKinds = ['hyphens', 'lines', 'running', 'spaces'] as const
export type TidyKind = (typeof tidyKinds)[number]

/** The proposals of a helper, in the order of the text; none overlap. */
export function proposeTidying(kind: TidyKind, content: RevisionContent): readonly Proposal[] {
  switch (kind) {
    case 'hyphens':
      return joinHyphenated(content)
    case 'lines':
      return joinLines(content)
    case 'running':
      return removeRunningLines(content)
    case 'spaces':
      return normaliseSpaces(content)
  }
}

/**
 * Words cut at the end of a line: "agree-\nment". Inside a block and from a paragraph to the next. The hyphen stays where the text elsewhere
 * writes the word with one ("cease-fire") at least as often as without.
 */
function joinHyphenated({ text, blocks }: RevisionContent): readonly Proposal[] {
  const words = new Map<string, number>()
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+(?:[-\u2010][\p{L}\p{M}]+)*/gu)) {
    const key = word.toLowerCase().replaceAll('\u2010', '-')
    words.set(key, (words.get(key) ?? 0) + 1)
  }
  const proposals: Proposal[] = []
  for (const match of text.matchAll(
    /([\p{L}\p{M}]+)([-\u2010\u00ad])[ \t]*\n[ \t]*(?=([\p{Ll}\p{Lo}\p{M}]+))/gu
  )) {
    const [whole, head = '', hyphen = '', tail = ''] = match
    const end = match.index + whole.length
    const cut = text.indexOf('\n', match.index)
    if (!isOneText(blocks, cut)) continue
    const withHyphen = words.get(`${head}-${tail}`.toLowerCase()) ?? 0
    const without = words.get(`${head}${tail}`.toLowerCase()) ?? 0
    const keeps = hyphen !== '\u00ad' && withHyphen > 0 && withHyphen >= without
    const start = match.index + head.length + (keeps ? hyphen.length : 0)
    proposals.push({ start, end, insert: '', group: keeps ? 'hyphenStays' : 'hyphenGoes', isSure: true })
  }
  return proposals
}

/**
 * Line breaks inside a paragraph, and paragraphs that go on in the next one with a small letter. A line that is much shorter than the others of
 * its paragraph may be verse or an address: not chosen unless somebody says so.
 */
function joinLines({ text, blocks }: RevisionContent): readonly Proposal[] {
  const proposals: Proposal[] = []
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'pageBreak' || block.kind === 'heading') continue
    const words = text.slice(block.start, block.end)
    const longest = Math.max(...words.split('\n').map((line) => line.length))
    let lineStart = 0
    for (const match of words.matchAll(/[ \t]*\n[ \t]*(?=\S)/g)) {
      const isLong = match.index - lineStart >= longest * 0.6
      const endsSentence = /[.!?:;]["”’»)]*$/.test(words.slice(lineStart, match.index))
      lineStart = match.index + match[0].length
      proposals.push({
        start: block.start + match.index,
        end: block.start + lineStart,
        insert: ' ',
        group: 'inBlock',
        isSure: isLong || !endsSentence
      })
    }
    const next = blocks[i + 1]
    if (block.kind !== 'paragraph' || next?.kind !== 'paragraph') continue
    const goesOn =
      /[\p{L}\p{M}\p{N},–—]$/u.test(words) && /^[\p{Ll}]/u.test(text.slice(next.start, next.start + 2))
    if (goesOn)
      proposals.push({ start: block.end, end: next.start, insert: ' ', group: 'acrossBlocks', isSure: true })
  }
  return proposals
}

/**
 * Lines that come again and again (headers, footers), and lines that are a page number alone. Lines that differ only in a number ("Page 3 of 9",
 * but also "Article 3") are proposed, and chosen only where they speak of a page.
 */
function removeRunningLines({ text, blocks }: RevisionContent): readonly Proposal[] {
  type Line = { readonly start: number; readonly end: number; readonly block: Block; readonly words: string }
  const lines: Line[] = []
  for (const block of blocks) {
    if (block.kind === 'tableCell' || block.kind === 'heading') continue
    let start: number = block.start
    for (const words of text.slice(block.start, block.end).split('\n')) {
      lines.push({ start, end: start + words.length, block, words: words.trim() })
      start += words.length + 1
    }
  }
  const exact = countBy(lines.map(({ words }) => words.toLowerCase()))
  const numbered = countBy(lines.map(({ words }) => withoutNumbers(words)))
  const starts = new Map<string, number[]>()
  for (const { start, words } of lines) {
    const key = words.toLowerCase()
    const known = starts.get(key)
    if (known) known.push(start)
    else starts.set(key, [start])
  }
  const counted = countedLines(lines)
  const proposals: Proposal[] = []
  for (const { start, end, block, words } of lines) {
    if (words === '' || words.length > 120) continue
    const isPageNumber =
      /^[\s\-–—|[(]*(?:page|seite|p\.|s\.|стр\.|страница)?\s*\d{1,4}(?:\s*(?:of|von|из|\/)\s*\d{1,4})?[\s\-–—|\])]*$/iu.test(
        words
      )
    const again = (exact.get(words.toLowerCase()) ?? 0) >= 3
    const againNumbered = /\d/.test(words) && (numbered.get(withoutNumbers(words)) ?? 0) >= 3
    if (!again && !againNumbered) continue
    const isAtEdge = start === block.start || end === block.end
    const isSure = isPageNumber
      ? againNumbered
      : /\b(?:page|seite)\b|страница/iu.test(words) ||
        (isAtEdge && (again ? isRegular(starts.get(words.toLowerCase()) ?? []) : counted.has(start)))
    const group = isPageNumber ? '#' : again ? words : withoutNumbers(words)
    const whole = start === block.start && end === block.end
    const isLast = end === text.length
    proposals.push(
      whole && block.kind !== 'pageBreak'
        ? {
            start: isLast ? Math.max(0, start - 1) : start,
            end: isLast ? end : end + 1,
            insert: '',
            group,
            isSure
          }
        : {
            start: end === block.end && start > block.start ? start - 1 : start,
            end: end === block.end ? end : end + 1,
            insert: '',
            group,
            isSure
          }
    )
  }
  return withoutOverlaps(proposals)
}

/** True for places about as far apart as pages: what recurs in running text comes as it comes. */
function isRegular(starts: readonly number[]): boolean {
  const gaps = starts.slice(1).map((start, i) => start - (starts[i] ?? 0))
  return Math.max(...gaps) <= Math.min(...gaps) * (gaps.length < 4 ? 2 : 3)
}

/** The starts of lines of several words that carry a number which grows from one to the next, as a title with its page does. */
function countedLines(
  lines: readonly { readonly start: number; readonly words: string }[]
): ReadonlySet<number> {
  const last = new Map<string, { readonly start: number; readonly page: number }>()
  const found = new Set<number>()
  for (const { start, words } of lines) {
    const page = /^(\d{1,4})\s|\s(\d{1,4})$/.exec(words)
    // “Article 3” is counted too, and no page.
    if (!page || words.split(/\s+/).length < 4) continue
    const key = withoutNumbers(words)
    const here = { start, page: Number(page[1] ?? page[2]) }
    const before = last.get(key)
    last.set(key, here)
    if (!before || here.page <= before.page || here.page > before.page + 2) continue
    found.add(before.start).add(start)
  }
  return found
}

/** Several spaces, tabs and no-break spaces in a row become one space; spaces at the ends of lines go. */
function normaliseSpaces({ text, blocks }: RevisionContent): readonly Proposal[] {
  const proposals: Proposal[] = []
  for (const block of blocks) {
    const words = text.slice(block.start, block.end)
    for (const match of words.matchAll(/[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g)) {
      const [found] = match
      const from = match.index
      const to = from + found.length
      const isAtEdge = from === 0 || words[from - 1] === '\n' || to === words.length || words[to] === '\n'
      if (!isAtEdge && (found.length === 1 ? found !== '\t' : false)) continue
      proposals.push({
        start: block.start + from,
        end: block.start + to,
        insert: isAtEdge ? '' : ' ',
        group: isAtEdge ? 'edge' : 'run',
        isSure: true
      })
    }
  }
  return proposals
}

/** True where a line break is inside a block, or between two paragraphs. */
function isOneText(blocks: readonly Block[], cut: number): boolean {
  let low = 0
  let high = blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((blocks[middle]?.start ?? 0) <= cut) low = middle
    else high = middle - 1
  }
  const block = blocks[low]
  if (!block) return false
  if (cut < block.end) return block.kind !== 'pageBreak'
  return block.kind === 'paragraph' && blocks[low + 1]?.kind === 'paragraph'
}

function withoutNumbers(words: string): string {
  return words.toLowerCase().replaceAll(/\d+/g, '#').replaceAll(/\s+/g, ' ')
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function withoutOverlaps(proposals: readonly Proposal[]): readonly Proposal[] {
  let at = 0
  return proposals.flatMap((one) => {
    const start = Math.max(one.start, at)
    if (one.end <= start) return []
    at = one.end
    return [{ ...one, start }]
  })
}
