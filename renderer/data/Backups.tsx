/** A backup now. */
import type { OutputOf } from '../../shared/api/contract.ts'
import { useParley } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { Card } from './Card.tsx'
import { useWork } from './useWork.ts'

/** Backups are also made by themselves; this is one more. */
export function Backups() {
  const parley = useParley()
  const work = useWork<OutputOf<'project.backup'>>()
  return (
    <Card
      heading={t('data.backups.heading')}
      about={t('data.backups.about')}
      task={work.task}
      running={t('data.backups.running')}
      problem={work.problem}
      actions={
        <Button onPress={() => work.start((task) => parley.client.call('project.backup', { task }))}>
          {t('data.backups.go')}
        </Button>
      }
      outcome={work.outcome && t('data.backups.done', { name: work.outcome.name })}
    />
  )
}
