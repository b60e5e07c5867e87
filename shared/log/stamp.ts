/** A hybrid logical clock: stamps of fixed width that sort as text. */
import { z } from 'zod'
import type { Brand } from '../ids.ts'

/** `mmmmmmmmmmmm-cccc` in hexadecimal: 48 bits of milliseconds since 1970 and a counter of 16 bits. */
export type Stamp = Brand<string, 'stamp'>

export const stampSchema = z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/) as unknown as z.ZodType<
  Stamp,
  string
>

/** The stamp of these milliseconds (clamped to what 48 bits hold) and counter. */
export function stampOf(milliseconds: number, counter: number): Stamp {
  const ms = Math.min(Math.max(Math.trunc(milliseconds), 0), 2 ** 48 - 1)
  return `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}` as Stamp
}

/** Milliseconds since 1970 by the clock of whoever wrote the stamp. */
export function millisecondsOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, 12), 16)
}

/**
 * The next stamp of a session: the machine's clock (ms), or just after the latest of `after`, whichever is later. A full counter moves the
 * milliseconds on, so stamps never run out and never repeat.
 */
export function nextStamp(clock: number, after: readonly Stamp[]): Stamp {
  let latest: Stamp | undefined
  for (const stamp of after) if (latest === undefined || stamp > latest) latest = stamp
  const now = stampOf(clock, 0)
  if (latest === undefined || now > latest) return now
  const counter = Number.parseInt(latest.slice(13), 16)
  const ms = millisecondsOf(latest)
  return counter < 0xffff ? stampOf(ms, counter + 1) : stampOf(ms + 1, 0)
}

/** How far ahead of this machine's clock a stamp may be and still move later, unrelated changes of the session on, in milliseconds: an hour. */
export const mostCarriedOn = 60 * 60 * 1000

/**
 * What the next change of a session has to come after, besides what it is based on: `made`, the stamp just made; `before`, what held until now,
 * where `made` is further ahead of the clock (ms) than a clock may reasonably be. So a colleague's clock that is years off moves on what is
 * based on their changes, since that has to come later, and nothing else.
 */
export function carriedOn(before: Stamp | null, made: Stamp, clock: number): Stamp | null {
  return millisecondsOf(made) > clock + mostCarriedOn ? before : made
}
