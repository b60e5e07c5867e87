/** Where two corrections of a text differ: the first few places, old words beside new. */
import { useEffect, useState } from 'react'
import type { ConflictSide } from '../../../shared/api/conflictMethods.ts'
import type { OutputOf } from '../../../shared/api/contract.ts'
import type { Hash } from '../../../shared/ids.ts'
import { useParley } from '../../state/parley.ts'
import { t } from '../../ui/words.ts'

/** Places that are shown; all of them are in the comparison. */
const most = 4

/** The text that a side wrote; null where it is not here. */
export function revisionOf({ value, length }: ConflictSide): Hash | null {
  const hash = typeof value === 'object' && value !== null && 'hash' in value ? value['hash'] : null
  return typeof hash === 'string' && length !== null ? (hash as Hash) : null
}

/** The first two texts among the sides; null where one of them is not here. */
export function revisionsIn(
  sides: readonly ConflictSide[]
): { readonly before: Hash; readonly after: Hash } | null {
  const [before, after] = [...new Set(sides.flatMap((side) => revisionOf(side) ?? []))]
  return before && after ? { before, after } : null
}

/** The places where two texts differ; null until they are compared. */
export function useDifference(
  texts: { readonly before: Hash; readonly after: Hash } | null
): OutputOf<'revisions.compare'> | null {
  const { client } = useParley()
  const [compared, setCompared] = useState<OutputOf<'revisions.compare'> | null>(null)
  const { before, after } = texts ?? { before: null, after: null }
  useEffect(() => {
    if (before === null || after === null) return undefined
    let isCurrent = true
    void client.call('revisions.compare', { before, after }).then((answer) => {
      if (isCurrent && answer.ok) setCompared(answer.value)
    })
    return () => {
      isCurrent = false
    }
  }, [client, before, after])
  return compared
}

/** One of the two texts where they differ, what only it has marked. */
export function TextPlaces({
  compared: { rows, isWhole },
  side
}: {
  readonly compared: OutputOf<'revisions.compare'>
  readonly side: 'before' | 'after'
}) {
  const differing = rows.filter(({ parts }) => parts.some(({ kind }) => kind !== 'same'))
  const hidden = side === 'before' ? 'added' : 'removed'
  return (
    <>
      {differing.length === 0 && <p className="soft">{t('settling.sameBlocks')}</p>}
      {differing.slice(0, most).map(({ parts }, i) => (
        <p key={i} className="text-place" dir="auto">
          {parts
            .filter(({ kind }) => kind !== hidden)
            .map(({ kind, text }, j) =>
              kind === 'same' ? <span key={j}>{text}</span> : <mark key={j}>{text}</mark>
            )}
        </p>
      ))}
      {(differing.length > most || !isWhole) && <p className="faint">{t('settling.moreDifferences')}</p>}
    </>
  )
}
