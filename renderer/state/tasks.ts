/** Things that take longer than a moment: their progress, and ending them. */
import { useCallback, useState } from 'react'
import type { EventOf } from '../../shared/api/contract.ts'
import type { Result } from '../../shared/errors.ts'
import { useParley, useSession } from './parley.ts'

export type RunningTask = {
  readonly running: boolean
  /** Null until the host tells the first. */
  readonly progress: EventOf<'progress'> | null
  /** Runs one thing under a fresh name; `work` passes the name on to the host. */
  readonly start: <T>(work: (task: string) => Promise<Result<T>>) => Promise<Result<T>>
  readonly cancel: () => void
}

let lastTask = 0

/** One task of a dialog or view at a time. */
export function useTask(): RunningTask {
  const parley = useParley()
  const [name, setName] = useState<string | null>(null)
  const progress = useSession((state) => (name === null ? null : (state.progress[name] ?? null)))

  const start = useCallback(
    async <T>(work: (task: string) => Promise<Result<T>>): Promise<Result<T>> => {
      const task = `task-${++lastTask}`
      setName(task)
      const answer = await work(task)
      setName((current) => (current === task ? null : current))
      parley.session.setState((state) => ({
        progress: Object.fromEntries(Object.entries(state.progress).filter(([other]) => other !== task))
      }))
      return answer
    },
    [parley]
  )
  const cancel = useCallback(() => {
    if (name !== null) void parley.client.call('task.cancel', { task: name })
  }, [parley, name])
  return { running: name !== null, progress, start, cancel }
}
