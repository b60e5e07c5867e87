/** Published examples in one layout (`agreement.json`): read, measured, compared. Lets anybody rerun them. */
import { z } from 'zod'
import { cohenKappa, bennettS, scottPi } from './cohenKappa.ts'
import { figure, undefinedFigure, type Figure } from './figure.ts'
import { fleissKappa } from './fleissKappa.ts'
import { krippendorffAlpha, type Level } from './krippendorffAlpha.ts'
import { percentAgreement } from './percentAgreement.ts'
import { ratingsOfCounts, ratingsOfTable, type Ratings } from './ratings.ts'
import { overlapOf, spanF1, union, type MarkedSpan, type SpanMatch } from './spanAgreement.ts'
import { unitizingAlpha, type UnitizingAlpha } from './unitizingAlpha.ts'

const value = z.union([z.string(), z.number(), z.boolean()])
const table = z.array(z.array(z.number().int().min(0)))
const ratingsData = z.object({
  kind: z.literal('ratings'),
  units: z.array(z.array(value.nullable())),
  categories: z.array(value)
})
const contingencyData = z.object({
  kind: z.literal('contingency'),
  categories: z.array(value),
  table,
  disagreement_weights: z.array(z.array(z.number())).optional()
})
const countsData = z.object({ kind: z.literal('counts'), table })
const spansData = z.object({
  kind: z.literal('spans'),
  length: z.number().optional(),
  coders: z.record(z.string(), z.array(z.tuple([z.number(), z.number(), value]))),
  value: value.optional(),
  k: value.optional(),
  mode: z.string().optional()
})

/** One example. Data of a kind that no measure here takes is let through and not measured. */
export const publishedExample = z.object({
  name: z.string(),
  metric: z.string(),
  level: z.string().optional(),
  data: z.unknown()
})
export type PublishedExample = z.infer<typeof publishedExample>
export const publishedExamples = z.array(publishedExample)

/**
 * What an example's measure gives (null: undefined); undefined where Parley does not offer the measure. Throws a RangeError for data that break
 * their own rules, such as a value that is none of the categories: left out, it would make another figure.
 */
export function measureExample(example: PublishedExample): number | null | undefined {
  return figureOf(example)?.value
}

function figureOf({ metric, level, data }: PublishedExample): Figure | undefined {
  const spans = spansData.safeParse(data)
  if (spans.success) return figureOfSpans(metric, level ?? '', spans.data)
  const read = ratingsIn(data)
  if (!read) return undefined
  const { ratings, points, weights } = read
  switch (metric) {
    case 'percent_agreement':
      return percentAgreement(ratings)
    case 'cohen_kappa':
      return cohenKappa(ratings)
    case 'cohen_kappa_weighted':
      return cohenKappa(ratings, weights ?? (level === 'linear' ? 'linear' : 'quadratic'))
    case 'scott_pi':
      return scottPi(ratings)
    case 'bennett_s':
      return bennettS(ratings)
    case 'fleiss_kappa':
      return fleissKappa(ratings).kappa
    case 'krippendorff_alpha': {
      const known = levelNamed(level ?? 'nominal', points)
      return known && krippendorffAlpha(ratings, known)
    }
    default:
      return undefined
  }
}

function levelNamed(name: string, points: readonly number[]): Level | undefined {
  if (name === 'nominal' || name === 'ordinal') return { level: name }
  return name === 'interval' || name === 'ratio' ? { level: name, points } : undefined
}

type Read = {
  readonly ratings: Ratings
  readonly points: readonly number[]
  readonly weights?: readonly (readonly number[])[] | undefined
}

function ratingsIn(data: unknown): Read | undefined {
  const rated = ratingsData.safeParse(data)
  if (rated.success) {
    const { categories, units } = rated.data
    const number = new Map(categories.map((category, at) => [category, at]))
    const numberOf = (one: z.infer<typeof value>): number => {
      const known = number.get(one)
      if (known === undefined) throw new RangeError(`${JSON.stringify(one)} is not among the categories`)
      return known
    }
    holdAlike(units, units[0]?.length ?? 0)
    return {
      ratings: {
        categories: categories.length,
        units: units.map((unit) => unit.map((one) => (one === null ? null : numberOf(one))))
      },
      points: categories.map(Number)
    }
  }
  const crossed = contingencyData.safeParse(data)
  if (crossed.success) {
    const { categories, table: counts, disagreement_weights: weights } = crossed.data
    for (const one of weights ? [counts, weights] : [counts]) {
      if (one.length !== categories.length)
        throw new RangeError(`${one.length} rows stand for ${categories.length} categories`)
      holdAlike(one, categories.length)
    }
    return { ratings: ratingsOfTable(counts), points: categories.map(Number), weights }
  }
  const counted = countsData.safeParse(data)
  if (!counted.success) return undefined
  holdAlike(counted.data.table, counted.data.table[0]?.length ?? 0)
  const ratings = ratingsOfCounts(counted.data.table)
  return { ratings, points: Array.from({ length: ratings.categories }, (_none, at) => at + 1) }
}

/** Every row has so many places, else a RangeError. */
function holdAlike(rows: readonly (readonly unknown[])[], places: number): void {
  const odd = rows.find(({ length }) => length !== places)
  if (odd) throw new RangeError(`A row has ${odd.length} places, not ${places}`)
}

const matches: Readonly<Record<string, SpanMatch>> = {
  exact_span: 'exact',
  exact_span_and_label: 'exactWithValue',
  overlap: 'overlap',
  overlap_and_label: 'overlapWithValue'
}

function figureOfSpans(metric: string, level: string, data: z.infer<typeof spansData>): Figure | undefined {
  const names = [...new Set(Object.values(data.coders).flatMap((units) => units.map(([, , name]) => name)))]
  const coders = Object.values(data.coders).map((units) =>
    units.map(([start, end, name]): MarkedSpan => ({ start, end, value: names.indexOf(name) }))
  )
  const { length } = data
  for (const { start, end } of coders.flat())
    if (start >= end || start < 0 || end > (length ?? Infinity))
      throw new RangeError(`Unit ${start}-${end} is empty or outside its text`)
  const [a = [], b = []] = coders
  if (metric === 'span_f1') {
    const match = matches[level]
    return match && (coders.length === 2 ? spanF1(a, b, match) : undefinedFigure('notTwoCoders'))
  }
  if (length === undefined) return undefined
  if (metric === 'percent_agreement' && level === 'character_binary') {
    if (coders.length !== 2) return undefinedFigure('notTwoCoders')
    const [one, other] = [union(a), union(b)]
    const marked = (of: typeof one): number => of.reduce((sum, { start, end }) => sum + end - start, 0)
    const differing = marked(one) + marked(other) - 2 * overlapOf(one, other)
    return figure((length - differing) / length)
  }
  const read: Readonly<Record<string, (family: UnitizingAlpha) => Figure | undefined>> = {
    u_alpha: (family) => family.u,
    u_alpha_binary: (family) => family.binary,
    cu_alpha: (family) => family.cu,
    // A value that nobody gave is told from the others by nothing.
    ku_alpha: (family) =>
      family.byValue[names.indexOf(data.value ?? data.k ?? '')]?.alpha ?? undefinedFigure('nothingShared')
  }
  return Object.hasOwn(read, metric)
    ? read[metric]?.(unitizingAlpha([{ length, coders }], names.length))
    : undefined
}
