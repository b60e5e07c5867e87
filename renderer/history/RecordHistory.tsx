/** The history of one record, in the inspector below its fields: who, when, what. */
import { useEffect, useState } from 'react'
import type { RecordId } from '../../shared/ids.ts'
import { useParley } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { formatMoment } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import { sentenceOf, whoDid } from './told.ts'
import type { HistoryRow } from './useHistory.ts'
import './history.css'

const shownHere = 8

/** Closed at first; asked for when it is opened, and again when the record changes. */
export function RecordHistory({ kind, id }: { readonly kind: string; readonly id: RecordId }) {
  const parley = useParley()
  const [isOpen, setOpen] = useState(false)
  const [rows, setRows] = useState<readonly HistoryRow[] | null>(null)
  useEffect(() => {
    if (!isOpen) return undefined
    let isOver = false
    const ask = async (): Promise<void> => {
      const filter = { record: { kind, id } }
      const answer = await parley.client.call('history.page', { filter, limit: shownHere })
      if (isOver || !answer.ok) return
      const { batches, names } = answer.value
      setRows(batches.map((batch) => ({ batch, names })))
    }
    void ask()
    const end = parley.client.on('changed', ({ records }) => {
      if (records === null || records[kind]?.includes(id)) void ask()
    })
    return () => {
      isOver = true
      end()
    }
  }, [parley, isOpen, kind, id])
  return (
    <details className="record-history" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('history.ofOne')}</summary>
      {!isOpen ? null : rows === null ? (
        <p className="faint">{t('history.loading')}</p>
      ) : (
        <>
          <ol>
            {rows.map((row) => (
              <li key={row.batch.batch}>
                <span dir="auto">{sentenceOf(row)}</span>
                <span className="history-by">
                  {row.batch.time === 0
                    ? whoDid(row)
                    : t('history.by', { who: whoDid(row), when: formatMoment(row.batch.time) })}
                </span>
              </li>
            ))}
          </ol>
          <Button
            look="quiet"
            size="small"
            onPress={() => parley.workspace.setState({ dialog: { kind: 'history', record: { kind, id } } })}
          >
            {t('history.showWhole')}
          </Button>
        </>
      )}
    </details>
  )
}
