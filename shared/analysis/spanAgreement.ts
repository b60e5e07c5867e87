/** How far two coders marked the same spans, without a correction for chance. */
import { figure, undefinedFigure, type Figure } from './figure.ts'
import { matchAll } from './matching.ts'

/** [start, end) in characters; `value` is the number of a category. Spans of one coder may overlap. */
export type MarkedSpan = { readonly start: number; readonly end: number; readonly value: number }

/** When two spans count as the same: their edges, any overlap; with or without their value. */
export type SpanMatch = 'exact' | 'exactWithValue' | 'overlap' | 'overlapWithValue'

/**
 * F1 = 2M / (|A| + |B|), in [0, 1], with M the greatest number of pairs, each span in one pair at most. Undefined where both marked nothing.
 * `exact` is Holsti's coefficient.
 */
export function spanF1(a: readonly MarkedSpan[], b: readonly MarkedSpan[], match: SpanMatch): Figure {
  if (a.length + b.length === 0) return undefinedFigure('nothingMarked')
  return figure((2 * matchSpans(a, b, match).length) / (a.length + b.length))
}

/** The greatest set of pairs of matching spans, as indexes into the two lists. The same for the same input. */
export function matchSpans(
  a: readonly MarkedSpan[],
  b: readonly MarkedSpan[],
  match: SpanMatch
): readonly (readonly [number, number])[] {
  return matchAll(edgesOf(a, b, match), b.length)
}

/** The greatest set of pairs of overlapping spans; among such sets one that starts from as many pairs with the same value as can be had. */
export function matchPassages(
  a: readonly MarkedSpan[],
  b: readonly MarkedSpan[]
): readonly (readonly [number, number])[] {
  return matchAll(edgesOf(a, b, 'overlap'), b.length, matchSpans(a, b, 'overlapWithValue'))
}

/** For each span of one coder those of the other that match it, the nearest first. */
function edgesOf(
  a: readonly MarkedSpan[],
  b: readonly MarkedSpan[],
  match: SpanMatch
): readonly (readonly number[])[] {
  const byStart = b.map((span, index) => ({ span, index })).toSorted((x, y) => x.span.start - y.span.start)
  const longest = b.reduce((most, { start, end }) => Math.max(most, end - start), 0)
  const reach = (start: number): number => {
    let low = 0
    let high = byStart.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((byStart[middle]?.span.start ?? 0) < start) low = middle + 1
      else high = middle
    }
    return low
  }
  const fits = fitting(match)
  return a.map((span) => {
    const found: number[] = []
    for (let i = reach(span.start - longest); i < byStart.length; i++) {
      const other = byStart[i]
      if (!other || other.span.start > span.end) break
      if (fits(span, other.span)) found.push(other.index)
    }
    // The nearest first: of equally many pairs the closest ones are shown.
    const far = (index: number): number =>
      Math.abs((b[index]?.start ?? 0) - span.start) + Math.abs((b[index]?.end ?? 0) - span.end)
    return found.toSorted((x, y) => far(x) - far(y) || x - y)
  })
}

/** Dice over characters with their value: 2 |A and B| / (|A| + |B|), in [0, 1]. What one coder gave one value twice counts once. */
export function characterDice(a: readonly MarkedSpan[], b: readonly MarkedSpan[]): Figure {
  const values = new Set([...a, ...b].map(({ value }) => value))
  let shared = 0
  let all = 0
  for (const value of values) {
    const [one, other] = [a, b].map((spans) => union(spans.filter((span) => span.value === value)))
    if (!one || !other) continue
    all += lengthOf(one) + lengthOf(other)
    shared += overlapOf(one, other)
  }
  return all === 0 ? undefinedFigure('nothingMarked') : figure((2 * shared) / all)
}

type Stretch = { readonly start: number; readonly end: number }

/** The characters that any of the spans covers, as stretches in order that neither touch nor overlap. */
export function union(spans: readonly Stretch[]): readonly Stretch[] {
  const merged: { start: number; end: number }[] = []
  for (const { start, end } of spans.toSorted((x, y) => x.start - y.start)) {
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}

/** How many characters two lists of stretches share; each list in order and without overlaps. */
export function overlapOf(a: readonly Stretch[], b: readonly Stretch[]): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [x, y] = [a[i], b[j]]
    if (!x || !y) break
    shared += Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start))
    if (x.end < y.end) i++
    else j++
  }
  return shared
}

function fitting(match: SpanMatch): (a: MarkedSpan, b: MarkedSpan) => boolean {
  const same = (a: Stretch, b: Stretch): boolean => a.start === b.start && a.end === b.end
  const overlap = (a: Stretch, b: Stretch): boolean => a.start < b.end && b.start < a.end
  switch (match) {
    case 'exact':
      return same
    case 'exactWithValue':
      return (a, b) => same(a, b) && a.value === b.value
    case 'overlap':
      return overlap
    case 'overlapWithValue':
      return (a, b) => overlap(a, b) && a.value === b.value
  }
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0)
}
