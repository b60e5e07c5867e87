/** The mode "Correct text": the text can be written, annotations follow, and one new text is stored when it is done. */
import { Check, PencilLine, Redo2, SpellCheck, Trash2, Undo2 } from 'lucide-react'
import { useCallback, useEffect, useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import { ReactEditor } from 'slate-react'
import type { CorrectionSummary } from '../../shared/api/views.ts'
import { recordKey } from '../../shared/commands/inputs.ts'
import type { Problem } from '../../shared/errors.ts'
import type { AnnotationId, DocumentId } from '../../shared/ids.ts'
import type { BlockShape } from '../../shared/text/revision.ts'
import { isMac } from '../state/appCommands.ts'
import { chordText } from '../state/keys.ts'
import { focusMiddle } from '../state/panes.ts'
import { useCodebook, useParley, useReading } from '../state/parley.ts'
import { undo } from '../state/run.ts'
import { toast } from '../state/tell.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { safeColour } from '../ui/colour.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { SelectField } from '../ui/fields.tsx'
import { formatMoment } from '../ui/format.ts'
import { Failure, Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { EditedText } from './EditedText.tsx'
import { isFixed } from './nodes.ts'
import { Summary } from './Summary.tsx'
import { TidyPanel, type FindWords } from './TidyPanel.tsx'
import { beginVisit, oldQuote, visitIn, type Opened, type Visit } from './visit.ts'
import './correct.css'

type CorrectPaneProps = { readonly document: DocumentId; readonly find: FindWords }

/** Opens the text for correction; a draft that was left behind is offered first. */
export function CorrectPane({ document, find }: CorrectPaneProps) {
  const parley = useParley()
  const [visit, setVisit] = useState<Visit | null>(() => visitIn(parley, document))
  const [opened, setOpened] = useState<Opened | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    if (visit) return undefined
    let isCurrent = true
    void parley.client.call('document.correctOpen', { document }).then((answer) => {
      if (!isCurrent) return
      if (!answer.ok) setProblem(answer.problem)
      else if (answer.value.draft) setOpened(answer.value)
      else setVisit(beginVisit(parley, answer.value, { takeDraft: false }))
    })
    return () => {
      isCurrent = false
    }
  }, [parley, document, visit])
  const choose = async (takeDraft: boolean): Promise<void> => {
    if (!opened?.draft) return
    if (!takeDraft) void parley.client.call('document.correctDraft', { document, draft: null })
    // A draft goes on from the text it began with, whatever the text is today.
    const start =
      takeDraft && opened.draft.from !== opened.revision.hash
        ? await parley.client.call('document.correctOpen', { document, revision: opened.draft.from })
        : ({ ok: true, value: opened } as const)
    if (start.ok) setVisit(beginVisit(parley, start.value, { takeDraft }))
    else setProblem(start.problem)
  }
  if (visit) return <Correcting visit={visit} find={find} />
  if (problem) return <Failure problem={problem} />
  if (!opened) return <Loading />
  return (
    <DraftOffer
      opened={opened}
      onChoose={(takeDraft) => void choose(takeDraft)}
      onLater={() => parley.workspace.setState({ correcting: null })}
    />
  )
}

function DraftOffer({
  opened,
  onChoose,
  onLater
}: {
  readonly opened: Opened
  readonly onChoose: (takeDraft: boolean) => void
  readonly onLater: () => void
}) {
  const parley = useParley()
  const { draft, revision, document } = opened
  const isStale = draft !== null && draft.from !== revision.hash
  return (
    <Dialog
      title={t('correct.draft.title')}
      onClose={onLater}
      footer={
        <>
          {isStale && (
            <Button
              onPress={() =>
                parley.workspace.setState({
                  correcting: null,
                  dialog: { kind: 'revisions', document: document.id }
                })
              }
            >
              {t('correct.revisions.compareBefore')}
            </Button>
          )}
          <Button onPress={() => onChoose(false)}>{t('correct.draft.drop')}</Button>
          <Button look="primary" autoFocus onPress={() => onChoose(true)}>
            {t('correct.draft.goOn')}
          </Button>
        </>
      }
    >
      <p>{t('correct.draft.from', { when: formatMoment(draft?.time ?? 0) })}</p>
      {isStale && <p>{t('correct.draft.stale')}</p>}
    </Dialog>
  )
}

function Correcting({ visit, find }: { readonly visit: Visit; readonly find: FindWords }) {
  const parley = useParley()
  const { own, opened } = visit
  const index = useCodebook((state) => state.index)
  const annotations = useReading((state) => state.annotations)
  const today = useReading((state) => state.revision?.hash)
  useSyncExternalStore(
    (changed) => visit.subscribe(changed),
    () => visit.version
  )
  const [isTidying, setTidying] = useState(false)
  const [summary, setSummary] = useState<CorrectionSummary | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => () => void visit.keepDraft(), [visit])
  const colourOf = useCallback(
    (id: string): string => {
      const annotation = annotations.find((one) => one.id === id)
      return safeColour(annotation ? (index.issues.get(annotation.issue)?.colour ?? '') : '')
    },
    [annotations, index]
  )
  const back = useCallback((): void => ReactEditor.focus(own.editor), [own])

  const input = () => {
    const content = own.content()
    return {
      document: visit.document,
      from: visit.from,
      content: { ...content, blocks: [...content.blocks], marks: [...content.marks] },
      kept: own.kept(content).map((stretch): never => [...stretch] as never)
    }
  }
  const leave = (): void => {
    visit.end()
    void parley.client.call('document.correctDraft', { document: visit.document, draft: null })
    setTimeout(() => focusMiddle(), 0)
  }
  const done = async (): Promise<void> => {
    if (!own.isChanged()) {
      leave()
      return toast(parley, t('correct.nothingChanged'))
    }
    setBusy(true)
    const answer = await parley.client.call('document.correctCheck', input())
    setBusy(false)
    if (answer.ok) setSummary(answer.value)
    else toast(parley, answer.problem)
  }
  const store = async (): Promise<void> => {
    setBusy(true)
    const goOn = visit.storing()
    const answer = await parley.client.call('document.correct', {
      ...input(),
      seen: { [recordKey('document', visit.document)]: opened.document.heads }
    })
    setBusy(false)
    if (!answer.ok) {
      goOn()
      return toast(parley, answer.problem)
    }
    visit.end()
    const { lost } = answer.value.summary
    toast(
      parley,
      answer.value.done === null
        ? t('correct.nothingChanged')
        : lost > 0
          ? t('correct.storedLost', { count: lost })
          : t('correct.stored'),
      ...(answer.value.done === null ? [] : [{ name: t('app.undo'), run: () => void undo(parley) }])
    )
    setTimeout(() => focusMiddle(), 0)
  }
  const discard = (): void => {
    if (!own.isChanged()) return leave()
    parley.workspace.setState({
      dialog: {
        kind: 'confirm',
        title: t('correct.discardTitle'),
        consequence: t('correct.discardConsequence'),
        verb: t('correct.discard'),
        run: leave
      }
    })
  }
  const key = (press: KeyboardEvent): void => {
    const use = actionOf(press)
    if (!use || press.nativeEvent.isComposing) return
    press.preventDefault()
    press.stopPropagation()
    if (use === 'done') void done()
    else if (use === 'undo' || use === 'redo') own.history[use]()
    else if (use === 'tidy') setTidying(true)
    else if (use === 'deleteBlock') own.deleteBlocks()
    else own.setShape(use)
  }
  const { lost } = visit.followed
  const [block] = own.selectedBlocks()[0] ?? []
  return (
    <section className="correct-pane" aria-label={t('correct.title')} onKeyDown={key}>
      <div className="correct-bar" role="toolbar" aria-label={t('correct.title')}>
        <span className="what">
          <PencilLine size={15} aria-hidden />
          {t('correct.title')}
        </span>
        <IconButton
          label={t('correct.undo')}
          icon={Undo2}
          keys={chordText('Mod+Z', isMac())}
          isDisabled={!own.history.canUndo}
          onPress={() => own.history.undo()}
        />
        <IconButton
          label={t('correct.redo')}
          icon={Redo2}
          keys={chordText('Mod+Y', isMac())}
          isDisabled={!own.history.canRedo}
          onPress={() => own.history.redo()}
        />
        <SelectField
          bare
          label={t('correct.shape')}
          choices={shapeChoices(block?.shape)}
          value={block ? shapeKey(block.shape) : 'none'}
          onChange={(chosen) => {
            const shape = shapeOf(chosen)
            if (shape) own.setShape(shape)
            setTimeout(back, 0)
          }}
          disabled={!block || isFixed(block.shape)}
        />
        <IconButton
          label={t('correct.deleteBlock')}
          icon={Trash2}
          keys={chordText('Mod+Shift+K', isMac())}
          onPress={() => {
            own.deleteBlocks()
            back()
          }}
        />
        <Button icon={SpellCheck} look="quiet" onPress={() => setTidying(!isTidying)}>
          {t('correct.tidy')}
        </Button>
        {lost.length > 0 && <span className="lost">{t('correct.lost', { count: lost.length })}</span>}
        <span className="space" />
        <Button onPress={discard}>{t('correct.discard')}</Button>
        <Button look="primary" icon={Check} onPress={() => void done()} isDisabled={isBusy}>
          {t('correct.done')}
        </Button>
      </div>
      {today !== undefined && today !== opened.revision.hash && (
        <div className="correct-note" role="status">
          <p>{t('correct.changedElsewhere')}</p>
        </div>
      )}
      <div className="correct-body">
        <EditedText visit={visit} colourOf={colourOf} onKeyDown={noKeys} />
        {isTidying && (
          <TidyPanel
            visit={visit}
            find={find}
            onClose={() => {
              setTidying(false)
              back()
            }}
          />
        )}
        {!isTidying && lost.length > 0 && <Lost visit={visit} lost={lost} />}
      </div>
      {summary && (
        <Summary
          title={t('correct.summary.title')}
          summary={summary}
          verb={t('correct.summary.store')}
          onStore={() => void store()}
          onClose={() => setSummary(null)}
          busy={isBusy}
        />
      )}
    </section>
  )
}

/** What lost all its words so far, with the words it had. */
function Lost({ visit, lost }: { readonly visit: Visit; readonly lost: readonly AnnotationId[] }) {
  const parley = useParley()
  const index = useCodebook((state) => state.index)
  const annotations = useReading((state) => state.annotations)
  const title = t('correct.lost', { count: lost.length })
  return (
    <aside className="correct-lost" aria-label={title}>
      <h2 className="label">{title}</h2>
      <p className="faint">{t('correct.lostNext')}</p>
      <ul>
        {lost.slice(0, 200).map((id) => {
          const issue = annotations.find((one) => one.id === id)?.issue
          return (
            <li key={id}>
              <span className="label">{issue ? index.issues.get(issue)?.name : ''}</span>
              <p className="correct-quote gone" dir="auto">
                “{oldQuote(parley, visit, id)}”
              </p>
            </li>
          )
        })}
      </ul>
    </aside>
  )
}

type Use = 'done' | 'undo' | 'redo' | 'tidy' | 'deleteBlock' | BlockShape

function actionOf(press: KeyboardEvent): Use | null {
  if (!(press.ctrlKey || press.metaKey)) return null
  const { target } = press
  // A field beside the text undoes what was typed in it.
  const inField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  const letter = press.key.toLowerCase()
  if (press.altKey) {
    const digit = /^Digit([0-6])$/.exec(press.code)?.[1]
    return digit === undefined
      ? null
      : digit === '0'
        ? { kind: 'paragraph' }
        : { kind: 'heading', level: Number(digit) }
  }
  if (press.key === 'Enter') return 'done'
  if (letter === 'k' && press.shiftKey) return 'deleteBlock'
  if ((letter === 'h' || letter === 'f') && !press.shiftKey) return 'tidy'
  if (inField) return null
  if (letter === 'z') return press.shiftKey ? 'redo' : 'undo'
  return letter === 'y' ? 'redo' : null
}

const levels = [1, 2, 3, 4, 5, 6] as const

function shapeChoices(shape: BlockShape | undefined): { key: string; name: string }[] {
  const usual = [
    { key: 'paragraph', name: t('correct.shapes.paragraph') },
    ...levels.map((level) => ({ key: `heading${level}`, name: t('correct.shapes.heading', { level }) })),
    { key: 'listItem', name: t('correct.shapes.listItem') }
  ]
  if (!shape) return [{ key: 'none', name: t('correct.shapes.none') }]
  return isFixed(shape) ? [{ key: shape.kind, name: t(`correct.shapes.${shape.kind}`) }] : usual
}

function shapeKey(shape: BlockShape): string {
  return shape.kind === 'heading' ? `heading${Math.min(6, shape.level)}` : shape.kind
}

function shapeOf(key: string): BlockShape | null {
  const level = /^heading(\d)$/.exec(key)?.[1]
  if (level !== undefined) return { kind: 'heading', level: Number(level) }
  return key === 'paragraph'
    ? { kind: 'paragraph' }
    : key === 'listItem'
      ? { kind: 'listItem', depth: 0, marker: '•' }
      : null
}

function noKeys(): void {
  // The pane around the text takes the keys.
}
