/** Reading an exported dataset back. */
import type { OutputOf } from '../../shared/api/contract.ts'
import { chooseFile } from '../state/files.ts'
import { useParley } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { Card } from './Card.tsx'
import { Refused } from './Refused.tsx'
import { useWork } from './useWork.ts'

/** Reading the same file twice adds nothing. */
export function Annotate() {
  const parley = useParley()
  const work = useWork<OutputOf<'dataset.annotate'>>()
  const go = async (): Promise<void> => {
    const file = await chooseFile(parley, 'importDataset')
    if (file) work.start((task) => parley.client.call('dataset.annotate', { task, file: file.handle }))
  }
  const { outcome } = work
  return (
    <Card
      heading={t('data.annotate.heading')}
      about={t('data.annotate.about')}
      task={work.task}
      running={t('data.annotate.running')}
      problem={work.problem}
      actions={<Button onPress={() => void go()}>{t('data.annotate.go')}</Button>}
      outcome={
        outcome && (
          <>
            <p>
              {t('data.annotate.done', {
                added: outcome.added,
                alreadyHere: outcome.alreadyHere,
                moved: outcome.moved
              })}
            </p>
            {outcome.columns.length > 0 && (
              <ul className="refused">
                {outcome.columns.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
            <Refused rows={outcome.refused} />
          </>
        )
      }
    />
  )
}
