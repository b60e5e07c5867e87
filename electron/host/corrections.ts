/** Correcting a document's text: what it means for the annotations, told first; then stored as a new revision, in one change. */
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { CorrectionSummary } from '../../shared/api/views.ts'
import { recordKey, type SeenHeads } from '../../shared/commands/inputs.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { DocumentId, Hash } from '../../shared/ids.ts'
import { piecesIn, placesIn, keptBetween, type Correction } from '../../shared/text/keptRanges.ts'
import { whatBreaksKept, type Kept } from '../../shared/text/keptStretches.ts'
import type { Span } from '../../shared/text/offsets.ts'
import { nameRevision, revisionBlob, whatBreaksRevision, type Revision } from '../../shared/text/revision.ts'
import { annotationsOfDocument } from '../db/annotationViews.ts'
import { seeing } from '../db/blind.ts'
import { documentNamed } from '../db/documentViews.ts'
import { correctionsOf } from '../db/places.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { readRevision } from '../db/revisions.ts'
import type { Core } from './core.ts'
import { keepDraft, readDraft } from './drafts.ts'
import { runCommand } from './execute.ts'
import { openSession, type ProjectSession } from './projectSession.ts'
import { announced } from './state.ts'

/** A text that is to be a document's: checked against the one it comes from. */
type NewText = {
  readonly document: DocumentId
  readonly from: Revision
  readonly revision: Revision
  readonly kept: Kept
}

/** Annotations of a summary that are named, and UTF-16 code units of a quote in it. */
const mostListed = 500
const longestQuote = 400

/** What correcting a document starts from. Fails with missingRecord, and with textMissing where its text is still to arrive. */
export function openCorrection(
  core: Core,
  { document: id, revision: wanted }: CheckedInputOf<'document.correctOpen'>
): Result<OutputOf<'document.correctOpen'>> {
  const session = openSession(core.session)
  const { file } = session
  const document = documentNamed(file, id)
  if (!document) return fail('missingRecord', { kind: 'document' })
  const corrections = correctionsOfDocument(file, id)
  const hash = wanted ?? document.revision
  const revision = corrections.some((one) => one.hash === hash) ? readRevision(file, hash) : undefined
  if (!revision) return fail('textMissing')
  const pieces = piecesIn(corrections, hash)
  const annotations = annotationsOfDocument(file, id).map(({ id: annotation, anchor }) => ({
    annotation,
    pieces: pieces(anchor.revision, anchor.start, anchor.end).map(
      ([start, end]): [Span['start'], Span['end']] => [start as Span['start'], end as Span['end']]
    )
  }))
  const draft = readDraft(core.ports.folders.settings, placeOf(session, id))
  return ok({
    document,
    revision: { ...revision, blocks: [...revision.blocks], marks: [...revision.marks] },
    annotations,
    draft
  })
}

/** What a correction would mean for the annotations of its document. */
export function checkCorrection(
  core: Core,
  input: CheckedInputOf<'document.correctCheck'>
): Result<CorrectionSummary> {
  const { file } = openSession(core.session)
  const checked = newText(core, file, input)
  return checked.ok ? ok(summaryOf(file, checked.value)) : checked
}

/** Stores a correction. What is the same as before stores nothing; the draft of this document is forgotten either way. */
export function storeCorrection(
  core: Core,
  input: CheckedInputOf<'document.correct'>
): Result<OutputOf<'document.correct'>> {
  const session = openSession(core.session)
  const checked = newText(core, session.file, input)
  if (!checked.ok) return checked
  const stored = store(core, session, checked.value, input.seen)
  if (stored.ok) keepDraft(core.ports.folders.settings, placeOf(session, input.document), null)
  return stored
}

/** Keeps an unfinished correction on this machine, or forgets it. */
export function keepCorrection(
  core: Core,
  { document, draft }: CheckedInputOf<'document.correctDraft'>
): Result<Record<string, never>> {
  const session = openSession(core.session)
  if (!documentNamed(session.file, document)) return fail('missingRecord', { kind: 'document' })
  keepDraft(core.ports.folders.settings, placeOf(session, document), draft)
  return ok({})
}

/** What bringing an earlier text back would mean for the annotations. */
export function checkRestoring(
  core: Core,
  { document, revision }: CheckedInputOf<'revisions.check'>
): Result<CorrectionSummary> {
  const { file } = openSession(core.session)
  const back = earlierText(file, document, revision)
  return back.ok ? ok(summaryOf(file, back.value)) : back
}

/** Brings an earlier text of a document back. */
export function restoreRevision(
  core: Core,
  { document, revision, seen }: CheckedInputOf<'revisions.restore'>
): Result<OutputOf<'revisions.restore'>> {
  const session = openSession(core.session)
  const back = earlierText(session.file, document, revision)
  return back.ok ? store(core, session, back.value, seen) : back
}

/** Every revision that a document, or one joined into it, ever had, by their stamps. */
export function correctionsOfDocument(file: ProjectFile, document: DocumentId): readonly Correction[] {
  const n = file.names.find(document)
  return n === null ? [] : correctionsOf(file, n)
}

function store(
  core: Core,
  session: ProjectSession,
  text: NewText,
  seen: SeenHeads
): Result<OutputOf<'document.correct'>> {
  const { document, from, revision, kept } = text
  if (session.readOnly !== null) return fail('readOnly')
  if (session.coder === null) return fail('noCoder')
  const summary = summaryOf(session.file, text)
  const isToday = documentNamed(session.file, document)?.revision === revision.hash
  if (revision.hash === from.hash || (isToday && seen[recordKey('document', document)] === undefined))
    return ok({ done: null, summary })
  const executed = runCommand(
    session,
    {
      command: 'document.correct',
      input: {
        document,
        from: from.hash,
        revision: revision.hash,
        kept: kept.map((stretch) => [...stretch])
      },
      seen,
      blobs: new Map([[revision.hash, Buffer.from(revisionBlob(revision))]])
    },
    core.ports
  )
  if (!executed.ok) return executed
  return ok({ done: announced(core, session, executed.value, 'command'), summary })
}

/** Nothing of what the window says is taken on trust: the content must be one, and what it says was kept must stand in both texts. */
function newText(
  core: Core,
  file: ProjectFile,
  { document, from: hash, content, kept }: CheckedInputOf<'document.correctCheck'>
): Result<NewText> {
  if (!documentNamed(file, document)) return fail('missingRecord', { kind: 'document' })
  const isOfDocument = correctionsOfDocument(file, document).some((one) => one.hash === hash)
  const from = isOfDocument ? readRevision(file, hash) : undefined
  if (!from) return fail('badInput', { where: 'from' })
  const broken = whatBreaksRevision(content) ?? whatBreaksKept(kept, from.text, content.text)
  if (broken !== null) return fail('badInput', { where: broken })
  return ok({ document, from, revision: nameRevision(content, core.ports.sha256), kept })
}

function earlierText(file: ProjectFile, id: DocumentId, hash: Hash): Result<NewText> {
  const document = documentNamed(file, id)
  if (!document) return fail('missingRecord', { kind: 'document' })
  const corrections = correctionsOfDocument(file, id)
  const from = readRevision(file, document.revision)
  const revision = corrections.some((one) => one.hash === hash) ? readRevision(file, hash) : undefined
  if (!from || !revision) return fail('textMissing')
  return ok({
    document: id,
    from,
    revision,
    kept: keptBetween(corrections, from.hash, hash, from.text.length)
  })
}

function summaryOf(file: ProjectFile, { document, from, revision, kept }: NewText): CorrectionSummary {
  const corrections = correctionsOfDocument(file, document)
  const before = placesIn(corrections, from.hash)
  const after = placesIn([...corrections, { hash: revision.hash, from: from.hash, kept }], revision.hash)
  const counts = { same: 0, changed: 0, lost: 0, back: 0 }
  const list: CorrectionSummary['list'] = []
  const isSeen = seeing(file)
  for (const { id, anchor, coder, document: of } of annotationsOfDocument(file, document)) {
    const old = quoteAt(from, before(anchor.revision, anchor.start, anchor.end))
    const now = quoteAt(revision, after(anchor.revision, anchor.start, anchor.end))
    const what = old === now ? 'same' : now === null ? 'lost' : old === null ? 'back' : 'changed'
    counts[what] += 1
    if (what !== 'same' && list.length < mostListed && isSeen({ coder, document: of }))
      list.push({ annotation: id, before: shortened(old), after: shortened(now) })
  }
  return { ...counts, list }
}

function quoteAt(revision: Revision, place: Span | null): string | null {
  return place === null ? null : revision.text.slice(place.start, place.end)
}

function shortened(quote: string | null): string | null {
  return quote === null || quote.length <= longestQuote
    ? quote
    : `${quote
        .slice(0, longestQuote)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
}

function placeOf(session: ProjectSession, document: DocumentId): { project: string; document: DocumentId } {
  return { project: session.key() ?? '', document }
}
