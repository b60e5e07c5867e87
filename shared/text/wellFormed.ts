/** Lone surrogates: halves of a character, which no file in UTF-8 can hold. SQLite would keep something else than the log. */

/** Whether every text in a JSON value, names of fields included, is made of whole characters. */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (Array.isArray(value)) return value.every(isWellFormed)
  if (value === null || typeof value !== 'object') return true
  return Object.entries(value).every(([name, inner]) => name.isWellFormed() && isWellFormed(inner))
}

/** The value with U+FFFD for every lone surrogate; the value itself where there is none. */
export function toWellFormed(value: unknown): unknown {
  return isWellFormed(value) ? value : mended(value)
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(mended)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toWellFormed(), mended(inner)])
  )
}
