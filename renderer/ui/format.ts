/** Numbers, dates and names as the reader's locale writes and sorts them. */
import { locale } from './words.ts'

/** A number with the locale's separators. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value)
}

/** A number with so many decimals, as the locale writes it: 0.7 with three is "0.700". */
export function formatDecimals(value: number, decimals: number): string {
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals
    // No "-0.000".
  }).format(Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value)
}

/** A share from 0 to 1 in per cent with one decimal, as the locale writes it: "92.3%". */
export function formatShare(value: number): string {
  return new Intl.NumberFormat(locale(), {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1
  }).format(value)
}

/** Milliseconds since 1970 as a time of day ("12:03"). */
function formatTime(time: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(time)
}

/** Milliseconds since 1970 as day and time; today's only as a time. */
export function formatMoment(time: number, now = Date.now()): string {
  const day = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' })
  if (day.format(time) === day.format(now)) return formatTime(time)
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}

/** The same in a few letters: today's as a time, this year's as a day, an older one as a month. */
export function formatMomentShort(time: number, now = Date.now()): string {
  const [then, today] = [new Date(time), new Date(now)]
  if (then.toDateString() === today.toDateString()) return formatTime(time)
  const form: Intl.DateTimeFormatOptions =
    then.getFullYear() === today.getFullYear()
      ? { day: 'numeric', month: 'short' }
      : { month: 'short', year: 'numeric' }
  return new Intl.DateTimeFormat(locale(), form).format(time)
}

/** A document's date, as precise as it is known: "2025", "April 2025" or "25 Apr 2025"; other text stays as it is. */
export function formatDocumentDate(date: string): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date)
  if (!match) return date
  const [, year = '', month, day] = match
  if (!month) return year
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1'))
  const form: Intl.DateTimeFormatOptions = day ? { dateStyle: 'medium' } : { year: 'numeric', month: 'long' }
  return new Intl.DateTimeFormat(locale(), { ...form, timeZone: 'UTC' }).format(time)
}

/** A count of bytes in the unit people use for it. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const unit = units[power] ?? 'byte'
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1
  }).format(bytes / 1000 ** power)
}

/** Names in a sentence: "Ukraine, Germany and France". */
export function formatList(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names)
}

/** Compares two names as people of the locale sort them. For showing only: what is stored is ordered by code units. */
export function compareNames(a: string, b: string): number {
  return collator().compare(a, b)
}

let collators: { readonly locale: string; readonly collator: Intl.Collator } | null = null
function collator(): Intl.Collator {
  const wanted = locale()
  if (collators?.locale !== wanted)
    collators = {
      locale: wanted,
      collator: new Intl.Collator(wanted, { numeric: true, sensitivity: 'base' })
    }
  return collators.collator
}
