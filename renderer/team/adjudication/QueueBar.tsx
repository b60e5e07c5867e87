/** Whose work is adjudicated, what is listed, how far it is, and what is done with many at once. */
import { CheckCheck, Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { questionStates, isDecided, type QuestionState } from '../../../shared/analysis/adjudication.ts'
import type { CoderId, IssueId } from '../../../shared/ids.ts'
import { questionLists, statesOf } from '../../state/adjudication.ts'
import { chooseFile } from '../../state/files.ts'
import { flatten, issueTree } from '../../state/issueTree.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../../state/parley.ts'
import { undo } from '../../state/run.ts'
import { useTask } from '../../state/tasks.ts'
import { toast } from '../../state/tell.ts'
import { Button } from '../../ui/Button.tsx'
import { coderColour, safeColour } from '../../ui/colour.ts'
import { Segments, SelectField, TextField, Tick } from '../../ui/fields.tsx'
import { formatList, formatNumber } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import { ChoiceMenu } from '../ChoiceMenu.tsx'
import { TaskLine } from '../TaskLine.tsx'
import { makeLayer, type Queue } from './deciding.ts'
import { peopleOf } from './people.ts'
import { useChoose, useLayers, usePeople } from './useCompared.ts'
import type { ShownQueue } from './useQueue.ts'

type QueueBarProps = {
  readonly queue: Queue
  /** Null where there is nothing to count. */
  readonly shown: ShownQueue | null
}

export function QueueBar({ queue, shown }: QueueBarProps) {
  const people = usePeople()
  const choose = useChoose()
  const index = useCodebook((state) => state.index)
  const issues = useCodebook((state) => state.codebook.issues)
  const choice = useWorkspace((state) => state.adjudication)
  const personOf = peopleOf(queue.coders, { index, isAnonymous: choice.isAnonymous })
  const counts = shown?.counts.counts ?? {}
  const all = statesOf[choice.list].reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  return (
    <header className="adjudication-bar">
      <section className="adjudication-choose" aria-label={t('adjudication.chosen')}>
        <ChoiceMenu
          label={t('adjudication.coders')}
          value={
            queue.coders.length === 0
              ? t('adjudication.codersNone')
              : formatList(queue.coders.map((coder) => personOf(coder).name))
          }
          chosen={queue.coders}
          choices={people.map((coder) => ({
            key: coder.id,
            name: coder.name,
            mark: (
              <span
                className="swatch round"
                style={{
                  color: queue.coders.includes(coder.id)
                    ? coderColour(queue.coders.indexOf(coder.id))
                    : 'var(--ink-faint)'
                }}
              />
            )
          }))}
          onChange={(coders) => choose({ coders: coders.slice(0, 20) as CoderId[], question: null })}
        />
        <ChoiceMenu
          label={t('adjudication.issues')}
          otherwise={t('adjudication.issuesAll')}
          value={
            choice.issues.length === 0
              ? t('adjudication.issuesAll')
              : choice.issues.length === 1
                ? (index.issues.get(choice.issues[0] ?? '')?.name ?? '')
                : t('adjudication.issuesOf', { count: choice.issues.length })
          }
          chosen={choice.issues}
          choices={flatten(issueTree(issues)).map(({ issue, level }) => ({
            key: issue.id,
            name: issue.name,
            mark: (
              <span
                className="swatch"
                style={{ color: safeColour(issue.colour), marginInlineStart: (level - 1) * 14 }}
              />
            )
          }))}
          onChange={(chosen) => choose({ issues: [...chosen] as IssueId[], question: null })}
        />
        <LayerField queue={queue} />
        <Segments
          label={t('adjudication.list')}
          bare={false}
          value={choice.list}
          onChange={(list) => choose({ list, state: null, question: null })}
          choices={questionLists.map((key) => ({ key, name: t(`adjudication.lists.${key}`) }))}
        />
        <SelectField<QuestionState | 'all'>
          label={t('adjudication.state')}
          value={choice.state ?? 'all'}
          onChange={(state) => choose({ state: state === 'all' ? null : state, question: null })}
          choices={[
            { key: 'all', name: t('adjudication.stateAll'), hint: formatNumber(all) },
            ...statesOf[choice.list].map((state) => ({
              key: state,
              name: t(`adjudication.states.${state}`),
              hint: formatNumber(counts[state] ?? 0)
            }))
          ]}
        />
        <Tick on={choice.isAnonymous} onChange={(isAnonymous) => choose({ isAnonymous })}>
          {t('adjudication.anonymous')}
        </Tick>
      </section>
      {shown?.isCounted && <Standing queue={queue} shown={shown} />}
    </header>
  )
}

/** How much is decided, what was left out, and what is done with many at once. */
function Standing({ queue, shown }: { readonly queue: Queue; readonly shown: ShownQueue }) {
  const parley = useParley()
  const task = useTask()
  const [doing, setDoing] = useState<'accepting' | 'exporting'>('accepting')
  const name = useSession((state) => state.project?.name ?? '')
  const { counts, blindDocuments, lost } = shown.counts
  const countOf = (test: (state: QuestionState) => boolean): number =>
    questionStates.filter(test).reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  const done = countOf(isDecided)
  const waiting = counts.waiting ?? 0
  const total = countOf((state) => state !== 'waiting')
  const agree = counts.agree ?? 0
  const notes = [
    ...(waiting > 0 ? [t('adjudication.waiting', { count: waiting })] : []),
    ...(blindDocuments > 0 ? [t('adjudication.blind', { count: blindDocuments })] : []),
    ...(lost > 0 ? [t('adjudication.lost', { count: lost })] : [])
  ]
  const accept = async (): Promise<void> => {
    const gold = queue.gold ?? (await makeLayer(parley, t('adjudication.goldFirst')))
    if (gold === null) return
    const { states: _states, ...filter } = queue.filter
    setDoing('accepting')
    const answer = await task.start((running) =>
      parley.client.call('adjudication.acceptAgreed', { coders: queue.coders, gold, filter, task: running })
    )
    if (!answer.ok) return toast(parley, answer.problem)
    const { decided, left } = answer.value
    const what = t('adjudication.accepted', { count: decided })
    toast(parley, left > 0 ? t('adjudication.acceptedLeft', { what, count: left }) : what, {
      name: t('app.undo'),
      run: () => void undo(parley)
    })
  }
  const write = async (): Promise<void> => {
    const suggested = t('adjudication.suggested', { name })
    const file = await chooseFile(parley, 'exportAgreement', `${suggested}.csv`)
    if (!file) return
    const { states: _states, ...filter } = queue.filter
    setDoing('exporting')
    const answer = await task.start((running) =>
      parley.client.call('adjudication.export', { ...queue, filter, file: file.handle, task: running })
    )
    toast(parley, answer.ok ? t('adjudication.exported', { name: answer.value.name }) : answer.problem)
  }
  const share = total === 0 ? 0 : (100 * done) / total
  return (
    <div className="adjudication-standing">
      <div className="adjudication-progress">
        <span className="tabular">
          {t('adjudication.progress', { done: formatNumber(done), total: formatNumber(total) })}
        </span>
        <div
          className="bar"
          role="progressbar"
          aria-label={t('adjudication.title')}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={done}
        >
          <div style={{ width: `${share}%` }} />
        </div>
      </div>
      <span className="faint adjudication-notes">{notes.join(' · ')}</span>
      <TaskLine what={t(`adjudication.${doing}`)} task={task} />
      <Button icon={CheckCheck} isDisabled={agree === 0 || task.running} onPress={() => void accept()}>
        {t('adjudication.acceptAgreed', { count: agree })}
      </Button>
      <Button icon={Download} isDisabled={task.running} onPress={() => void write()}>
        {t('adjudication.export')}
      </Button>
    </div>
  )
}

/** The gold layer, and a field for the name of another one. */
function LayerField({ queue }: { readonly queue: Queue }) {
  const parley = useParley()
  const choose = useChoose()
  const layers = useLayers()
  const [name, setName] = useState<string | null>(null)
  const field = useRef<HTMLDivElement>(null)
  const isNaming = name !== null
  const wasNaming = useRef(false)
  // The field for a name goes with the focus in it: the layers take it back.
  useEffect(() => {
    if (wasNaming.current && !isNaming && document.activeElement === document.body)
      field.current?.querySelector('button')?.focus()
    wasNaming.current = isNaming
  }, [isNaming])
  if (name !== null) {
    const make = async (): Promise<void> => {
      const gold = name.trim() === '' ? null : await makeLayer(parley, name.trim())
      setName(null)
      if (gold !== null) choose({ gold, question: null })
    }
    return (
      <TextField
        label={t('adjudication.goldName')}
        value={name}
        onChange={setName}
        onEnter={() => void make()}
        onEscape={() => setName(null)}
        onBlur={() => void make()}
        autoFocus
      />
    )
  }
  return (
    <div ref={field} className="adjudication-layer">
      <SelectField<string>
        label={t('adjudication.gold')}
        value={queue.gold ?? 'first'}
        onChange={(key) => {
          if (key === 'new') setName('')
          else if (key !== 'first') choose({ gold: key as CoderId, question: null })
        }}
        choices={[
          ...(layers.length === 0 ? [{ key: 'first', name: t('adjudication.goldFirst') }] : []),
          ...layers.map((layer) => ({ key: layer.id as string, name: layer.name })),
          { key: 'new', name: t('adjudication.goldNew') }
        ]}
      />
    </div>
  )
}
