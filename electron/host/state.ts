/** How the open project stands, and telling everybody when it changed. */
import type { EventOf } from '../../shared/api/contract.ts'
import type { ProjectState } from '../../shared/api/views.ts'
import { projectRecordId, type DocumentId, type RecordId } from '../../shared/ids.ts'
import { hiddenAnnotations, isBlind, telling } from '../db/blind.ts'
import { readRecord, totals } from '../db/read.ts'
import type { Touched } from '../db/tables.ts'
import type { Core } from './core.ts'
import { undoLabels, type Executed } from './execute.ts'
import type { ProjectSession } from './projectSession.ts'

/** More records than this are not named in an event: views ask for everything again. */
const mostNamed = 2000

/** The state of a session as the window shows it. */
export function stateOf(session: ProjectSession): ProjectState {
  const { file } = session
  const name = readRecord(file, { kind: 'project', id: projectRecordId })?.shown['name']
  return {
    key: session.key() ?? '',
    name: typeof name === 'string' ? name : file.name.replace(/\.parley$/i, ''),
    fileName: file.name,
    readOnly: session.readOnly,
    coder: session.coder,
    counts: totals(file),
    blind: isBlind(file) ? { hidden: hiddenAnnotations(file) } : null,
    ...undoLabels(session),
    savedAt: session.savedAt,
    notices: [...session.notices]
  }
}

/** Tells the windows what a batch changed. */
export function announce(
  core: Core,
  session: ProjectSession,
  touched: Touched | null,
  by: EventOf<'changed'>['by']
): void {
  session.wrote()
  if (core.session !== session) return
  const named = showsMore(session, touched) ? { records: null, documents: null } : namesOf(session, touched)
  core.publish({ event: 'changed', content: { ...named, project: stateOf(session), by } })
}

/** Announces what was executed, and gives its output. */
export function announced<T>(
  core: Core,
  session: ProjectSession,
  executed: Executed<T>,
  by: EventOf<'changed'>['by']
): T {
  if (executed.written) announce(core, session, executed.written.touched, by)
  return executed.output
}

/** Tells the windows that another project, or none, is open, or that it stands differently. */
export function announceProject(core: Core): void {
  core.publish({ event: 'project', content: { project: core.session && stateOf(core.session) } })
}

/** Marking a document done, joining coders or ending blind coding shows what was hidden: views ask for everything again. */
function showsMore({ file }: ProjectSession, touched: Touched | null): boolean {
  if (touched === null) return false
  return (
    touched.records.has('project') ||
    (isBlind(file) && (touched.records.has('progress') || touched.records.has('coder')))
  )
}

/** Annotations that blind coding hides are not named: what came is told by the state alone. */
function namesOf(
  { file }: ProjectSession,
  touched: Touched | null
): Pick<EventOf<'changed'>, 'records' | 'documents'> {
  if (touched === null) return { records: null, documents: null }
  const isTold = telling(file)
  const count = [...touched.records.values()].reduce((sum, ids) => sum + ids.size, 0)
  const records: Record<string, RecordId[]> = {}
  for (const [kind, ids] of touched.records)
    records[kind] = [...ids].filter((id) => isTold({ record: { kind, id } }))
  const documents: DocumentId[] | null = touched.documents.size > mostNamed ? null : [...touched.documents]
  return { records: count > mostNamed ? null : records, documents }
}
