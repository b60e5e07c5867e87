/** A project held as nothing but its set of changes: the specification that files and tables are compared with. Serves tests alone. */
import { createHash } from 'node:crypto'
import { ok, type Result } from '../errors.ts'
import {
  batchId,
  changeId,
  newSessionId,
  type BatchId,
  type ChangeId,
  type CoderId,
  type Hash,
  type RandomBytes,
  type RecordId,
  type SessionId,
  type Sha256
} from '../ids.ts'
import { arrange, compareSiblings, placedFrom, type Arrangement } from '../log/arrange.ts'
import { currentSchema, type Batch, type Change } from '../log/change.ts'
import { allHeads, fold, type Folded } from '../log/fold.ts'
import { nextStamp, type Stamp } from '../log/stamp.ts'
import { nextToRedo, nextToUndo, planUndo, type UndoPlan } from '../log/undo.ts'
import { missingFields, splitField, type RecordRef } from '../model/record.ts'
import { kindNamed } from '../model/records.ts'
import { union, type Log } from '../merge/merge.ts'
import { recordKey, type CommandInput, type CommandKind, type SeenHeads } from '../commands/inputs.ts'
import { planCommand } from '../commands/registry.ts'
import type { Draft, Lookup, Plan } from '../commands/command.ts'

export const sha256: Sha256 = (content) => createHash('sha256').update(content).digest('hex')

/** Bytes that look random and are the same for the same seed (mulberry32). */
export function seededBytes(seed: number): RandomBytes {
  let a = seed >>> 0
  const next = (): number => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  return (count) => Uint8Array.from({ length: count }, () => next() & 0xff)
}

/** One copy of a project with one session and its own clock. */
export class MemoryProject implements Lookup {
  changes = new Map<ChangeId, Change>()
  batches = new Map<BatchId, Batch>()
  /** Batches written here, oldest first: what Ctrl+Z walks. */
  readonly written: Batch[] = []
  readonly texts = new Map<Hash, string>()
  coder: CoderId | null = null
  clock: number
  readonly session: SessionId
  readonly randomBytes: RandomBytes
  private seq = 0
  private last: Stamp | null = null

  constructor(seed: number, clock = 1_760_000_000_000) {
    this.randomBytes = seededBytes(seed)
    this.session = newSessionId(this.randomBytes)
    this.clock = clock
  }

  /** Another opening of the same file: the same changes, a new session. */
  copy(seed: number, clock: number): MemoryProject {
    const copy = new MemoryProject(seed, clock)
    copy.changes = new Map(this.changes)
    copy.batches = new Map(this.batches)
    for (const [hash, text] of this.texts) copy.texts.set(hash, text)
    copy.coder = this.coder
    return copy
  }

  changesOf(record: RecordRef): readonly Change[] {
    return [...this.changes.values()].filter(
      (change) => change.record.kind === record.kind && change.record.id === record.id
    )
  }

  read(record: RecordRef): Folded | undefined {
    const changes = this.changesOf(record)
    return changes.length > 0 ? fold(changes) : undefined
  }

  batch(id: BatchId): Batch | undefined {
    return this.batches.get(id)
  }

  /** Every record of a kind, folded, by id. */
  folded(kind: string): ReadonlyMap<RecordId, Folded> {
    const byId = new Map<RecordId, Change[]>()
    for (const change of this.changes.values()) {
      if (change.record.kind !== kind) continue
      const own = byId.get(change.record.id)
      if (own) own.push(change)
      else byId.set(change.record.id, [change])
    }
    return new Map(
      [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, changes]) => [id, fold(changes)])
    )
  }

  /** Records that a view shows: complete, not deleted or deleted but in use. */
  shown(kind: string): readonly Folded[] {
    const declared = kindNamed(kind)
    return [...this.folded(kind).values()].filter(
      (folded) =>
        declared &&
        missingFields(declared, folded.shown).length === 0 &&
        (!folded.deleted || this.uses(folded.record) > 0)
    )
  }

  idsOf(kind: 'issue' | 'stance' | 'actor' | 'coder'): readonly RecordId[] {
    return this.shown(kind).map((folded) => folded.record.id)
  }

  arrangement(kind: 'issue' | 'actor' | 'coder' | 'document'): Arrangement {
    return arrange(this.shown(kind).map((folded) => placedFrom(folded, this.changesOf(folded.record))))
  }

  siblings(
    kind: 'issue' | 'stance' | 'document' | 'filter',
    under: RecordId | string | null
  ): readonly { readonly id: RecordId; readonly order: string }[] {
    if (kind === 'issue') {
      const { parents, orders } = this.arrangement('issue')
      return [...parents]
        .filter(([, parent]) => parent === under)
        .map(([id]) => ({ id, order: orders.get(id) ?? '' }))
        .toSorted(compareSiblings)
    }
    const places = this.shown(kind).map((folded) => ({
      id: folded.record.id,
      place: (folded.shown['place'] ?? { group: '', order: '' }) as { group: string; order: string }
    }))
    return places
      .filter(({ place }) => place.group === under)
      .map(({ id, place }) => ({ id, order: place.order }))
      .toSorted(compareSiblings)
  }

  childrenOf(record: RecordRef): readonly RecordRef[] {
    if (record.kind !== 'issue') return []
    return [...this.arrangement('issue').parents]
      .filter(([, parent]) => parent === record.id)
      .map(([id]) => ({ kind: 'issue', id }))
  }

  uses(record: RecordRef): number {
    const names = (shown: Folded['shown']): boolean =>
      Object.entries(shown).some(([field, value]) => {
        const { name, element } = splitField(field)
        if (record.kind === 'actor') return element === record.id && (name === 'actors' || name === 'authors')
        return name === record.kind && element === null && value === record.id
      })
    const users = record.kind === 'actor' ? ['annotation', 'document'] : ['annotation']
    return users
      .flatMap((kind) => [...this.folded(kind).values()])
      .filter((folded) => !folded.deleted && names(folded.shown)).length
  }

  annotationsOf(document: RecordId): ReturnType<Lookup['annotationsOf']> {
    const inside = [...this.folded('annotation').values()].filter(
      (folded) => !folded.deleted && folded.shown['document'] === document
    )
    return inside.map((folded) => folded.record.id) as unknown as ReturnType<Lookup['annotationsOf']>
  }

  textOf(revision: Hash): string | undefined {
    return this.texts.get(revision)
  }

  /** What a view shows of a record: its heads. */
  headsOf(record: RecordRef): SeenHeads {
    const folded = this.read(record)
    return folded ? { [recordKey(record.kind, record.id)]: [...allHeads(folded)] } : {}
  }

  run<K extends CommandKind>(kind: K, input: CommandInput<K>, seen: SeenHeads = {}): Result<Plan> {
    const plan = planCommand(
      { lookup: this, seen, coder: this.coder, now: this.clock, randomBytes: this.randomBytes },
      kind,
      input
    )
    if (plan.ok) this.append(kind, plan.value.drafts, null)
    return plan
  }

  undo(): UndoPlan | null {
    return this.takeBack(
      nextToUndo(this.written.toReversed(), (id) => this.batch(id)),
      'undo'
    )
  }

  redo(): UndoPlan | null {
    return this.takeBack(
      nextToRedo(this.written.toReversed(), (id) => this.batch(id)),
      'redo'
    )
  }

  /** Takes everything another copy holds. */
  merge(other: Log): void {
    const { log } = union(this, other, sha256)
    this.changes = new Map(log.changes)
    this.batches = new Map(log.batches)
  }

  append(command: string, drafts: readonly Draft[], undoes: BatchId | null): Result<Batch> {
    const batch: Batch = { id: batchId(this.session, this.seq + 1), coder: this.coder, command, undoes }
    this.batches.set(batch.id, batch)
    this.written.push(batch)
    for (const draft of drafts) {
      const after = draft.basedOn.flatMap((id) => this.changes.get(id)?.stamp ?? [])
      const stamp = nextStamp(this.clock++, this.last ? [...after, this.last] : after)
      this.last = stamp
      const change: Change = {
        ...draft,
        id: changeId(this.session, ++this.seq),
        stamp,
        batch: batch.id,
        schema: currentSchema
      }
      this.changes.set(change.id, change)
    }
    if (drafts.length === 0) this.seq++
    return ok(batch)
  }

  private takeBack(target: Batch | null, command: string): UndoPlan | null {
    if (!target) return null
    const plan = planUndo(
      this,
      [...this.changes.values()].filter((change) => change.batch === target.id)
    )
    this.append(command, plan.drafts, target.id)
    return plan
  }
}
