/** A conflict as it is told: every side with who wrote it and when, and what holds until it is settled. */
import type { ConflictSide, ConflictView } from '../../shared/api/conflictMethods.ts'
import { circleOf } from '../../shared/commands/circles.ts'
import type { ChangeId, CoderId, DocumentId, Hash, RecordId } from '../../shared/ids.ts'
import { compareChanges, type Change } from '../../shared/log/change.ts'
import { fold } from '../../shared/log/fold.ts'
import { millisecondsOf } from '../../shared/log/stamp.ts'
import { meantBy } from '../../shared/log/undo.ts'
import type { Json, RecordRef } from '../../shared/model/record.ts'
import { hiddenUses, sightOf } from './blind.ts'
import type { Listed } from './conflictList.ts'
import * as statements from './conflictStatements.ts'
import { entityNamed } from './entities.ts'
import { nameOfId, nameOfNumber, nameOfRecord } from './historyNames.ts'
import { batchNamed, changeNamed, changesOf as logOf, changesOfNumber } from './log.ts'
import { lookupIn } from './lookup.ts'
import { unpack, unpackIds } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { usesOf } from './read.ts'
import { revisionSize } from './revisions.ts'

/** Sides that are told: more copies than that hardly change one field at once. */
const most = 20

/** A listed conflict with its sides; `names` takes the names of what they name. */
export function conflictViewOf(file: ProjectFile, listed: Listed, names: Map<string, string>): ConflictView {
  const { id, kind, recordKind, why, field } = listed
  const record = { kind: recordKind, id: file.names.idOf(listed.record) as RecordId }
  const all = sidesOf(file, listed)
  // Oldest first, and of several values the last shows: that one is never cut off.
  const sides = why === 'values' ? all.slice(-most) : all.slice(0, most)
  const { document, issue } = factsOf(file, listed)
  const other = otherOf(file, listed)
  noteName(file, record.id, names)
  for (const one of [issue, document, other?.id ?? null]) if (one !== null) noteName(file, one, names)
  for (const side of sides) noteSide(file, side, names)
  return {
    id,
    kind,
    record,
    why,
    field,
    heads: headsOf(file, listed),
    name: nameOf(file, listed, document),
    document,
    issue,
    sides,
    other,
    stands: recordKind === 'issue' ? pathTo(file, listed.record) : null,
    uses: usesSeen(file, record),
    isDeclined: false
  }
}

/** What `conflict.settleMany` needs of it. */
export function conflictKeyOf(
  file: ProjectFile,
  listed: Listed
): Pick<ConflictView, 'id' | 'kind' | 'record' | 'why' | 'field' | 'heads' | 'other'> {
  const { id, kind, recordKind, record, why, field, into } = listed
  return {
    id,
    kind,
    record: { kind: recordKind, id: file.names.idOf(record) as RecordId },
    why,
    field,
    heads: headsOf(file, listed),
    other: into === null ? null : { kind: recordKind, id: file.names.idOf(into) as RecordId }
  }
}

/** Whether one of these coders wrote a side that the conflict table does not name. */
export function hasSideOf(file: ProjectFile, listed: Listed, coders: ReadonlySet<number>): boolean {
  return sidesOf(file, listed).some(({ coder }) => {
    const n = coder === null ? null : file.names.find(coder)
    return n !== null && coders.has(n)
  })
}

function sidesOf(file: ProjectFile, listed: Listed): readonly ConflictSide[] {
  switch (listed.why) {
    case 'values':
    case 'deletedButChanged':
      return writtenSides(file, listed)
    case 'deletedInUse':
      return [...deletionsOf(file, listed), ...usersOf(file, listed)]
    case 'setAside':
      return setAsideSides(file, listed)
    case 'same':
      return [listed.record, listed.into].flatMap((n) =>
        n === null ? [] : madeBy(file, listed.recordKind, n)
      )
    case null:
      return usersOf(file, listed)
  }
}

function writtenSides(file: ProjectFile, listed: Listed): readonly ConflictSide[] {
  const stored = listed.row === null ? undefined : file.connection.get(statements.sidesOf, listed.row)
  if (!stored) return []
  const sides = unpack(stored.sides, file.names) as unknown as readonly {
    readonly change: ChangeId
    readonly field: string
    readonly value: Json
  }[]
  return sides.map((side, i) => {
    const change = changeNamed(file, side.change)
    // Of several values the last stamped one shows; what was deleted and changed stays visible.
    const isShown = listed.why === 'values' ? i === sides.length - 1 : side.field !== 'deleted'
    return sideFrom(file, listed, change, { ...side, isShown })
  })
}

function deletionsOf(file: ProjectFile, listed: Listed): readonly ConflictSide[] {
  const changes = changesOf(file, listed.recordKind, listed.record)
  const heads = changes.length === 0 ? [] : (fold(changes).heads.get('deleted') ?? [])
  return heads
    .filter((head) => head.fields['deleted'] === true)
    .map((head) =>
      sideFrom(file, listed, head, { change: head.id, field: 'deleted', value: true, isShown: false })
    )
}

/** “Used there”: by how many, and who used it last. */
function usersOf(file: ProjectFile, listed: Listed): readonly ConflictSide[] {
  const { recordKind } = listed
  const id = file.names.idOf(listed.record) as RecordId
  const uses = usesSeen(file, { kind: recordKind, id })
  if (uses === 0 || !isReferred(recordKind)) return []
  const last = file.connection.get(statements.lastUser[recordKind], listed.record)
  const sees = last !== undefined && (sightOf(file)?.sees(last) ?? true)
  return [
    {
      change: null,
      record: null,
      field: 'uses',
      value: uses,
      coder: sees && last.coder !== null ? (file.names.idOf(last.coder) as CoderId) : null,
      time: (sees ? last.created : null) ?? 0,
      isShown: true,
      after: null,
      length: null
    }
  ]
}

/** Uses by annotations that blind coding hides are not counted. */
function usesSeen(file: ProjectFile, record: RecordRef): number {
  const { kind, id } = record
  const isHidable = kind === 'issue' || kind === 'stance' || kind === 'actor'
  const hidden = isHidable ? hiddenUses(file, kind).get(file.names.find(id) ?? -1) : 0
  return usesOf(file, record) - (hidden ?? 0)
}

function setAsideSides(file: ProjectFile, listed: Listed): readonly ConflictSide[] {
  const id = file.names.idOf(listed.record) as RecordId
  if (listed.field === 'place') {
    const circle = circleOf(lookupIn(file), id)
    if (!circle) return []
    const { own, other } = circle
    return [own, ...(other ? [other] : [])].map((change) =>
      sideFrom(file, listed, change, {
        change: change.id,
        field: 'place',
        value: change.fields['place'] ?? null,
        isShown: change !== own
      })
    )
  }
  const changes = changesOf(file, listed.recordKind, listed.record)
  const join = changes.length === 0 ? undefined : fold(changes).heads.get('joinedInto')?.at(-1)
  return join
    ? [
        sideFrom(file, listed, join, {
          change: join.id,
          field: 'joinedInto',
          value: join.fields['joinedInto'] ?? null,
          isShown: false
        })
      ]
    : []
}

/** Who made a record, and when. */
function madeBy(file: ProjectFile, kind: string, n: number): readonly ConflictSide[] {
  const [first] = changesOf(file, kind, n).toSorted(compareChanges)
  if (!first) return []
  const side = sideFrom(file, null, first, {
    change: first.id,
    field: 'made',
    value: nameOfNumber(file, n) ?? '',
    isShown: true
  })
  return [{ ...side, record: file.names.idOf(n) as RecordId }]
}

function sideFrom(
  file: ProjectFile,
  listed: Listed | null,
  change: Change | undefined,
  side: Pick<ConflictSide, 'change' | 'field' | 'isShown'> & { readonly value: Json }
): ConflictSide {
  const about = change?.record.id
  // What an undo sent again is told as theirs who first wrote it.
  const meant =
    change && batchNamed(file, change.batch)?.undoes
      ? meantBy({ batch: (id) => batchNamed(file, id) }, logOf(file, change.record), side.field, change)
      : change
  const isOwn = listed === null || about === undefined || about === file.names.idOf(listed.record)
  return {
    change: side.change,
    record: isOwn ? null : about,
    field: side.field,
    value: shortened(side.value),
    coder: meant ? (batchNamed(file, meant.batch)?.coder ?? null) : null,
    time: meant ? millisecondsOf(meant.stamp) : 0,
    isShown: side.isShown,
    after: change ? comesAfter(file, change, side.field) : null,
    length: side.field === 'revision' ? textLength(file, side.value) : null
  }
}

/** The sibling that a place comes after; null for what is not an issue's place. */
function comesAfter(file: ProjectFile, { record, fields }: Change, field: string): string | null {
  const place = fields['place']
  if (field !== 'place' || record.kind !== 'issue' || typeof place !== 'object' || place === null) return null
  const { parent, order } = place as Readonly<Record<string, Json | undefined>>
  const n = file.names.find(record.id)
  if (typeof order !== 'string' || n === null) return null
  const above = typeof parent === 'string' ? file.names.find(parent) : null
  return file.connection.get(statements.issueBefore, above, n, order)?.name ?? ''
}

function textLength(file: ProjectFile, value: Json): number | null {
  const hash = typeof value === 'object' && value !== null && 'hash' in value ? value['hash'] : null
  return typeof hash === 'string' ? (revisionSize(file, hash as Hash)?.length ?? null) : null
}

function otherOf(file: ProjectFile, listed: Listed): ConflictView['other'] {
  if (listed.into !== null) return { kind: listed.recordKind, id: file.names.idOf(listed.into) as RecordId }
  if (listed.why !== 'setAside' || listed.row === null) return null
  const stored = file.connection.get(statements.sidesOf, listed.row)
  const target = stored && (unpack(stored.sides, file.names) as { readonly target?: Json }).target
  return typeof target === 'string' ? { kind: listed.recordKind, id: target as RecordId } : null
}

function factsOf(
  file: ProjectFile,
  { recordKind, record }: Listed
): { readonly document: DocumentId | null; readonly issue: RecordId | null } {
  const id = (n: number | null | undefined): string | null => (n ? file.names.idOf(n) : null)
  if (recordKind === 'document') return { document: file.names.idOf(record) as DocumentId, issue: null }
  if (recordKind === 'progress') {
    const facts = file.connection.get(statements.progressFacts, record)
    return { document: id(facts?.document) as DocumentId | null, issue: null }
  }
  if (recordKind !== 'annotation') return { document: null, issue: null }
  const facts = file.connection.get(statements.annotationFacts, record)
  return { document: id(facts?.document) as DocumentId | null, issue: id(facts?.issue) as RecordId | null }
}

function nameOf(file: ProjectFile, { recordKind, record }: Listed, document: DocumentId | null): string {
  if (recordKind === 'project') return ''
  const own = nameOfRecord(file, recordKind, file.names.idOf(record))
  return (own ?? (document === null ? null : nameOfId(file, document)) ?? '').slice(0, 500)
}

/** Names of what an issue stands under, from the top. */
function pathTo(file: ProjectFile, issue: number): string[] {
  const path: string[] = []
  const met = new Set<number>()
  for (let at: number | null = issue; at !== null && !met.has(at);) {
    met.add(at)
    const above: { readonly name: string | null; readonly parent: number | null } | undefined =
      file.connection.get(statements.issueAbove, at)
    if (above) path.unshift(above.name ?? '')
    at = above?.parent ?? null
  }
  return path
}

function headsOf(file: ProjectFile, { recordKind, record }: Listed): ChangeId[] {
  const row = entityNamed(recordKind) && file.connection.get(statements.headsOf(recordKind), record)
  return row ? [...unpackIds(row.heads, file.names)] : []
}

function changesOf(file: ProjectFile, kind: string, n: number): readonly Change[] {
  const number = file.names.find(kind)
  return number === null ? [] : changesOfNumber(file, number, n)
}

function noteSide(file: ProjectFile, side: ConflictSide, names: Map<string, string>): void {
  const { field, value, coder, record } = side
  const slash = field.indexOf('/')
  const parent = typeof value === 'object' && value !== null && 'parent' in value ? value['parent'] : null
  for (const id of [coder, record, slash < 0 ? null : field.slice(slash + 1), value, parent])
    if (typeof id === 'string' && id.length <= 120) noteName(file, id, names)
}

function noteName(file: ProjectFile, id: string, names: Map<string, string>): void {
  if (names.has(id)) return
  const name = nameOfId(file, id)
  if (name !== null) names.set(id, name.slice(0, 500))
}

function isReferred(kind: string): kind is keyof typeof statements.lastUser {
  return Object.hasOwn(statements.lastUser, kind)
}

/** The same value: the schema's JSON type is the mutable one. The kept stretches of a correction are nobody's to read. */
function shortened(value: Json): never {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'kept' in value)
    return { hash: (value as Readonly<Record<string, Json>>)['hash'] ?? null } as never
  return value as never
}
