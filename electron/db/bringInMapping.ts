/**
 * How another project's codebook and people could be mapped onto ours: by id, then by name, key or path; what is used and unknown is made. A
 * gold layer holds what was decided in its own project: it is never found by name, and the first one of every project has the same id, so that
 * here it goes by another.
 */
import type { BringInKind, BringInMapping, BringInRecord } from '../../shared/api/bringInMethods.ts'
import type { CodebookView } from '../../shared/api/views.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { issuePaths, pathKey } from '../../shared/export/knownCodebook.ts'
import { firstGoldLayer, type ChangeId, type RecordId } from '../../shared/ids.ts'

export type Proposals = { readonly [K in BringInKind]: readonly BringInRecord[] }

/** What becomes of a record of the other project: the one of ours that it counts as, or the id under which it is made here. */
export type Target =
  | { readonly as: 'ours'; readonly id: RecordId }
  | { readonly as: 'new'; readonly id: RecordId }
  | { readonly as: 'none' }

/** By the id in the other project; joined ones too. */
export type Targets = { readonly [K in BringInKind]: ReadonlyMap<string, Target> }

/** The other project: what it holds, and the change that it began with. */
export type OtherCodebook = { readonly codebook: CodebookView; readonly root: ChangeId | null }

/** Records that stand for themselves, in the order of their views, with what is proposed for each. */
export function proposeMapping(other: OtherCodebook, ours: CodebookView): Proposals {
  const { codebook: theirs } = other
  const ourPaths = issuePaths(ours.issues)
  const theirPaths = issuePaths(theirs.issues)
  const pathOf = (paths: typeof ourPaths, id: RecordId): readonly string[] => paths.get(id as never) ?? []
  const issueUses = usesBelow(theirs)
  return {
    issue: propose(theirs.issues, ours.issues, {
      keysOf: ({ id }, side) => [
        pathKey(pathOf(side === 'theirs' ? theirPaths : ourPaths, id).map(foldName))
      ],
      nameOf: ({ name }) => name,
      aboveOf: ({ id }) => pathOf(theirPaths, id).slice(0, -1),
      isUsed: ({ id }) => (issueUses.get(id) ?? 0) > 0
    }),
    stance: propose(theirs.stances, ours.stances, {
      keysOf: ({ key, label }) => [`key ${key}`, `label ${foldName(label)}`],
      nameOf: ({ label }) => label
    }),
    actor: propose(theirs.actors, ours.actors, {
      keysOf: ({ name, otherNames }) => [name, ...otherNames].map(foldName),
      nameOf: ({ name }) => name
    }),
    coder: propose(theirs.coders, ours.coders, {
      keysOf: ({ name, kind }) => (kind === 'gold' ? [] : [foldName(name)]),
      nameOf: ({ name }) => name,
      idHere: ({ id }) => idHere(other, id)
    })
  }
}

/** The analyst's choice, else what is proposed; joined records go with what they were joined into. Fails where a chosen one of ours is gone. */
export function targetsOf(
  other: OtherCodebook,
  ours: CodebookView,
  mapping: Partial<BringInMapping>
): Result<{ readonly proposals: Proposals; readonly targets: Targets }> {
  const { codebook: theirs } = other
  const proposals = proposeMapping(other, ours)
  const all = {
    issue: [theirs.issues, ours.issues],
    stance: [theirs.stances, ours.stances],
    actor: [theirs.actors, ours.actors],
    coder: [theirs.coders, ours.coders]
  } as const
  const targets: Record<BringInKind, Map<string, Target>> = {
    issue: new Map(),
    stance: new Map(),
    actor: new Map(),
    coder: new Map()
  }
  for (const kind of ['issue', 'stance', 'actor', 'coder'] as const) {
    const [their, our] = all[kind]
    const standing = new Map(our.map((record) => [record.id as string, standsFor(our, record.id)]))
    for (const { id, proposed } of proposals[kind]) {
      const own = mapping[kind] ?? {}
      const chosen = (Object.hasOwn(own, id) ? own[id] : undefined) ?? proposed
      const made = kind === 'coder' ? idHere(other, id) : id
      const here = standing.get(chosen.as === 'ours' ? chosen.id : made)
      if (chosen.as === 'ours' && here === undefined) return fail('missingRecord', { kind })
      // What came here before under this id is not made a second time.
      targets[kind].set(
        id,
        chosen.as === 'none'
          ? chosen
          : here !== undefined
            ? { as: 'ours', id: here as RecordId }
            : { as: 'new', id: made }
      )
    }
    for (const { id } of their) {
      const target = targets[kind].get(standsFor(their, id))
      if (target) targets[kind].set(id, target)
    }
  }
  return ok({ proposals, targets })
}

type Standing = { readonly id: RecordId; readonly uses: number; readonly joinedInto?: RecordId | null }

type Reading<T> = {
  /** By which it is found among ours; the first that is found counts. */
  readonly keysOf: (record: T, side: 'ours' | 'theirs') => readonly string[]
  readonly nameOf: (record: T) => string
  readonly aboveOf?: (record: T) => readonly string[]
  readonly isUsed?: (record: T) => boolean
  /** Its id where it was brought in; without: the one it has there. */
  readonly idHere?: (record: T) => string
}

function propose<T extends Standing>(
  theirs: readonly T[],
  ours: readonly T[],
  { keysOf, nameOf, aboveOf, isUsed, idHere: idOf = ({ id }) => id }: Reading<T>
): readonly BringInRecord[] {
  const byId = new Map<string, string>(ours.map(({ id }) => [id, standsFor(ours, id)]))
  const byKey = new Map<string, string>()
  // The first that has a name keeps it; those that stand for themselves come before joined ones.
  for (const record of ours.toSorted((a, b) => Number(isJoined(a)) - Number(isJoined(b))))
    for (const key of keysOf(record, 'ours')) if (!byKey.has(key)) byKey.set(key, standsFor(ours, record.id))
  const uses = new Map<string, number>()
  for (const { id, uses: own } of theirs) {
    const stands = standsFor(theirs, id)
    uses.set(stands, (uses.get(stands) ?? 0) + own)
  }
  return theirs
    .filter((record) => !isJoined(record))
    .map((record): BringInRecord => {
      const count = uses.get(record.id) ?? 0
      const sameId = byId.get(idOf(record))
      const found = sameId ?? keysOf(record, 'theirs').flatMap((key) => byKey.get(key) ?? [])[0]
      const used = count > 0 || (isUsed?.(record) ?? false)
      return {
        id: record.id,
        name: nameOf(record),
        above: [...(aboveOf?.(record) ?? [])],
        uses: count,
        proposed: found !== undefined ? { as: 'ours', id: found as RecordId } : { as: used ? 'new' : 'none' },
        why: sameId !== undefined ? 'sameId' : found !== undefined ? 'sameName' : used ? 'used' : 'unused'
      }
    })
}

/** The id of a coder of the other project in ours: the same for every copy of that project, so that a second time adds nothing. */
function idHere({ root }: OtherCodebook, id: RecordId): RecordId {
  return id === firstGoldLayer && root !== null ? (`${firstGoldLayer}-${root}` as RecordId) : id
}

/** Uses of each issue with everything below it. */
function usesBelow({ issues }: CodebookView): ReadonlyMap<string, number> {
  const byId = new Map(issues.map((issue) => [issue.id as string, issue]))
  const sums = new Map<string, number>()
  for (const issue of issues) {
    const walked = new Set<string>()
    for (let at: string | null = issue.id; at !== null && !walked.has(at);) {
      walked.add(at)
      sums.set(at, (sums.get(at) ?? 0) + issue.uses)
      const here: CodebookView['issues'][number] | undefined = byId.get(at)
      at = here?.joinedInto ?? here?.parent ?? null
    }
  }
  return sums
}

/** Where a chain of joins ends. */
function standsFor(records: readonly Standing[], id: string): string {
  const byId = index(records)
  const walked = new Set<string>()
  let at = id
  for (let next = byId.get(at); next !== undefined && !walked.has(at); next = byId.get(at)) {
    walked.add(at)
    at = next
  }
  return at
}

const indexes = new WeakMap<readonly Standing[], ReadonlyMap<string, string>>()

/** The joined ones with what each was joined into. */
function index(records: readonly Standing[]): ReadonlyMap<string, string> {
  const known = indexes.get(records)
  if (known) return known
  const made = new Map(
    records.flatMap(({ id, joinedInto }) =>
      joinedInto ? [[id as string, joinedInto as string] as const] : []
    )
  )
  indexes.set(records, made)
  return made
}

function isJoined({ joinedInto }: Standing): boolean {
  return joinedInto !== null && joinedInto !== undefined
}

/** Case, Unicode form and spaces make no difference. */
function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}
