/** A file of a team folder: whole batches of one session, written once, closed by a checksum. Pure text; folders are elsewhere. */
import { z } from 'zod'
import {
  changeIdSchema,
  coderId,
  partsOfChangeId,
  type BatchId,
  type ChangeId,
  type CoderId,
  type SessionId,
  type Sha256
} from '../ids.ts'
import type { Batch, Change } from '../log/change.ts'

/** The form that this version writes. A newer one is left alone and told; new kinds of lines need no newer form. */
export const teamFormat = 1
/** What the names of its files end in. */
export const teamEnding = '.changes'

/** A batch with those of its changes that are here. */
export type TeamBatch = { readonly batch: Batch; readonly changes: readonly Change[] }

/** Who writes: the project is named by the change that first named it. */
export type TeamWriter = {
  readonly project: ChangeId
  /** Parley's version. */
  readonly version: string
  readonly coder: CoderId
}

export type TeamFile = { readonly name: string; readonly text: string; readonly changes: readonly Change[] }

/** What was read: batches and changes are as they came, to be checked by `takeBatch` and `takeChange`. */
export type TeamReading =
  | {
      readonly how: 'whole'
      readonly coder: CoderId
      readonly batches: readonly { readonly batch: unknown; readonly changes: readonly unknown[] }[]
      /** Lines that do not belong where they stand: not taken. */
      readonly misplaced: number
    }
  /** Cut short, still being copied, or damaged: these cannot be told apart. */
  | { readonly how: 'incomplete' }
  | { readonly how: 'newerFormat' }
  | { readonly how: 'otherProject' }

/** Most changes and characters of one file; a batch is never split, so a large one makes a larger file. */
const mostChanges = 5000
const mostCharacters = 4_000_000

const header = z.object({
  parley: z.literal('team changes'),
  format: z.number().int().min(1),
  version: z.string().max(100),
  project: changeIdSchema,
  session: z.string().regex(/^[0-9a-z]{16}$/),
  first: z.number().int().min(1),
  last: z.number().int().min(1),
  coder: coderId
})
/** All that a newer form promises to keep. */
const formatOnly = z.object({ parley: z.literal('team changes'), format: z.number().int().min(1) })

/**
 * Writes batches as files, in the order of their numbers, those of a session together. Names are `<session>-<first>-<last>-<checksum>.changes`:
 * equal names mean equal contents.
 */
export function* teamFiles(
  batches: Iterable<TeamBatch>,
  writer: TeamWriter,
  sha256: Sha256,
  most: { readonly changes: number; readonly characters: number } = {
    changes: mostChanges,
    characters: mostCharacters
  }
): Generator<TeamFile> {
  for (const [session, own] of bySession(batches)) {
    let waiting: TeamBatch[] = []
    let lines: string[] = []
    let [characters, changes] = [0, 0]
    for (const one of own) {
      const next = linesOf(one)
      const length = next.reduce((sum, line) => sum + line.length + 1, 0)
      const isFull = changes + one.changes.length > most.changes || characters + length > most.characters
      if (waiting.length > 0 && isFull) {
        yield fileOf(session, waiting, lines, writer, sha256)
        ;[waiting, lines, characters, changes] = [[], [], 0, 0]
      }
      waiting.push(one)
      for (const line of next) lines.push(line)
      characters += length
      changes += one.changes.length
    }
    if (waiting.length > 0) yield fileOf(session, waiting, lines, writer, sha256)
  }
}

/** Reads the text of a file. Nothing of it is used before its checksum holds. `roots` name the project here. */
export function readTeamFile(text: string, roots: readonly ChangeId[], sha256: Sha256): TeamReading {
  const firstEnd = text.indexOf('\n')
  const first = firstEnd < 0 ? null : jsonIn(text.slice(0, firstEnd))
  const form = formatOnly.safeParse(first)
  if (form.success && form.data.format > teamFormat) return { how: 'newerFormat' }
  const head = header.safeParse(first)
  if (!head.success || !checksumHolds(text, sha256)) return { how: 'incomplete' }
  if (!roots.includes(head.data.project)) return { how: 'otherProject' }
  return { how: 'whole', coder: head.data.coder, ...linesIn(text, firstEnd + 1, head.data) }
}

/** What a file's first line tells, for looking at a folder: the project it belongs to, or that a newer version wrote it; null: neither. */
export function teamHeader(line: string): { readonly project: ChangeId } | 'newer' | null {
  const value = jsonIn(line)
  const form = formatOnly.safeParse(value)
  if (form.success && form.data.format > teamFormat) return 'newer'
  const head = header.safeParse(value)
  return head.success ? { project: head.data.project } : null
}

/** Which session and numbers a file's name tells; null for a name that Parley does not write (a conflict copy's, for one). */
export function partsOfTeamName(
  name: string
): { readonly session: SessionId; readonly first: number; readonly last: number } | null {
  const found = /^([0-9a-z]{16})-([1-9]\d{0,14})-([1-9]\d{0,14})-[0-9a-f]{16}\.changes$/.exec(name)
  return found
    ? { session: (found[1] ?? '') as SessionId, first: Number(found[2]), last: Number(found[3]) }
    : null
}

/** The folder of a coder inside the team folder: readable, plain on every system, and never another coder's. */
export function teamSubfolder(coder: CoderId, name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 -]/g, '')
    .trim()
    .replace(/[ -]+/g, '-')
    .slice(0, 40)
  const id = coder.replace(/^cod_/, '').replace(/[^A-Za-z0-9]/g, '-')
  return `${plain === '' ? 'coder' : plain}-${id}`
}

function bySession(batches: Iterable<TeamBatch>): ReadonlyMap<SessionId, readonly TeamBatch[]> {
  const sessions = new Map<SessionId, TeamBatch[]>()
  for (const one of batches) {
    const { session } = numbersOf(one.batch.id)
    const own = sessions.get(session)
    if (own) own.push(one)
    else sessions.set(session, [one])
  }
  for (const own of sessions.values())
    own.sort((a, b) => numbersOf(a.batch.id).seq - numbersOf(b.batch.id).seq)
  return sessions
}

function fileOf(
  session: SessionId,
  batches: readonly TeamBatch[],
  lines: readonly string[],
  { project, version, coder }: TeamWriter,
  sha256: Sha256
): TeamFile {
  const changes = batches.flatMap((one) => one.changes)
  const numbers = changes.map(({ id }) => numbersOf(id).seq)
  const [first, last] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))]
  const head = { parley: 'team changes', format: teamFormat, version, project, session, first, last, coder }
  const body = `${JSON.stringify(head)}\n${lines.join('\n')}\n`
  const sum = sha256(body)
  return {
    name: `${session}-${first}-${last}-${sum.slice(0, 16)}${teamEnding}`,
    text: `${body}${JSON.stringify({ sha256: sum })}\n`,
    changes
  }
}

function linesOf({ batch, changes }: TeamBatch): readonly string[] {
  const { id, coder, command, undoes } = batch
  return [
    JSON.stringify({ batch: { id, coder, command, undoes } }),
    ...changes.map((change) => JSON.stringify({ change }))
  ]
}

function linesIn(
  text: string,
  from: number,
  head: { readonly session: string; readonly first: number; readonly last: number }
): {
  readonly batches: readonly { readonly batch: unknown; readonly changes: readonly unknown[] }[]
  readonly misplaced: number
} {
  const batches: { batch: unknown; changes: unknown[] }[] = []
  const end = lastLineAt(text)
  let misplaced = 0
  for (let at = from; at < end;) {
    const stop = text.indexOf('\n', at)
    const line = jsonIn(text.slice(at, stop))
    at = stop + 1
    if (line !== null && 'batch' in line) {
      batches.push({ batch: line['batch'], changes: [] })
    } else if (line !== null && 'change' in line) {
      const last = batches.at(-1)
      if (last && belongs(line['change'], last.batch, head)) last.changes.push(line['change'])
      else misplaced++
    }
    // Lines of other kinds are a newer version's, and say nothing that this one could use.
  }
  return { batches, misplaced }
}

function belongs(
  change: unknown,
  batch: unknown,
  head: { readonly session: string; readonly first: number; readonly last: number }
): boolean {
  if (!isObject(change) || !isObject(batch)) return false
  const parts = typeof change['id'] === 'string' ? partsOfChangeId(change['id']) : null
  return (
    parts !== null &&
    parts.session === head.session &&
    parts.seq >= head.first &&
    parts.seq <= head.last &&
    change['batch'] === batch['id']
  )
}

/** Whether the last line is the checksum of all lines before it. */
function checksumHolds(text: string, sha256: Sha256): boolean {
  const at = lastLineAt(text)
  const said = jsonIn(text.slice(at))?.['sha256']
  return text.endsWith('\n') && typeof said === 'string' && sha256(text.slice(0, at)) === said
}

function lastLineAt(text: string): number {
  return text.lastIndexOf('\n', text.length - 2) + 1
}

function jsonIn(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : null
  } catch {
    // Half a line, or no JSON: whoever reads it is told that it is not whole.
    return null
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function numbersOf(id: ChangeId | BatchId): { readonly session: SessionId; readonly seq: number } {
  const parts = partsOfChangeId(id.startsWith('b-') ? id.slice(2) : id)
  if (!parts) throw new RangeError(`${id} is not the id of a change or batch`)
  return parts
}
