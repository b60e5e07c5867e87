/** The forms a value of a dataset can have: how each stands in a CSV cell and in JSON, and how it is read back. */
import type { Json } from '../model/record.ts'
import { toWellFormed } from '../text/wellFormed.ts'
import { joinNames, splitNames, type NameSeparator } from './joinedNames.ts'

/** A value that was read, or undefined for one that is not of this form. */
export type Read<T> = { readonly value: T } | undefined

export type CellForm<T> = {
  /** What such a value looks like, for the dictionary and for refusals: 'a whole number'. */
  readonly looksLike: string
  /** People's words, which the formula guard may change; never ids, numbers and times. */
  readonly isWords: boolean
  readonly toCell: (value: T) => string
  readonly fromCell: (cell: string) => Read<T>
  readonly toJson: (value: T) => Json
  /** A field that is not there is read as null. */
  readonly fromJson: (json: Json) => Read<T>
}

/** Words; '' for none, null in JSON. */
export const words: CellForm<string> = textForm('text', true)

/** An id or a word of a fixed list; '' for none, null in JSON. */
export const plain: CellForm<string> = textForm('plain text', false)

/** A whole number from 0; null for none. */
export const count: CellForm<number | null> = numberForm(
  'a whole number from 0',
  (value) => Number.isSafeInteger(value) && value >= 0
)

/** Any number; null for none. */
export const decimal: CellForm<number | null> = numberForm('a number such as -0.5', (value) =>
  Number.isFinite(value)
)

/** Milliseconds since 1970, written as ISO 8601 in UTC; null for none. */
export const time: CellForm<number | null> = {
  looksLike: 'a time such as 2025-04-25T09:30:00.000Z',
  isWords: false,
  toCell: (value) => (value === null ? '' : isoTime(value)),
  fromCell: (cell) => (cell.trim() === '' ? { value: null } : timeIn(cell.trim())),
  toJson: (value) => (value === null ? null : isoTime(value)),
  fromJson: (json) => (json === null ? { value: null } : typeof json === 'string' ? timeIn(json) : undefined)
}

/** A list of names, `; ` between them in a cell, an array in JSON. */
export const names: CellForm<readonly string[]> = namesForm('names', true, 'names with “; ” between them')

/** A list of ids, `; ` between them in a cell, an array in JSON. */
export const ids: CellForm<readonly string[]> = namesForm('names', false, 'ids with “; ” between them')

/** Names from the top of a tree down, ` > ` between them in a cell, an array in JSON. */
export const path: CellForm<readonly string[]> = namesForm(
  'path',
  true,
  'names from the top down with “ > ” between them'
)

/** Named texts: a JSON object, also in a cell. None is an empty cell and an empty object. */
export const namedTexts: CellForm<Readonly<Record<string, string>>> = {
  looksLike: 'a JSON object of texts such as {"round":"2"}',
  isWords: false,
  toCell: (value) => (Object.keys(value).length === 0 ? '' : JSON.stringify(inOrder(value))),
  fromCell: (cell) => {
    if (cell.trim() === '') return { value: {} }
    const json = parsedJson(cell)
    return json === undefined ? undefined : textsIn(json)
  },
  toJson: (value) => inOrder(value),
  fromJson: (json) => (json === null ? { value: {} } : textsIn(json))
}

/** The JSON a text holds, its texts made of whole characters; undefined where it holds none. */
export function parsedJson(text: string): Json | undefined {
  try {
    return toWellFormed(JSON.parse(text)) as Json
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function textForm(looksLike: string, isWords: boolean): CellForm<string> {
  return {
    looksLike,
    isWords,
    toCell: (value) => value,
    fromCell: (cell) => ({ value: cell }),
    toJson: (value) => (value === '' ? null : value),
    fromJson: (json) =>
      json === null ? { value: '' } : typeof json === 'string' ? { value: json } : undefined
  }
}

function numberForm(looksLike: string, fits: (value: number) => boolean): CellForm<number | null> {
  const checked = (value: number): Read<number | null> => (fits(value) ? { value } : undefined)
  return {
    looksLike,
    isWords: false,
    toCell: (value) => (value === null ? '' : String(value)),
    // A stricter test than Number(): "0x10" and "1e9999" are no numbers that an analyst writes.
    fromCell: (cell) =>
      cell.trim() === ''
        ? { value: null }
        : /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(cell.trim())
          ? checked(Number(cell.trim()))
          : undefined,
    toJson: (value) => value,
    fromJson: (json) =>
      json === null ? { value: null } : typeof json === 'number' ? checked(json) : undefined
  }
}

function namesForm(
  separator: NameSeparator,
  isWords: boolean,
  looksLike: string
): CellForm<readonly string[]> {
  return {
    looksLike,
    isWords,
    toCell: (value) => joinNames(value, separator),
    fromCell: (cell) => ({ value: splitNames(cell, separator) }),
    toJson: (value) => value,
    fromJson: (json) => {
      if (json === null) return { value: [] }
      // The form of a cell is read too: a JSONL file that another tool made out of the CSV.
      if (typeof json === 'string') return { value: splitNames(json, separator) }
      return isTexts(json) ? { value: json } : undefined
    }
  }
}

function isTexts(json: Json): json is readonly string[] {
  return Array.isArray(json) && json.every((name) => typeof name === 'string')
}

function textsIn(json: Json): Read<Readonly<Record<string, string>>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const entries = Object.entries(json)
  // Built by defineProperty semantics (fromEntries), so that a key named __proto__ is only a key.
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? { value: Object.fromEntries(entries) }
    : undefined
}

/** Keys in the order of their code units, so that two exports are equal byte by byte. */
function inOrder(value: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function isoTime(time: number): string {
  return new Date(time).toISOString()
}

/** Only with a time zone (or a date alone, which is UTC): what the reader's machine would add is never guessed. */
function timeIn(text: string): Read<number> {
  const shape =
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$|^[+-]\d{6}-\d{2}-\d{2}T[\d:.]+Z$/
  const value = shape.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(value) ? undefined : { value }
}
