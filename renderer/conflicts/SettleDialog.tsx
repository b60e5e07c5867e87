/** Settles the conflicts of one record: both sides, who wrote them and when, and which is to hold. */
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../shared/api/contract.ts'
import { recordKey } from '../../shared/commands/inputs.ts'
import type { Problem } from '../../shared/errors.ts'
import type { RecordId } from '../../shared/ids.ts'
import { useCodebook, useParley } from '../state/parley.ts'
import { run } from '../state/run.ts'
import { toast } from '../state/tell.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatMoment } from '../ui/format.ts'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { hasWords, t } from '../ui/words.ts'
import { revisionIn, TextSide } from './TextSide.tsx'
import { valueText } from './values.ts'
import './conflicts.css'

type RecordNow = OutputOf<'record.get'>
type Conflict = RecordNow['conflicts'][number]
type Side = Conflict['sides'][number]

/** Closes by itself once nothing is in conflict any more. */
export function SettleDialog({
  record,
  onClose
}: {
  readonly record: { readonly kind: string; readonly id: RecordId }
  readonly onClose: () => void
}) {
  const parley = useParley()
  const { kind, id } = record
  const index = useCodebook((state) => state.index)
  const [now, setNow] = useState<RecordNow | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => {
    let isCurrent = true
    void parley.client.call('record.get', { kind, id }).then((answer) => {
      if (!isCurrent) return
      if (answer.ok) setNow(answer.value)
      else setProblem(answer.problem)
    })
    return () => {
      isCurrent = false
    }
  }, [parley, kind, id])

  const settle = async (
    field: string,
    take: { readonly change: Side['change'] } | { readonly keepDeleted: boolean }
  ): Promise<void> => {
    if (!now) return
    const answer = await run(
      parley,
      'conflict.settle',
      { record: { kind, id }, field, take },
      { [recordKey(kind, id)]: now.heads }
    )
    if (!answer.ok) return
    const next = await parley.client.call('record.get', { kind, id })
    if (!next.ok) return setProblem(next.problem)
    setNow(next.value)
    if (next.value.conflicts.length > 0) return
    toast(parley, t('conflicts.settled'))
    onClose()
  }
  const name = now ? nameOf(now) : ''
  return (
    <Dialog title={t('conflicts.settleTitle', { name })} size="wide" onClose={onClose}>
      {problem && <Failure problem={problem} />}
      {!now && !problem && <Loading />}
      {now?.conflicts.length === 0 && <Empty what={t('conflicts.none')} small />}
      {now?.conflicts.map((conflict) => (
        <section
          key={`${conflict.why} ${conflict.field}`}
          className="conflict"
          aria-label={fieldText(conflict.field)}
        >
          <h3>
            {conflict.why === 'deletedButChanged'
              ? t('conflicts.deletedButChanged')
              : fieldText(conflict.field)}
          </h3>
          <ul className="sides">
            {conflict.sides.map((side) => (
              <li key={side.change} className="side">
                {conflict.why === 'deletedButChanged' && (
                  <span className="label">{fieldText(side.field)}</span>
                )}
                <div className="side-value" dir="auto">
                  <SideValue record={record} side={side} index={index} />
                </div>
                <span className="faint">
                  {t('conflicts.by', {
                    coder:
                      side.coder === null
                        ? t('conflicts.unknownCoder')
                        : (index.coders.get(side.coder)?.name ?? t('conflicts.unknownCoder')),
                    when: formatMoment(side.time)
                  })}
                </span>
                {conflict.why === 'values' && (
                  <div>
                    <Button size="small" onPress={() => void settle(conflict.field, { change: side.change })}>
                      {t('conflicts.take')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
          {kind === 'document' && conflict.field === 'revision' && conflict.sides.length > 1 && (
            <div className="inspector-actions">
              <Button
                onPress={() => {
                  const [before, after] = conflict.sides.map((side) => revisionIn(side.value))
                  if (before && after)
                    parley.workspace.setState({
                      dialog: { kind: 'revisions', document: id as never, compare: { before, after } }
                    })
                }}
              >
                {t('conflicts.compareTexts')}
              </Button>
            </div>
          )}
          {conflict.why === 'deletedButChanged' && (
            <div className="inspector-actions">
              <Button onPress={() => void settle(conflict.field, { keepDeleted: false })}>
                {t('conflicts.keep')}
              </Button>
              <Button look="danger" onPress={() => void settle(conflict.field, { keepDeleted: true })}>
                {t('conflicts.deleteIt')}
              </Button>
            </div>
          )}
        </section>
      ))}
    </Dialog>
  )
}

/** A value in words; a text by how it begins. */
function SideValue({
  record,
  side,
  index
}: {
  readonly record: { readonly kind: string; readonly id: RecordId }
  readonly side: Side
  readonly index: Parameters<typeof valueText>[2]
}) {
  const revision = record.kind === 'document' && side.field === 'revision' ? revisionIn(side.value) : null
  return revision ? (
    <TextSide document={record.id as never} revision={revision} />
  ) : (
    <>{valueText(side.field, side.value, index)}</>
  )
}

function nameOf(record: RecordNow): string {
  const { name, title, label, anchor } = record.values
  for (const value of [name, title, label]) if (typeof value === 'string') return value
  if (
    typeof anchor === 'object' &&
    anchor !== null &&
    'quote' in anchor &&
    typeof anchor['quote'] === 'string'
  )
    return `“${anchor['quote'].slice(0, 60)}”`
  return record.id
}

/** A field of the log in words; an element of a set is named by its set. */
function fieldText(field: string): string {
  const [name = field] = field.split('/')
  return hasWords(`conflicts.field.${name}`) ? t(`conflicts.field.${name}`) : name
}
