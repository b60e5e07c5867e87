/** Sharing a copy: what goes into it, what that means, writing it, and which file to send. */
import { FileCheck } from 'lucide-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { OutputOf } from '../../../shared/api/contract.ts'
import type { Problem } from '../../../shared/errors.ts'
import { chooseFile } from '../../state/files.ts'
import { useCodebook, useParley, useSession } from '../../state/parley.ts'
import { useTask } from '../../state/tasks.ts'
import { announce } from '../../state/tell.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatBytes, formatNumber } from '../../ui/format.ts'
import { Failure, ProgressLine } from '../../ui/states.tsx'
import { hasWords, t } from '../../ui/words.ts'
import { coderOf, isReady, plainChoice, previewOf, type ShareChoice } from './choice.ts'
import { Options } from './Options.tsx'
import { Preview, usePreview } from './Preview.tsx'
import './share.css'

/** Code points of a suggested name: with four bytes each, and an ending, no file system refuses it. */
const mostPoints = 60

type Written = OutputOf<'share.write'>

export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const parley = useParley()
  const project = useSession((state) => state.project?.name ?? '')
  const coders = useCodebook((state) => state.codebook.coders)
  const [choice, setChoice] = useState(plainChoice)
  const [written, setWritten] = useState<Written | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const look = usePreview(choice)
  const { start, running, progress, cancel } = useTask()
  const footer = useFocusOnSteps(running ? 'running' : written ? 'written' : 'choosing')

  const write = async (): Promise<void> => {
    setProblem(null)
    const named = coders.find(({ id }) => id === choice.coder)?.name ?? ''
    const file = await chooseFile(parley, 'shareProject', suggestedName(project, choice, named))
    if (!file) return
    const order = { ...previewOf(choice), file: file.handle, coder: coderOf(choice) }
    const answer = await start((task) => parley.client.call('share.write', { ...order, task }))
    if (!answer.ok) {
      if (answer.problem.code !== 'cancelled') setProblem(answer.problem)
      return
    }
    setWritten(answer.value)
    announce(parley, `${t('share.done')}: ${answer.value.name}, ${formatBytes(answer.value.size)}`)
  }
  const change = (more: Partial<ShareChoice>): void => setChoice((before) => ({ ...before, ...more }))
  return (
    <Dialog
      title={written ? t('share.done') : t('share.title')}
      size="wide"
      busy={running}
      onClose={onClose}
      footer={
        <div className="share-footer" ref={footer}>
          {written ? (
            <>
              <span className="aside">
                <Button look="quiet" onPress={() => setWritten(null)}>
                  {t('share.again')}
                </Button>
              </span>
              <Button look="primary" onPress={onClose}>
                {t('ui.close')}
              </Button>
            </>
          ) : running ? (
            <Button onPress={cancel}>{t('share.stop')}</Button>
          ) : (
            <>
              <Button onPress={onClose}>{t('ui.cancel')}</Button>
              <Button look="primary" isDisabled={!isReady(choice)} onPress={() => void write()}>
                {t('share.write')}
              </Button>
            </>
          )}
        </div>
      }
    >
      {problem && <Failure problem={problem} />}
      {running && (
        <ProgressLine
          step={stepWords(progress?.step ?? '')}
          done={progress?.done ?? 0}
          total={progress?.total ?? 0}
        />
      )}
      {written ? (
        <Outcome written={written} kind={choice.kind} />
      ) : (
        <div className="share-body" inert={running}>
          <Options
            choice={choice}
            onChange={change}
            onEnter={() => {
              if (isReady(choice)) void write()
            }}
          />
          <Preview look={look} />
        </div>
      )}
    </Dialog>
  )
}

function Outcome({ written, kind }: { readonly written: Written; readonly kind: ShareChoice['kind'] }) {
  const { name, size, documents, annotations, coder, unreadable } = written
  const count = (key: string, value: number): string =>
    t(`share.inIt.${key}`, { count: value, shownCount: formatNumber(value) })
  return (
    <div className="share-outcome" role="status">
      <p className="soft">{t('share.send')}</p>
      <p className="share-file">
        <FileCheck size={20} strokeWidth={1.5} aria-hidden />
        <strong dir="auto">{name}</strong>
        <span className="soft tabular">{formatBytes(size)}</span>
      </p>
      <p>
        {t('share.holds', {
          documents: count('documents', documents),
          annotations: count('annotations', annotations)
        })}{' '}
        {coder !== '' && t('share.codesAs', { name: coder })}
      </p>
      <p className="soft">{t(kind === 'code' ? 'share.backCode' : 'share.backPublish')}</p>
      {unreadable > 0 && (
        <p>{t('share.unreadable', { count: unreadable, shownCount: formatNumber(unreadable) })}</p>
      )}
    </div>
  )
}

/** What had the focus goes with its step: the button that goes on (or stops) gets it. */
function useFocusOnSteps(step: 'choosing' | 'running' | 'written'): RefObject<HTMLDivElement | null> {
  const footer = useRef<HTMLDivElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    const buttons = [...(footer.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    ;(buttons.find((button) => button.classList.contains('primary')) ?? buttons.at(-1))?.focus()
  }, [step])
  return footer
}

function suggestedName(project: string, choice: ShareChoice, named: string): string {
  const name = choice.coder === 'new' ? choice.newName.trim() : named
  const suggested =
    choice.kind === 'publish'
      ? t('share.suggestedPublished', { project })
      : name === ''
        ? t('share.suggested', { project })
        : t('share.suggestedFor', { project, name })
  // A name of a file holds none of these on some system.
  const fits = [...suggested.replace(/[\\/:*?"<>|]/g, '-')].slice(0, mostPoints).join('')
  return `${fits.trim()}.parley`
}

function stepWords(step: string): string {
  return hasWords(`share.steps.${step}`) ? t(`share.steps.${step}`) : t('share.running')
}
