/** What is in conflict about one record, where it is looked at: the same sides and choices as in the list. */
import { useEffect, useState } from 'react'
import type { RecordId } from '../../../shared/ids.ts'
import { useParley } from '../../state/parley.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'
import { ConflictDetails } from './ConflictDetails.tsx'
import { useConflicts, type ConflictRow } from './useConflicts.ts'
import './conflicts.css'

/** As many as one record can have that anybody would settle one by one. */
const most = 100

/** Closes by itself once nothing is in conflict any more. */
export function SettleDialog({
  record,
  onClose
}: {
  readonly record: { readonly kind: string; readonly id: RecordId }
  readonly onClose: () => void
}) {
  const { workspace } = useParley()
  const [filter] = useState({
    record,
    declined: false,
    kinds: ['text', 'values', 'deleted', 'inUse', 'circle', 'join'] as const
  })
  const { pages, state } = useConflicts({ ...filter, kinds: [...filter.kinds] })
  const { total } = state
  const rows = Array.from({ length: Math.min(total ?? 0, most) }, (_, i) => pages.row(i)).filter(isThere)
  const name = rows[0]?.conflict.name ?? ''
  useEffect(() => {
    if (total === 0) onClose()
  }, [total, onClose, workspace])
  return (
    <Dialog title={t('settling.settleTitle', { name })} size="wide" onClose={onClose}>
      {state.problem && <Failure problem={state.problem} onRetry={() => pages.refresh()} />}
      {total === null && !state.problem && <Loading />}
      <div className="settle-all">
        {rows.map((row) => (
          <ConflictDetails key={row.conflict.id} row={row} isAlone onDone={() => pages.refresh()} />
        ))}
      </div>
    </Dialog>
  )
}

function isThere(row: ConflictRow | undefined): row is ConflictRow {
  return row !== undefined
}
