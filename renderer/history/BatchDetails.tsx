/** All of one batch: its sentence, who and when, what can be done about it, and each change from what to what. */
import { ArrowRight, CornerUpLeft, Redo2, RotateCcw, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { recordWords } from '../../shared/api/batchSentences.ts'
import type { HistoryChange, HistoryNames } from '../../shared/api/historyViews.ts'
import type { RecordId } from '../../shared/ids.ts'
import { useParley, useSession } from '../state/parley.ts'
import { isReadOnly } from '../state/session.ts'
import { toast } from '../state/tell.ts'
import { Button } from '../ui/Button.tsx'
import { formatMoment, formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import { bringAllBack, bringBack, canGoTo, goTo, walkTo } from './doing.ts'
import { fieldsOf, kindOf, sentenceOf, whoDid } from './told.ts'
import type { HistoryRow } from './useHistory.ts'

type Loaded = {
  readonly changes: readonly HistoryChange[]
  readonly names: HistoryNames
  /** How many may be seen; null until more were asked for. */
  readonly total: number | null
}
const portion = 100

/** `record`: only its changes are asked for. `onDone`: something was taken back or brought back, so the button that had the focus may be gone. */
export function BatchDetails({
  row,
  record,
  onDone
}: {
  readonly row: HistoryRow
  readonly record?: { readonly kind: string; readonly id: RecordId }
  readonly onDone: () => void
}) {
  const parley = useParley()
  const readOnly = useSession((state) => isReadOnly(state.project))
  const { batch } = row
  const [more, setMore] = useState<Loaded>({ changes: [], names: {}, total: null })
  const changes = [...batch.changes, ...more.changes]
  const names = { ...row.names, ...more.names }
  // Where some are hidden, how many can be shown is known once they were asked for.
  const isUnknown = batch.hidden && more.total === null
  const hidden = isUnknown ? 0 : (more.total ?? batch.total) - changes.length
  const gone = changes.filter((change) => change.gone)
  const load = async (): Promise<void> => {
    const answer = await parley.client.call('history.changes', {
      batch: batch.batch,
      offset: changes.length,
      limit: portion,
      ...(record ? { record } : {})
    })
    if (!answer.ok) return toast(parley, answer.problem)
    setMore((before) => ({
      changes: [...before.changes, ...answer.value.changes],
      names: { ...before.names, ...answer.value.names },
      total: answer.value.total
    }))
  }
  useEffect(() => {
    if (isUnknown) void load()
    // Once for each batch.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isUnknown])
  return (
    <>
      <h3 dir="auto">{sentenceOf(row)}</h3>
      <p className="faint">
        {batch.time === 0
          ? whoDid(row)
          : t('history.by', { who: whoDid(row), when: formatMoment(batch.time) })}
        {batch.arrived && ` · ${t('history.arrived')}`}
      </p>
      {!readOnly && (batch.walk !== null || gone.length > 0) && (
        <div className="history-actions">
          {batch.walk && <Walk row={row} onDone={onDone} />}
          {gone.length > 0 && (gone.length > 1 || hidden > 0) && (
            <Button
              size="small"
              icon={RotateCcw}
              onPress={() => void bringAllBack(parley, batch.batch).then(onDone)}
            >
              {t('history.restoreAll')}
            </Button>
          )}
        </div>
      )}
      <ul className="history-changes">
        {changes.map((change, at) => (
          <OneChange
            key={`${change.id} ${at}`}
            change={change}
            names={names}
            readOnly={readOnly}
            onDone={onDone}
          />
        ))}
      </ul>
      {batch.hidden && <p className="faint">{t('history.blind')}</p>}
      {hidden > 0 && (
        <Button look="quiet" size="small" onPress={() => void load()}>
          {t('history.more', { count: Math.min(portion, hidden) })}
        </Button>
      )}
    </>
  )
}

function Walk({ row, onDone }: { readonly row: HistoryRow; readonly onDone: () => void }) {
  const parley = useParley()
  const { walk } = row.batch
  if (!walk) return null
  const { way, steps } = walk
  const name = steps === 1 ? `history.${way}To` : `history.${way}ToMany`
  return (
    <>
      <Button
        size="small"
        icon={way === 'undo' ? Undo2 : Redo2}
        onPress={() => void walkTo(parley, row.batch).then(onDone)}
      >
        {t(name, { count: steps, steps: formatNumber(steps) })}
      </Button>
      {way === 'undo' && steps > 1 && <p className="help">{t('history.undoHelp', { count: steps - 1 })}</p>}
    </>
  )
}

function OneChange({
  change,
  names,
  readOnly,
  onDone
}: {
  readonly change: HistoryChange
  readonly names: HistoryNames
  readonly readOnly: boolean
  readonly onDone: () => void
}) {
  const parley = useParley()
  const fields = fieldsOf(change, names)
  return (
    <li className="history-change">
      <p className="history-record">
        <span className="label">{kindOf(change.kind)}</span>
        <span className="ellipsis" dir="auto">
          {recordWords(change, names)}
        </span>
        {canGoTo(change) && (
          <Button look="quiet" size="small" icon={CornerUpLeft} onPress={() => goTo(parley, change)}>
            {t('history.goTo')}
          </Button>
        )}
        {change.gone && !readOnly && (
          <Button size="small" icon={RotateCcw} onPress={() => void bringBack(parley, [change]).then(onDone)}>
            {t('history.restore', { count: 1 })}
          </Button>
        )}
      </p>
      <dl>
        {fields.map(({ field, before, after }, at) => (
          <div key={`${field} ${at}`}>
            <dt>{field}</dt>
            <dd dir="auto">
              {!change.made && (
                <>
                  <del>{before === '' ? t('history.nothing') : before}</del>
                  <ArrowRight size={12} aria-hidden />
                </>
              )}
              <ins>{after === '' ? t('history.nothing') : after}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
