/** How the log writes fields and links small: ids and hashes stand as `~number;`, everything else as it is. */
import { changeId, partsOfChangeId, type ChangeId, type SessionId } from '../../shared/ids.ts'
import type { Json } from '../../shared/model/record.ts'
import type { Names } from './names.ts'

/** JSON text of `value` with its ids and hashes interned. `unpack` gives the same text back, whatever it holds. */
export function pack(value: Json, names: Names): string {
  return JSON.stringify(value).replace(/~|[a-z]{3}_[0-9a-z]{16}|[0-9a-f]{64}/g, (found) =>
    found === '~' ? '~0;' : `~${names.intern(found)};`
  )
}

/** The value that `pack` wrote. Throws on a text that it did not write. */
export function unpack(packed: string, names: Names): Json {
  return JSON.parse(unpackText(packed, names)) as Json
}

/** A packed text of another file with its numbers brought over by `numberOf`; what it unpacks to stays the same. */
export function repack(packed: string, numberOf: (n: number) => number): string {
  return replaceNumbers(packed, (n) => (n === 0 ? '~0;' : `~${numberOf(n)};`))
}

/** Change ids as `session number-change number`, with spaces between; '' for none. */
export function packIds(ids: readonly ChangeId[], names: Names): string {
  return ids
    .map((id) => {
      const parts = partsOfChangeId(id)
      if (!parts) throw new RangeError(`${id} is not the id of a change`)
      return `${names.intern(parts.session)}-${parts.seq}`
    })
    .join(' ')
}

const none: readonly ChangeId[] = []

/** The ids that `packIds` wrote. */
export function unpackIds(packed: string, names: Names): readonly ChangeId[] {
  if (packed === '') return none
  return packed.split(' ').map((text) => {
    const dash = text.indexOf('-')
    return changeId(names.idOf(Number(text.slice(0, dash))) as SessionId, Number(text.slice(dash + 1)))
  })
}

/** The JSON text that `pack` wrote small. */
export function unpackText(packed: string, names: Names): string {
  return replaceNumbers(packed, (n) => (n === 0 ? '~' : names.idOf(n)))
}

/** Puts another text for every `~number;`. Goes through the text itself: a merge does this a million times, and a regular expression takes twice as long. */
function replaceNumbers(packed: string, textOf: (n: number) => string): string {
  let replaced = ''
  let from = 0
  let end = 0
  for (let at = packed.indexOf('~'); at >= 0; at = packed.indexOf('~', end)) {
    end = at + 1
    let n = 0
    for (let digit = digitAt(packed, end); digit >= 0; digit = digitAt(packed, end)) {
      n = n * 10 + digit
      end++
    }
    if (end === at + 1 || packed[end] !== ';') continue
    replaced += packed.slice(from, at) + textOf(n)
    from = ++end
  }
  return from === 0 ? packed : replaced + packed.slice(from)
}

/** -1 where no digit stands there. */
function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 48
  return digit >= 0 && digit <= 9 ? digit : -1
}
