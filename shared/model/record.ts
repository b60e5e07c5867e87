/** What a kind of record is: its fields, their schemas, and which must be there before it is shown. */
import type { z } from 'zod'
import type { RecordId } from '../ids.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A record, named: its kind and id. */
export type RecordRef<K extends string = string> = { readonly kind: K; readonly id: RecordId }

/**
 * A field of a record. `one`: a single value. `set`: elements, each a field of its own `name/<element>` = true or null, so that two
 * additions both stay. `map`: the same with a value, `name/<key>` = value or null.
 */
export type Field<T = unknown> =
  | { readonly form: 'one'; readonly value: z.ZodType<T> }
  | { readonly form: 'set'; readonly element: z.ZodType<string>; readonly as?: T }
  | { readonly form: 'map'; readonly value: z.ZodType<string>; readonly as?: T }

export type Fields = Readonly<Record<string, Field>>

export type RecordKind<K extends string = string, F extends Fields = Fields> = {
  readonly kind: K
  readonly fields: F
  /** A record without a value for one of these is not shown, and is listed. */
  readonly required: readonly (keyof F & string)[]
}

/** The values of a record as code reads them: missing single values are undefined, sets and maps are always there. */
export type ValuesOf<F extends Fields> = {
  readonly [N in keyof F]: F[N] extends { form: 'one'; value: z.ZodType<infer T> }
    ? T | undefined
    : F[N] extends { form: 'set'; element: z.ZodType<infer E extends string> }
      ? readonly E[]
      : Readonly<Record<string, string>>
}

/** Declares a kind of record. */
export function defineRecord<K extends string, F extends Fields>(
  kind: K,
  fields: F,
  required: readonly (keyof F & string)[]
): RecordKind<K, F> {
  return { kind, fields, required }
}

/** A field with a single value. */
export function one<T>(value: z.ZodType<T>): { readonly form: 'one'; readonly value: z.ZodType<T> } {
  return { form: 'one', value }
}

/** A set of strings, usually ids. */
export function set<E extends string>(
  element: z.ZodType<E, string>
): { readonly form: 'set'; readonly element: z.ZodType<E> } {
  return { form: 'set', element }
}

/** Named texts. */
export function map(value: z.ZodType<string>): { readonly form: 'map'; readonly value: z.ZodType<string> } {
  return { form: 'map', value }
}

/** The set or map a log field belongs to, and its element; the field itself and null for a single value. */
export function splitField(field: string): { readonly name: string; readonly element: string | null } {
  const slash = field.indexOf('/')
  return slash < 0
    ? { name: field, element: null }
    : { name: field.slice(0, slash), element: field.slice(slash + 1) }
}

/**
 * Whether a field of the log fits its kind: 'fits'; 'unknown' for a field that this version does not have (kept, not shown); else 'breaks'.
 * Null is always allowed: it unsets.
 */
export function checkField(kind: RecordKind, field: string, value: Json): 'fits' | 'unknown' | 'breaks' {
  const { name, element } = splitField(field)
  const known = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined
  if (!known) return 'unknown'
  if (known.form === 'one')
    return element === null && (value === null || known.value.safeParse(value).success) ? 'fits' : 'breaks'
  if (element === null || element === '') return 'breaks'
  if (known.form === 'set')
    return known.element.safeParse(element).success && (value === null || value === true) ? 'fits' : 'breaks'
  return value === null || known.value.safeParse(value).success ? 'fits' : 'breaks'
}

/** The values of a record out of its shown log fields (as `fold` gives them). */
export function valuesOf<F extends Fields>(
  kind: RecordKind<string, F>,
  shown: Readonly<Record<string, Json>>
): ValuesOf<F> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.form === 'one') values[name] = shown[name] ?? undefined
    else if (field.form === 'set') values[name] = elementsOf(shown, name).map(([element]) => element)
    else values[name] = Object.fromEntries(elementsOf(shown, name))
  }
  return values as ValuesOf<F>
}

/** The required fields that have no value. */
export function missingFields(kind: RecordKind, shown: Readonly<Record<string, Json>>): readonly string[] {
  return kind.required.filter((name) => (shown[name] ?? null) === null)
}

function elementsOf(shown: Readonly<Record<string, Json>>, name: string): [string, Json][] {
  const prefix = `${name}/`
  return Object.entries(shown)
    .filter(([field, value]) => field.startsWith(prefix) && value !== null)
    .map(([field, value]): [string, Json] => [field.slice(prefix.length), value])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}
