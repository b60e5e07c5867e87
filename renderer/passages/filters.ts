/** Filters of the passages view: combined by "and", several values of one by "or". */
import type { PassageFilter } from '../../shared/api/contract.ts'

export type FilterName = 'issues' | 'stances' | 'actors' | 'coders' | 'documents'

/** True where a filter lets not everything through. */
export function isFiltering(filter: PassageFilter): boolean {
  return Object.values(filter).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== ''
  )
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

/** The filter with a text or a state, or without where it is empty. */
export function withPart(filter: PassageFilter, name: 'text' | 'state', value: string): PassageFilter {
  const { [name]: _dropped, ...rest } = filter
  return value === '' ? rest : { ...rest, [name]: value as never }
}

/** Adds a value that is not among them, takes one away that is. */
export function toggled<T>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
}
