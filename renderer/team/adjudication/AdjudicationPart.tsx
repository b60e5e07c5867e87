/** Coders’ annotations side by side, and the gold layer that comes of them. */
import { Scale } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import type { QuestionFilter } from '../../../shared/api/adjudicationMethods.ts'
import { statesOf } from '../../state/adjudication.ts'
import { useCodebook, useParley, useWorkspace } from '../../state/parley.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'
import { TaskLine } from '../TaskLine.tsx'
import { nextQuestion, type Queue } from './deciding.ts'
import { QuestionPane } from './QuestionPane.tsx'
import { QueueBar } from './QueueBar.tsx'
import { QueueList } from './QueueList.tsx'
import { useChoose, useCompared, usePeople, type Compared } from './useCompared.ts'
import { useQueue } from './useQueue.ts'
import './adjudication.css'

export function AdjudicationPart() {
  const parley = useParley()
  const people = usePeople()
  const isLoaded = useCodebook((state) => state.loaded)
  const compared = useCompared()
  if (!isLoaded || !compared) return <Loading />
  if (people.length < 2)
    return (
      <Empty what={t('adjudication.nothing')} next={t('adjudication.nothingNext')} icon={Scale}>
        <Button look="primary" onPress={() => parley.workspace.setState({ teamPart: 'sharing' })}>
          {t('adjudication.toMerge')}
        </Button>
      </Empty>
    )
  return <Adjudicating compared={compared} />
}

function Adjudicating({ compared }: { readonly compared: Compared }) {
  const parley = useParley()
  const choose = useChoose()
  const { list, state, issues, question } = useWorkspace((one) => one.adjudication)
  const filter = useMemo(
    (): QuestionFilter => ({
      states: [...(state === null ? statesOf[list] : [state])],
      ...(issues.length > 0 ? { issues: [...issues] } : {})
    }),
    [list, state, issues]
  )
  const queue = useMemo((): Queue => ({ ...compared, filter }), [compared, filter])
  const isEnough = compared.coders.length >= 2
  const shown = useQueue(queue, isEnough)
  const first = shown.pages.row(0)?.id ?? null
  // The first question is taken in hand where none is.
  useEffect(() => {
    if (question === null && first !== null) choose({ question: first })
  })
  if (!isEnough)
    return (
      <div className="adjudication">
        <h1 className="unseen">{t('adjudication.title')}</h1>
        <QueueBar queue={queue} shown={null} />
        <Empty what={t('adjudication.tooFew')} next={t('adjudication.tooFewNext')} icon={Scale} />
      </div>
    )
  const open = (way: 'next' | 'previous', onlyOpen: boolean): Promise<void> =>
    nextQuestion(parley, queue, { from: question, way, onlyOpen }).then((id) => {
      if (id !== null) choose({ question: id })
    })
  return (
    <div className="adjudication">
      <h1 className="unseen">{t('adjudication.title')}</h1>
      <QueueBar queue={queue} shown={shown} />
      {shown.state.problem ? (
        <Failure problem={shown.state.problem} onRetry={() => shown.pages.refresh()} />
      ) : shown.state.total === null ? (
        <div className="team-waiting">
          <TaskLine what={t('adjudication.working')} task={shown.task} />
        </div>
      ) : (
        <div className="adjudication-body">
          <QueueList queue={queue} shown={shown} onOpen={(id) => choose({ question: id })} />
          <QuestionPane queue={queue} onGo={open} />
        </div>
      )}
    </div>
  )
}
