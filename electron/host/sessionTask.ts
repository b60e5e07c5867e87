/** Work on the open project that somebody can end, and that ends with the project. */
import type { Result } from '../../shared/errors.ts'
import type { Core } from './core.ts'
import { openSession, type ProjectSession } from './projectSession.ts'
import type { Task } from './tasks.ts'

/** Runs work under a name. Closing the project ends it and waits for it, so that nobody holds the file any more. */
export function sessionTask<T>(
  core: Core,
  name: string,
  work: (session: ProjectSession, task: Task) => Promise<Result<T>>
): Promise<Result<T>> {
  const session = openSession(core.session)
  return core.tasks.run(
    name,
    (task) =>
      new Promise((resolve, reject) => {
        session.inBackground((closing) =>
          work(session, { ...task, signal: AbortSignal.any([task.signal, closing]) }).then(resolve, reject)
        )
      })
  )
}
