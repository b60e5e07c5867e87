/** Filters of the passages view: combined by "and", several values of one by "or". */
import type { PassageFilter } from '../../shared/api/filters.ts'
import { fail, sentenceOf } from '../../shared/errors.ts'

export type FilterName = 'issues' | 'stances' | 'actors' | 'coders' | 'documents' | 'groups' | 'certainties'

/** True where a filter lets not everything through. */
export function isFiltering(filter: PassageFilter): boolean {
  return Object.values(filter).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== ''
  )
}

/** How many of the filters that are needed less often are set. */
export function moreCount(filter: PassageFilter): number {
  const { state, note, certainties, groups, created, modified } = filter
  return [state, note, certainties, groups, created, modified].filter((part) => part !== undefined).length
}

/** The filter with other values under one name; none at all takes the name away. */
export function withValues<N extends FilterName>(
  filter: PassageFilter,
  name: N,
  values: readonly (string | null)[]
): PassageFilter {
  const { [name]: _dropped, ...rest } = filter
  return values.length === 0 ? rest : { ...rest, [name]: values }
}

/** The filter with a text, a state or a note, or without where it is empty. */
export function withPart(
  filter: PassageFilter,
  name: 'text' | 'state' | 'note',
  value: string
): PassageFilter {
  const { [name]: _dropped, ...rest } = filter
  return value === '' ? rest : { ...rest, [name]: value as never }
}

/** The filter with times between which something was; without either, without. */
export function withBetween(
  filter: PassageFilter,
  name: 'created' | 'modified',
  { from, to }: { readonly from: number | undefined; readonly to: number | undefined }
): PassageFilter {
  const { [name]: _dropped, ...rest } = filter
  if (from === undefined && to === undefined) return rest
  return { ...rest, [name]: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } }
}

/** "2026-11-22" of the day that a time (ms) lies in, in the machine's time zone. */
export function dayOf(time: number): string {
  const day = new Date(time)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** The first millisecond of a day; undefined where it is none. */
export function timeOfDay(day: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!match) return undefined
  return new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3])).getTime()
}

/** The first millisecond after a day. */
export function dayAfter(day: string): number | undefined {
  const time = timeOfDay(day)
  if (time === undefined) return undefined
  const next = new Date(time)
  next.setDate(next.getDate() + 1)
  return next.getTime()
}

/** What is wrong with a regular expression, in a sentence; null where nothing is. */
export function badExpression(source: string): string | null {
  try {
    new RegExp(source, 'iu')
    return null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const why = error.message.split(': ').at(-1) ?? ''
    return sentenceOf(fail('badExpression', { why: why.toLowerCase() }).problem)
  }
}

/** Adds a value that is not among them, takes one away that is. */
export function toggled<T>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
}
