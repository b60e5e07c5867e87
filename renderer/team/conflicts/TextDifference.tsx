/** Where two corrections of a text differ: the first few places, old words beside new. */
import { useEffect, useState } from 'react'
import type { ConflictSide } from '../../../shared/api/conflictMethods.ts'
import type { OutputOf } from '../../../shared/api/contract.ts'
import type { Hash } from '../../../shared/ids.ts'
import { useParley } from '../../state/parley.ts'
import { t } from '../../ui/words.ts'

type DiffRow = OutputOf<'revisions.compare'>['rows'][number]

/** Places that are shown; all of them are in the comparison. */
const most = 4

/** The first two texts among the sides; null where one of them is not here. */
export function revisionsIn(
  sides: readonly ConflictSide[]
): { readonly before: Hash; readonly after: Hash } | null {
  const hashes = sides.flatMap(({ value, length }) => {
    const hash = typeof value === 'object' && value !== null && 'hash' in value ? value['hash'] : null
    return typeof hash === 'string' && length !== null ? [hash as Hash] : []
  })
  const [before, after] = [...new Set(hashes)]
  return before && after ? { before, after } : null
}

export function TextDifference({ before, after }: { readonly before: Hash; readonly after: Hash }) {
  const { client } = useParley()
  const [compared, setCompared] = useState<OutputOf<'revisions.compare'> | null>(null)
  useEffect(() => {
    let isCurrent = true
    void client.call('revisions.compare', { before, after }).then((answer) => {
      if (isCurrent && answer.ok) setCompared(answer.value)
    })
    return () => {
      isCurrent = false
    }
  }, [client, before, after])
  if (!compared) return null
  const differing = compared.rows.filter(({ parts }) => parts.some(({ kind }) => kind !== 'same'))
  return (
    <div className="text-difference">
      {differing.length === 0 && <p className="soft">{t('settling.sameBlocks')}</p>}
      {differing.slice(0, most).map((row, i) => (
        <div key={i} className="text-places">
          <TextPlace row={row} side="before" />
          <TextPlace row={row} side="after" />
        </div>
      ))}
      {(differing.length > most || !compared.isWhole) && (
        <p className="soft">{t('settling.moreDifferences')}</p>
      )}
    </div>
  )
}

function TextPlace({ row, side }: { readonly row: DiffRow; readonly side: 'before' | 'after' }) {
  const hidden = side === 'before' ? 'added' : 'removed'
  return (
    <p dir="auto" aria-label={t(`settling.${side}`)}>
      {row.parts
        .filter(({ kind }) => kind !== hidden)
        .map(({ kind, text }, i) =>
          kind === 'same' ? <span key={i}>{text}</span> : <mark key={i}>{text}</mark>
        )}
    </p>
  )
}
