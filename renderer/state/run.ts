/** Changing the project: commands with what their view showed, undo and redo. */
import { labelKey } from '../../shared/api/batchWords.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import type { BatchLabel } from '../../shared/api/views.ts'
import {
  recordKey,
  type CommandInput,
  type CommandKind,
  type SeenHeads
} from '../../shared/commands/inputs.ts'
import type { Result } from '../../shared/errors.ts'
import type { ChangeId } from '../../shared/ids.ts'
import { hasWords, t } from '../ui/words.ts'
import { OwnHeads } from './ownHeads.ts'
import type { Parley } from './parley.ts'
import { closeOffers, toast } from './tell.ts'

type Shown = { readonly kind: string; readonly id: string; readonly heads: readonly ChangeId[] }

/** What a view showed, as a command takes it. */
export function seenOf(...shown: readonly Shown[]): SeenHeads {
  return Object.fromEntries(shown.map((record) => [recordKey(record.kind, record.id), [...record.heads]]))
}

/** What a window does to the project: the last of it, and what was written. */
type Line = { last: Promise<unknown>; readonly own: OwnHeads }
const lines = new WeakMap<Parley, Line>()

function lineOf(parley: Parley): Line {
  const line = lines.get(parley) ?? { last: Promise.resolve(), own: new OwnHeads() }
  lines.set(parley, line)
  return line
}

/** Does something after everything that was sent before it. What went wrong before is no reason to keep it back. */
function inLine<T>(parley: Parley, send: () => Promise<T>): Promise<T> {
  const line = lineOf(parley)
  const sent = line.last.then(send, send)
  line.last = sent
  return sent
}

/** Stores what is shown and still on its way; fulfilled when nothing is. To be waited for before the project is left. */
export async function settle(parley: Parley): Promise<void> {
  await parley.reader.getState().handle?.settle()
  await inLine(parley, () => Promise.resolve())
}

/**
 * Runs a command, after those sent before it and based on what they wrote: two keys pressed fast are two steps, never two opinions. A problem
 * is told at the foot of the window and given back.
 */
export async function run<K extends CommandKind>(
  parley: Parley,
  command: K,
  input: CommandInput<K>,
  seen: SeenHeads = {}
): Promise<Result<OutputOf<'command.run'>>> {
  const { own } = lineOf(parley)
  const answer = await inLine(parley, async () => {
    const based = own.withOwn(seen)
    const done = await parley.client.call('command.run', { command, input, seen: based })
    if (done.ok) own.note(seen, based, done.value.heads)
    return done
  })
  if (answer.ok) {
    closeOffers(parley)
    return answer
  }
  if (answer.problem.code === 'noCoder') parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } })
  else toast(parley, answer.problem)
  return answer
}

/** Runs a command and offers to take it back. */
export async function runUndoably<K extends CommandKind>(
  parley: Parley,
  command: K,
  input: CommandInput<K>,
  seen: SeenHeads = {}
): Promise<Result<OutputOf<'command.run'>>> {
  const answer = await run(parley, command, input, seen)
  if (answer.ok)
    toast(parley, t('app.doneToast', { what: doneText(answer.value.label) }), {
      name: t('app.undo'),
      run: () => void undo(parley)
    })
  return answer
}

/** Takes the last change back and says what it was. */
export async function undo(parley: Parley): Promise<void> {
  await walk(parley, 'undo')
}

/** Does again what was taken back last. */
export async function redo(parley: Parley): Promise<void> {
  await walk(parley, 'redo')
}

/** "Tag «Ceasefire first»": what undo or redo would do, for menus and tooltips. */
export function labelText(label: BatchLabel): string {
  return labelled(label, 'commands')
}

/** "Tagged «Ceasefire first»": what was done. */
function doneText(label: BatchLabel): string {
  return labelled(label, 'did')
}

function labelled(label: BatchLabel, words: 'commands' | 'did'): string {
  const keys = [`${words}.${labelKey(label)}`, `${words}.${label.command}`]
  const what = t(keys.find((key) => hasWords(key)) ?? `${words}.other`)
  return label.about === '' ? what : t(`${words}.about`, { what, about: shorten(label.about) })
}

async function walk(parley: Parley, way: 'undo' | 'redo'): Promise<void> {
  await parley.reader.getState().handle?.settle()
  const answer = await inLine(parley, () => parley.client.call(way, {}))
  if (!answer.ok) return toast(parley, answer.problem)
  closeOffers(parley)
  const { label, leftAlone } = answer.value
  const text = t(way === 'undo' ? 'app.undone' : 'app.redone', { what: doneText(label) })
  if (leftAlone.length === 0)
    return way === 'undo'
      ? toast(parley, text, { name: t('app.redo'), run: () => void redo(parley) })
      : toast(parley, text)
  toast(parley, `${text} ${t('app.leftAlone', { count: leftAlone.length })}`)
}

function shorten(text: string): string {
  const points = [...text]
  return points.length > 60 ? `${points.slice(0, 59).join('')}…` : text
}
