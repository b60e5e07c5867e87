/** How far something is that takes longer than a moment, and a way to end it. */
import type { RunningTask } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { ProgressLine } from '../ui/states.tsx'
import { t } from '../ui/words.ts'

/** Nothing while nothing runs; seen after 100 ms. */
export function TaskLine({ what, task }: { readonly what: string; readonly task: RunningTask }) {
  const { running, progress, cancel } = task
  if (!running) return null
  return (
    <div className="team-running">
      <ProgressLine step={what} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <Button size="small" onPress={cancel}>
        {t('team.stop')}
      </Button>
    </div>
  )
}
