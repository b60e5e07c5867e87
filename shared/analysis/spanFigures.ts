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

/** A document that each of the coders worked on, with all their tags. */
export type WholeDocument = { readonly length: number; readonly coders: readonly (readonly Tag[])[] }

/** The documents that each of these coders (by number) has begun, cut to them, and how much the others hold. */
export function wholeDocuments(
  documents: readonly CodedDocument[],
  coders: readonly number[],
  isWithin: (document: number) => boolean = () => true
): { readonly documents: readonly WholeDocument[]; readonly leftOut: LeftOut } {
  const whole: WholeDocument[] = []
  const spansOf = new Map<number, number>()
  const leftOut = { documents: 0, spans: 0, spansOf, characters: 0 }
  for (const [number, { length, coders: all }] of documents.entries()) {
    if (!isWithin(number)) continue
    const own = coders.map((coder) => all[coder] ?? null)
    const present = own.filter((tags) => tags !== null)
    if (present.length === own.length) whole.push({ length, coders: present })
    else {
      leftOut.documents++
      leftOut.characters += length
      leftOut.spans += present.reduce((sum, tags) => sum + tags.length, 0)
      for (const { issues } of present.flat())
        for (const issue of issues) spansOf.set(issue, (spansOf.get(issue) ?? 0) + 1)
    }
  }
  return { documents: whole, leftOut }
}

/** `spansOf`: the passages of each issue, with those of the issues below it. */
type LeftOut = {
  readonly documents: number
  readonly spans: number
  readonly spansOf: ReadonlyMap<number, number>
  readonly characters: number
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
  { documents, leftOut }: ReturnType<typeof wholeDocuments>,
  { issues, stances }: { readonly issues: number; readonly stances: number },
  drawing: Drawing
): SpanFigures {
  const joined = documents.map((document) => ({
    ...document,
    coders: document.coders.map((tags) => joinedByIssue(tags))
  }))
  const apart = joined.filter(({ coders }) => coders.every(areApart))
  const lost = joined.filter(({ coders }) => !coders.every(areApart))
  const characters = (some: readonly { readonly length: number }[]): number =>
    some.reduce((sum, { length }) => sum + length, 0)
  const overlapping = { ...leftOut, characters: leftOut.characters + characters(lost) }
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
  const told = ofCharacters('span', characters(documents), leftOut, drawing)
  const toldApart = ofCharacters('span', characters(apart), overlapping, drawing)
  return {
    whole: [
      told('binaryUAlpha', where[0], documents.length),
      toldApart('uAlpha', which[0], apart.length),
      toldApart('cuAlpha', which[1], apart.length),
      ...spanPairFigures(joined, leftOut, drawing),
      stanceFigure(documents, null, stances, leftOut, drawing)
    ],
    byIssue: Array.from({ length: issues }, (_none, issue) =>
      toldApart('kuAlpha', which[issue + 2], apart.length)
    )
  }
}

/** One issue by itself: u-alpha with gaps as the other value, F1, Dice, and cu-alpha of the stances where both marked it. */
export function spanFiguresOfIssue(
  { documents, leftOut }: ReturnType<typeof wholeDocuments>,
  issue: number,
  stances: number,
  drawing: Drawing
): readonly AgreementFigure[] {
  const own = documents.map(({ length, coders }) => ({
    length,
    coders: coders.map((tags) =>
      joinedStretches(
        tags.filter(({ issues }) => issues.includes(issue)),
        0
      )
    )
  }))
  const [u] = measureSums(
    own.map((document) => unitizingSums(document, 1)),
    (family) => [family.u],
    drawing
  )
  const length = documents.reduce((sum, document) => sum + document.length, 0)
  return [
    ofCharacters('span', length, leftOut, drawing)('uAlpha', u, documents.length),
    ...spanPairFigures(own, { spans: leftOut.spansOf.get(issue) ?? 0 }, drawing),
    stanceFigure(documents, issue, stances, leftOut, drawing)
  ]
}

/** F1 of identical and of overlapping passages whatever their issue: what passage pairs are matched from. */
export function matchingFigures(
  { documents, leftOut }: ReturnType<typeof wholeDocuments>,
  drawing: Drawing
): readonly AgreementFigure[] {
  const plain = documents.map(({ length, coders }) => ({
    length,
    coders: coders.map((tags) => tags.map(({ start, end }) => ({ start, end, value: 0 })))
  }))
  // Passages of one coder may overlap here, so characters are not counted.
  return spanPairFigures(plain, leftOut, drawing).filter(({ measure }) => measure !== 'characterDice')
}

/** How many passages were joined with one of the same coder and issue that they overlap. */
export function joinedPassages({ documents }: ReturnType<typeof wholeDocuments>): number {
  return documents.reduce(
    (sum, { coders }) =>
      sum + coders.reduce((some, tags) => some + tags.length - joinedByIssue(tags).length, 0),
    0
  )
}

/** How many documents hold passages of one coder with different issues that overlap. */
export function overlappingDocuments({ documents }: ReturnType<typeof wholeDocuments>): number {
  return documents.filter(({ coders }) => !coders.every((tags) => areApart(joinedByIssue(tags)))).length
}

type Spans = { readonly length: number; readonly coders: readonly (readonly MarkedSpan[])[] }
type Drawn = { readonly one: Figure; readonly interval: Interval | null }

/** The stance of what all marked with an issue: of one, or (null) of each in turn, pooled. What has no stance is not marked here. */
function stanceFigure(
  documents: readonly WholeDocument[],
  issue: number | null,
  stances: number,
  leftOut: LeftOut,
  drawing: Drawing
): AgreementFigure {
  const sums = documents.map(({ length, coders }) => {
    const asked =
      issue === null ? [...new Set(coders.flatMap((tags) => tags.map((tag) => tag.issue)))] : [issue]
    const sum = emptySums(stances)
    for (const one of asked) {
      const own = coders.map((tags) =>
        joinedByStance(tags.filter((tag) => (issue === null ? tag.issue === one : tag.issues.includes(one))))
      )
      addSums(sum, unitizingSums({ length, coders: own }, stances))
    }
    return sum
  })
  const [cu] = measureSums(sums, (family) => [family.cu], drawing)
  const shared = sums.reduce((sum, { margins }) => sum + margins.reduce((a, b) => a + b, 0), 0)
  return ofCharacters(
    'stance',
    Math.round(shared),
    { ...leftOut, characters: 0 },
    drawing
  )('cuAlpha', cu, documents.length)
}

/** Sums of documents measured, and drawn again. */
function measureSums(
  sums: readonly UnitizingSums[],
  measure: (family: UnitizingAlpha) => readonly Figure[],
  drawing: Drawing
): readonly Drawn[] {
  const rows = sums.map(rowOfSums)
  const width = rows[0]?.length ?? 3
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
  leftOut: Pick<LeftOut, 'spans'>,
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
  const spans = documents.reduce((sum, { coders }) => sum + coders.reduce((n, own) => n + own.length, 0), 0)
  const marked = documents.reduce(
    (sum, { coders }) => sum + coders.reduce((n, own) => n + charactersOf(own), 0),
    0
  )
  const ofSpans = (name: MeasureName, drawn: Drawn | undefined): AgreementFigure =>
    rowOf(name, 'span', drawn, drawing, { n: spans, of: 'spans', excluded: leftOut.spans }, documents.length)
  return [
    ofSpans('f1Exact', exact),
    ofSpans('f1Overlap', overlap),
    rowOf(
      'characterDice',
      'span',
      dice,
      drawing,
      { n: marked, of: 'characters', excluded: 0 },
      documents.length
    )
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

function ofCharacters(about: 'span' | 'stance', n: number, leftOut: LeftOut, drawing: Drawing) {
  return (name: MeasureName, drawn: Drawn | undefined, documents: number): AgreementFigure =>
    rowOf(name, about, drawn, drawing, { n, of: 'characters', excluded: leftOut.characters }, documents)
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
