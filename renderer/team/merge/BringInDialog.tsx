/** Bringing another project in: what would come, how its codebook is mapped onto ours, then the work itself. */
import { CircleAlert } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type {
  BringInCounts,
  BringInKind,
  BringInMapping,
  BringInPreview,
  BringInTarget
} from '../../../shared/api/bringInMethods.ts'
import type { OutputOf } from '../../../shared/api/contract.ts'
import type { Problem } from '../../../shared/errors.ts'
import type { DocumentId, RecordId } from '../../../shared/ids.ts'
import { useParley } from '../../state/parley.ts'
import { useTask } from '../../state/tasks.ts'
import { announce } from '../../state/tell.ts'
import type { ChosenFile } from '../../state/workspace.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Segments } from '../../ui/fields.tsx'
import { formatList } from '../../ui/format.ts'
import { Failure, Loading, ProgressLine } from '../../ui/states.tsx'
import { hasWords, t } from '../../ui/words.ts'
import { BringInDocuments } from './BringInDocuments.tsx'
import { BringInRecords } from './BringInRecords.tsx'
import './merge.css'

const parts = ['document', 'issue', 'stance', 'actor', 'coder'] as const
type Part = (typeof parts)[number]
type Choice = {
  /** Null: as proposed. */
  readonly documents: readonly DocumentId[] | null
  readonly mapping: BringInMapping
}
const asProposed: Choice = { documents: null, mapping: { issue: {}, stance: {}, actor: {}, coder: {} } }
/** Milliseconds without another choice before the host is asked what it would bring. */
const pause = 250

type BringInProps = {
  readonly file: ChosenFile
  /** The files of the merge that this was left from. */
  readonly back: readonly ChosenFile[]
  readonly onClose: () => void
}

export function BringInDialog({ file, back, onClose }: BringInProps) {
  const parley = useParley()
  const { start, running, progress, cancel } = useTask()
  const [preview, setPreview] = useState<BringInPreview | null>(null)
  const [choice, setChoice] = useState(asProposed)
  const [part, setPart] = useState<Part>('document')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [outcome, setOutcome] = useState<OutputOf<'bringIn.run'> | null>(null)
  const [isRunning, setIsRunning] = useState(false)
  const asked = useRef<Choice | null>(null)

  const look = useCallback(
    async (chosen: Choice): Promise<void> => {
      asked.current = chosen
      const answer = await start((task) =>
        parley.client.call('bringIn.preview', { task, ...request(file, chosen) })
      )
      // Only the answer to the newest choice counts.
      if (asked.current !== chosen) return
      if (!answer.ok) return setProblem(answer.problem)
      setProblem(null)
      setPreview(answer.value)
      announce(parley, sentenceOf(answer.value.would, answer.value.projectName, 'comes'))
    },
    [parley, start, file]
  )
  useEffect(() => {
    if (asked.current === choice) return
    const timer = setTimeout(() => void look(choice), choice === asProposed ? 0 : pause)
    return () => clearTimeout(timer)
  }, [look, choice])

  const bringIn = async (): Promise<void> => {
    if (parley.session.getState().project?.coder === null)
      return parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } })
    setIsRunning(true)
    setProblem(null)
    const answer = await start((task) =>
      parley.client.call('bringIn.run', { task, ...request(file, choice) })
    )
    setIsRunning(false)
    if (!answer.ok) return setProblem(answer.problem)
    setOutcome(answer.value)
    announce(parley, sentenceOf(answer.value.done, '', 'came'))
  }
  const toMerge = (): void => parley.workspace.setState({ dialog: { kind: 'merge', files: back } })
  const map = (kind: BringInKind, id: RecordId, target: BringInTarget): void =>
    setChoice((now) => ({
      ...now,
      mapping: { ...now.mapping, [kind]: { ...now.mapping[kind], [id]: target } }
    }))

  const isWorth = preview !== null && comesIn(preview.would)
  return (
    <Dialog
      title={t('merge.bringIn.title')}
      size="wide"
      busy={isRunning}
      onClose={onClose}
      footer={
        outcome ? (
          back.length > 1 ? (
            <>
              <Button onPress={onClose}>{t('ui.close')}</Button>
              <Button look="primary" autoFocus onPress={toMerge}>
                {t('merge.bringIn.goOn')}
              </Button>
            </>
          ) : (
            <Button look="primary" autoFocus onPress={onClose}>
              {t('ui.close')}
            </Button>
          )
        ) : (
          <>
            <span className="aside">
              <Button look="quiet" isDisabled={isRunning} onPress={toMerge}>
                {t('merge.bringIn.back')}
              </Button>
            </span>
            {isRunning ? (
              <Button onPress={cancel}>{t('merge.stop')}</Button>
            ) : (
              <Button onPress={onClose}>{t('ui.cancel')}</Button>
            )}
            <Button look="primary" isDisabled={!isWorth || isRunning} onPress={() => void bringIn()}>
              {t('merge.bringIn.go')}
            </Button>
          </>
        )
      }
    >
      {problem && <Failure problem={problem} />}
      {preview === null && !problem && !progress && <Loading what={t('merge.bringIn.reading')} />}
      {running && progress && (preview === null || isRunning) && (
        <ProgressLine
          step={stepWords(progress.step, isRunning)}
          done={progress.done}
          total={progress.total}
        />
      )}
      {outcome ? (
        <Came outcome={outcome} />
      ) : (
        preview && (
          <div className="merge-body" inert={isRunning}>
            <div className="merge-sum" aria-busy={running}>
              <p className="what">{sentenceOf(preview.would, preview.projectName, 'comes')}</p>
              <p className="soft">{t('merge.bringIn.intro')}</p>
            </div>
            <LeftOut counts={preview.would} />
            <Segments
              label={t('merge.bringIn.partsLabel')}
              value={part}
              onChange={setPart}
              choices={parts.map((key) => ({
                key,
                name: `${t(`merge.bringIn.parts.${key}`)} ${countOf(preview, key)}`
              }))}
            />
            {part === 'document' ? (
              <BringInDocuments
                documents={preview.documents}
                chosen={choice.documents}
                onChoose={(documents) => setChoice((now) => ({ ...now, documents }))}
              />
            ) : (
              <BringInRecords
                key={part}
                kind={part}
                records={preview.records[part]}
                chosen={choice.mapping[part]}
                onMap={(id, target) => map(part, id, target)}
              />
            )}
          </div>
        )
      )}
    </Dialog>
  )
}

function Came({ outcome: { done, backup } }: { readonly outcome: OutputOf<'bringIn.run'> }) {
  return (
    <div className="merge-body" role="status">
      <div className="merge-sum">
        <p className="what">{sentenceOf(done, '', 'came')}</p>
        {backup !== '' && <p className="soft">{t('merge.backup', { name: backup })}</p>}
      </div>
      <LeftOut counts={done} />
    </div>
  )
}

function LeftOut({ counts }: { readonly counts: BringInCounts }) {
  if (counts.leftOut.length === 0 && counts.alreadyHere === 0) return null
  return (
    <div className="merge-left-out">
      {counts.alreadyHere > 0 && (
        <p className="soft">{t('merge.bringIn.alreadyHere', { count: counts.alreadyHere })}</p>
      )}
      {counts.leftOut.map(({ why, sentence }) => (
        <p key={why} className="merge-warn">
          <CircleAlert size={15} aria-hidden />
          {sentence}
        </p>
      ))}
    </div>
  )
}

/** What comes, or came, as a list of numbers. */
function sentenceOf(counts: BringInCounts, project: string, tense: 'comes' | 'came'): string {
  if (!comesIn(counts)) return t('merge.bringIn.nothing')
  const { documents, annotations, issues, stances, actors, coders } = counts
  const all = { documents, annotations, issues, stances, actors, coders }
  const told = Object.entries(all)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => t(`merge.bringIn.${what}`, { count }))
  return t(`merge.bringIn.${tense}`, { project, what: formatList(told) })
}

function comesIn({ documents, annotations, issues, stances, actors, coders }: BringInCounts): boolean {
  return documents + annotations + issues + stances + actors + coders > 0
}

function countOf(preview: BringInPreview, part: Part): number {
  return part === 'document' ? preview.documents.length : preview.records[part].length
}

function request(file: ChosenFile, { documents, mapping }: Choice) {
  return { file: file.handle, mapping, ...(documents === null ? {} : { documents: [...documents] }) }
}

function stepWords(step: string, isRunning: boolean): string {
  if (hasWords(`merge.steps.${step}`)) return t(`merge.steps.${step}`)
  return t(isRunning ? 'merge.bringIn.storing' : 'merge.bringIn.reading')
}
