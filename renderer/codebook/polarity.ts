/** A polarity as people write it. */

/** A number in [-1, 1]; null for '' (no position); undefined for anything else. Takes a decimal comma and a true minus sign. */
export function polarityFrom(written: string): number | null | undefined {
  const plain = written.trim().replace('−', '-').replace(',', '.')
  if (plain === '') return null
  const value = Number(plain)
  return Number.isFinite(value) && value >= -1 && value <= 1 ? value : undefined
}
