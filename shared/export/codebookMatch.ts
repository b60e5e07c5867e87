/** Matches a codebook file with the codebook of a project: what is new, what changes, what is the same already. */
import { newId, type ActorId, type CoderId, type IssueId, type RandomBytes, type StanceId } from '../ids.ts'
import type { CodebookFile, FileRecord } from './codebookFile.ts'
import { initialsFor, issuePaths, pathKey, type KnownCodebook, type KnownIssue } from './knownCodebook.ts'
import { refusal, sentenceOfRefusal, type RefusalCode, type Refusal, type RefusedRow } from './refusals.ts'

/** Records to make or to change, as the command `codebook.import` takes them; parents stand before their children. */
export type CodebookChanges = {
  readonly issues: readonly IssueChange[]
  readonly stances: readonly StanceChange[]
  readonly actors: readonly ActorChange[]
  readonly coders: readonly CoderChange[]
}

type Words<T> = { -readonly [K in keyof T]?: T[K] | undefined }
export type IssueChange = {
  readonly id: IssueId
  readonly name: string
  readonly parent: IssueId | null
} & Words<Pick<KnownIssue, 'definition' | 'supporting' | 'opposing' | 'colour' | 'retired'>> & {
    readonly examples?: string[] | undefined
  }
export type StanceChange = { readonly id: StanceId; readonly key: string; readonly label: string } & Words<{
  polarity: number | null
  colour: string
  shortcut: string
  retired: boolean
}>
export type ActorChange = { readonly id: ActorId; readonly name: string } & Words<{
  otherNames: string[]
  kind: string
  colour: string
  group: string
}>
export type CoderChange = { readonly id: CoderId; readonly name: string } & Words<{
  initials: string
  kind: 'person' | 'gold'
}>

export type CodebookMatch = {
  readonly changes: CodebookChanges
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly refused: readonly RefusedRow[]
}

/**
 * Records with an id are matched by it alone (a stance also by its key, which is the name scripts know it by); records without one by their
 * full path, key or name, and made where there is none. What the file does not tell stays as it is. Importing twice changes nothing.
 */
export function matchCodebook(
  file: CodebookFile,
  known: KnownCodebook,
  randomBytes: RandomBytes
): CodebookMatch {
  const refused: RefusedRow[] = [...file.refused]
  const refuse = (row: number, code: RefusalCode, about: Refusal['about'] = {}): void => {
    refused.push({ row, sentence: sentenceOfRefusal(refusal(code, about)) })
  }
  const issues = matchIssues(file.issues, known, randomBytes, refuse)
  const stances = matchStances(file.stances, known, randomBytes, refuse)
  const actors = matchNamed(file.actors, known.actors, 'actor', () => newId('actor', randomBytes), refuse)
  const coders = matchNamed(
    file.coders,
    known.coders,
    'coder',
    () => newId('coder', randomBytes),
    refuse
  ).map((coder) =>
    coder.isNew && coder.record.initials === undefined
      ? { ...coder, record: { ...coder.record, initials: initialsFor(coder.record.name) } }
      : coder
  )
  const all = [...issues, ...stances, ...actors, ...coders]
  return {
    changes: {
      issues: issues.filter(isDifferent).map(({ record }) => record),
      stances: stances.filter(isDifferent).map(({ record }) => record),
      actors: actors.filter(isDifferent).map(({ record }) => record),
      coders: coders.filter(isDifferent).map(({ record }) => record)
    },
    added: all.filter(({ isNew }) => isNew).length,
    changed: all.filter((one) => !one.isNew && isDifferent(one)).length,
    same: all.filter((one) => !isDifferent(one)).length,
    refused: refused.toSorted((a, b) => a.row - b.row)
  }
}

type Matched<T> = { readonly record: T; readonly isNew: boolean; readonly differs: boolean }
type Refuse = (row: number, code: RefusalCode, about?: Refusal['about']) => void

function isDifferent({ isNew, differs }: Matched<unknown>): boolean {
  return isNew || differs
}

function matchIssues(
  rows: readonly FileRecord<'issue'>[],
  known: KnownCodebook,
  randomBytes: RandomBytes,
  refuse: Refuse
): readonly Matched<IssueChange>[] {
  const here = new Map<string, KnownIssue>(known.issues.map((issue) => [issue.id, issue]))
  const knownPaths = issuePaths(known.issues)
  // Where a path leads: first to a row of the file, then to an issue of the project that stands for itself.
  const byPath = new Map<string, string>()
  for (const issue of known.issues.filter((one) => one.joinedInto === null).toReversed())
    byPath.set(pathKey(knownPaths.get(issue.id) ?? []), issue.id)
  const wanted = new Map<string, { readonly row: FileRecord<'issue'>; parent: string | null }>()
  const order: string[] = []
  const made: { readonly id: IssueId; readonly path: readonly string[] }[] = []
  const pathsInFile = filePaths(rows, here, knownPaths)
  const identified = rows.flatMap((row) => {
    const path = pathsInFile.get(row) ?? [row.name]
    const id = row.id ?? byPath.get(pathKey(path)) ?? newId('issue', randomBytes)
    if (wanted.has(id)) {
      refuse(row.row, 'repeated', { id: row.id ?? path.join(' > ') })
      return []
    }
    wanted.set(id, { row, parent: null })
    order.push(id)
    byPath.set(pathKey(path), id)
    return [{ row, id, path }]
  })
  for (const { row, id, path } of identified) {
    const own = wanted.get(id)
    if (own) own.parent = parentOf(row, id, path)
  }
  refuseStrays()
  return sorted()

  function parentOf(row: FileRecord<'issue'>, id: string, path: readonly string[]): string | null {
    if (row.parent !== undefined) return row.parent
    if (row.path === undefined) return here.get(id)?.parent ?? null
    return path.length <= 1 ? null : atPath(path.slice(0, -1))
  }

  /** The issue at a path; it and those above it are made where the file only names them. */
  function atPath(path: readonly string[]): string {
    const found = byPath.get(pathKey(path))
    if (found !== undefined) return found
    const id = newId('issue', randomBytes)
    const parent = path.length <= 1 ? null : atPath(path.slice(0, -1))
    byPath.set(pathKey(path), id)
    made.push({ id, path })
    wanted.set(id, { row: { row: 0, name: path.at(-1) ?? '' }, parent })
    return id
  }

  /** Leaves out rows whose parent is nowhere and rows that stand in a circle, and what stands below them. */
  function refuseStrays(): void {
    for (let again = true; again;) {
      again = false
      for (const [id, { row, parent }] of wanted) {
        const isLost = parent !== null && !wanted.has(parent) && !here.has(parent)
        if (!isLost && !isInCircle(id)) continue
        refuse(row.row, isLost ? 'unknownParent' : 'circle', { parent: parent ?? '' })
        wanted.delete(id)
        again = true
      }
    }
  }

  function isInCircle(id: string): boolean {
    const seen = new Set<string>()
    for (let at: string | null = above(id); at !== null && !seen.has(at); at = above(at)) {
      if (at === id) return true
      seen.add(at)
    }
    return false
  }

  function above(id: string): string | null {
    const own = wanted.get(id)
    return own ? own.parent : (here.get(id)?.parent ?? null)
  }

  /** Parents before children, otherwise in the order of the file. */
  function sorted(): readonly Matched<IssueChange>[] {
    const done = new Set<string>()
    const out: Matched<IssueChange>[] = []
    const put = (id: string): void => {
      const own = wanted.get(id)
      if (!own || done.has(id)) return
      done.add(id)
      if (own.parent !== null) put(own.parent)
      out.push(matched(id, own.row, own.parent))
    }
    for (const id of [...made.map((issue) => issue.id), ...order]) put(id)
    return out
  }

  function matched(id: string, file: FileRecord<'issue'>, parent: string | null): Matched<IssueChange> {
    const { row: _row, path: _path, ...words } = file
    const record: IssueChange = { ...words, id: id as IssueId, parent: parent as IssueId | null }
    const old = here.get(id)
    return { record, isNew: old === undefined, differs: old !== undefined && differs(record, old) }
  }
}

/** The full path of each issue row: as it says, or by the ids of the rows above it. */
function filePaths(
  rows: readonly FileRecord<'issue'>[],
  here: ReadonlyMap<string, KnownIssue>,
  knownPaths: ReadonlyMap<IssueId, readonly string[]>
): ReadonlyMap<FileRecord<'issue'>, readonly string[]> {
  const byId = new Map(rows.flatMap((row) => (row.id === undefined ? [] : [[row.id, row] as const])))
  const paths = new Map<FileRecord<'issue'>, readonly string[]>()
  const pathOf = (row: FileRecord<'issue'>, below: ReadonlySet<unknown>): readonly string[] => {
    const done = paths.get(row)
    if (done) return done
    let above: readonly string[] = row.parent === undefined ? (row.path?.slice(0, -1) ?? []) : []
    if (typeof row.parent === 'string') {
      const parentRow = byId.get(row.parent)
      const parentHere = here.get(row.parent)
      if (parentRow && !below.has(parentRow)) above = pathOf(parentRow, new Set([...below, row]))
      else if (parentHere) above = knownPaths.get(parentHere.id) ?? []
    }
    const path = [...above, row.name]
    paths.set(row, path)
    return path
  }
  for (const row of rows) pathOf(row, new Set())
  return paths
}

function matchStances(
  rows: readonly FileRecord<'stance'>[],
  known: KnownCodebook,
  randomBytes: RandomBytes,
  refuse: Refuse
): readonly Matched<StanceChange>[] {
  const byId = new Map<string, KnownCodebook['stances'][number]>(
    known.stances.map((stance) => [stance.id, stance])
  )
  const byKey = new Map(known.stances.map((stance) => [stance.key, stance]))
  const taken = new Set<string>()
  const keys = new Set<string>()
  return rows.flatMap((file) => {
    const { row, id: given, ...words } = file
    const old = (given === undefined ? undefined : byId.get(given)) ?? byKey.get(file.key)
    const id = (old?.id ?? given ?? newId('stance', randomBytes)) as StanceId
    const owner = byKey.get(file.key)
    if (taken.has(id) || keys.has(file.key)) {
      refuse(row, 'repeated', { id: given ?? file.key })
      return []
    }
    if (owner && owner.id !== id) {
      refuse(row, 'keyTaken', { key: file.key })
      return []
    }
    taken.add(id)
    keys.add(file.key)
    const record: StanceChange = { ...words, id }
    return [{ record, isNew: old === undefined, differs: old !== undefined && differs(record, old) }]
  })
}

/** Actors and coders: by id, without one by name. */
function matchNamed<
  R extends { readonly row: number; readonly id?: string | undefined; readonly name: string },
  Old extends {
    readonly id: Id
    readonly name: string
    readonly joinedInto: Id | null
    readonly otherNames?: readonly string[]
  },
  Id extends ActorId | CoderId
>(
  rows: readonly R[],
  known: readonly Old[],
  record: string,
  makeId: () => Id,
  refuse: Refuse
): readonly Matched<Omit<R, 'row' | 'id'> & { readonly id: Id; readonly name: string }>[] {
  const byId = new Map<string, Old>(known.map((old) => [old.id, old]))
  const taken = new Set<string>()
  const newByName = new Map<string, Id>()
  return rows.flatMap((file) => {
    const { row, id: given, ...words } = file
    const sameName = known.filter((old) => old.joinedInto === null && isNamed(old, file.name))
    if (given === undefined && sameName.length > 1) {
      refuse(row, 'ambiguousName', { record, name: file.name })
      return []
    }
    const found = given ?? sameName[0]?.id ?? newByName.get(file.name)
    if (found !== undefined && taken.has(found)) {
      refuse(row, 'repeated', { id: given ?? file.name })
      return []
    }
    const id = (found ?? makeId()) as Id
    taken.add(id)
    newByName.set(file.name, id)
    const old = byId.get(id)
    // A row found by one of the other names does not rename the actor.
    const name = given === undefined && old ? old.name : file.name
    const changed = { ...words, id, name }
    return [
      { record: changed, isNew: old === undefined, differs: old !== undefined && differs(changed, old) }
    ]
  })
}

function isNamed(
  old: { readonly name: string; readonly otherNames?: readonly string[] },
  name: string
): boolean {
  return old.name === name || (old.otherNames?.includes(name) ?? false)
}

/** Whether a field that the file tells has another value here. Lists are sets: their order does not matter. */
function differs(file: Readonly<Record<string, unknown>>, old: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(file).some(
    ([field, value]) => value !== undefined && comparable(value) !== comparable(old[field])
  )
}

function comparable(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? [...new Set(value.map(String))].toSorted() : (value ?? null))
}
