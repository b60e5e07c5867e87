/** The queue of questions as views show it, and a question with everything that is needed to decide it. */
import type {
  DecisionView,
  QuestionFilter,
  QuestionRow,
  QuestionView
} from '../../shared/api/adjudicationMethods.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import {
  isOpen,
  type Decided,
  type Question,
  type QuestionState
} from '../../shared/analysis/adjudication.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type {
  AnnotationId,
  ChangeId,
  CoderId,
  DocumentId,
  IssueId,
  RecordId,
  StanceId
} from '../../shared/ids.ts'
import { compareChanges } from '../../shared/log/change.ts'
import { millisecondsOf } from '../../shared/log/stamp.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { blockIndexAt, type Revision } from '../../shared/text/revision.ts'
import { graphemeEnd, graphemeStart } from '../../shared/text/snap.ts'
import { projectQuestions, type Compared, type DocumentQuestions } from './adjudication.ts'
import * as statements from './adjudicationStatements.ts'
import { annotationsNamed } from './annotationViews.ts'
import { issuesBelow } from './codebookView.ts'
import { documentNamed } from './documentViews.ts'
import { batchNamed, changesOf } from './log.ts'
import { unpackIds } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRevision } from './revisions.ts'

export type Asked = Compared & { readonly filter: QuestionFilter }
/** A question with the number of the document it stands in. */
export type Placed = { readonly document: number; readonly question: Question }

/** UTF-16 code units of a row's quote. */
const quoteLength = 160
/** UTF-16 code units of the text that is shown on each side of a question, and to which whole blocks are added. */
const around = 1500

/** A page of the queue. */
export function questionsPage(
  file: ProjectFile,
  asked: Asked & { readonly offset: number; readonly limit: number }
): OutputOf<'adjudication.queue'> {
  const { blindDocuments, lost } = projectQuestions(file, asked)
  const passes = stateTest(asked.filter)
  const counts: Partial<Record<QuestionState, number>> = {}
  const page: Placed[] = []
  let total = 0
  for (const placed of questionsAsked(file, asked)) {
    const { state } = placed.question
    counts[state] = (counts[state] ?? 0) + 1
    if (!passes(state)) continue
    if (total >= asked.offset && page.length < asked.limit) page.push(placed)
    total += 1
  }
  const textOf = textsToday(file)
  return {
    total,
    questions: page.map((placed) => rowOf(file, placed, (document) => textOf(document).title, asked)),
    counts,
    blindDocuments,
    lost
  }
}

/** Where a question stands in the queue; null where there is none. */
export function findQuestion(
  file: ProjectFile,
  asked: Asked & {
    readonly from: AnnotationId | null
    readonly way: 'here' | 'next' | 'previous'
    readonly onlyOpen: boolean
  }
): OutputOf<'adjudication.find'> {
  const { from, way, onlyOpen } = asked
  const passes = stateTest(asked.filter)
  let index = -1
  let before: { readonly index: number; readonly id: AnnotationId } | null = null
  let isPast = from === null
  for (const { question } of questionsAsked(file, asked)) {
    const isHere = from !== null && !isPast && holds(question, from)
    if (isHere && way === 'previous') return before
    const isIn = passes(question.state)
    if (isIn) index += 1
    const found = { index, id: question.id as AnnotationId }
    if (isHere && way === 'here') return isIn ? found : null
    const isWanted = isIn && (!onlyOpen || isOpen(question.state))
    if (way === 'next' && isPast && isWanted) return found
    if (isWanted) before = found
    if (isHere) isPast = true
  }
  return null
}

/** The question of an annotation. */
export function questionNamed(
  file: ProjectFile,
  compared: Compared,
  annotation: AnnotationId
): Result<QuestionView> {
  const placed = placedOf(file, compared, annotation)
  if (!placed) return fail('missingRecord', { kind: 'annotation' })
  const { question } = placed
  const document = documentNamed(file, file.names.idOf(placed.document) as DocumentId)
  const revision = document && readRevision(file, document.revision)
  if (!document || !revision) return fail('missingRecord', { kind: 'document' })
  return ok({
    ...rowOf(file, placed, () => document.title, compared),
    annotations: [
      ...annotationsNamed(
        file,
        question.marked.map(({ id }) => id as AnnotationId)
      )
    ],
    decisions: question.decisions.map((decided) => decisionView(file, decided)),
    since: {
      changed: question.since.changed as AnnotationId[],
      added: question.since.added as AnnotationId[],
      gone: question.since.gone as AnnotationId[],
      goldIsGone: question.since.goldIsGone
    },
    absent: question.absent.map(({ coder, progress }) => ({ coder: coder as CoderId, progress })),
    revision: document.revision,
    text: textAround(revision, question)
  })
}

/** Questions that documents and issues of a filter let through, whatever their state, in their order. */
export function* questionsAsked(file: ProjectFile, asked: Asked): Generator<Placed> {
  const { documents, issues } = asked.filter
  const inDocuments = documents && new Set(documents.flatMap((id) => file.names.find(id) ?? []))
  const below =
    issues &&
    new Set(
      issuesBelow(
        file,
        issues.flatMap((id) => file.names.find(id) ?? [])
      )
    )
  const about = below && new Set([...below].map((n) => file.names.idOf(n)))
  for (const { n, questions } of ordered(file, asked)) {
    if (inDocuments && !inDocuments.has(n)) continue
    for (const question of questions)
      if (!about || question.marked.some(({ issue }) => about.has(issue))) yield { document: n, question }
  }
}

/** Whether a filter lets a state through. */
export function stateTest({ states }: QuestionFilter): (state: QuestionState) => boolean {
  const wanted = states && new Set(states)
  return (state) => !wanted || wanted.has(state)
}

/** Titles of documents with the revision of their text today, by their number, each read once; '' where there is none. */
export function textsToday(
  file: ProjectFile
): (document: number) => { readonly title: string; readonly revision: string } {
  const known = new Map<number, { readonly title: string; readonly revision: string }>()
  return (n) => {
    const here = known.get(n)
    if (here) return here
    const { title = '', revision = '' } = documentNamed(file, file.names.idOf(n) as DocumentId) ?? {}
    known.set(n, { title, revision })
    return { title, revision }
  }
}

/** A decision as it is shown: who decided last, and its gold annotation. */
export function decisionView(file: ProjectFile, decided: Decided): DecisionView {
  const id = decided.id as RecordId
  const changes = changesOf(file, { kind: 'decision', id }).toSorted(compareChanges)
  const last = changes.at(-1)
  const n = file.names.find(id)
  const row = n === null ? undefined : file.connection.get(statements.decisionNumbered, n)
  const gold = row?.annotation ? (file.names.idOf(row.annotation) as AnnotationId) : null
  return {
    id,
    outcome: decided.outcome,
    by: (last && batchNamed(file, last.batch)?.coder) ?? null,
    time: last ? millisecondsOf(last.stamp) : 0,
    sources: decided.sources.map(({ annotation, heads }) => ({
      annotation: annotation as AnnotationId,
      heads: heads as ChangeId[]
    })),
    gold: (gold && annotationsNamed(file, [gold])[0]) ?? null,
    heads: row ? [...unpackIds(row.heads, file.names)] : []
  }
}

function ordered(file: ProjectFile, compared: Compared): readonly DocumentQuestions[] {
  return projectQuestions(file, compared).documents
}

function placedOf(file: ProjectFile, compared: Compared, annotation: AnnotationId): Placed | null {
  for (const { n, questions } of ordered(file, compared)) {
    const question = questions.find((one) => holds(one, annotation))
    if (question) return { document: n, question }
  }
  return null
}

function holds(question: Question, annotation: AnnotationId): boolean {
  return (
    question.id === annotation ||
    question.marked.some(({ id }) => id === annotation) ||
    question.since.gone.includes(annotation)
  )
}

function rowOf(
  file: ProjectFile,
  { document, question }: Placed,
  titleOf: (document: number) => string,
  { coders }: Compared
): QuestionRow {
  const [first] = question.marked
  const n = first ? file.names.find(first.id) : null
  const quote = (n !== null && file.connection.get(statements.quoteOf, n)?.quote) || ''
  const decisions = question.decisions
  return {
    id: question.id as AnnotationId,
    document: file.names.idOf(document) as DocumentId,
    title: titleOf(document),
    state: question.state,
    start: utf16(question.start),
    end: utf16(question.end),
    quote: quote.slice(0, graphemeEnd(quote, Math.min(quote.length, quoteLength))).replaceAll(/\s+/gu, ' '),
    issues: [...new Set(question.marked.map(({ issue }) => issue as IssueId))],
    coders: question.marked
      .filter(({ coder }) => coders.includes(coder as CoderId))
      .map(({ coder, stance }) => ({ coder: coder as CoderId, stance: stance as StanceId | null })),
    outcome: decisions.length === 1 ? (decisions[0]?.outcome ?? null) : null
  }
}

/** The blocks that a question stands in, and some text before and after, cut at blocks where they are short. */
function textAround(revision: Revision, { start, end }: Question): QuestionView['text'] {
  const { text, blocks } = revision
  const from = blocks[blockIndexAt(blocks, Math.max(0, start - around / 3))]
  const to = blocks[blockIndexAt(blocks, Math.min(text.length, end + around / 3))]
  const first = Math.max(from?.start ?? 0, graphemeStart(text, Math.max(0, start - around)))
  const last = Math.min(
    to ? Math.max(to.end, end) : text.length,
    graphemeEnd(text, Math.min(text.length, end + around))
  )
  return {
    offset: first,
    text: text.slice(first, last),
    blocks: blocks
      .filter((block) => block.end >= first && block.start <= last)
      .map((block) => ({
        ...block,
        start: utf16(Math.max(0, block.start - first)),
        end: utf16(Math.min(last, block.end) - first)
      }))
  }
}
