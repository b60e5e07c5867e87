/** Every text that a document has or had: compared with today's, and brought back. */
import { useEffect, useState } from 'react'
import type { CorrectionSummary, RevisionEntry } from '../../shared/api/views.ts'
import { recordKey } from '../../shared/commands/inputs.ts'
import type { Problem } from '../../shared/errors.ts'
import type { DocumentId, Hash } from '../../shared/ids.ts'
import { useCodebook, useParley, useReading, useSession } from '../state/parley.ts'
import { undo } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { toast } from '../state/tell.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatMoment } from '../ui/format.ts'
import { Failure, Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { Differences } from './Differences.tsx'
import { Summary } from './Summary.tsx'
import './correct.css'

export type Pair = { readonly before: Hash; readonly after: Hash }

type RevisionsDialogProps = {
  readonly document: DocumentId
  /** Two texts to be compared at once. */
  readonly compare?: Pair
  readonly onClose: () => void
}

/** A list; comparing and restoring go on in its place. */
export function RevisionsDialog({ document, compare, onClose }: RevisionsDialogProps) {
  const parley = useParley()
  const title = useReading((state) => (state.document?.id === document ? state.document.title : ''))
  const heads = useReading((state) => (state.document?.id === document ? state.document.heads : null))
  const readOnly = useSession((state) => isReadOnly(state.project) || state.project?.coder === null)
  const [entries, setEntries] = useState<readonly RevisionEntry[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pair, setPair] = useState<Pair | null>(compare ?? null)
  const [restoring, setRestoring] = useState<{ hash: Hash; summary: CorrectionSummary } | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    let isCurrent = true
    void parley.client.call('revisions.list', { document }).then((answer) => {
      if (!isCurrent) return
      if (answer.ok) setEntries(answer.value)
      else setProblem(answer.problem)
    })
    return () => {
      isCurrent = false
    }
  }, [parley, document])
  const today = entries?.find(({ isToday }) => isToday)
  const ask = async (hash: Hash): Promise<void> => {
    const answer = await parley.client.call('revisions.check', { document, revision: hash })
    if (answer.ok) setRestoring({ hash, summary: answer.value })
    else toast(parley, answer.problem)
  }
  const restore = async (): Promise<void> => {
    if (!restoring) return
    setBusy(true)
    const seen = heads ? { [recordKey('document', document)]: heads } : {}
    const answer = await parley.client.call('revisions.restore', { document, revision: restoring.hash, seen })
    setBusy(false)
    if (!answer.ok) return toast(parley, answer.problem)
    onClose()
    toast(parley, t('correct.revisions.restored'), { name: t('app.undo'), run: () => void undo(parley) })
  }
  if (restoring)
    return (
      <Summary
        title={t('correct.revisions.restoreTitle')}
        summary={restoring.summary}
        verb={t('correct.revisions.restore').replace('…', '')}
        onStore={() => void restore()}
        onClose={() => setRestoring(null)}
        busy={isBusy}
      />
    )
  return (
    <Dialog
      title={t('correct.revisions.title', { title })}
      size="wide"
      onClose={onClose}
      {...(pair && !compare
        ? { footer: <Button onPress={() => setPair(null)}>{t('correct.revisions.back')}</Button> }
        : {})}
    >
      {problem && <Failure problem={problem} />}
      {pair ? (
        <Differences pair={pair} />
      ) : entries === null ? (
        !problem && <Loading />
      ) : (
        <>
          <p className="soft">
            {t(entries.length === 1 ? 'correct.revisions.only' : 'correct.revisions.intro')}
          </p>
          <ul className="correct-revisions" aria-label={t('correct.revisions.list')}>
            {entries.map((entry) => (
              <Entry
                key={entry.hash}
                entry={entry}
                onBefore={
                  entry.from === null
                    ? null
                    : () => setPair({ before: entry.from as Hash, after: entry.hash })
                }
                onCompare={
                  entry.isToday || !today ? null : () => setPair({ before: entry.hash, after: today.hash })
                }
                onRestore={entry.isToday || readOnly ? null : () => void ask(entry.hash)}
              />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

type EntryProps = {
  readonly entry: RevisionEntry
  readonly onBefore: (() => void) | null
  readonly onCompare: (() => void) | null
  readonly onRestore: (() => void) | null
}

function Entry({ entry, onBefore, onCompare, onRestore }: EntryProps) {
  const coders = useCodebook((state) => state.index.coders)
  const { from, coder, time, length, blocks, kept, fromLength, annotations, isToday } = entry
  const what = t(from === null ? 'correct.revisions.imported' : 'correct.revisions.corrected')
  const by = coder === null ? undefined : coders.get(coder)?.name
  const about = [
    length === null
      ? t('correct.revisions.toArrive')
      : t('correct.revisions.size', { length, blocks: blocks ?? 0 }),
    ...(kept !== null && fromLength
      ? [t('correct.revisions.kept', { percent: percentOf(kept, fromLength) })]
      : []),
    ...(annotations > 0 ? [t('correct.revisions.madeOn', { count: annotations })] : [])
  ]
  return (
    <li>
      <div className="about">
        <b>
          {t('correct.revisions.by', {
            what,
            coder: by ?? t('correct.revisions.unknown'),
            when: formatMoment(time)
          })}
        </b>
        {isToday && <span className="label"> · {t('correct.revisions.today')}</span>}
        <p className="faint">{about.join(' · ')}</p>
      </div>
      {onBefore && (
        <Button size="small" onPress={onBefore}>
          {t('correct.revisions.compareBefore')}
        </Button>
      )}
      {onCompare && (
        <Button size="small" onPress={onCompare}>
          {t('correct.revisions.compare')}
        </Button>
      )}
      {onRestore && (
        <Button size="small" onPress={onRestore}>
          {t('correct.revisions.restore')}
        </Button>
      )}
    </li>
  )
}

/** Never 100 where anything is gone. */
function percentOf(part: number, whole: number): number {
  return part === whole ? 100 : Math.min(99, Math.floor((part / whole) * 1000) / 10)
}
