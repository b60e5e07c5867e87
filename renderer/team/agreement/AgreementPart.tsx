/** How far coders agree: what is compared, the figures, and the passages behind each of them. */
import { EyeOff, Scale } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { CoderId } from '../../../shared/ids.ts'
import type { AgreementChoice } from '../../state/agreement.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../../state/parley.ts'
import { rememberPane } from '../../state/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'
import { ChooseBar } from './ChooseBar.tsx'
import { defaultCoders } from '../defaultCoders.ts'
import { TaskLine } from '../TaskLine.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { Headline } from './Headline.tsx'
import { IssueTable } from './IssueTable.tsx'
import { gridId, type OpenCell } from './NumberGrid.tsx'
import { PairTable } from './PairTable.tsx'
import { Passages } from './Passages.tsx'
import { Rounds } from './Rounds.tsx'
import { Scope } from './Scope.tsx'
import { StanceTable } from './StanceTable.tsx'
import { useReport, type ShownReport } from './useReport.ts'
import './agreement.css'

/** Below this width of the window passages take the place of the figures. */
const narrow = '(max-width: 1199px)'

/** Something true is shown at once: the two coders who coded the most documents in common. */
export function AgreementPart() {
  const parley = useParley()
  const loaded = useCodebook((state) => state.loaded)
  const coders = useCodebook((state) => state.codebook.coders)
  const coder = useSession((state) => state.project?.coder ?? null)
  const offered = coders.filter((coder) => coder.joinedInto === null)
  if (!loaded) return <Loading />
  if (offered.length < 2)
    return (
      <div className="centre">
        <Empty what={t('agreement.alone')} next={t('agreement.aloneNext')} icon={Scale}>
          <Button onPress={() => parley.workspace.setState({ teamPart: 'sharing' })}>
            {t('agreement.toSharing')}
          </Button>
        </Empty>
      </div>
    )
  // Another coder at work may see other documents: nothing of the report before stays.
  return <Compared key={coder ?? ''} />
}

function Compared() {
  const parley = useParley()
  const choice = useChoice()
  const shown = useReport(choice)
  const open = useWorkspace((state) => state.openNumber)
  const isNarrow = useIsNarrow()
  const size = useSession((state) => state.settings.panes['agreementPassages'])
  const onOpen: OpenCell = (cell, from) => parley.workspace.setState({ openNumber: { cell, from, row: 0 } })
  const close = (): void => {
    parley.workspace.setState({ openNumber: null })
    const grid = open?.from?.grid
    const wanted = grid === undefined ? '.agreement-value' : `#${CSS.escape(gridId(grid))}`
    // The figures are shown again first, where the passages had taken their place.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(wanted)?.focus())
  }
  const change = (part: Partial<AgreementChoice>): void =>
    parley.workspace.setState((state) => ({
      agreement: { ...state.agreement, ...part },
      openNumber: null
    }))
  const passages =
    open && shown.report && shown.answered ? (
      <Passages
        asked={shown.answered}
        report={shown.report}
        open={open}
        isNarrow={isNarrow}
        onClose={close}
      />
    ) : null
  const figures = (
    <div className="agreement-figures" hidden={isNarrow && passages !== null}>
      <Head shown={shown} />
      {choice && <ChooseBar choice={choice} onChange={change} />}
      {shown.report?.excluded.some(({ why }) => why === 'blind') && (
        <p className="agreement-blind">
          <EyeOff size={15} strokeWidth={1.75} aria-hidden />
          {t('agreement.blind')}
        </p>
      )}
      <Body choice={choice} shown={shown} onChange={change} onOpen={onOpen} />
    </div>
  )
  return isNarrow ? (
    <div className="agreement">
      {figures}
      {passages}
    </div>
  ) : (
    <div className="agreement">
      <SplitPane
        label={t('agreement.width')}
        sized="second"
        size={typeof size === 'number' ? size : 440}
        min={340}
        max={680}
        onResize={(next) => rememberPane(parley, 'agreementPassages', next)}
        landmark={{ role: 'complementary', label: t('agreement.passages') }}
        hidden={passages === null}
        first={figures}
        second={passages}
      />
    </div>
  )
}

function Head({ shown }: { readonly shown: ShownReport }) {
  const { report, answered, task } = shown
  return (
    <header className="agreement-head">
      <div className="agreement-title">
        <h1>{t('agreement.title')}</h1>
        <p className="soft">{t('agreement.about')}</p>
      </div>
      <TaskLine what={t('agreement.measuring')} task={task} />
      {report && answered && report.units > 0 && <ExportMenu asked={answered} report={report} />}
    </header>
  )
}

type BodyProps = {
  readonly choice: AgreementChoice | null
  readonly shown: ShownReport
  readonly onChange: (change: Partial<AgreementChoice>) => void
  readonly onOpen: OpenCell
}

/** The figures of the choice before stay while the next are worked out. */
function Body({ choice, shown, onChange, onOpen }: BodyProps) {
  const open = useWorkspace((state) => state.openNumber)
  const { report, problem, again, task } = shown
  if (choice && choice.coders.length < 2)
    return <Empty what={t('agreement.oneChosen')} next={t('agreement.oneChosenNext')} icon={Scale} />
  if (problem?.code === 'cancelled' && !task.running)
    return (
      <Empty what={t('agreement.stopped')}>
        <Button onPress={again}>{t('agreement.again')}</Button>
      </Empty>
    )
  if (problem && problem.code !== 'cancelled') return <Failure problem={problem} onRetry={again} />
  if (!report) return <Loading />
  const isBlind = report.excluded.some(({ why }) => why === 'blind')
  if (report.documents === 0 || report.units === 0)
    return choice?.onlyDone ? (
      <Empty what={t('agreement.nothing')} next={t('agreement.nothingDone')} icon={Scale}>
        <Button onPress={() => onChange({ onlyDone: false })}>{t('agreement.allBegun')}</Button>
      </Empty>
    ) : (
      <Empty
        what={t('agreement.nothing')}
        next={t(isBlind ? 'agreement.nothingSeen' : 'agreement.nothingNext')}
        icon={Scale}
      />
    )
  return (
    <div className="agreement-body" aria-busy={task.running}>
      <Headline report={report} open={open} onOpen={onOpen} />
      <Scope report={report} onOpen={onOpen} />
      <IssueTable report={report} open={open} onOpen={onOpen} />
      <StanceTable report={report} open={open} onOpen={onOpen} />
      <PairTable report={report} open={open} onOpen={onOpen} />
      <Rounds report={report} open={open} onOpen={onOpen} onChange={onChange} />
    </div>
  )
}

/** What was chosen, with Parley's own first choice of coders where nobody chose any. Coders that are gone are left out. */
function useChoice(): AgreementChoice | null {
  const parley = useParley()
  const chosen = useWorkspace((state) => state.agreement)
  const coders = useCodebook((state) => state.codebook.coders)
  const [first, setFirst] = useState<readonly CoderId[] | null>(null)
  const known = coders.map(({ id, joinedInto }) => `${id} ${joinedInto ?? ''}`).join('\n')
  useEffect(() => {
    let isCurrent = true
    void defaultCoders(parley, coders).then((ids) => {
      if (isCurrent) setFirst(ids)
    })
    return () => {
      isCurrent = false
    }
    // Coders are named by their ids: their counts change with every tag.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [parley, known])
  const own = chosen.coders.filter((id) =>
    coders.some((coder) => coder.id === id && coder.joinedInto === null)
  )
  if (chosen.coders.length > 0) return { ...chosen, coders: own }
  return first && { ...chosen, coders: [...first] }
}

function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(narrow).matches)
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(narrow)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}
