/** Writes the list of passages as a web page or as Markdown; runs in a thread with a connection of its own. */
import path from 'node:path'
import type { PassageRow } from '../../shared/api/views.ts'
import { reportParts, type ReportPassage } from '../../shared/export/passagesReport.ts'
import { contextsWithin } from '../db/annotationContext.ts'
import { annotationNumbers, passageGroups, whole, type ListQuery } from '../db/annotationsPage.ts'
import { annotationsNumbered } from '../db/annotationViews.ts'
import { codebookOf } from '../db/codebookView.ts'
import { documentNamed } from '../db/documentViews.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { wholeFile } from '../io/wholeFile.ts'

export type ReportOrder = ListQuery & {
  /** Absolute path of the file to write. */
  readonly target: string
  readonly format: 'html' | 'md'
  /** The project's name. */
  readonly title: string
}
export type Reported = { readonly rows: number; readonly name: string }

const rowsAtOnce = 500

/** One passage after the other, below the headings of their groups. Throws the system's errors; then nothing is left behind. */
export function writeReport(
  file: ProjectFile,
  order: ReportOrder,
  onProgress: (done: number, total: number) => void
): Reported {
  const { target, format, title, group } = order
  const parts = reportParts(format)
  const read = reader(file)
  const data = wholeFile(target)
  try {
    const rows = file.connection.reading(() => {
      const query = whole(order)
      const groups = group === null ? [] : [...passageGroups(file, { ...query, group }).groups]
      const numbers = [...annotationNumbers(file, query)]
      data.write(parts.head({ title, passages: new Set(numbers).size }))
      let inGroup = 0
      for (let at = 0; at < numbers.length; at += rowsAtOnce) {
        for (const passage of read(numbers.slice(at, at + rowsAtOnce))) {
          if (inGroup === 0) {
            const next = groups.shift()
            if (next) data.write(parts.group(next.name, next.count))
            inGroup = next?.count ?? Infinity
          }
          data.write(parts.passage(passage))
          inGroup--
        }
        onProgress(Math.min(at + rowsAtOnce, numbers.length), numbers.length)
      }
      data.write(parts.foot())
      return numbers.length
    })
    data.finish()
    data.keep()
    return { rows, name: path.basename(target) }
  } finally {
    data.discard()
  }
}

/** Rows in words. */
function reader(file: ProjectFile): (numbers: readonly number[]) => readonly ReportPassage[] {
  const { issues, stances, actors, coders } = codebookOf(file)
  const issueById = new Map(issues.map((issue) => [issue.id, issue]))
  const stanceById = new Map(stances.map((stance) => [stance.id, stance.label]))
  const actorById = new Map(actors.map((actor) => [actor.id, actor.name]))
  const coderById = new Map(coders.map((coder) => [coder.id, coder.name]))
  const pathOfIssue = (id: PassageRow['issue']): string => {
    const issue = issueById.get(id)
    if (!issue) return ''
    if (issue.joinedInto !== null) return pathOfIssue(issue.joinedInto)
    return issue.parent === null ? issue.name : `${pathOfIssue(issue.parent)} › ${issue.name}`
  }
  const sources = new Map<string, string>()
  const sourceOf = (id: PassageRow['document']): string => {
    const known = sources.get(id)
    if (known !== undefined) return known
    const document = documentNamed(file, id)
    const source = [document?.title, document?.date].filter(Boolean).join(', ')
    sources.set(id, source)
    return source
  }
  return (numbers) => {
    const views = annotationsNumbered(file, numbers)
    const contexts = contextsWithin(file, views, Infinity)
    return views.map((view) => ({
      before: contexts.get(view.id)?.before ?? '',
      quote: view.anchor.quote,
      after: contexts.get(view.id)?.after ?? '',
      issue: pathOfIssue(view.issue),
      stance: view.stance === null ? null : (stanceById.get(view.stance) ?? ''),
      actors: view.actors.map((actor) => actorById.get(actor) ?? actor),
      source: sourceOf(view.document),
      coder: coderById.get(view.coder) ?? '',
      certainty: view.certainty,
      note: view.note
    }))
  }
}
