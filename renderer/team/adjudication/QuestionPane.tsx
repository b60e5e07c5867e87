/** The question in hand: the text, what every coder said side by side, and what can be decided. */
import { ArrowRight, BookOpen, PenLine, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { Problem } from '../../../shared/errors.ts'
import type { AnnotationId } from '../../../shared/ids.ts'
import { openDocument } from '../../state/readDocument.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../../state/parley.ts'
import type { CodebookIndex } from '../../state/codebook.ts'
import { toast } from '../../state/tell.ts'
import { Button } from '../../ui/Button.tsx'
import { safeColour } from '../../ui/colour.ts'
import { t } from '../../ui/words.ts'
import { CoderCard } from './CoderCard.tsx'
import { DecidedLine } from './DecidedLine.tsx'
import { decide, dropDecisions, keepDecision, nextQuestion, sayQuestion, type Queue } from './deciding.ts'
import { DecisionForm } from './DecisionForm.tsx'
import { alike, differingIn } from './differing.ts'
import { draftFrom, draftToday, outcomeOf, sourcesOf, type Draft, type Outcome } from './draft.ts'
import { MarkedText, type Lane } from './MarkedText.tsx'
import { peopleOf, type Person } from './people.ts'
import { useChoose } from './useCompared.ts'
import { useAdjudicationKeys } from './useAdjudicationKeys.ts'
import { useQuestion } from './useQuestion.ts'

type QuestionPaneProps = {
  readonly queue: Queue
  readonly onGo: (way: 'next' | 'previous', onlyOpen: boolean) => Promise<void>
}

export function QuestionPane({ queue, onGo }: QuestionPaneProps) {
  const parley = useParley()
  const wanted = useWorkspace((state) => state.adjudication.question)
  const inHand = useQuestion(queue, wanted)
  const question = inHand?.question ?? null
  const [isBusy, setBusy] = useState(false)
  const number = inHand?.number ?? null
  useEffect(() => {
    if (question) sayQuestion(parley, question)
    // Said once for each question, not whenever it is told again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [parley, number])
  if (!inHand || !question) return <NoQuestion />
  // Until the next question is here, keys would decide what nobody has seen.
  const isReady = !isBusy && (wanted === null || holds(question, wanted))
  return (
    <Deciding
      key={inHand.number}
      question={question}
      problem={inHand.problem}
      queue={queue}
      onGo={onGo}
      isReady={isReady}
      onBusy={setBusy}
    />
  )
}

function NoQuestion() {
  return <section className="adjudication-question" aria-label={t('adjudication.question')} />
}

function holds({ id, annotations, since }: QuestionView, annotation: AnnotationId): boolean {
  return (
    id === annotation || annotations.some((one) => one.id === annotation) || since.gone.includes(annotation)
  )
}

type DecidingProps = QuestionPaneProps & {
  readonly question: QuestionView
  /** Why it could not be told anew. Only what is being written about it is shown then. */
  readonly problem: Problem | null
  readonly isReady: boolean
  readonly onBusy: (isBusy: boolean) => void
}

function Deciding({ question, problem, queue, onGo, isReady, onBusy }: DecidingProps) {
  const parley = useParley()
  const choose = useChoose()
  const index = useCodebook((state) => state.index)
  const isAnonymous = useWorkspace((state) => state.adjudication.isAnonymous)
  const isReadOnly = useSession((state) => Boolean(state.project?.readOnly))
  const [written, setDraft] = useState<Draft | null>(null)
  const draft = written && draftToday(written, question)
  const isGone = problem !== null && draft === null
  useEffect(() => {
    if (problem && draft) toast(parley, problem)
    // Told when it could not be told anew, not with every letter that is typed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [parley, problem])
  const personOf = peopleOf(queue.coders, { index, isAnonymous })
  const { annotations, decisions, state } = question
  const section = useFocusKeptIn(`${draft === null ? 'shown' : 'written'} ${state} ${decisions.length}`)
  const texts = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const text = texts.current
    if (!text) return
    // Lines break anew when the window or a pane beside changes: what was marked is brought back.
    const sized = new ResizeObserver(() => showMarked(text))
    sized.observe(text)
    return () => sized.disconnect()
  }, [question.id])

  /** Does one thing at a time, then goes on to the next question that is open. */
  const doing = async (work: () => Promise<boolean>, { goOn }: { readonly goOn: boolean }): Promise<void> => {
    if (!isReady || isReadOnly || isGone) return
    onBusy(true)
    try {
      if (!(await work())) return
      setDraft(null)
      if (!goOn) return
      const next = await nextQuestion(parley, queue, { from: question.id, way: 'next', onlyOpen: true })
      if (next !== null && next !== question.id) choose({ question: next })
    } finally {
      onBusy(false)
    }
  }
  const settle = (outcome: Outcome, sources = sourcesOf(question)): Promise<void> =>
    doing(() => decide(parley, { compared: queue, question, outcome, sources }), { goOn: true })
  const accept = (annotation: AnnotationView): Promise<void> =>
    settle({ as: 'accepted', annotation: annotation.id })
  const of = (digit: number): AnnotationView | undefined =>
    annotations.find(({ coder }) => personOf(coder).digit === digit)
  const isTwice = state === 'twice'
  const begin = (as: Draft['as'], from: AnnotationView | undefined): void => {
    const source = from ?? annotations[0]
    if (!isReady || isReadOnly || isGone || isTwice || !source) return
    setDraft(draftFrom(as, source, question, index))
  }

  useAdjudicationKeys({
    isWriting: draft !== null,
    next: () => void onGo('next', false),
    previous: () => void onGo('previous', false),
    accept: (digit) => {
      const one = of(digit)
      if (one && !isTwice) void accept(one)
    },
    adjust: () => begin('changed', undefined),
    write: () => begin('own', undefined),
    reject: () => {
      if (!isTwice) void settle({ as: 'rejected' })
    },
    keep: () => {
      if (state === 'changed') void doing(() => keepDecision(parley, question), { goOn: true })
    }
  })

  if (isGone) return <NoQuestion />
  const differs = annotations.length > 1 ? differingIn(annotations, index) : alike
  const lanes = lanesOf(question, personOf, index)
  return (
    <section
      ref={section}
      tabIndex={-1}
      className="adjudication-question"
      data-pane="team-question"
      aria-busy={!isReady}
      aria-label={t('adjudication.question')}
    >
      <div className="adjudication-question-head">
        <h2>{t(`adjudication.states.${state}`)}</h2>
        <span className="faint ellipsis" dir="auto">
          {question.title}
        </span>
        <Button
          look="quiet"
          size="small"
          icon={BookOpen}
          isDisabled={annotations.length === 0}
          onPress={() => {
            const [first] = annotations
            if (first) void openDocument(parley, question.document, { annotation: first.id })
          }}
        >
          {t('adjudication.document')}
        </Button>
        <span className="adjudication-gap" />
        <Button look="quiet" size="small" icon={ArrowRight} onPress={() => void onGo('next', false)}>
          {t('adjudication.next')} <kbd aria-hidden>J</kbd>
        </Button>
      </div>
      {decisions.length > 0 && (
        <DecidedLine
          question={question}
          isReadOnly={isReadOnly}
          onKeep={() => void doing(() => keepDecision(parley, question), { goOn: true })}
          onKeepOne={(id) => void doing(() => dropDecisions(parley, question, id), { goOn: false })}
          onReopen={() => void doing(() => dropDecisions(parley, question, null), { goOn: false })}
        />
      )}
      <MarkedText ref={texts} text={question.text} lanes={lanes} draft={draft?.at ?? null} />
      {draft ? (
        <DecisionForm
          draft={draft}
          question={question}
          personOf={personOf}
          onChange={setDraft}
          onFrom={(annotation) => {
            const { as, sources } = draft
            setDraft({ ...draftFrom(as, annotation, question, index), sources })
          }}
          onStore={() => void settle(outcomeOf(draft, question), draft.sources)}
          onCancel={() => setDraft(null)}
        />
      ) : (
        <>
          {question.absent.length > 0 && (
            <p className="adjudication-absent faint">
              {question.absent.map(({ coder, progress }) => (
                <span key={coder}>
                  {t(`adjudication.absent.${progress === 'in progress' ? 'inProgress' : progress}`, {
                    name: personOf(coder).name
                  })}
                </span>
              ))}
            </p>
          )}
          <div className="adjudication-cards">
            {annotations.map((annotation) => {
              const person = personOf(annotation.coder)
              return (
                <CoderCard
                  key={annotation.id}
                  annotation={annotation}
                  name={person.name}
                  colour={person.colour}
                  sign={person.digit === null ? '·' : String(person.digit)}
                  differs={differs}
                  since={sinceOf(question, annotation, person)}
                >
                  {!isTwice && !isReadOnly && (
                    <>
                      <Button size="small" onPress={() => void accept(annotation)}>
                        {t('adjudication.accept')}
                        <span className="unseen"> {t('adjudication.ofCoder', { name: person.name })}</span>
                        {person.digit !== null && <kbd aria-hidden>{person.digit}</kbd>}
                      </Button>
                      <Button size="small" look="quiet" onPress={() => begin('changed', annotation)}>
                        {t('adjudication.adjust')}
                        <span className="unseen"> {t('adjudication.ofCoder', { name: person.name })}</span>
                        {annotation === annotations[0] && <kbd aria-hidden>B</kbd>}
                      </Button>
                    </>
                  )}
                </CoderCard>
              )
            })}
            {decisions.map(({ id, gold }) => {
              const name = gold && (index.coders.get(gold.coder)?.name ?? t('adjudication.goldTitle'))
              return (
                gold &&
                name && (
                  <CoderCard
                    key={id}
                    annotation={gold}
                    name={name}
                    colour="var(--gold)"
                    sign="G"
                    differs={alike}
                    isGold
                  />
                )
              )
            })}
          </div>
          {!isTwice && !isReadOnly && (
            <div className="adjudication-actions">
              <Button
                icon={PenLine}
                isDisabled={annotations.length === 0}
                onPress={() => begin('own', undefined)}
              >
                {t('adjudication.write')} <kbd aria-hidden>W</kbd>
              </Button>
              <Button icon={X} onPress={() => void settle({ as: 'rejected' })}>
                {t('adjudication.reject')} <kbd aria-hidden>X</kbd>
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

/** The button or form that had the focus goes with what it did: then the question has it, and not the window. Looked at whenever `shown` changes. */
function useFocusKeptIn(shown: string): React.RefObject<HTMLElement | null> {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) section.current?.focus({ preventScroll: true })
  }, [shown])
  return section
}

/** Brings what was marked into sight; nothing else is scrolled. */
function showMarked(text: HTMLElement): void {
  const marked = text.querySelector('.adjudication-marked')
  if (!marked) return
  const above = marked.getBoundingClientRect().top - text.getBoundingClientRect().top
  text.scrollTop += above - text.clientHeight / 3
}

function lanesOf(
  question: QuestionView,
  personOf: (coder: AnnotationView['coder']) => Person,
  index: CodebookIndex
): readonly Lane[] {
  const marksOf = ({ place, issue }: AnnotationView): Pick<Lane, 'marks' | 'tint'> => {
    const end = index.issues.get(issue)?.joinedInto ?? issue
    return { marks: place ? [place] : [], tint: safeColour(index.issues.get(end)?.colour ?? '') }
  }
  const coders = question.annotations.map((annotation) => {
    const { colour, digit } = personOf(annotation.coder)
    return { colour, sign: digit === null ? '·' : String(digit), ...marksOf(annotation) }
  })
  const golden = question.decisions.flatMap(({ gold }) =>
    gold ? [{ colour: 'var(--gold)', sign: 'G', ...marksOf(gold) }] : []
  )
  return [...coders, ...golden]
}

function sinceOf({ since }: QuestionView, { id }: AnnotationView, person: Person): string {
  if (since.changed.includes(id)) return t('adjudication.sinceChanged')
  if (since.added.includes(id)) return t('adjudication.sinceAdded')
  return person.digit === null ? t('adjudication.otherCoder') : ''
}
