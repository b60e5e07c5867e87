/** What coders made of the units of their documents: the form that every comparison starts from. Offsets are UTF-16 code units of today's text. */
import type { AnnotationId, DocumentId, Hash } from '../ids.ts'

/** An annotation as agreement sees it. */
export type Tag = {
  readonly annotation: AnnotationId
  readonly start: number
  readonly end: number
  /** The number of the chosen issue that it counts for: the nearest at or above its own. */
  readonly issue: number
  /** Every chosen issue at or above its own, the nearest first. */
  readonly issues: readonly number[]
  /** Its place in the scale; null: not decided, which is a missing value. */
  readonly stance: number | null
}

export type Stretch = { readonly start: number; readonly end: number }

/** A document that at least two of the coders worked on. */
export type CodedDocument = {
  readonly document: DocumentId
  readonly revision: Hash
  /** Of today's text. */
  readonly length: number
  /** The coding round it belongs to; '' for none. */
  readonly round: string
  /** Sentences or paragraphs in order, apart from each other; none where passages themselves are compared. */
  readonly stretches: readonly Stretch[]
  /** By coder, in order of their places; null: has not begun the document, so nothing is known, which is not "nothing tagged". */
  readonly coders: readonly (readonly Tag[] | null)[]
}

/** A unit with the tags of each coder that touch it; null: missing. */
export type CodedUnit = Stretch & {
  /** Its number among the documents. */
  readonly document: number
  readonly coders: readonly (readonly Tag[] | null)[]
}

/** Units that somebody tagged, in order, and how many more there are that nobody tagged. */
export type CodedUnits = { readonly tagged: readonly CodedUnit[]; readonly blank: readonly BlankUnits[] }

/** Units of one document that nobody tagged, by coder whether they judged them. */
export type BlankUnits = {
  readonly document: number
  readonly judged: readonly boolean[]
  readonly count: number
}

/** Sentences or paragraphs: a tag counts for each that it shares a character with. */
export function unitsOfStretches(documents: readonly CodedDocument[]): CodedUnits {
  const tagged: CodedUnit[] = []
  const blank = documents.map(({ stretches, coders }, document): BlankUnits => {
    const touched = new Map<number, (Tag[] | null)[]>()
    for (const [coder, tags] of coders.entries())
      for (const tag of tags ?? [])
        for (let at = firstEndingAfter(stretches, tag.start); at < stretches.length; at++) {
          if ((stretches[at]?.start ?? Infinity) >= tag.end) break
          const own = touched.get(at) ?? coders.map((all) => (all === null ? null : []))
          touched.set(at, own)
          own[coder]?.push(tag)
        }
    for (const [at, own] of [...touched].toSorted(([a], [b]) => a - b)) {
      const stretch = stretches[at]
      if (stretch) tagged.push({ document, start: stretch.start, end: stretch.end, coders: own })
    }
    return { document, judged: coders.map((tags) => tags !== null), count: stretches.length - touched.size }
  })
  return { tagged, blank }
}

/** The number of the first stretch that ends after an offset. */
function firstEndingAfter(stretches: readonly Stretch[], offset: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** The same units as these coders judged them (by number, at least two), in the documents that are let through; what fewer than two judged is left out. */
export function unitsWithin(
  { tagged, blank }: CodedUnits,
  coders: readonly number[],
  isWithin: (document: number) => boolean = () => true
): CodedUnits {
  const own: CodedUnit[] = []
  const blankNow = new Map<number, number>()
  for (const unit of tagged) {
    if (!isWithin(unit.document)) continue
    const cut = coders.map((coder) => unit.coders[coder] ?? null)
    if (cut.filter((tags) => tags !== null).length < 2) continue
    if (cut.some((tags) => tags !== null && tags.length > 0)) own.push({ ...unit, coders: cut })
    else blankNow.set(unit.document, (blankNow.get(unit.document) ?? 0) + 1)
  }
  return {
    tagged: own,
    blank: blank.flatMap(({ document, judged, count }) => {
      const cut = coders.map((coder) => judged[coder] ?? false)
      if (!isWithin(document) || cut.filter(Boolean).length < 2) return []
      return [{ document, judged: cut, count: count + (blankNow.get(document) ?? 0) }]
    })
  }
}

/** How many units there are. */
export function unitCount({ tagged, blank }: CodedUnits): number {
  return blank.reduce((sum, { count }) => sum + count, tagged.length)
}
