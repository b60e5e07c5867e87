import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bootstrap } from './bootstrap.ts'
import { bennettS, cohenKappa, scottPi } from './cohenKappa.ts'
import { binomial, drawAgain, seeded } from './drawing.ts'
import type { Figure } from './figure.ts'
import { fleissKappa } from './fleissKappa.ts'
import { krippendorffAlpha } from './krippendorffAlpha.ts'
import { matchAll } from './matching.ts'
import { percentAgreement } from './percentAgreement.ts'
import { condensed, type Ratings } from './ratings.ts'
import { characterDice, spanF1, union, type MarkedSpan } from './spanAgreement.ts'
import { unitizingAlpha, type Continuum, type Unit } from './unitizingAlpha.ts'

const ratings: fc.Arbitrary<Ratings> = fc
  .record({ coders: fc.integer({ min: 2, max: 4 }), categories: fc.integer({ min: 2, max: 4 }) })
  .chain(({ coders, categories }) =>
    fc.record({
      categories: fc.constant(categories),
      units: fc.array(
        fc.array(fc.option(fc.nat(categories - 1), { freq: 4 }), { minLength: coders, maxLength: coders }),
        { maxLength: 20 }
      )
    })
  )

const length = 60
const spans = fc
  .array(fc.tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 9 }), fc.nat(2)), { maxLength: 8 })
  .map((all) => all.map(([start, size, value]) => ({ start, end: Math.min(length, start + size), value })))
/** What one coder marked: later units that overlap an earlier one are left out. */
const units = spans.map((all) => {
  const kept: Unit[] = []
  for (const unit of all.toSorted((a, b) => a.start - b.start))
    if (unit.start >= (kept.at(-1)?.end ?? 0)) kept.push(unit)
  return kept
})
const continuum: fc.Arbitrary<Continuum> = fc
  .array(units, { minLength: 2, maxLength: 4 })
  .map((coders) => ({ length, coders }))

describe('agreement on predefined units', () => {
  it('is at most 1, the same in any order of coders and units, and 1 where everybody agrees and values vary', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        const turned = { ...given, units: given.units.map((unit) => unit.toReversed()).toReversed() }
        const agreed = { ...given, units: given.units.map((unit) => unit.map(() => unit[0] ?? null)) }
        for (const level of ['nominal', 'ordinal'] as const) {
          const alpha = krippendorffAlpha(given, { level })
          if (alpha.value !== null) expect(alpha.value).toBeLessThanOrEqual(1 + 1e-12)
          same(krippendorffAlpha(turned, { level }), alpha)
          const whole = krippendorffAlpha(agreed, { level })
          if (whole.value !== null) expect(whole.value).toBeCloseTo(1, 12)
        }
        const percent = percentAgreement(given)
        if (percent.value !== null) expect(percent.value).toBeGreaterThanOrEqual(0)
        same(percentAgreement(turned), percent)
        same(fleissKappa(turned).kappa, fleissKappa(given).kappa)
      })
    )
  })

  it('does not change with the names of nominal categories, nor with units that fewer than two judged', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        const { categories } = given
        const renamed = {
          categories,
          units: given.units.map((unit) => unit.map((one) => (one === null ? null : categories - 1 - one)))
        }
        const more = {
          categories,
          units: [...given.units, given.units[0]?.map((_one, i) => (i === 0 ? 0 : null)) ?? []]
        }
        const alpha = krippendorffAlpha(given, { level: 'nominal' })
        same(krippendorffAlpha(renamed, { level: 'nominal' }), alpha)
        same(krippendorffAlpha(more, { level: 'nominal' }), alpha)
        if (given.units.every((unit) => unit.length === 2)) {
          same(cohenKappa(renamed), cohenKappa(given))
          same(cohenKappa(renamed, 'quadratic'), cohenKappa(given, 'quadratic'))
        }
      })
    )
  })

  it('counts places in the declared scale, so that a point nobody used still keeps its neighbours apart', () => {
    const used = {
      categories: 3,
      units: [
        [0, 1],
        [0, 0],
        [1, 1],
        [2, 2],
        [2, 0]
      ]
    }
    const apart = { categories: 4, units: used.units.map((unit) => unit.map((one) => (one === 2 ? 3 : one))) }
    expect(cohenKappa(apart, 'quadratic').value).not.toBeCloseTo(cohenKappa(used, 'quadratic').value ?? 0, 3)
    same(krippendorffAlpha(apart, { level: 'ordinal' }), krippendorffAlpha(used, { level: 'ordinal' }))
  })

  it('is undefined, with its reason, where nothing can be told', () => {
    const one = {
      categories: 2,
      units: [
        [0, 0],
        [0, 0]
      ]
    }
    const none = { categories: 2, units: [[0, null]] }
    for (const measure of [
      (given: Ratings) => krippendorffAlpha(given, { level: 'nominal' }),
      cohenKappa,
      scottPi
    ]) {
      expect(measure(one)).toEqual({ value: null, why: 'noVariation' })
      expect(measure(none)).toEqual({ value: null, why: 'nothingToCompare' })
    }
    expect(fleissKappa(one).kappa).toEqual({ value: null, why: 'noVariation' })
    expect(percentAgreement(one)).toEqual({ value: 1 })
    expect(bennettS(one)).toEqual({ value: 1 })
    expect(cohenKappa({ categories: 2, units: [[0, 1, 1]] })).toEqual({ value: null, why: 'notTwoCoders' })
  })

  it('leaves out and counts units that not every coder judged, for Fleiss', () => {
    const given = {
      categories: 2,
      units: [
        [0, 0, 1],
        [1, 1, 1],
        [0, null, 0]
      ]
    }
    const whole = { categories: 2, units: given.units.slice(0, 2) }
    expect(fleissKappa(given)).toEqual({ ...fleissKappa(whole), excluded: 1 })
  })
})

describe('agreement on free spans', () => {
  it('is the same in any order of coders, by any names of values, and wherever the text starts', () => {
    fc.assert(
      fc.property(continuum, (given) => {
        const family = unitizingAlpha([given], 3)
        const turned = { ...given, coders: given.coders.toReversed() }
        const renamed = {
          ...given,
          coders: given.coders.map((all) => all.map((unit) => ({ ...unit, value: 2 - unit.value })))
        }
        for (const other of [unitizingAlpha([turned], 3), unitizingAlpha([renamed], 3)]) {
          same(other.u, family.u)
          same(other.binary, family.binary)
          same(other.cu, family.cu)
        }
        for (const one of [family.u, family.binary, family.cu])
          if (one.value !== null) expect(one.value).toBeLessThanOrEqual(1 + 1e-9)
      })
    )
  })

  it('is 1 for coders who marked the same, and finite and at most 0 where one of two marked nothing', () => {
    fc.assert(
      fc.property(units, (all) => {
        const { u } = unitizingAlpha([{ length, coders: [all, all, all] }], 3)
        if (u.value !== null) expect(u.value).toBeCloseTo(1, 9)
        const lonely = unitizingAlpha([{ length, coders: [all, []] }], 3).u
        if (all.length === 0) expect(lonely).toEqual({ value: null, why: 'nothingMarked' })
        else expect(lonely.value).toSatisfy((value) => value !== null && value <= 1e-9)
      })
    )
  })

  it('is nominal alpha over characters where every unit is one character long', () => {
    const single = fc.array(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), {
      minLength: 2,
      maxLength: 4
    })
    fc.assert(
      fc.property(single, (marks) => {
        const coders = marks.map((own) =>
          own.flatMap((on, at) => (on ? [{ start: at, end: at + 1, value: 0 }] : []))
        )
        const { u } = unitizingAlpha([{ length: 12, coders }], 1)
        const characters = Array.from({ length: 12 }, (_none, at) => marks.map((own) => (own[at] ? 1 : 0)))
        const alpha = krippendorffAlpha({ categories: 2, units: characters }, { level: 'nominal' })
        if (u.value !== null && alpha.value !== null) expect(u.value).toBeCloseTo(alpha.value, 9)
      })
    )
  })

  it('refuses an empty unit, one outside the text, and two of one coder that overlap', () => {
    const of =
      (...all: readonly [number, number][]) =>
      () =>
        unitizingAlpha([{ length, coders: [all.map(([start, end]) => ({ start, end, value: 0 })), []] }], 1)
    expect(of([3, 3])).toThrow(RangeError)
    expect(of([50, 61])).toThrow(RangeError)
    expect(of([0, 5], [4, 8])).toThrow(RangeError)
  })

  it('pairs as many spans as any pairing can, and each once', () => {
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.nat(5), { maxLength: 6 }), { maxLength: 6 }), (edges) => {
        const pairs = matchAll(edges, 6)
        expect(new Set(pairs.map(([i]) => i)).size).toBe(pairs.length)
        expect(new Set(pairs.map(([, partner]) => partner)).size).toBe(pairs.length)
        for (const [i, partner] of pairs) expect(edges[i]).toContain(partner)
        expect(pairs.length).toBe(most(edges, 0, new Set()))
      })
    )
  })

  it('gives F1 and Dice between 0 and 1, symmetric, 1 for the same spans, undefined for none', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        for (const match of ['exact', 'exactWithValue', 'overlap', 'overlapWithValue'] as const) {
          const f1 = spanF1(a, b, match)
          same(spanF1(b, a, match), f1)
          if (f1.value !== null) expect(f1.value >= 0 && f1.value <= 1).toBe(true)
          if (a.length > 0) expect(spanF1(a, a, match)).toEqual({ value: 1 })
        }
        same(characterDice(b, a), characterDice(a, b))
        if (a.length > 0) expect(characterDice(a, a)).toEqual({ value: 1 })
        const covered = new Set<number>(charactersOf(a))
        expect(union(a).reduce((sum, { start, end }) => sum + end - start, 0)).toBe(covered.size)
      })
    )
    expect(spanF1([], [], 'exact')).toEqual({ value: null, why: 'nothingMarked' })
    expect(characterDice([], [])).toEqual({ value: null, why: 'nothingMarked' })
  })

  it('is told for 5 coders with 10,000 spans each over 1,000,000 characters', () => {
    const coders = Array.from({ length: 5 }, (_none, coder) =>
      Array.from({ length: 10_000 }, (_unit, at): Unit => {
        const start = at * 100 + ((at * 7 + coder * 13) % 40)
        return { start, end: start + 20 + ((at + coder) % 30), value: (at + (coder % 2)) % 12 }
      })
    )
    const { u } = unitizingAlpha([{ length: 1_000_000, coders }], 12)
    expect(u.value).toBeGreaterThan(0)
  })
})

describe('the interval around a figure', () => {
  const alikeUnits = Array.from({ length: 60 }, (_none, at) => (at % 10 === 0 ? [0, 1] : [at % 2, at % 2]))
  const ratingsOf = (times: readonly number[], units: Ratings['units']): Ratings => ({
    categories: 2,
    units,
    times
  })
  const alphaOf = (given: Ratings): Figure => krippendorffAlpha(given, { level: 'nominal' })

  it('is the same every time, and holds the figure where the units are alike', () => {
    const once = alikeUnits.map(() => 1)
    const measure = (times: readonly number[]): (number | null)[] => [
      alphaOf(ratingsOf(times, alikeUnits)).value
    ]
    const [interval] = bootstrap(once, measure)
    const [value] = measure(once)
    expect(bootstrap(once, measure)).toEqual([interval])
    expect(interval?.low).toBeLessThan(value ?? 0)
    expect(interval?.high).toBeGreaterThan(value ?? 1)
    expect(bootstrap(once, measure, { seed: 2 })).not.toEqual([interval])
    expect(bootstrap([], () => [null])).toEqual([null])
  })

  it('is about the same whether alike units are held once or one by one', () => {
    const { units, times } = condensed({ categories: 2, units: alikeUnits })
    expect(units.length).toBe(3)
    const [one] = bootstrap(times, (drawn) => [alphaOf(ratingsOf(drawn, units)).value], { draws: 4000 })
    const [other] = bootstrap(
      alikeUnits.map(() => 1),
      (drawn) => [alphaOf(ratingsOf(drawn, alikeUnits)).value],
      { draws: 4000 }
    )
    expect(one?.low).toBeCloseTo(other?.low ?? 0, 1)
    expect(one?.high).toBeCloseTo(other?.high ?? 0, 1)
  })

  it('draws as often as chance has it, few or many', () => {
    const random = seeded(7)
    for (const [n, p] of [
      [5, 0.3],
      [400, 0.01],
      [1000, 0.2],
      [100_000, 0.9]
    ] as const) {
      const drawn = Array.from({ length: 4000 }, () => binomial(n, p, random))
      const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length
      const variance = drawn.reduce((sum, k) => sum + (k - mean) ** 2, 0) / drawn.length
      const spread = Math.sqrt(n * p * (1 - p))
      expect(Math.abs(mean - n * p)).toBeLessThan((4 * spread) / Math.sqrt(4000))
      expect(variance / spread ** 2).toBeGreaterThan(0.85)
      expect(variance / spread ** 2).toBeLessThan(1.15)
      expect(drawn.every((k) => Number.isInteger(k) && k >= 0 && k <= n)).toBe(true)
    }
    const times = [3, 0, 50, 7]
    for (let i = 0; i < 100; i++) {
      const again = drawAgain(times, random)
      expect(again.reduce((a, b) => a + b, 0)).toBe(60)
      expect(again[1]).toBe(0)
    }
  })
})

function same(a: Figure, b: Figure): void {
  if (a.value === null || b.value === null) expect(a).toEqual(b)
  else expect(a.value).toBeCloseTo(b.value, 9)
}

/** The greatest number of pairs, by trying all. */
function most(edges: readonly (readonly number[])[], from: number, taken: ReadonlySet<number>): number {
  const own = edges[from]
  if (!own) return 0
  return own
    .filter((partner) => !taken.has(partner))
    .reduce(
      (best, partner) => Math.max(best, 1 + most(edges, from + 1, new Set([...taken, partner]))),
      most(edges, from + 1, taken)
    )
}

function charactersOf(all: readonly MarkedSpan[]): readonly number[] {
  return all.flatMap(({ start, end }) => Array.from({ length: end - start }, (_none, at) => start + at))
}
