/** Waiting for tables that are being made anew: half of them would be half a dataset, or a codebook that seems to lack its issues. */
import { fail, ok, type Result } from '../../shared/errors.ts'
import { tablesAreFresh } from '../db/open.ts'
import type { ProjectSession } from './projectSession.ts'
import type { Task } from './tasks.ts'

/** Settles when a session's tables can be trusted. Fails with cancelled, or with projectDamaged where they could not be made. */
export async function tablesAreWhole(
  session: ProjectSession,
  task: Pick<Task, 'signal'>
): Promise<Result<null>> {
  const isChecking = (): boolean => session.notices.some((notice) => notice.code === 'checking')
  while (!tablesAreFresh(session.file) && isChecking()) {
    if (task.signal.aborted) return fail('cancelled')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const isBroken = !tablesAreFresh(session.file) && session.readOnly === null
  return isBroken ? fail('projectDamaged', { name: session.file.name }) : ok(null)
}
