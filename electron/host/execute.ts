/** A command becomes a batch: planned on what its view showed, written in one transaction. Undo and redo go the same way. */
import type { OutputOf } from '../../shared/api/contract.ts'
import type { BatchLabel } from '../../shared/api/views.ts'
import type { Lookup } from '../../shared/commands/command.ts'
import { planCommand } from '../../shared/commands/registry.ts'
import { recordKey, type CommandKind, type SeenHeads } from '../../shared/commands/inputs.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { CoderId, Hash, RecordId } from '../../shared/ids.ts'
import type { Batch, Change } from '../../shared/log/change.ts'
import { nextToRedo, nextToUndo, planUndo, rootOf } from '../../shared/log/undo.ts'
import { batchesOf, batchNamed, changesOfBatch } from '../db/log.ts'
import { lookupIn } from '../db/lookup.ts'
import { readRecord } from '../db/read.ts'
import { contentFrom } from '../db/revisions.ts'
import type { HostPorts } from './ports.ts'
import { timeOfBatch, type ProjectSession, type Written } from './projectSession.ts'

export type Executed<T> = { readonly output: T; readonly written: Written | null }

export type CommandOrder = {
  readonly command: CommandKind
  readonly input: unknown
  readonly seen: SeenHeads
  /** Who does it, where that is not the coder at work; null: Parley itself, which nobody can undo. */
  readonly coder?: CoderId | null
  /** Stored in the same transaction. */
  readonly blobs?: ReadonlyMap<Hash, Uint8Array>
}

type Ports = Pick<HostPorts, 'clock' | 'randomBytes'>

/** Runs a command. A command that changes nothing writes nothing. */
export function runCommand(
  session: ProjectSession,
  order: CommandOrder,
  ports: Ports
): Result<Executed<OutputOf<'command.run'>>> {
  if (session.readOnly !== null) return fail('readOnly')
  const coder = order.coder === undefined ? session.coder : order.coder
  // A coder has to be there before anybody can be the author of anything.
  if (coder === null && order.command !== 'coder.create') return fail('noCoder')
  const now = ports.clock()
  const lookup = withTexts(lookupIn(session.file), order.blobs)
  const planned = planCommand(
    { lookup, seen: order.seen, coder, now, randomBytes: ports.randomBytes },
    order.command,
    order.input
  )
  if (!planned.ok) return planned
  const { drafts, made, about } = planned.value
  if (drafts.length === 0) {
    const batch = session.unwrittenBatch()
    return ok({
      output: { batch, heads: {}, made: [], label: { batch, command: order.command, about, time: now } },
      written: null
    })
  }
  const written = session.write({
    coder,
    command: order.command,
    undoes: null,
    drafts,
    ...(order.blobs ? { blobs: order.blobs } : {})
  })
  if (!written.ok) return written
  const { batch, changes, heads } = written.value
  const label: BatchLabel = {
    batch: batch.id,
    command: order.command,
    about,
    ...turnedBy(order.command, changes),
    time: timeOfBatch(changes) ?? now
  }
  return ok({
    output: { batch: batch.id, heads, made: made.map(({ kind, id }) => ({ kind, id })), label },
    written: written.value
  })
}

/** Takes the newest standing batch of the coder at work back. */
export function undo(session: ProjectSession): Result<Executed<OutputOf<'undo'>>> {
  return takeBack(session, 'undo')
}

/** Takes the newest standing undo back. */
export function redo(session: ProjectSession): Result<Executed<OutputOf<'redo'>>> {
  return takeBack(session, 'redo')
}

/** What undo and redo would do next; null where there is nothing. */
export function undoLabels(session: ProjectSession): {
  readonly undo: BatchLabel | null
  readonly redo: BatchLabel | null
} {
  if (session.readOnly !== null || session.coder === null) return { undo: null, redo: null }
  const [undoing, redoing] = [next(session, 'undo'), next(session, 'redo')]
  return { undo: undoing && labelOf(session, undoing), redo: redoing && labelOf(session, redoing) }
}

/** A batch in a word: its command (of an undo: the command it is about) and the name of what that was done to. */
export function labelOf(session: ProjectSession, batch: Batch): BatchLabel {
  const { file } = session
  const root = rootOf(batch, (id) => batchNamed(file, id))
  const changes = changesOfBatch(file, root.id)
  return {
    batch: batch.id,
    command: root.command,
    about: aboutOf(session, root.command, changes),
    ...turnedBy(root.command, changes),
    time: timeOfBatch(changes) ?? 0
  }
}

/** The same lookup, which also knows the texts that are stored with the command. */
function withTexts(lookup: Lookup, blobs: CommandOrder['blobs']): Lookup {
  if (!blobs) return lookup
  return {
    ...lookup,
    textOf(revision) {
      const here = lookup.textOf(revision)
      const bytes = here === undefined ? blobs.get(revision) : undefined
      return bytes ? contentFrom(bytes)?.text : here
    }
  }
}

function takeBack(session: ProjectSession, way: 'undo' | 'redo'): Result<Executed<OutputOf<'undo'>>> {
  if (session.readOnly !== null) return fail('readOnly')
  const batch = next(session, way)
  if (session.coder === null || !batch) return fail(way === 'undo' ? 'nothingToUndo' : 'nothingToRedo')
  const label = labelOf(session, batch)
  const plan = planUndo(lookupIn(session.file), changesOfBatch(session.file, batch.id))
  const written = session.write({ coder: session.coder, command: way, undoes: batch.id, drafts: plan.drafts })
  if (!written.ok) return written
  const leftAlone = plan.leftAlone.map(({ record, field, why }) => ({
    kind: record.kind,
    id: record.id,
    field,
    why
  }))
  return ok({ output: { label, leftAlone }, written: written.value })
}

function next(session: ProjectSession, way: 'undo' | 'redo'): Batch | null {
  if (session.coder === null) return null
  const { file } = session
  return (way === 'undo' ? nextToUndo : nextToRedo)(batchesOf(file, session.coder), (id) =>
    batchNamed(file, id)
  )
}

/** Which of the two a command did that turns something on or off. */
function turnedBy(
  command: string,
  [first]: readonly Pick<Change, 'fields'>[]
): Partial<Pick<BatchLabel, 'turned'>> {
  const field = command === 'project.setBlind' ? 'blind' : command.endsWith('.retire') ? 'retired' : null
  const value = field === null ? undefined : first?.fields[field]
  return value === undefined ? {} : { turned: value === true ? 'on' : 'off' }
}

/**
 * What a batch was done to: the name of its only record (of an annotation: its issue), else how many there are. A tag may have made its issue,
 * and blind coding is of the whole project, which nobody needs to be told.
 */
function aboutOf(session: ProjectSession, command: string, changes: readonly Change[]): string {
  const records = [
    ...new Map(changes.map(({ record }) => [recordKey(record.kind, record.id), record])).values()
  ]
  const tagged = command === 'annotation.tag' ? records.filter(({ kind }) => kind === 'annotation') : records
  const [only] = tagged
  if (!only || command === 'project.setBlind') return ''
  if (tagged.length > 1) return String(tagged.length)
  const shown = readRecord(session.file, only)?.shown ?? {}
  const issue = only.kind === 'annotation' ? shown['issue'] : undefined
  const named =
    typeof issue === 'string'
      ? (readRecord(session.file, { kind: 'issue', id: issue as RecordId })?.shown ?? {})
      : shown
  const name = named['name'] ?? named['title'] ?? named['label']
  return typeof name === 'string' ? name : ''
}
