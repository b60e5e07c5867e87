/** What an analyst does to annotations, as commands; every outcome is announced. */
import type { OutputOf } from '../../shared/api/contract.ts'
import type { AnnotationView, CodebookView, DocumentView, RevisionView } from '../../shared/api/views.ts'
import {
  recordKey,
  type CommandInput,
  type CommandKind,
  type SeenHeads
} from '../../shared/commands/inputs.ts'
import { ok, sentenceOf, type Result } from '../../shared/errors.ts'
import type { ActorId, AnnotationId, IssueId, RecordId } from '../../shared/ids.ts'
import type { Span } from '../../shared/text/offsets.ts'
import { t } from '../ui/words.ts'
import { recentTags } from './recentTags.ts'
import { issueName, stanceWord } from './says.ts'

export type RunCommand = <K extends CommandKind>(
  kind: K,
  input: CommandInput<K>,
  seen: SeenHeads
) => Promise<Result<OutputOf<'command.run'>>>

/** What the tag box holds: everything about an annotation but its place. */
export type Draft = {
  readonly issue: { readonly id: IssueId } | { readonly create: string }
  readonly stance: AnnotationView['stance']
  readonly actors: readonly ActorId[]
  readonly certainty: AnnotationView['certainty']
  readonly note: string
}

export type AnnotationChange = {
  readonly issue?: IssueId
  readonly stance?: AnnotationView['stance']
  readonly actors?: readonly ActorId[]
  readonly certainty?: AnnotationView['certainty']
  readonly note?: string
}

/** What the commands are given: the document shown, and how to reach the host and the ear. */
export type Annotating = {
  readonly document: DocumentView
  readonly revision: RevisionView
  readonly codebook: CodebookView
  readonly run: RunCommand
  readonly announce: (words: string) => void
}

/** Tags a passage, with a new issue where the draft names one: one batch, taken back at once. Gives the annotation's id. */
export async function tagPassage(work: Annotating, at: Span, draft: Draft): Promise<Result<AnnotationId>> {
  const { document, revision, codebook } = work
  const { stance, certainty, note } = draft
  const actors = [...draft.actors]
  const done = await work.run(
    'annotation.tag',
    {
      document: document.id,
      revision: revision.hash,
      start: at.start,
      end: at.end,
      issue: 'id' in draft.issue ? draft.issue.id : draft.issue,
      stance,
      actors,
      certainty,
      note
    },
    {}
  )
  if (!done.ok) return said(work, done)
  const issue = 'id' in draft.issue ? draft.issue.id : madeOf(done.value.made, 'issue')
  recentTags.remember({ document: document.id, issue: issue as IssueId, stance, actors, certainty })
  const name = 'id' in draft.issue ? issueName(codebook, draft.issue.id) : draft.issue.create
  work.announce(t('document.said.tagged', { issue: name, stance: stanceWord(codebook, stance) }))
  return ok(madeOf(done.value.made, 'annotation') as AnnotationId)
}

/** Tags a passage as the last one was tagged; another document's authors are not carried over. Null where nothing was tagged yet. */
export async function repeatTag(work: Annotating, at: Span): Promise<Result<AnnotationId> | null> {
  const last = recentTags.last()
  const issue = work.codebook.issues.find(
    (one) => one.id === last?.issue && !one.retired && one.joinedInto === null
  )
  if (!last || !issue) {
    work.announce(t('document.said.nothingToRepeat'))
    return null
  }
  const actors = last.document === work.document.id ? last.actors : work.document.authors
  return tagPassage(work, at, {
    issue: { id: issue.id },
    stance: last.stance,
    actors,
    certainty: last.certainty,
    note: ''
  })
}

/** Changes what an annotation says. */
export async function changeAnnotation(
  work: Annotating,
  annotation: AnnotationView,
  change: AnnotationChange
): Promise<Result<unknown>> {
  const { actors, ...rest } = change
  const input = { annotations: [annotation.id], ...rest, ...(actors && { actors: [...actors] }) }
  const done = await work.run('annotation.change', input, seen(annotation))
  if (!done.ok) return said(work, done)
  if (change.stance !== undefined)
    work.announce(t('document.said.stance', { stance: stanceWord(work.codebook, change.stance) }))
  else if (change.issue !== undefined)
    work.announce(t('document.said.issue', { issue: issueName(work.codebook, change.issue) }))
  else work.announce(t('document.said.changed'))
  return done
}

/** Moves an annotation to other words of the text shown. */
export async function moveAnnotation(
  work: Annotating,
  annotation: AnnotationView,
  to: Span
): Promise<Result<unknown>> {
  const { revision } = work
  const done = await work.run(
    'annotation.change',
    { annotations: [annotation.id], anchor: { revision: revision.hash, start: to.start, end: to.end } },
    seen(annotation)
  )
  if (!done.ok) return said(work, done)
  work.announce(t('document.said.moved', { quote: shortened(revision.text.slice(to.start, to.end)) }))
  return done
}

export async function deleteAnnotation(
  work: Annotating,
  annotation: AnnotationView
): Promise<Result<unknown>> {
  const done = await work.run('annotation.delete', { annotations: [annotation.id] }, seen(annotation))
  if (!done.ok) return said(work, done)
  work.announce(t('document.said.deleted', { quote: shortened(annotation.anchor.quote) }))
  return done
}

/** Some words of a quote, for a sentence: its start and its end. */
export function shortened(quote: string): string {
  const words = quote.replaceAll(/\s+/g, ' ').split(' ')
  return words.length <= 9 ? words.join(' ') : `${words.slice(0, 5).join(' ')} … ${words.slice(-3).join(' ')}`
}

function madeOf(made: readonly { readonly kind: string; readonly id: RecordId }[], kind: string): RecordId {
  const record = made.find((one) => one.kind === kind)
  if (!record) throw new Error(`The tag made no ${kind}`)
  return record.id
}

function seen(annotation: AnnotationView): SeenHeads {
  return { [recordKey('annotation', annotation.id)]: annotation.heads }
}

function said<R extends Extract<Result<unknown>, { ok: false }>>(work: Annotating, failed: R): R {
  work.announce(sentenceOf(failed.problem))
  return failed
}
