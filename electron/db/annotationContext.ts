/** The words around passages, cut from the texts they were made in. A text is read once for all of its passages, and kept for the next page. */
import type { AnnotationView } from '../../shared/api/views.ts'
import type { Hash } from '../../shared/ids.ts'
import { graphemeEnd, graphemeStart } from '../../shared/text/snap.ts'
import { getBlob } from './blobs.ts'
import type { ProjectFile } from './projectFile.ts'

export type Context = { readonly before: string; readonly after: string }

/** UTF-16 code units on each side, before cutting to whole words. */
const reach = 90
/** UTF-16 code units of the texts that are kept. */
const mostKept = 16_000_000

/** The contexts of annotations by id. Where reading texts takes longer than `time` (ms), those of the texts not read yet are left out. */
export function contextsWithin(
  file: ProjectFile,
  annotations: readonly AnnotationView[],
  time: number
): ReadonlyMap<string, Context> {
  const until = performance.now() + time
  const contexts = new Map<string, Context>()
  const own = textsOf(file)
  for (const { id, anchor } of annotations) {
    const { revision, start, end } = anchor
    if (!own.has(revision) && performance.now() > until) continue
    const text = textOf(file, own, revision)
    contexts.set(id, text === null ? { before: '', after: '' } : contextIn(text, { start, end }))
  }
  return contexts
}

/** The words before and after [start, end) in UTF-16 code units: cut at words where they are near, at graphemes always, in one line. */
export function contextIn(
  text: string,
  { start, end }: { readonly start: number; readonly end: number }
): Context {
  const from = Math.max(0, start - reach)
  const to = Math.min(text.length, end + reach)
  const before = text.slice(from === 0 ? 0 : graphemeEnd(text, from), start)
  const after = text.slice(end, to === text.length ? to : graphemeStart(text, to))
  return {
    before: oneLine(from === 0 ? before : before.replace(/^[^\s]{0,24}\s/u, '')),
    after: oneLine(to === text.length ? after : after.replace(/\s[^\s]{0,24}$/u, ''))
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ')
}

type Texts = Map<Hash, string>
const kept = new WeakMap<ProjectFile, Texts>()

function textsOf(file: ProjectFile): Texts {
  const own = kept.get(file) ?? new Map<Hash, string>()
  kept.set(file, own)
  return own
}

function textOf(file: ProjectFile, own: Texts, revision: Hash): string | null {
  const text = own.get(revision) ?? readText(file, revision)
  own.delete(revision)
  if (text === null) return null
  own.set(revision, text)
  let length = [...own.values()].reduce((sum, one) => sum + one.length, 0)
  for (const [oldest, one] of own) {
    if (length <= mostKept || oldest === revision) break
    own.delete(oldest)
    length -= one.length
  }
  return text
}

/**
 * The text alone out of a revision's blob, which begins with it. Not checked against its hash: what is cut from it is only shown. Null where
 * it is not here or not of that form.
 */
function readText(file: ProjectFile, revision: Hash): string | null {
  const bytes = getBlob(file, revision)
  if (!bytes) return null
  // Inside a JSON string every quote has a backslash before it, so this stands only after the text.
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('","blocks":[')
  if (end === -1) return null
  try {
    const text: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray('{"text":'.length, end + 1)))
    return typeof text === 'string' ? text : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
