/** What merging files would do, told before anything is changed; then the merge itself and what came of it. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { MergePreview, MergeReport } from '../../../shared/api/mergeMethods.ts'
import type { Problem } from '../../../shared/errors.ts'
import { chooseFile } from '../../state/files.ts'
import { chooseToMerge } from '../../state/merging.ts'
import { useParley } from '../../state/parley.ts'
import { useTask } from '../../state/tasks.ts'
import { announce, toast } from '../../state/tell.ts'
import type { ChosenFile } from '../../state/workspace.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Failure, Loading, ProgressLine } from '../../ui/states.tsx'
import { hasWords, t } from '../../ui/words.ts'
import { bringsSomething, whatComes } from './counts.ts'
import { Files } from './Files.tsx'
import { keyOfOffer, Offers } from './Offers.tsx'
import { Changes } from './Changes.tsx'
import './merge.css'

/** Opens with the files that were chosen. */
export function MergeDialog({
  files,
  onClose
}: {
  readonly files: readonly ChosenFile[]
  readonly onClose: () => void
}) {
  const parley = useParley()
  const { start, running, progress, cancel } = useTask()
  const [preview, setPreview] = useState<MergePreview | null>(null)
  const [report, setReport] = useState<MergeReport | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [joins, setJoins] = useState<ReadonlySet<string>>(new Set())
  const begun = useRef(false)

  const look = useCallback(async (): Promise<void> => {
    const answer = await start((task) =>
      parley.client.call('merge.preview', { task, files: files.map(({ handle }) => handle) })
    )
    if (!answer.ok) return setProblem(answer.problem)
    setPreview(answer.value)
    announce(parley, summaryOf(answer.value).join(' '))
  }, [parley, start, files])
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void look()
  }, [look])

  const merge = async (mergeable: MergePreview): Promise<void> => {
    setProblem(null)
    const accepted = mergeable.offers.filter((offer) => joins.has(keyOfOffer(offer)))
    const answer = await start((task) =>
      parley.client.call('merge.run', {
        task,
        files: files.map(({ handle }) => handle),
        joins: accepted.map(({ kind, id, into }) => ({ kind, id, into }))
      })
    )
    if (!answer.ok) return setProblem(answer.problem)
    setReport(answer.value)
    announce(parley, reportSentences(answer.value).join(' '))
  }

  const copies = preview?.files.filter(({ kind }) => kind === 'copy') ?? []
  const isMerging = running && preview !== null
  const canMerge =
    preview !== null && copies.length > 0 && (bringsSomething(preview) || (joins.size > 0 && !report))
  const primary = usePrimaryFocus(report ? 'told' : preview !== null && !running ? 'ready' : 'waiting')
  return (
    <Dialog
      title={report ? t('merge.done') : t('merge.title')}
      size="wide"
      busy={isMerging}
      onClose={onClose}
      footer={
        <div className="merge-footer" ref={primary}>
          {report ? (
            <ReportActions report={report} onClose={onClose} />
          ) : (
            <>
              {preview !== null && !running && (
                <span className="aside">
                  <Button look="quiet" onPress={() => void chooseToMerge(parley)}>
                    {t('merge.otherFiles')}
                  </Button>
                </span>
              )}
              {isMerging ? (
                <Button onPress={cancel}>{t('merge.stop')}</Button>
              ) : (
                <Button onPress={onClose}>{t(preview && !canMerge ? 'ui.close' : 'ui.cancel')}</Button>
              )}
              {(preview === null || canMerge) && (
                <Button
                  look="primary"
                  isDisabled={preview === null || running}
                  onPress={() => {
                    if (preview) void merge(preview)
                  }}
                >
                  {preview && !bringsSomething(preview)
                    ? t('merge.runJoins', { count: joins.size })
                    : t('merge.run', { count: Math.max(1, preview ? copies.length : files.length) })}
                </Button>
              )}
            </>
          )}
        </div>
      }
    >
      {problem && (
        <Failure
          problem={problem}
          {...(preview === null && {
            onRetry: () => {
              setProblem(null)
              void look()
            }
          })}
        />
      )}
      {running && !progress && <Loading what={t(preview ? 'merge.merging' : 'merge.reading')} />}
      {running && progress && (
        <ProgressLine
          step={stepWords(progress.step, preview ? 'merge.merging' : 'merge.reading')}
          done={progress.done}
          total={progress.total}
        />
      )}
      {report ? (
        <Report report={report} />
      ) : (
        preview && (
          <div className="merge-body" inert={running}>
            <Summary sentences={summaryOf(preview)} conflicts={preview.conflicts} />
            <Files
              files={preview.files}
              onBringIn={({ file, name }) =>
                parley.workspace.setState({
                  dialog: { kind: 'bringIn', file: { handle: file, name }, back: files }
                })
              }
            />
            <Offers offers={preview.offers} ticked={joins} onTick={setJoins} />
            <Changes preview={preview} />
          </div>
        )
      )}
    </Dialog>
  )
}

function Summary({
  sentences,
  conflicts
}: {
  readonly sentences: readonly string[]
  readonly conflicts: number
}) {
  return (
    <div className="merge-sum">
      {sentences.map((sentence, at) => (
        <p key={sentence} className={at > 0 && conflicts > 0 ? 'soft' : 'what'}>
          {sentence}
        </p>
      ))}
    </div>
  )
}

function Report({ report }: { readonly report: MergeReport }) {
  const top = useRef<HTMLDivElement>(null)
  // The preview may have been scrolled to its end: what came is told from the beginning.
  useLayoutEffect(() => {
    top.current?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <div ref={top} className="merge-body" role="status">
      <div className="merge-sum">
        {reportSentences(report).map((sentence, at) => (
          <p key={sentence} className={at === 0 ? 'what' : 'soft'}>
            {sentence}
          </p>
        ))}
      </div>
      <Files files={report.preview.files} onBringIn={null} />
      <Changes preview={report.preview} />
    </div>
  )
}

function ReportActions({ report, onClose }: { readonly report: MergeReport; readonly onClose: () => void }) {
  const parley = useParley()
  const keep = async (): Promise<void> => {
    const day = new Date(report.time).toISOString().slice(0, 10)
    const file = await chooseFile(parley, 'saveMergeReport', `${t('merge.reportName')} ${day}.html`)
    if (!file) return
    const answer = await parley.client.call('merge.saveReport', { file: file.handle, report })
    toast(parley, answer.ok ? t('merge.kept', { name: file.name }) : answer.problem)
  }
  const isSomething = report.arrival > 0 || report.joined > 0
  return (
    <>
      {isSomething && (
        <span className="aside">
          <Button onPress={() => void keep()}>{t('merge.keep')}</Button>
        </span>
      )}
      {report.preview.conflicts > 0 ? (
        <>
          <Button onPress={onClose}>{t('ui.close')}</Button>
          <Button
            look="primary"
            onPress={() => {
              onClose()
              parley.workspace.setState({ view: 'team', teamPart: 'conflicts' })
            }}
          >
            {t('merge.settle')}
          </Button>
        </>
      ) : (
        <Button look="primary" onPress={onClose}>
          {t('ui.close')}
        </Button>
      )}
    </>
  )
}

/** What would come, and what would be left to settle. */
function summaryOf(preview: MergePreview): readonly string[] {
  if (!preview.files.some(({ kind }) => kind === 'copy')) return [t('merge.sum.none')]
  if (!bringsSomething(preview)) return [t('merge.sum.nothing')]
  return [
    t('merge.sum.brings', { what: whatComes(preview) }),
    ...(preview.conflicts > 0 ? [t('merge.sum.conflicts', { count: preview.conflicts })] : [])
  ]
}

function reportSentences({ arrival, joined, backup, preview }: MergeReport): readonly string[] {
  if (arrival === 0 && joined === 0) return [t('merge.nothingDone')]
  return [
    ...(arrival === 0 ? [] : [t('merge.sum.brought', { what: whatComes(preview) })]),
    ...(joined > 0 ? [t('merge.joined', { count: joined })] : []),
    ...(preview.conflicts > 0 ? [t('merge.sum.conflictsNow', { count: preview.conflicts })] : []),
    ...(backup === '' ? [] : [t('merge.backup', { name: backup })])
  ]
}

function stepWords(step: string, otherwise: string): string {
  return hasWords(`merge.steps.${step}`) ? t(`merge.steps.${step}`) : t(otherwise)
}

/**
 * Gives the primary button the focus once there is something to do, unless a field was entered meanwhile. What was pressed is gone when the
 * report comes: then it always takes it.
 */
function usePrimaryFocus(stage: 'waiting' | 'ready' | 'told'): React.RefObject<HTMLDivElement | null> {
  const footer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (stage === 'waiting') return
    if (stage === 'ready' && document.activeElement?.closest('.merge-body,button')) return
    const buttons = footer.current?.querySelectorAll<HTMLElement>('button') ?? []
    const primary = footer.current?.querySelector<HTMLElement>('.primary')
    ;(primary ?? buttons[buttons.length - 1])?.focus()
  }, [stage])
  return footer
}
