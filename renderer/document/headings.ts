/** The contents of a text: its headings, or where it has none, what is written as one. Offsets are UTF-16 code units. */
import type { Block, RevisionContent } from '../../shared/text/revision.ts'

/** `level` counts from 0; `number` is what it is numbered by ("Article 5", "1.2", "(a)"), '' where it is not; `title` is the rest, in one line. */
export type Heading = {
  readonly block: number
  readonly start: number
  readonly level: number
  readonly number: string
  readonly title: string
}

/** The headings of a text in its order; where it has none, short paragraphs that are numbered as articles are. */
export function headingsOf({ text, blocks }: RevisionContent): readonly Heading[] {
  const found: Heading[] = []
  for (const [block, at] of blocks.entries())
    if (at.kind === 'heading') found.push(headingOf(text, at, { block, level: at.level }))
  if (found.length === 0) {
    for (const [block, at] of blocks.entries()) {
      const level = at.kind === 'paragraph' ? articleLevel(firstLine(text, at)) : null
      if (level !== null) found.push(headingOf(text, at, { block, level }))
    }
  }
  return closeUp(found)
}

/** The index of the heading that an offset stands under; -1 before the first. */
export function headingAt(headings: readonly Heading[], offset: number): number {
  let low = 0
  let high = headings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((headings[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The indexes of the headings above one, the nearest first. */
export function above(headings: readonly Heading[], index: number): readonly number[] {
  const found: number[] = []
  let level = headings[index]?.level ?? 0
  for (let i = index - 1; i >= 0 && level > 0; i -= 1) {
    const one = headings[i]
    if (!one || one.level >= level) continue
    found.push(i)
    level = one.level
  }
  return found
}

/** True where headings of a deeper level follow. */
export function hasBelow(headings: readonly Heading[], index: number): boolean {
  return (headings[index + 1]?.level ?? 0) > (headings[index]?.level ?? 0)
}

/** Longer titles are cut, code units. */
const longestTitle = 200
/** A longer paragraph is no heading, however it starts. */
const longestLine = 140

const named =
  '(?:part|title|book|annex|appendix|schedule|chapter|section|article|art\\.|teil|anhang|kapitel|abschnitt|artikel|partie|titre|annexe|chapitre|parte|título|anexo|capítulo|sección|artículo|titolo|capo|articolo|rozdział|artykuł|hlava|článek|розділ|стаття|глава|раздел|статья|приложение|الباب|الفصل|القسم|المادة|فصل|פרק|סעיף|חלק)'
const levels: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:part|title|book|annex|appendix|schedule|teil|anhang|partie|titre|annexe|parte|título|anexo|titolo|hlava|приложение|الباب|חלק)/iu,
    1
  ],
  [/^(?:chapter|kapitel|chapitre|capítulo|capo|rozdział|розділ|глава|раздел|الفصل|فصل|פרק)/iu, 2],
  [/^(?:section|abschnitt|sección|القسم)/iu, 3]
]
const ordinal = '(?:\\d{1,4}|[IVXLCDM]{1,7}|[٠-٩]{1,4}|[A-Z])(?:[.\\-]\\d{1,3}){0,4}[a-z]?'
/** "Article 5", "§ 12", "第三条": the word and its number. */
const article = new RegExp(
  `^(?:${named}\\s+(?:\\(?${ordinal}\\)?|\\p{L}+)|§{1,2}\\s*${ordinal}|第[\\d〇零一二三四五六七八九十百千]+[条條章节節编編])(?![\\p{L}\\p{N}])`,
  'iu'
)
/** "1.2.3", "IV.", "(a)": a number alone. */
const numbered = /^(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[IVXLC]{1,6}[.)]|\([a-z0-9]{1,3}\)|[A-Z][.)])(?=\s)/u

function headingOf(
  text: string,
  at: Block,
  { block, level }: { readonly block: number; readonly level: number }
): Heading {
  const line = text
    .slice(at.start, Math.min(at.end, at.start + longestTitle))
    .replaceAll(/\s+/g, ' ')
    .trim()
  const number = (article.exec(line) ?? numbered.exec(line))?.[0] ?? ''
  const rest = line.slice(number.length).replace(/^[\s.:–—-]+/u, '')
  return { block, start: at.start, level, number: number.replace(/[.:]$/, ''), title: rest }
}

/** The level of a line that names an article or a part of a text; null where it is none: a sentence that merely starts so. */
function articleLevel(line: string): number | null {
  if (line === '' || line.length > longestLine) return null
  const name = article.exec(line)?.[0]
  if (name !== undefined) {
    const rest = line.slice(name.length)
    // "Article 5 applies where …" is a sentence; "Article 5", "Article 5. Scope" and "Article 5 – Scope" are headings.
    if (!/^(?:\s*$|\s*[.:–—-]|\s+[^\p{Ll}])/u.test(rest) || /[,;]$/.test(line)) return null
    return levels.find(([word]) => word.test(name))?.[1] ?? 4
  }
  const number = numbered.exec(line)?.[0]
  if (number === undefined || !/^\d|^[IVX]/.test(number) || /[.,;:]$/.test(line)) return null
  return 5 + number.split('.').filter((part) => /\d/.test(part)).length
}

function firstLine(text: string, at: Block): string {
  const line = text.slice(at.start, Math.min(at.end, at.start + longestLine + 2)).trim()
  const end = line.indexOf('\n')
  // A hard-wrapped paragraph is none; a heading with its subtitle below is.
  if (end >= 0 && at.end - at.start > longestLine) return ''
  return end < 0 ? line : line.slice(0, end).trimEnd()
}

/** Levels from 0 without gaps: a text whose headings are of the levels 2 and 4 has 0 and 1. */
function closeUp(headings: readonly Heading[]): readonly Heading[] {
  const used = [...new Set(headings.map((heading) => heading.level))].toSorted((a, b) => a - b)
  return headings.map((heading) => ({ ...heading, level: used.indexOf(heading.level) }))
}
