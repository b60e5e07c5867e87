/** Work that takes longer than a moment: it tells how far it is and can be ended. */
import { fail, ProblemError, type Result } from '../../shared/errors.ts'

export type Task = {
  /** Aborted when somebody ends the task, or the host closes. */
  readonly signal: AbortSignal
  /** Tells how far the work is; told on at most every 100 ms, a new step at once. `total` 0: not known. */
  progress(step: string, done: number, total: number): void
}

export type Progress = {
  readonly task: string
  readonly step: string
  readonly done: number
  readonly total: number
}

export type Tasks = ReturnType<typeof makeTasks>

const pause = 100

/** The tasks of one host. `clock` in milliseconds; `tell` hears progress. */
export function makeTasks(clock: () => number, tell: (progress: Progress) => void) {
  const running = new Map<object, { readonly name: string; readonly controller: AbortController }>()

  return { run, cancel, cancelAll, names: () => [...running.values()].map((task) => task.name) }

  /** Runs work under a name. Ended work gives `cancelled`, however it noticed. */
  async function run<T>(
    name: string,
    work: (task: Task) => Promise<Result<T>> | Result<T>
  ): Promise<Result<T>> {
    const controller = new AbortController()
    const key = {}
    running.set(key, { name, controller })
    try {
      return await work({ signal: controller.signal, progress: teller(name) })
    } catch (error) {
      if (controller.signal.aborted && isEnding(error)) return fail('cancelled')
      throw error
    } finally {
      running.delete(key)
    }
  }

  /** Ends the tasks of that name; one that is done already stays done. */
  function cancel(name: string): void {
    for (const task of running.values()) if (task.name === name && name !== '') task.controller.abort()
  }

  function cancelAll(): void {
    for (const task of running.values()) task.controller.abort()
  }

  function teller(task: string): Task['progress'] {
    let toldAt = Number.NEGATIVE_INFINITY
    let toldStep: string | null = null
    return (step, done, total) => {
      const now = clock()
      if (step === toldStep && now - toldAt < pause && now >= toldAt) return
      toldAt = now
      toldStep = step
      tell({ task, step, done, total })
    }
  }
}

function isEnding(error: unknown): boolean {
  return (
    (error instanceof Error && error.name === 'AbortError') ||
    (error instanceof ProblemError && error.problem.code === 'cancelled')
  )
}
