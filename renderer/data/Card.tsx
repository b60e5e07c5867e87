/** A task of the data view: what it does, its options, how far it is, what came of it. */
import type { ReactNode } from 'react'
import { useId } from 'react'
import type { Problem } from '../../shared/errors.ts'
import type { RunningTask } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { Failure, ProgressLine } from '../ui/states.tsx'
import { t } from '../ui/words.ts'

type CardProps = {
  readonly heading: string
  readonly about: string
  readonly task?: RunningTask
  /** What is said while the task runs. */
  readonly running?: string
  readonly problem?: Problem | null
  readonly options?: ReactNode
  readonly actions: ReactNode
  /** What came of it. */
  readonly outcome?: ReactNode
}

/** Actions give way to progress and a button to stop while the task runs. */
export function Card({ heading, about, task, running = '', problem, options, actions, outcome }: CardProps) {
  const id = useId()
  return (
    <section className="card" aria-labelledby={id} aria-busy={task?.running ?? false}>
      <h2 id={id}>{heading}</h2>
      <p className="soft">{about}</p>
      {options && <div className="card-options">{options}</div>}
      {task?.running ? (
        <div className="card-running">
          <ProgressLine step={running} done={task.progress?.done ?? 0} total={task.progress?.total ?? 0} />
          <Button onPress={task.cancel}>{t('data.stop')}</Button>
        </div>
      ) : (
        <div className="card-actions">{actions}</div>
      )}
      {problem && problem.code !== 'cancelled' && <Failure problem={problem} />}
      {outcome && !task?.running && (
        <div className="outcome" role="status">
          {outcome}
        </div>
      )}
    </section>
  )
}
