/** Coding rounds: which stretch of the work a document belongs to. */

const day = 86_400_000

/**
 * The round of a document: its group; or the month (2026-03) or week (2026-W12, as ISO 8601 counts) of its last annotation, in universal
 * time. '' where there is none. `last` in milliseconds since 1970, 0: no annotation.
 */
export function roundOf(
  rounds: 'week' | 'month' | 'group',
  { group, last }: { readonly group: string; readonly last: number }
): string {
  if (rounds === 'group') return group
  if (last <= 0) return ''
  const date = new Date(last)
  if (rounds === 'month') return date.toISOString().slice(0, 7)
  // A week belongs to the year of its Thursday.
  const thursday = new Date(last + (4 - (date.getUTCDay() || 7)) * day)
  const year = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * day)) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}
