/** A list whose pages may take the host long: how far it is, and an end to what is not wanted any more. */
import { useEffect, useRef } from 'react'
import type { Result } from '../../shared/errors.ts'
import type { PageAnswer, Pages, PagesState } from './pages.ts'
import { useParley } from './parley.ts'
import { useTask, type RunningTask } from './tasks.ts'
import { usePages } from './usePages.ts'

type Question<T> = {
  /** Names the question: another key is another list. */
  readonly key: string
  /** Passes the task's name on to the host. */
  readonly ask: (offset: number, limit: number, task: string) => Promise<Result<PageAnswer<T>>>
  readonly kinds: readonly string[]
}

/** As `usePages`; what is asked for when the key changes or the view goes is ended. */
export function useTaskPages<T>({ key, ask, kinds }: Question<T>): {
  readonly pages: Pages<T>
  readonly state: PagesState<T>
  readonly task: RunningTask
} {
  const { client } = useParley()
  const task = useTask()
  const running = useRef<Set<string>>(new Set())
  const { pages, state } = usePages<T>({
    key,
    kinds,
    ask: (offset, limit) =>
      task.start(async (name) => {
        running.current.add(name)
        const answer = await ask(offset, limit, name)
        running.current.delete(name)
        return answer
      })
  })
  useEffect(() => {
    const own = running.current
    return () => {
      for (const name of own) void client.call('task.cancel', { task: name })
    }
  }, [client, key])
  return { pages, state, task }
}
