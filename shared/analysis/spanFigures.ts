/** Figures about where passages stand: the u-alpha family, span F1 and character overlap, over documents as continua. */
import {
  fewestUnits,
  told,
  toldInterval,
  type AgreementFigure,
  type Drawing,
  type MeasureName
} from './agreementFigures.ts'
import { drawsOf, intervalsOver, type Interval } from './bootstrap.ts'
import type { CodedDocument, Stretch, Tag } from './codedUnits.ts'
import { figure, undefinedFigure, type Figure } from './figure.ts'
import { matchSpans, overlapOf, type MarkedSpan } from './spanAgreement.ts'
import {
  addSums,
  emptySums,
  familyOf,
  rowOfSums,
  sumsOf,
  unitizingSums,
  type UnitizingAlpha,
  type UnitizingSums
} from './unitizingAlpha.ts'

/** A document with all tags of the coders who worked on it. */
type WholeDocument = { readonly length: number; readonly coders: readonly (readonly Tag[])[] }

/** `documents`: those that each of the coders worked on. `leftOut`: those that some of them did not; theirs are not held. */
type Whole = {
  readonly documents: readonly WholeDocument[]
  readonly leftOut: readonly WholeDocument[]
}

/** The documents that each of these coders (by number) has begun, cut to them, and the others. */
export function wholeDocuments(
  documents: readonly CodedDocument[],
  coders: readonly number[],
  isWithin: (document: number) => boolean = () => true
): Whole {
  const whole: WholeDocument[] = []
  const leftOut: WholeDocument[] = []
  for (const [number, { length, coders: all }] of documents.entries()) {
    if (!isWithin(number)) continue
    const present = coders.flatMap((coder) => {
      const tags = all[coder] ?? null
      return tags === null ? [] : [tags]
    })
    const cut = { length, coders: present }
    if (present.length === coders.length) whole.push(cut)
    else leftOut.push(cut)
  }
  return { documents: whole, leftOut }
}

/** What the figures of all issues together are, and of each the (k)u-alpha: how well it is told from the others. */
export type SpanFigures = {
  readonly whole: readonly AgreementFigure[]
  readonly byIssue: readonly AgreementFigure[]
}

/**
 * All issues together. Where: |u-alpha over what anybody marked at all. Where and which: u-alpha, cu-alpha and (k)u-alpha with the issues as
 * values, over the documents in which no coder's passages of different issues overlap, since a character has one value there. F1 and Dice of
 * passages with their issue; cu-alpha of stances, issue by issue.
 */
export function spanFiguresOfAll(
  { documents, leftOut }: Whole,
  { issues, stances }: { readonly issues: number; readonly stances: number },
  drawing: Drawing
): SpanFigures {
  const joined = marksIn(documents, joinedByIssue)
  const apart = joined.filter(({ coders }) => coders.every(areApart))
  const lost = joined.filter(({ coders }) => !coders.every(areApart))
  const where = measureSums(
    joined.map(({ length, coders }) =>
      unitizingSums({ length, coders: coders.map((spans) => covered(spans)) }, 1)
    ),
    (family) => [family.u],
    drawing
  )
  const which = measureSums(
    apart.map((document) => unitizingSums(document, issues)),
    (family) => [family.u, family.cu, ...family.byValue.map(({ alpha }) => alpha)],
    drawing
  )
  const told = ofCharacters('span', lengthOf(documents), lengthOf(leftOut), drawing)
  const toldApart = ofCharacters('span', lengthOf(apart), lengthOf(leftOut) + lengthOf(lost), drawing)
  return {
    whole: [
      told('binaryUAlpha', where[0], documents.length),
      toldApart('uAlpha', which[0], apart.length),
      toldApart('cuAlpha', which[1], apart.length),
      ...spanPairFigures(joined, marksIn(leftOut, joinedByIssue), drawing),
      stanceFigure({ documents, leftOut }, null, stances, drawing)
    ],
    byIssue: Array.from({ length: issues }, (_none, issue) =>
      toldApart('kuAlpha', which[issue + 2], apart.length)
    )
  }
}

/** One issue by itself: u-alpha with gaps as the other value, F1, Dice, and cu-alpha of the stances where both marked it. */
export function spanFiguresOfIssue(
  { documents, leftOut }: Whole,
  issue: number,
  stances: number,
  drawing: Drawing
): readonly AgreementFigure[] {
  const ofIssue = (tags: readonly Tag[]): readonly MarkedSpan[] =>
    joinedStretches(
      tags.filter(({ issues }) => issues.includes(issue)),
      0
    )
  const own = marksIn(documents, ofIssue)
  const [u] = measureSums(
    own.map((document) => unitizingSums(document, 1)),
    (family) => [family.u],
    drawing
  )
  return [
    ofCharacters('span', lengthOf(documents), lengthOf(leftOut), drawing)('uAlpha', u, documents.length),
    ...spanPairFigures(own, marksIn(leftOut, ofIssue), drawing),
    stanceFigure({ documents, leftOut }, issue, stances, drawing)
  ]
}

/** F1 of identical and of overlapping passages whatever their issue: what passage pairs are matched from. */
export function matchingFigures({ documents, leftOut }: Whole, drawing: Drawing): readonly AgreementFigure[] {
  const plain = (tags: readonly Tag[]): readonly MarkedSpan[] =>
    tags.map(({ start, end }) => ({ start, end, value: 0 }))
  // Passages of one coder may overlap here, so characters are not counted.
  return spanPairFigures(marksIn(documents, plain), marksIn(leftOut, plain), drawing).filter(
    ({ measure }) => measure !== 'characterDice'
  )
}

/** How many passages were joined with one of the same coder and issue that they overlap. */
export function joinedPassages({ documents }: Whole): number {
  return documents.reduce(
    (sum, { coders }) =>
      sum + coders.reduce((some, tags) => some + tags.length - joinedByIssue(tags).length, 0),
    0
  )
}

/** How many documents hold passages of one coder with different issues that overlap. */
export function overlappingDocuments({ documents }: Whole): number {
  return documents.filter(({ coders }) => !coders.every((tags) => areApart(joinedByIssue(tags)))).length
}

type Spans = { readonly length: number; readonly coders: readonly (readonly MarkedSpan[])[] }
type Drawn = { readonly one: Figure; readonly interval: Interval | null }

/**
 * The stance of what all marked with an issue: of one, or (null) of each in turn, pooled. What has no stance is not marked here. Counts what two
 * coders gave an issue and a stance; left out is what they gave the issue alone, and what the documents hold that not all of them began.
 */
function stanceFigure(
  { documents, leftOut }: Whole,
  issue: number | null,
  stances: number,
  drawing: Drawing
): AgreementFigure {
  let tagged = 0
  const sumsIn = ({ length, coders }: WholeDocument): UnitizingSums => {
    const asked =
      issue === null ? [...new Set(coders.flatMap((tags) => tags.map((tag) => tag.issue)))] : [issue]
    const sum = emptySums(stances)
    for (const one of asked) {
      const own = coders.map((tags) =>
        tags.filter((tag) => (issue === null ? tag.issue === one : tag.issues.includes(one)))
      )
      tagged += unitizingSums({ length, coders: own.map(covered) }, 1).shared
      addSums(sum, unitizingSums({ length, coders: own.map(joinedByStance) }, stances))
    }
    return sum
  }
  const sums = documents.map(sumsIn)
  for (const document of leftOut) sumsIn(document)
  const [cu] = measureSums(sums, (family) => [family.cu], drawing)
  const n = sums.reduce((sum, { shared }) => sum + shared, 0)
  // They may well have marked the same without a stance.
  const none: Drawn = { one: undefinedFigure('nothingToCompare'), interval: null }
  return ofCharacters('stance', n, tagged - n, drawing)('cuAlpha', n === 0 ? none : cu, documents.length)
}

/** Sums of documents measured, and drawn again. */
function measureSums(
  sums: readonly UnitizingSums[],
  measure: (family: UnitizingAlpha) => readonly Figure[],
  drawing: Drawing
): readonly Drawn[] {
  const rows = sums.map(rowOfSums)
  const width = rows[0]?.length ?? rowOfSums(emptySums(0)).length
  const of = (times: readonly number[]): readonly Figure[] => {
    const all = new Float64Array(width)
    for (let at = 0; at < rows.length; at++) {
      const often = times[at] ?? 0
      const row = rows[at]
      if (often === 0 || !row) continue
      for (let i = 0; i < width; i++) all[i] = (all[i] ?? 0) + often * (row[i] ?? 0)
    }
    return measure(familyOf(sumsOf(all)))
  }
  return drawnAgain(rows.length, of, drawing)
}

/** F1 of identical and of overlapping spans with their values, and Dice of characters: pairs of coders pooled. */
function spanPairFigures(
  documents: readonly Spans[],
  leftOut: readonly Spans[],
  drawing: Drawing
): readonly AgreementFigure[] {
  const parts = documents.map(({ coders }) => {
    const part = { exact: 0, overlap: 0, spans: 0, shared: 0, characters: 0 }
    for (const [i, a] of coders.entries())
      for (const b of coders.slice(i + 1)) {
        part.exact += 2 * matchSpans(a, b, 'exactWithValue').length
        part.overlap += 2 * matchSpans(a, b, 'overlapWithValue').length
        part.spans += a.length + b.length
        part.shared += 2 * sharedCharacters(a, b)
        part.characters += charactersOf(a) + charactersOf(b)
      }
    return part
  })
  const share = (above: number, below: number): Figure =>
    below === 0 ? undefinedFigure('nothingMarked') : figure(above / below)
  const of = (times: readonly number[]): readonly Figure[] => {
    let [exact, overlap, spans, shared, characters] = [0, 0, 0, 0, 0]
    for (const [at, part] of parts.entries()) {
      const often = times[at] ?? 0
      exact += often * part.exact
      overlap += often * part.overlap
      spans += often * part.spans
      shared += often * part.shared
      characters += often * part.characters
    }
    return [share(exact, spans), share(overlap, spans), share(shared, characters)]
  }
  const [exact, overlap, dice] = drawnAgain(parts.length, of, drawing)
  const rowOfCount = (
    name: MeasureName,
    drawn: Drawn | undefined,
    of: 'spans' | 'characters',
    count: (own: readonly MarkedSpan[]) => number
  ): AgreementFigure => {
    const countIn = (some: readonly Spans[]): number =>
      some.flatMap(({ coders }) => coders).reduce((sum, own) => sum + count(own), 0)
    const counts = { n: countIn(documents), of, excluded: countIn(leftOut) }
    return rowOf(name, 'span', drawn, drawing, counts, documents.length)
  }
  return [
    rowOfCount('f1Exact', exact, 'spans', ({ length }) => length),
    rowOfCount('f1Overlap', overlap, 'spans', ({ length }) => length),
    rowOfCount('characterDice', dice, 'characters', charactersOf)
  ]
}

/** Measures documents, each once, and drawn again. */
function drawnAgain(
  documents: number,
  of: (times: readonly number[]) => readonly Figure[],
  drawing: Drawing
): readonly Drawn[] {
  const found = of(Array.from({ length: documents }, () => 1))
  const isDrawn = drawing.draws > 0 && documents >= fewestUnits && found.some(({ value }) => value !== null)
  const intervals = isDrawn
    ? intervalsOver(documentDraws(documents, drawing), (drawn) => of(drawn).map(({ value }) => value))
    : []
  return found.map((one, at) => ({ one, interval: intervals[at] ?? null }))
}

const drawnBefore = new WeakMap<Drawing, Map<number, ReturnType<typeof drawsOf>>>()

/** The same documents are drawn for every figure of a report. */
function documentDraws(documents: number, drawing: Drawing): ReturnType<typeof drawsOf> {
  const known = drawnBefore.get(drawing) ?? new Map<number, ReturnType<typeof drawsOf>>()
  drawnBefore.set(drawing, known)
  const before = known.get(documents)
  if (before) return before
  const draws = drawsOf(
    Array.from({ length: documents }, () => 1),
    drawing
  )
  known.set(documents, draws)
  return draws
}

function ofCharacters(about: 'span' | 'stance', n: number, excluded: number, drawing: Drawing) {
  return (name: MeasureName, drawn: Drawn | undefined, documents: number): AgreementFigure =>
    rowOf(name, about, drawn, drawing, { n, of: 'characters', excluded }, documents)
}

function rowOf(
  measure: MeasureName,
  about: 'span' | 'stance',
  drawn: Drawn | undefined,
  drawing: Drawing,
  counts: Pick<AgreementFigure, 'n' | 'of' | 'excluded'>,
  documents: number
): AgreementFigure {
  const { one, interval } = drawn ?? { one: undefinedFigure('nothingToCompare'), interval: null }
  const tooFew = documents < fewestUnits ? 'documents' : null
  return { measure, about, ...told(one), ...toldInterval(one, interval, drawing, tooFew), ...counts }
}

/** What the coders of documents marked, made of their tags. */
function marksIn(
  documents: readonly WholeDocument[],
  marksOf: (tags: readonly Tag[]) => readonly MarkedSpan[]
): readonly Spans[] {
  return documents.map(({ length, coders }) => ({ length, coders: coders.map((tags) => marksOf(tags)) }))
}

function lengthOf(documents: readonly { readonly length: number }[]): number {
  return documents.reduce((sum, { length }) => sum + length, 0)
}

/** The passages of one coder, those of one nearest issue that overlap joined; what only touches stays apart. Values are issues. */
function joinedByIssue(tags: readonly Tag[]): readonly MarkedSpan[] {
  const issues = [...new Set(tags.map(({ issue }) => issue))]
  return issues
    .flatMap((issue) =>
      joinedStretches(
        tags.filter((tag) => tag.issue === issue),
        issue
      )
    )
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** The passages of one coder and issue, joined where they overlap, with the one stance they were given; none or several: left out. */
function joinedByStance(tags: readonly Tag[]): readonly MarkedSpan[] {
  return joinedStretches(tags, 0).flatMap(({ start, end }) => {
    const own = new Set(
      tags.filter((tag) => tag.start < end && start < tag.end).flatMap(({ stance }) => stance ?? [])
    )
    const [value] = own
    return own.size === 1 && value !== undefined ? [{ start, end, value }] : []
  })
}

function joinedStretches(spans: readonly Stretch[], value: number): readonly MarkedSpan[] {
  const joined: { start: number; end: number; value: number }[] = []
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end, value })
  }
  return joined
}

/** Everything that a coder marked, whatever the issue. */
function covered(spans: readonly Stretch[]): readonly MarkedSpan[] {
  return joinedStretches(spans, 0)
}

/** Whether no two of them overlap; in order. */
function areApart(spans: readonly Stretch[]): boolean {
  return spans.every(({ start }, at) => at === 0 || start >= (spans[at - 1]?.end ?? 0))
}

function charactersOf(spans: readonly Stretch[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0)
}

/** Characters that both marked with the same value; of each coder's spans those with one value are apart. */
function sharedCharacters(a: readonly MarkedSpan[], b: readonly MarkedSpan[]): number {
  const values = new Set(a.map(({ value }) => value))
  let shared = 0
  for (const value of values)
    shared += overlapOf(
      a.filter((span) => span.value === value),
      b.filter((span) => span.value === value)
    )
  return shared
}
