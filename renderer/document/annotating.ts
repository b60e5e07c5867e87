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
import type { Pin } from '../state/pins.ts'
import { t } from '../ui/words.ts'
import { recentTags } from './recentTags.ts'
import { issueName, stanceWord } from './says.ts'

export type RunCommand = <K extends CommandKind>(
  kind: K,
  input: CommandInput<K>,
  seen: SeenHeads
) => Promise<Result<OutputOf<'command.run'>>>

/** An issue that is there, or the name of one to make: below another, or at the top. */
export type IssueToTag =
  { readonly id: IssueId } | { readonly create: string; readonly parent: IssueId | null }

/** What the tag box holds: everything about an annotation but its place. */
export type Draft = {
  /** At least one; several are tagged in one batch. */
  readonly issues: readonly IssueToTag[]
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

/** Tags a passage, with new issues where the draft names them: one batch, taken back at once. Gives the first annotation's id. */
export async function tagPassage(work: Annotating, at: Span, draft: Draft): Promise<Result<AnnotationId>> {
  const { document, revision, codebook } = work
  const { stance, certainty, note, issues } = draft
  const actors = [...draft.actors]
  const place = { document: document.id, revision: revision.hash, start: at.start, end: at.end }
  const wanted = issues.map((issue) =>
    'id' in issue ? issue.id : { create: issue.create, parent: issue.parent }
  )
  const [only, ...others] = wanted
  if (only === undefined) throw new RangeError('A tag needs an issue')
  const done =
    others.length === 0
      ? await work.run('annotation.tag', { ...place, issue: only, stance, actors, certainty, note }, {})
      : await work.run(
          'annotation.tagMany',
          { passages: [place], issues: wanted, stance, actors, certainty, note },
          {}
        )
  if (!done.ok) return said(work, done)
  const made = done.value.made.filter((one) => one.kind === 'issue').map(({ id }) => id as IssueId)
  const used = issues.map((issue) => ('id' in issue ? issue.id : made.shift()))
  for (const issue of used.toReversed())
    if (issue) recentTags.remember({ document: document.id, issue, stance, actors, certainty })
  const names = issues.map((issue) => ('id' in issue ? issueName(codebook, issue.id) : issue.create))
  work.announce(t('document.said.tagged', { issue: names.join(', '), stance: stanceWord(codebook, stance) }))
  return ok(madeOf(done.value.made, 'annotation') as AnnotationId)
}

/** Tags a passage with a tag that was pinned or copied. Null where its issue is not offered any more. */
export async function tagAs(work: Annotating, at: Span, tag: Pin): Promise<Result<AnnotationId> | null> {
  const draft = draftOf(work, tag)
  return draft && tagPassage(work, at, draft)
}

/** Gives an annotation another tag: issue, stance, actors and certainty; its words and its note stay. */
export async function retagAs(
  work: Annotating,
  annotation: AnnotationView,
  tag: Pin
): Promise<Result<unknown> | null> {
  const draft = draftOf(work, tag)
  const [issue] = draft?.issues ?? []
  if (!draft || !issue || !('id' in issue)) return null
  const { stance, actors, certainty } = draft
  return changeAnnotation(work, annotation, { issue: issue.id, stance, actors, certainty })
}

/** Remembers an annotation's tag, to be pasted onto other passages. */
export function copyTag(work: Annotating, annotation: AnnotationView): void {
  const { issue, stance, actors, certainty } = annotation
  recentTags.copy({ issue, stance, actors, certainty })
  work.announce(t('document.said.copied', { issue: issueName(work.codebook, issue) }))
}

/** What a pinned or copied tag says here and now; announces and gives null where it cannot be used any more. */
export function draftOf(
  { codebook, document, announce }: Pick<Annotating, 'codebook' | 'document' | 'announce'>,
  tag: Pin
): Draft | null {
  const issue = codebook.issues.find((one) => one.id === tag.issue && !one.retired && one.joinedInto === null)
  if (!issue) {
    announce(t('document.said.tagGone'))
    return null
  }
  const stance = codebook.stances.some((one) => one.id === tag.stance && !one.retired) ? tag.stance : null
  const named =
    tag.actors === 'authors'
      ? document.authors
      : tag.actors.filter((actor) => codebook.actors.some((one) => one.id === actor))
  return { issues: [{ id: issue.id }], stance, actors: named, certainty: tag.certainty, note: '' }
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
    issues: [{ id: issue.id }],
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
