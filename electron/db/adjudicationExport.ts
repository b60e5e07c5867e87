/** Writes the questions with what every coder said and what was decided to a CSV file. */
import path from 'node:path'
import type { AnnotationView } from '../../shared/api/views.ts'
import { byteOrderMark } from '../../shared/export/csv.ts'
import {
  decisionsHeader,
  decisionsLines,
  type DecisionRow,
  type Said
} from '../../shared/export/decisionsCsv.ts'
import { issuePaths } from '../../shared/export/knownCodebook.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { wholeFile } from '../io/wholeFile.ts'
import {
  decisionView,
  questionsAsked,
  stateTest,
  textsToday,
  type Asked,
  type Placed
} from './adjudicationViews.ts'
import { annotationsNamed } from './annotationViews.ts'
import { codebookOf } from './codebookView.ts'
import type { ProjectFile } from './projectFile.ts'

export type DecisionsOrder = Asked & {
  /** Absolute path of the file to write. */
  readonly target: string
  readonly bom: boolean
  readonly formulaGuard: boolean
}

const rowsAtOnce = 500

/** Questions in the order of documents and places. `onRow` hears how far it is. Throws the system's errors; then nothing is left behind. */
export function exportDecisions(
  file: ProjectFile,
  order: DecisionsOrder,
  onRow: (done: number, total: number) => void = () => undefined
): { readonly name: string; readonly rows: number } {
  const guard = order.formulaGuard
  const written = wholeFile(order.target)
  try {
    const codebook = codebookOf(file)
    const nameOf = (id: string | null): string => codebook.coders.find((one) => one.id === id)?.name ?? ''
    if (order.bom) written.write(byteOrderMark)
    written.write(decisionsHeader(order.coders.map(nameOf), { guard }))
    const rowsOf = rowsFor(file, order, nameOf)
    const passes = stateTest(order.filter)
    const asked = [...questionsAsked(file, order)].filter(({ question }) => passes(question.state))
    let rows: DecisionRow[] = []
    let count = 0
    for (const [at, placed] of asked.entries()) {
      const own = rowsOf(placed)
      rows.push(...own)
      count += own.length
      onRow(at + 1, asked.length)
      if (rows.length < rowsAtOnce) continue
      written.write(decisionsLines(rows, { guard }))
      rows = []
    }
    written.write(decisionsLines(rows, { guard }))
    written.finish()
    written.keep()
    return { name: path.basename(order.target), rows: count }
  } finally {
    written.discard()
  }
}

/** One row a question; where a decision was about several annotations of one coder, a further row for each more, without what was decided. */
function rowsFor(
  file: ProjectFile,
  { coders }: DecisionsOrder,
  nameOf: (coder: string | null) => string
): (placed: Placed) => readonly DecisionRow[] {
  const codebook = codebookOf(file)
  const paths = issuePaths(codebook.issues)
  const stances = new Map(codebook.stances.map((one) => [one.id, one.label]))
  const actors = new Map(codebook.actors.map((one) => [one.id, one]))
  const textOf = textsToday(file)
  const said = (view: AnnotationView): Said => ({
    issue: paths.get(view.issue) ?? [],
    stance: view.stance === null ? '' : (stances.get(view.stance) ?? ''),
    actors: view.actors.map((id) => {
      const actor = actors.get(id)
      return (actor?.joinedInto && actors.get(actor.joinedInto)?.name) || (actor?.name ?? '')
    }),
    certainty: view.certainty ?? '',
    start: view.place?.start ?? null,
    end: view.place?.end ?? null,
    quote: view.anchor.quote,
    note: view.note
  })
  return ({ document, question }) => {
    const views = annotationsNamed(
      file,
      question.marked.map(({ id }) => id as AnnotationId)
    )
    const byId = new Map(views.map((view) => [view.id as string, view]))
    const decisions = question.decisions.map((one) => decisionView(file, one))
    const [decision] = decisions
    const gold = decisions.length === 1 ? decision?.gold : null
    const ofCoders = coders.map((coder) => question.marked.filter((one) => one.coder === coder))
    const decided = {
      outcome: decisions.map(({ outcome }) => outcome).join('; '),
      gold: gold ? said(gold) : null,
      by: decisions.map(({ by }) => nameOf(by)).join('; '),
      at: decision ? decision.time : null
    }
    const rows = Math.max(1, ...ofCoders.map(({ length }) => length))
    return Array.from({ length: rows }, (_none, row) => ({
      question: question.id,
      document: file.names.idOf(document),
      ...textOf(document),
      state: question.state,
      coders: ofCoders.map((own) => {
        const view = byId.get(own[row]?.id ?? '')
        return view ? said(view) : null
      }),
      ...(row === 0 ? decided : { outcome: '', gold: null, by: '', at: null })
    }))
  }
}
