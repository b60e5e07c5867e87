/** The dataset: one row an annotation, with its data dictionary. */
import { useState } from 'react'
import type { OutputOf } from '../../shared/api/contract.ts'
import { chooseFile } from '../state/files.ts'
import { useParley, useSession, useWorkspace } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { Segments, Tick } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { Card } from './Card.tsx'
import { useWork } from './useWork.ts'

/** Options first; the file is chosen last. */
export function ExportDataset() {
  const parley = useParley()
  const name = useSession((state) => state.project?.name ?? '')
  const filter = useWorkspace((state) => state.passageFilter)
  const [format, setFormat] = useState<'csv' | 'jsonl'>('csv')
  const [offsets, setOffsets] = useState<'code points' | 'utf16'>('code points')
  const [bom, setBom] = useState(false)
  const [formulaGuard, setFormulaGuard] = useState(false)
  const [filteredOnly, setFilteredOnly] = useState(false)
  const work = useWork<OutputOf<'dataset.export'>>()
  const hasFilter = Object.keys(filter).length > 0

  const go = async (): Promise<void> => {
    const file = await chooseFile(
      parley,
      'exportDataset',
      `${t('data.export.suggested', { name })}.${format}`
    )
    if (!file) return
    work.start((task) =>
      parley.client.call('dataset.export', {
        task,
        file: file.handle,
        format,
        offsets,
        bom: bom && format === 'csv',
        formulaGuard: formulaGuard && format === 'csv',
        filter: hasFilter && filteredOnly ? filter : {}
      })
    )
  }
  return (
    <Card
      heading={t('data.export.heading')}
      about={t('data.export.about')}
      task={work.task}
      running={t('data.export.running')}
      problem={work.problem}
      options={
        <>
          <Segments
            label={t('data.export.format')}
            bare={false}
            value={format}
            onChange={setFormat}
            choices={[
              { key: 'csv', name: t('data.export.csv') },
              { key: 'jsonl', name: t('data.export.jsonl') }
            ]}
          />
          <Segments
            label={t('data.export.offsets')}
            bare={false}
            value={offsets}
            onChange={setOffsets}
            choices={[
              { key: 'code points', name: t('data.export.codePoints') },
              { key: 'utf16', name: t('data.export.utf16') }
            ]}
          />
          <div className="ticks">
            {format === 'csv' && (
              <>
                <Tick on={bom} onChange={setBom} help={t('data.export.bomHelp')}>
                  {t('data.export.bom')}
                </Tick>
                <Tick on={formulaGuard} onChange={setFormulaGuard} help={t('data.export.formulaGuardHelp')}>
                  {t('data.export.formulaGuard')}
                </Tick>
              </>
            )}
            {hasFilter && (
              <Tick on={filteredOnly} onChange={setFilteredOnly}>
                {t('data.export.filteredOnly')}
              </Tick>
            )}
          </div>
        </>
      }
      actions={
        <Button look="primary" onPress={() => void go()}>
          {t('data.export.go')}
        </Button>
      }
      outcome={
        work.outcome &&
        t('data.export.done', {
          count: work.outcome.rows,
          name: work.outcome.name,
          dictionary: work.outcome.dictionary
        })
      }
    />
  )
}
