/** The codebook as a file of its own: out, and in. */
import { useState } from 'react'
import type { OutputOf } from '../../shared/api/contract.ts'
import { chooseFile } from '../state/files.ts'
import { useParley, useSession } from '../state/parley.ts'
import { isReadOnly } from '../state/session.ts'
import { Button } from '../ui/Button.tsx'
import { Segments } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { Card } from './Card.tsx'
import { Refused } from './Refused.tsx'
import { useWork } from './useWork.ts'

type Outcome =
  { readonly exported: OutputOf<'codebook.export'> } | { readonly imported: OutputOf<'codebook.import'> }

/** Entries are matched by their ids when a codebook comes in. */
export function CodebookFiles() {
  const parley = useParley()
  const name = useSession((state) => state.project?.name ?? '')
  const readOnly = useSession((state) => isReadOnly(state.project))
  const [format, setFormat] = useState<'csv' | 'json'>('csv')
  const [running, setRunning] = useState('')
  const work = useWork<Outcome>()

  const exportIt = async (): Promise<void> => {
    const file = await chooseFile(
      parley,
      'exportCodebook',
      `${t('data.codebook.suggested', { name })}.${format}`
    )
    if (!file) return
    setRunning(t('data.codebook.exporting'))
    work.start(async (task) => {
      const answer = await parley.client.call('codebook.export', { task, file: file.handle, format })
      return answer.ok ? { ok: true, value: { exported: answer.value } } : answer
    })
  }
  const importIt = async (): Promise<void> => {
    const file = await chooseFile(parley, 'importCodebook')
    if (!file) return
    setRunning(t('data.codebook.importing'))
    work.start(async (task) => {
      const answer = await parley.client.call('codebook.import', { task, file: file.handle })
      return answer.ok ? { ok: true, value: { imported: answer.value } } : answer
    })
  }
  return (
    <Card
      heading={t('data.codebook.heading')}
      about={t('data.codebook.about')}
      task={work.task}
      running={running}
      problem={work.problem}
      options={
        <Segments
          label={t('data.codebook.format')}
          bare={false}
          value={format}
          onChange={setFormat}
          choices={[
            { key: 'csv', name: t('data.codebook.csv') },
            { key: 'json', name: t('data.codebook.json') }
          ]}
        />
      }
      actions={
        <>
          <Button onPress={() => void exportIt()}>{t('data.codebook.export')}</Button>
          {!readOnly && <Button onPress={() => void importIt()}>{t('data.codebook.import')}</Button>}
        </>
      }
      outcome={work.outcome && <WhatCame outcome={work.outcome} />}
    />
  )
}

function WhatCame({ outcome }: { readonly outcome: Outcome }) {
  if ('exported' in outcome)
    return t('data.codebook.exported', { count: outcome.exported.records, name: outcome.exported.name })
  const { added, changed, same, refused } = outcome.imported
  return (
    <>
      <p>{t('data.codebook.imported', { added, changed, same })}</p>
      <Refused rows={refused} />
    </>
  )
}
