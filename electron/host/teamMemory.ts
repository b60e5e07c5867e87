/** What this machine remembers of a project's team folder, outside the project file: where it is, what was read and written. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { changeIdSchema, coderId } from '../../shared/ids.ts'
import { lastChange, rowOfChange } from '../db/teamLog.ts'
import { writeWhole } from '../io/wholeFile.ts'
import { isNodeError } from './nodeErrors.ts'
import type { ProjectSession } from './projectSession.ts'

/** What came from one coder at one time. */
const arrival = z.strictObject({
  time: z.number(),
  coder: coderId.nullable(),
  annotations: z.number(),
  documents: z.number(),
  changes: z.number()
})
export type TeamArrival = z.infer<typeof arrival>

const memory = z.strictObject({
  /** The team folder and the project file, both whole paths: they stay on this machine. */
  folder: z.string(),
  project: z.string(),
  /** The last change that was in the project file: a file that lacks it is older than this. */
  mark: changeIdSchema.nullable(),
  /** Its row in the log. */
  markRow: z.number().default(0),
  /** Files of the folder, as `subfolder/name`, whose changes are in the log. */
  read: z.array(z.string()).transform((names) => new Set(names)),
  /** Files that this machine wrote, by the session whose changes they hold. */
  written: z.record(z.string(), z.array(z.string())),
  /** Changes that lie in the folder: session -> stretches of numbers. */
  inFolder: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
  /** Rows of the log, and of the texts, that were looked at for writing. */
  looked: z.number(),
  lookedBlobs: z.number(),
  /** Subfolder -> whose it is. */
  people: z.record(z.string(), coderId),
  /** Newest first. */
  arrivals: z.array(arrival),
  setAside: z.record(z.string(), z.number())
})
export type TeamMemory = z.output<typeof memory>

const mostArrivals = 200

/** Nothing is known yet of this folder. */
export function newMemory(folder: string, project: string): TeamMemory {
  return {
    folder,
    project,
    mark: null,
    markRow: 0,
    read: new Set(),
    written: {},
    inFolder: {},
    looked: 0,
    lookedBlobs: 0,
    people: {},
    arrivals: [],
    setAside: {}
  }
}

/** The memory with an arrival at its head. */
export function withArrivals(arrivals: readonly TeamArrival[], more: readonly TeamArrival[]): TeamArrival[] {
  return [...more, ...arrivals].slice(0, mostArrivals)
}

export type Remembered =
  | { readonly how: 'joined'; readonly memory: TeamMemory }
  /** The file is older than it was when the folder was used: a backup stands in its place. */
  | { readonly how: 'restored'; readonly folder: string }
  | { readonly how: 'none' }

/**
 * What is remembered for the project file that is open. A project that was moved is known again by its log; another copy of one that is still
 * in its place is not in the folder.
 */
export function rememberedTeam(settings: string, session: ProjectSession): Remembered {
  const place = placeOf(settings, session)
  if (place === null) return { how: 'none' }
  const own = load(place.own)
  if (own) {
    const fitting = fittingTo(session, own)
    return fitting ? { how: 'joined', memory: fitting } : { how: 'restored', folder: own.folder }
  }
  for (const other of place.others()) {
    const found = load(other)
    const fitting = found && !fs.existsSync(found.project) ? fittingTo(session, found) : null
    if (!fitting) continue
    const moved = { ...fitting, project: realPathOf(session) }
    store(settings, session, moved)
    fs.rmSync(other, { force: true })
    return { how: 'joined', memory: moved }
  }
  return { how: 'none' }
}

/** The same where nothing may be written: what is remembered for the file in its place; null where that is nothing, or does not fit. */
export function knownMemory(settings: string, session: ProjectSession): TeamMemory | null {
  const place = placeOf(settings, session)
  const known = place && load(place.own)
  return known && fittingTo(session, known)
}

/** Notes what was read and written, with the last change that is in the file now. Throws the system's error. */
export function store(settings: string, session: ProjectSession, known: TeamMemory): void {
  const place = placeOf(settings, session)
  if (place === null) return
  const last = lastChange(session.file)
  known.mark = last?.id ?? null
  known.markRow = last?.row ?? 0
  fs.mkdirSync(path.dirname(place.own), { recursive: true, mode: 0o700 })
  writeWhole(place.own, JSON.stringify({ ...known, read: [...known.read] }), 'private')
}

/** Forgets the folder: nothing in it is touched. */
export function forgetTeam(settings: string, session: ProjectSession): void {
  const place = placeOf(settings, session)
  if (place) fs.rmSync(place.own, { force: true })
}

function placeOf(
  settings: string,
  session: ProjectSession
): { readonly own: string; readonly others: () => readonly string[] } | null {
  const key = session.key()
  if (key === null) return null
  const folder = path.join(settings, 'team')
  const name = createHash('sha256').update(realPathOf(session)).digest('hex').slice(0, 16)
  const own = path.join(folder, `${key}-${name}.json`)
  const others = (): readonly string[] =>
    fs.existsSync(folder)
      ? fs
          .readdirSync(folder)
          .filter((one) => one.startsWith(`${key}-`) && one.endsWith('.json'))
          .map((one) => path.join(folder, one))
          .filter((one) => one !== own)
      : []
  return { own, others }
}

/** What is remembered as it holds for this file; null where the file is older than it was. */
function fittingTo(session: ProjectSession, known: TeamMemory): TeamMemory | null {
  if (known.mark === null) return known
  const row = rowOfChange(session.file, known.mark)
  if (row === null) return null
  // In another copy of the project rows stand in another order, and some of what was read may not be here.
  return row === known.markRow
    ? known
    : { ...known, read: new Set(), setAside: {}, looked: 0, lookedBlobs: 0 }
}

/** What a file holds; null where it is not there. One that cannot be read is forgotten: the folder has to be chosen again. */
function load(file: string): TeamMemory | null {
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (isNodeError(error)) return null
    throw error
  }
  const known = memory.safeParse(jsonOf(text))
  return known.success ? known.data : null
}

/** The project file's real path. */
export function realPathOf(session: ProjectSession): string {
  return fs.realpathSync(session.file.path)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
