/**
 * The u-alpha family for freely marked spans: Krippendorff, Mathet, Bouvry, Widlöcher 2016, On the reliability of unitizing textual continua;
 * Krippendorff 2019, Content Analysis, 12.6. Not the alpha_U of 1995 and 2004, whose numbers cannot be compared with these.
 */
import { figure, undefinedFigure, type Figure } from './figure.ts'

/** [start, end) in characters of its continuum; `value` is the number of a category from 0. */
export type Unit = { readonly start: number; readonly end: number; readonly value: number }

/** One text: its length, and what each coder marked in it. Units of one coder do not overlap. */
export type Continuum = { readonly length: number; readonly coders: readonly (readonly Unit[])[] }

export type UnitizingAlpha = {
  /** Where and what: units, gaps and their values. */
  readonly u: Figure
  /** Where alone: is it a unit at all? */
  readonly binary: Figure
  /** What alone, where both marked something. */
  readonly cu: Figure
  /** Per value: how well it is told from the others where it was marked, and the share of it that another coder marked too, in [0, 1]. */
  readonly byValue: readonly { readonly alpha: Figure; readonly coverage: number | null }[]
}

/**
 * The family over several texts, which count as one that is as long as all of them. Every continuum has the same coders. `values`: how many
 * categories there are. Throws a RangeError for an empty unit, one outside its text, and two of one coder that overlap.
 */
export function unitizingAlpha(continua: readonly Continuum[], values: number): UnitizingAlpha {
  const coders = continua[0]?.coders.length ?? 0
  if (continua.some((continuum) => continuum.coders.length !== coders))
    throw new RangeError('Every text has the same coders')
  const sums = emptySums(values)
  for (const continuum of continua) addSums(sums, unitizingSums(continuum, values))
  return familyOf(sums)
}

/** Everything that the figures are made of; lengths in characters. Sums of several texts are the sums of all of them. */
export type UnitizingSums = {
  /** Length of the texts times the number of coders. */
  total: number
  gaps: number
  /** Coincidence of gap with gap. */
  gapPairs: number
  /** How much of the texts two coders or more marked; each character once. */
  shared: number
  /** Of each value: all that was given it; the sum of its units' lengths squared. */
  readonly lengths: Float64Array
  readonly squares: Float64Array
  /** Of each value: coincidence with itself, and with any value. */
  readonly same: Float64Array
  readonly margins: Float64Array
  /** Of each value: the sum of the squares of its units' mean pairable lengths. */
  readonly pairableSquares: Float64Array
}

/** The sums of no text. */
export function emptySums(values: number): UnitizingSums {
  return {
    total: 0,
    gaps: 0,
    gapPairs: 0,
    shared: 0,
    lengths: new Float64Array(values),
    squares: new Float64Array(values),
    same: new Float64Array(values),
    margins: new Float64Array(values),
    pairableSquares: new Float64Array(values)
  }
}

/** Adds the sums of a text. */
export function addSums(to: UnitizingSums, sums: UnitizingSums): void {
  to.total += sums.total
  to.gaps += sums.gaps
  to.gapPairs += sums.gapPairs
  to.shared += sums.shared
  for (const part of perValue) for (let k = 0; k < to[part].length; k++) add(to[part], k, sums[part][k] ?? 0)
}

/** How many sums there are beside those of each value. */
const single = 4
const perValue = ['lengths', 'squares', 'same', 'margins', 'pairableSquares'] as const

/** Sums as one row of numbers, to be added many times over; `sumsOf` reads it again. */
export function rowOfSums(sums: UnitizingSums): Float64Array {
  const values = sums.lengths.length
  const row = new Float64Array(single + perValue.length * values)
  row.set([sums.total, sums.gaps, sums.gapPairs, sums.shared])
  for (const [at, part] of perValue.entries()) row.set(sums[part], single + at * values)
  return row
}

/** The sums in a row of numbers; they share its memory. */
export function sumsOf(row: Float64Array): UnitizingSums {
  const values = (row.length - single) / perValue.length
  const part = (at: number): Float64Array => row.subarray(single + at * values, single + (at + 1) * values)
  return {
    total: row[0] ?? 0,
    gaps: row[1] ?? 0,
    gapPairs: row[2] ?? 0,
    shared: row[3] ?? 0,
    lengths: part(0),
    squares: part(1),
    same: part(2),
    margins: part(3),
    pairableSquares: part(4)
  }
}

/** The sums of one text; of one coder alone nothing. */
export function unitizingSums({ length, coders }: Continuum, values: number): UnitizingSums {
  const sums = emptySums(values)
  if (coders.length >= 2) walk(sums, { length, coders }, coders.length)
  return sums
}

/** The family out of sums. */
export function familyOf(sums: UnitizingSums): UnitizingAlpha {
  const values = sums.lengths.length
  if (sums.total === 0) return allUndefined('nothingToCompare', values)
  if (sums.lengths.every((length) => length === 0)) return allUndefined('nothingMarked', values)
  return {
    u: uAlpha(sums),
    binary: binaryAlpha(sums),
    cu: cuAlpha(sums),
    byValue: Array.from({ length: values }, (_none, k) => ofValue(sums, k))
  }
}

/** Walks over the boundaries of all units: between two of them every coder stands in one unit or one gap. */
function walk(sums: UnitizingSums, { length, coders }: Continuum, m: number): void {
  const sorted = coders.map((units) => inOrder(units, length))
  const boundaries = [
    ...new Set([0, length, ...sorted.flatMap((units) => units.flatMap(({ start, end }) => [start, end]))])
  ].toSorted((a, b) => a - b)
  sums.total += length * m
  const at = new Int32Array(m)
  /** What each coder gave the stretch between two boundaries; -1: a gap. */
  const given = new Int32Array(m)
  const pairable = sorted.map((units) => new Float64Array(units.length))
  for (let b = 0; b + 1 < boundaries.length; b++) {
    const from = boundaries[b] ?? 0
    const width = (boundaries[b + 1] ?? 0) - from
    let marked = 0
    for (let i = 0; i < m; i++) {
      const units = sorted[i] ?? []
      let index = at[i] ?? 0
      while ((units[index]?.end ?? Infinity) <= from) index++
      at[i] = index
      const unit = units[index]
      given[i] = unit && unit.start <= from ? unit.value : -1
      if (given[i] !== -1) marked++
    }
    const open = m - marked
    sums.gaps += open * width
    sums.gapPairs += (open * (open - 1) * width) / (m - 1)
    if (marked < 2) continue
    sums.shared += width
    const shared = ((marked - 1) * width) / (m - 1)
    for (let i = 0; i < m; i++) {
      const value = given[i] ?? -1
      const own = pairable[i]
      if (value === -1 || !own) continue
      add(own, at[i] ?? 0, shared)
      add(sums.margins, value, shared)
      let same = 0
      for (let j = 0; j < m; j++) if (j !== i && given[j] === value) same++
      add(sums.same, value, (same * width) / (m - 1))
    }
  }
  for (const [i, units] of sorted.entries())
    for (const [index, { start, end, value }] of units.entries()) {
      add(sums.lengths, value, end - start)
      add(sums.squares, value, (end - start) ** 2)
      add(sums.pairableSquares, value, (pairable[i]?.[index] ?? 0) ** 2)
    }
}

function inOrder(units: readonly Unit[], length: number): readonly Unit[] {
  const sorted = units.toSorted((a, b) => a.start - b.start)
  for (const [i, { start, end }] of sorted.entries()) {
    if (start >= end || start < 0 || end > length)
      throw new RangeError(`Unit ${start}-${end} is empty or outside a text of length ${length}`)
    const before = sorted[i - 1]
    if (before && before.end > start)
      throw new RangeError(`Units ${before.start}-${before.end} and ${start}-${end} of one coder overlap`)
  }
  return sorted
}

function uAlpha(sums: UnitizingSums): Figure {
  const { total, gaps, gapPairs, lengths, squares } = sums
  const same = gapPairs + sumOf(sums.same)
  // Gaps are not self-paired as wholes: each counts by its length, as single characters.
  const self = gaps + sumOf(squares)
  const scale = total ** 2 - self
  const chance =
    gaps ** 2 - gaps + lengths.reduce((sum, length, c) => sum + length ** 2 - (squares[c] ?? 0), 0)
  const expected = total - (total * chance) / scale
  return ratio(total - same, expected, scale, total)
}

function binaryAlpha({ total, gaps, gapPairs, squares }: UnitizingSums): Figure {
  const self = gaps + sumOf(squares)
  const scale = total ** 2 - self
  return ratio(2 * (gaps - gapPairs), (2 * total * gaps * (total - gaps)) / scale, scale, total)
}

function cuAlpha(sums: UnitizingSums): Figure {
  const shared = sharedMatter(sums)
  if (shared.total === 0) return undefinedFigure('nothingShared')
  const same = sumOf(sums.same)
  const chance = shared.margins.reduce(
    (sum, margin, c) => sum + margin ** 2 - (sums.pairableSquares[c] ?? 0),
    0
  )
  return ratio(
    shared.total - same,
    shared.total - (shared.total * chance) / shared.scale,
    shared.scale,
    shared.total
  )
}

function ofValue(
  sums: UnitizingSums,
  k: number
): { readonly alpha: Figure; readonly coverage: number | null } {
  const { total, scale, margins } = sharedMatter(sums)
  const margin = margins[k] ?? 0
  const length = sums.lengths[k] ?? 0
  const coverage = length === 0 ? null : margin / length
  if (margin === 0) return { alpha: undefinedFigure('nothingShared'), coverage }
  const own = (total * (margin ** 2 - (sums.pairableSquares[k] ?? 0))) / scale
  const all = (total * (margin * total - (sums.pairableSquares[k] ?? 0))) / scale
  const observed = (margin - (sums.same[k] ?? 0)) / margin
  return { alpha: ratio(observed, (all - own) / all, scale), coverage }
}

/** What several coders marked: its length, by value, and what expected coincidences are scaled by. */
function sharedMatter({ margins, pairableSquares }: UnitizingSums) {
  const total = sumOf(margins)
  return { margins, total, scale: total ** 2 - sumOf(pairableSquares) }
}

/** 1 - observed / expected; sums over `size` characters leave a trace of rounding where nothing can disagree. */
function ratio(observed: number, expected: number, scale: number, size = 1): Figure {
  if (scale <= 0 || expected <= 1e-12 * size) return undefinedFigure('noVariation')
  return figure(1 - observed / expected)
}

function allUndefined(why: 'nothingToCompare' | 'nothingMarked', values: number): UnitizingAlpha {
  const none = undefinedFigure(why)
  return {
    u: none,
    binary: none,
    cu: none,
    byValue: Array.from({ length: values }, () => ({ alpha: none, coverage: null }))
  }
}

function add(to: Float64Array, at: number, amount: number): void {
  to[at] = (to[at] ?? 0) + amount
}

function sumOf(all: Float64Array): number {
  return all.reduce((a, b) => a + b, 0)
}
