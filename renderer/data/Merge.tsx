/** Taking over a colleague's work from a copy of this project. */
import type { OutputOf } from '../../shared/api/contract.ts'
import { chooseFile } from '../state/files.ts'
import { useParley } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { Card } from './Card.tsx'
import { useWork } from './useWork.ts'

/** A backup is written first; what is in conflict is offered to be settled. */
export function Merge() {
  const parley = useParley()
  const work = useWork<OutputOf<'project.merge'>>()
  const go = async (): Promise<void> => {
    const file = await chooseFile(parley, 'mergeProject')
    if (file) work.start((task) => parley.client.call('project.merge', { task, file: file.handle }))
  }
  const { outcome } = work
  return (
    <Card
      heading={t('data.merge.heading')}
      about={t('data.merge.about')}
      task={work.task}
      running={t('data.merge.running')}
      problem={work.problem}
      actions={<Button onPress={() => void go()}>{t('data.merge.go')}</Button>}
      outcome={
        outcome && (
          <>
            <p>
              {outcome.changes === 0
                ? t('data.merge.nothing')
                : t('data.merge.done', { count: outcome.changes, backup: outcome.backup })}
            </p>
            {outcome.setAside.map(({ why, sentence }) => (
              <p key={why}>{sentence}</p>
            ))}
            {outcome.conflicts > 0 && (
              <Button
                size="small"
                onPress={() => parley.workspace.setState({ dialog: { kind: 'conflicts' } })}
              >
                {t('data.merge.conflicts', { count: outcome.conflicts })}
              </Button>
            )}
          </>
        )
      }
    />
  )
}
