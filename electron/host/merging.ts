/** Merging colleagues’ files: looking first, then taking in. */
import path from 'node:path'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { MergePreview } from '../../shared/api/mergeMethods.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { mergePage } from '../../shared/api/mergeReport.ts'
import { pastMerges } from '../db/arrivals.ts'
import { offerId } from '../db/conflictList.ts'
import { asideTold } from '../db/mergePreview.ts'
import { guarded } from '../db/problems.ts'
import { writeWhole } from '../io/wholeFile.ts'
import { declinedIn } from './conflicts.ts'
import { pathOf, type Core } from './core.ts'
import { joinAccepted } from './mergeJoins.ts'
import { runMergeThread } from './mergeThread.ts'
import { isProject } from './projectNames.ts'
import { openSession, type ProjectSession } from './projectSession.ts'
import { sessionTask } from './sessionTask.ts'
import { announce, stateOf } from './state.ts'

/** Says what taking files in would do. Works on a copy of the project in a thread. */
export function previewMerge(
  core: Core,
  input: CheckedInputOf<'merge.preview'>
): Promise<Result<MergePreview>> {
  return sessionTask(core, input.task, (session, task) =>
    runMergeThread(core, session, task, { kind: 'preview', files: input.files }, (answer) =>
      answer.ok ? ok(withoutDeclined(core, session, answer.value.preview)) : answer
    )
  )
}

/**
 * Takes files in, in a thread; commands wait meanwhile. The joins follow at once as a batch of the coder at work: killed between the two, the
 * project holds everything, and the joins are offered again.
 */
export function runMerge(
  core: Core,
  input: CheckedInputOf<'merge.run'>
): Promise<Result<OutputOf<'merge.run'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    if (session.readOnly !== null) return fail('readOnly')
    // Told before anything is taken in: a join has an author.
    if (input.joins.length > 0 && session.coder === null) return fail('noCoder')
    const time = core.ports.clock()
    return runMergeThread(core, session, task, { kind: 'run', files: input.files }, (answer) => {
      if (!answer.ok) return answer
      const { preview, arrival, sources, backup, touched } = answer.value
      if (arrival !== 0) {
        session.savedAt = time
        announce(core, session, touched, 'merge')
      }
      const joined = joinAccepted(core, session, input.joins)
      return joined.ok
        ? ok({
            arrival,
            time,
            sources: [...sources],
            backup,
            joined: joined.value,
            preview: withoutDeclined(core, session, preview)
          })
        : joined
    })
  })
}

/** Merges that were done in this file, newest first. */
export function listMerges(core: Core, input: CheckedInputOf<'merge.list'>): Result<OutputOf<'merge.list'>> {
  const { total, merges } = pastMerges(openSession(core.session).file, input)
  return ok({
    total,
    merges: merges.map(({ n, at, source, changes, setAside }) => ({
      arrival: n,
      time: at,
      source,
      changes,
      setAside: asideTold([setAside])
    }))
  })
}

/** Writes a report as a page that any browser shows. A project is never written over. */
export function saveMergeReport(
  core: Core,
  input: CheckedInputOf<'merge.saveReport'>
): Result<OutputOf<'merge.saveReport'>> {
  const target = pathOf(core, input.file)
  const name = path.basename(target)
  if (isProject(target)) return fail('fileExists', { name })
  return guarded(name, () => {
    const title = stateOf(openSession(core.session)).name
    writeWhole(target, mergePage(input.report, { title, moment }))
    return ok({})
  })
}

/** Without offers that were put aside as not the same: they would be joined with the others where all are asked for. */
function withoutDeclined(core: Core, session: ProjectSession, preview: MergePreview): MergePreview {
  const declined = declinedIn(core, session)
  const isOffered = ({ kind, id, into }: MergePreview['offers'][number]): boolean =>
    !declined.has(offerId(session.file, kind, id, into))
  return { ...preview, offers: preview.offers.filter(isOffered) }
}

/** By the clock of this machine, the same in every language. */
function moment(milliseconds: number): string {
  const at = new Date(milliseconds)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}
