/** A task of the data view with its outcome or problem. */
import { useState } from 'react'
import type { Problem, Result } from '../../shared/errors.ts'
import { useParley } from '../state/parley.ts'
import { useTask, type RunningTask } from '../state/tasks.ts'

export type Work<T> = {
  readonly task: RunningTask
  readonly outcome: T | null
  readonly problem: Problem | null
  readonly start: (ask: (task: string) => Promise<Result<T>>) => void
}

/** Starting again forgets what came of it before. */
export function useWork<T>(): Work<T> {
  const { workspace } = useParley()
  const task = useTask()
  const [outcome, setOutcome] = useState<T | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const start = (ask: (name: string) => Promise<Result<T>>): void => {
    setOutcome(null)
    setProblem(null)
    void task.start(ask).then((answer) => {
      if (answer.ok) return setOutcome(answer.value)
      if (answer.problem.code === 'noCoder') workspace.setState({ dialog: { kind: 'whoIsCoding' } })
      else setProblem(answer.problem)
    })
  }
  return { task, outcome, problem, start }
}
