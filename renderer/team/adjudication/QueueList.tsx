/** The questions to be decided, one row each. */
import { useEffect, useRef } from 'react'
import type { AnnotationId } from '../../../shared/ids.ts'
import { useCodebook, useParley, useWorkspace } from '../../state/parley.ts'
import { classes } from '../../ui/Button.tsx'
import { Empty } from '../../ui/states.tsx'
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx'
import { t } from '../../ui/words.ts'
import type { Queue } from './deciding.ts'
import { peopleOf } from './people.ts'
import type { ShownQueue } from './useQueue.ts'

type QueueListProps = {
  readonly queue: Queue
  readonly shown: ShownQueue
  readonly onOpen: (id: AnnotationId) => void
}

const rowHeight = 66

export function QueueList({ queue, shown, onOpen }: QueueListProps) {
  const parley = useParley()
  const { pages, state } = shown
  const { question, list } = useWorkspace((one) => one.adjudication)
  const handle = useRef<VirtualListHandle>(null)
  // The row of the question in hand comes into sight, wherever it was gone to from.
  useEffect(() => {
    if (question === null) return
    let isCurrent = true
    void parley.client.call('adjudication.find', { ...queue, from: question, way: 'here' }).then((answer) => {
      if (isCurrent && answer.ok && answer.value) handle.current?.scrollTo(answer.value.index)
    })
    return () => {
      isCurrent = false
    }
  }, [parley, queue, question, state.total])
  const isBlind = shown.counts.blindDocuments > 0
  if (state.total === 0)
    return (
      <div className="adjudication-queue" data-pane="team-queue">
        <Empty
          what={t(
            list !== 'open'
              ? 'adjudication.queueEmpty'
              : isBlind
                ? 'adjudication.queueSeenDone'
                : 'adjudication.queueDone'
          )}
          next={t(isBlind ? 'adjudication.queueBlindNext' : 'adjudication.queueEmptyNext')}
          small
        />
      </div>
    )
  return (
    <div className="adjudication-queue" data-pane="team-queue">
      <VirtualList
        ref={handle}
        label={t('adjudication.queue')}
        count={state.total ?? 0}
        rowHeight={rowHeight}
        keyOf={(index) => pages.row(index)?.id ?? `row-${index}`}
        isSelected={(index) => question !== null && pages.row(index)?.id === question}
        onRange={(first, last) => pages.need(first, last)}
        onOpen={(index) => {
          const row = pages.row(index)
          if (row) onOpen(row.id)
        }}
        row={(index) => <QueueRow index={index} queue={queue} shown={shown} />}
      />
    </div>
  )
}

type QueueRowProps = Omit<QueueListProps, 'onOpen'> & { readonly index: number }

function QueueRow({ index, queue, shown }: QueueRowProps) {
  const codebook = useCodebook((state) => state.index)
  const isAnonymous = useWorkspace((state) => state.adjudication.isAnonymous)
  const row = shown.pages.row(index)
  if (!row) return <span className="faint">…</span>
  const personOf = peopleOf(queue.coders, { index: codebook, isAnonymous })
  const names = row.issues.map((id) => codebook.issues.get(id)?.name ?? '').join(' / ')
  return (
    <div className="adjudication-row">
      <div className="adjudication-row-head">
        <span className={classes('adjudication-state', row.state)}>
          {t(`adjudication.states.${row.state}`)}
        </span>
        <span className="adjudication-row-coders" aria-hidden>
          {row.coders.map(({ coder }) => (
            <span key={coder} className="swatch round" style={{ color: personOf(coder).colour }} />
          ))}
        </span>
      </div>
      <span className="adjudication-row-quote ellipsis" dir="auto">
        {row.quote}
      </span>
      <span className="adjudication-row-about faint ellipsis" dir="auto">
        {names} · {row.title}
      </span>
    </div>
  )
}
