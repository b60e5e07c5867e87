/** Rows of the list: the heading of a kind, and a conflict with its sides at a glance. */
import { Check } from 'lucide-react'
import type { ConflictKind } from '../../../shared/api/conflictMethods.ts'
import { formatNumber } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import { kindName, sentenceOf, titleOf } from './told.ts'
import type { ConflictRow } from './useConflicts.ts'

export function HeadingRow({ kind, count }: { readonly kind: ConflictKind; readonly count: number }) {
  return (
    <span className="conflict-heading">
      <span>{kindName(kind)}</span>
      <span className="count tabular">{formatNumber(count)}</span>
    </span>
  )
}

export function ConflictRowView({
  row,
  isChosen
}: {
  readonly row: ConflictRow | undefined
  readonly isChosen: boolean
}) {
  if (!row) return <span className="conflict-row faint">…</span>
  const [first, second] = row.conflict.sides
  return (
    <span className="conflict-row" data-chosen={isChosen || undefined}>
      <span className="conflict-tick">
        {isChosen && <Check size={14} strokeWidth={2.25} aria-label={t('settling.chosenRow')} />}
      </span>
      <span className="conflict-words">
        <span className="conflict-title ellipsis" dir="auto">
          {titleOf(row)}
        </span>
        {[first, second].map(
          (side, i) =>
            side && (
              <span key={i} className="conflict-told ellipsis" dir="auto">
                {sentenceOf(side, row)}
              </span>
            )
        )}
      </span>
    </span>
  )
}
