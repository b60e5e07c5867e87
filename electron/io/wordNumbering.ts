/** The numbers and bullets that a word processor draws but does not write into the text: "3.", "(a)", "Article 5". */
import { ordinal, type MarkerStyle } from '../../shared/import/listMarker.ts'

/** Gives a paragraph its marker. To be asked for every paragraph in reading order, since numbers count on. */
export type WordNumbering = {
  /** `properties` is the inside of w:pPr. Null: the paragraph is not numbered. "": it is, without a visible sign. */
  readonly markerOf: (properties: string) => string | null
  /** Paragraph styles of the document's own that are headings: their id and level, from 1. */
  readonly headings: readonly { readonly styleId: string; readonly level: number }[]
}

/** Reads word/numbering.xml and word/styles.xml; either may be empty. */
export function wordNumbering(numberingXml: string, stylesXml: string): WordNumbering {
  const abstracts = new Map(
    elements(numberingXml, 'abstractNum').map(({ tag, inside }) => [
      valueIn(tag, 'abstractNumId'),
      levelsOf(inside)
    ])
  )
  const numbers = new Map(
    elements(numberingXml, 'num').map(({ tag, inside }) => [valueIn(tag, 'numId') ?? '', readNumber(inside)])
  )
  const styles = new Map(
    elements(stylesXml, 'style').map(({ tag, inside }) => [valueIn(tag, 'styleId') ?? '', readStyle(inside)])
  )
  /** Counters of each abstract numbering, one a level. */
  const counters = new Map<string, (number | undefined)[]>()
  const started = new Set<string>()

  const markerOf = (properties: string): string | null => {
    const place = placeOf(properties, styles)
    const number = place && numbers.get(place.number)
    if (!place || !number) return null
    const levels =
      number.levels.size > 0
        ? new Map([...(abstracts.get(number.abstract) ?? []), ...number.levels])
        : abstracts.get(number.abstract)
    const level = levels?.get(place.level)
    if (!levels || !level) return null
    const counts = counters.get(number.abstract) ?? []
    counters.set(number.abstract, counts)
    const restart = number.starts.get(place.level)
    if (restart !== undefined && !started.has(`${place.number} ${place.level}`))
      counts[place.level] = restart - 1
    started.add(`${place.number} ${place.level}`)
    counts[place.level] = (counts[place.level] ?? level.start - 1) + 1
    // A level that is deeper starts anew.
    counts.length = place.level + 1
    return markerText(level, levels, counts)
  }
  const headings = [...styles].flatMap(([styleId, style]) => {
    const outline = inherited(style, styles, (each) => each.outline)
    return outline !== null && outline < 9 && /^[A-Za-z][\w-]*$/.test(styleId)
      ? [{ styleId, level: Math.min(outline + 1, 6) }]
      : []
  })
  return { markerOf, headings }
}

type Level = {
  readonly start: number
  readonly format: string
  readonly text: string
  readonly isLegal: boolean
}
type Levels = ReadonlyMap<number, Level>
type WordNumber = {
  readonly abstract: string
  readonly starts: ReadonlyMap<number, number>
  readonly levels: Levels
}
type Style = {
  readonly basedOn: string | null
  readonly number: string | null
  readonly level: number | null
  readonly outline: number | null
}
type Styles = ReadonlyMap<string, Style>

function levelsOf(xml: string): Levels {
  return new Map(
    elements(xml, 'lvl').map(({ tag, inside }) => [
      Number(valueIn(tag, 'ilvl') ?? 0),
      {
        start: Number(childValue(inside, 'start') ?? 1),
        format: childValue(inside, 'numFmt') ?? 'decimal',
        text: unescaped(childValue(inside, 'lvlText') ?? ''),
        isLegal: /<w:isLgl\b(?![^>]*w:val="(?:0|false)")/.test(inside)
      }
    ])
  )
}

function readNumber(inside: string): WordNumber {
  const overrides = elements(inside, 'lvlOverride').map(({ tag, inside: own }) => ({
    level: Number(valueIn(tag, 'ilvl') ?? 0),
    own
  }))
  return {
    abstract: childValue(inside, 'abstractNumId') ?? '',
    starts: new Map(
      overrides.flatMap(({ level, own }) =>
        own.includes('<w:startOverride') ? [[level, Number(childValue(own, 'startOverride') ?? 1)]] : []
      )
    ),
    levels: new Map(overrides.flatMap(({ own }) => [...levelsOf(own)]))
  }
}

function readStyle(inside: string): Style {
  const numbered = elements(inside, 'numPr')[0]?.inside ?? ''
  const level = childValue(numbered, 'ilvl')
  const outline = childValue(inside, 'outlineLvl')
  return {
    basedOn: childValue(inside, 'basedOn'),
    number: childValue(numbered, 'numId'),
    level: level === null ? null : Number(level),
    outline: outline === null ? null : Number(outline)
  }
}

/** The numbering a paragraph takes part in: its own, or its style's. Number 0 takes it out. */
function placeOf(
  properties: string,
  styles: Styles
): { readonly number: string; readonly level: number } | null {
  const own = elements(properties, 'numPr')[0]?.inside ?? ''
  const style = styles.get(childValue(properties, 'pStyle') ?? '')
  const number = childValue(own, 'numId') ?? (style ? inherited(style, styles, (each) => each.number) : null)
  if (number === null || number === '0') return null
  const level = childValue(own, 'ilvl') ?? (style ? inherited(style, styles, (each) => each.level) : null)
  return { number, level: Math.min(8, Math.max(0, Number(level ?? 0) || 0)) }
}

function inherited<T>(style: Style, styles: Styles, pick: (style: Style) => T | null): T | null {
  let at: Style | undefined = style
  // A made-up file may base a style on itself.
  for (let depth = 0; at && depth < 20; depth += 1) {
    const value = pick(at)
    if (value !== null) return value
    at = styles.get(at.basedOn ?? '')
  }
  return null
}

function markerText(level: Level, levels: Levels, counts: readonly (number | undefined)[]): string {
  if (level.format === 'bullet') return bulletSign(level.text)
  if (level.format === 'none') return level.text.replace(/%\d/g, '').trim()
  return level.text
    .replace(/%(\d)/g, (_whole, digit: string) => {
      const which = Number(digit) - 1
      const source = levels.get(which)
      const count = counts[which] ?? source?.start ?? 1
      return numberText(count, level.isLegal ? 'decimal' : (source?.format ?? 'decimal'))
    })
    .trim()
}

const formats: Readonly<Record<string, MarkerStyle>> = { lowerRoman: 'lowerRoman', upperRoman: 'upperRoman' }

function numberText(count: number, format: string): string {
  if (format === 'none') return ''
  if (format === 'decimalZero') return String(count).padStart(2, '0')
  // After z Word writes aa, bb, cc.
  if (format === 'lowerLetter' || format === 'upperLetter') {
    const letter =
      count < 1 || count > 780
        ? String(count)
        : String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.ceil(count / 26))
    return format === 'upperLetter' ? letter.toUpperCase() : letter
  }
  return ordinal(count, formats[format] ?? 'decimal')
}

/** Bullets come from symbol fonts, whose private characters no other font has. */
function bulletSign(text: string): string {
  const sign = text.trim()
  const known: Readonly<Record<string, string>> = {
    '\uf0b7': '•',
    '\uf0a7': '▪',
    '\uf0d8': '➢',
    '\uf0fc': '✓',
    '\uf076': '❖',
    '\uf02d': '-',
    o: '◦'
  }
  return known[sign] ?? (/\p{Co}/u.test(sign) ? '•' : sign)
}

/** Elements of one name, their opening tag and what is inside; an empty element has nothing inside. */
function elements(xml: string, name: string): readonly { readonly tag: string; readonly inside: string }[] {
  const pattern = new RegExp(`<w:${name}(\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</w:${name}>)`, 'g')
  return [...xml.matchAll(pattern)].map(([, tag, inside]) => ({ tag: tag ?? '', inside: inside ?? '' }))
}

function valueIn(tag: string, name: string): string | null {
  return new RegExp(`\\bw:${name}="([^"]*)"`).exec(tag)?.[1] ?? null
}

function childValue(xml: string, name: string): string | null {
  const tag = new RegExp(`<w:${name}\\b[^>]*>`).exec(xml)?.[0]
  return tag === undefined ? null : valueIn(tag, 'val')
}

function unescaped(value: string): string {
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
