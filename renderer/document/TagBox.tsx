/** The box that opens at a passage: what it is about, which stance, whose, how certain, and a note. */
import { MoveHorizontal, Pin as PinSign } from 'lucide-react'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { AnnotationView, CodebookView, DocumentView } from '../../shared/api/views.ts'
import { sentenceOf, type Problem, type Result } from '../../shared/errors.ts'
import type { Span } from '../../shared/text/offsets.ts'
import { placeFor, type Pin } from '../state/pins.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { draftOf, type Draft, type IssueToTag } from './annotating.ts'
import { ActorsField, CertaintyField, StanceField } from './fields.tsx'
import { GrowingText } from './GrowingText.tsx'
import { IssueAbout } from './IssueAbout.tsx'
import { IssueOption } from './IssueOption.tsx'
import { choicesFor, isSame, isTicked } from './issueChoices.ts'
import { stanceOfDigit } from './issueSearch.ts'
import { digitOf } from './keys.ts'
import { Picker } from './Picker.tsx'
import { PinnedTags } from './PinnedTags.tsx'
import { recentTags } from './recentTags.ts'
import { issueName, pinInOneLine } from './says.ts'
import { useStandBeside } from './standBeside.ts'
import type { Surface } from './surface.ts'
import { Ticked } from './Ticked.tsx'

export type TagBoxProps = {
  readonly surface: Surface
  readonly span: Span
  readonly document: DocumentView
  readonly codebook: CodebookView
  readonly pins: readonly (Pin | null)[]
  readonly onPin: (at: number, pin: Pin | null) => void
  readonly announce: (words: string) => void
  /** Stores; `again`: the same passage is to be tagged once more. */
  readonly onStore: (draft: Draft, options: { readonly again: boolean }) => Promise<Result<unknown>>
  readonly onClose: () => void
  /** The annotation in hand: these words can be given to it instead; null: none. */
  readonly inHand: AnnotationView | null
  readonly onMoveHere: (annotation: AnnotationView) => void
}

export function TagBox({
  surface,
  span,
  document,
  codebook,
  pins,
  onPin,
  announce,
  onStore,
  onClose,
  inHand,
  onMoveHere
}: TagBoxProps) {
  const { authors } = document
  const { issues } = codebook
  const [query, setQuery] = useState('')
  const [ticked, setTicked] = useState<readonly IssueToTag[]>([])
  const [stance, setStance] = useState<Draft['stance']>(null)
  const [actors, setActors] = useState<Draft['actors']>(authors)
  const [certainty, setCertainty] = useState<Draft['certainty']>(null)
  const [note, setNote] = useState('')
  const [active, setActive] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [round, setRound] = useState(0)
  const storing = useRef<Promise<unknown>>(Promise.resolve())
  const isLast = useRef(false)
  const box = useStandBeside(surface, span)

  const choices = useMemo(() => choicesFor(issues, query, recentTags.issues()), [issues, query])
  const chosen = choices.find((choice) => choice.key === active)
  // What is highlighted counts beside ticked issues only where it was asked for.
  const meant =
    ticked.length === 0
      ? chosen && [chosen.issue]
      : query.trim() !== '' && chosen && !isTicked(ticked, chosen.issue)
        ? [...ticked, chosen.issue]
        : ticked

  const store = (wanted: readonly IssueToTag[] | undefined, again: boolean): void => {
    if (!wanted || wanted.length === 0) return
    send({ issues: wanted, stance, actors, certainty, note: note.trim() }, again)
  }
  /** What was written is taken away at once, so that whoever types on loses nothing; it comes back where it could not be stored. */
  const send = (draft: Draft, again: boolean): void => {
    // A second Enter while the box is about to close is not a second tag.
    if (isLast.current) return
    isLast.current = !again
    const typed = { query, ticked, stance, note }
    if (again) {
      setQuery('')
      setTicked([])
      setStance(null)
      setNote('')
      setRound(round + 1)
    }
    storing.current = storing.current
      .then(() => onStore(draft, { again }))
      .then((done) => {
        setProblem(done.ok ? null : done.problem)
        if (!done.ok) isLast.current = false
        if (done.ok || !again) return
        setQuery((now) => (now === '' ? typed.query : now))
        setTicked((now) => (now.length === 0 ? typed.ticked : now))
        setStance((now) => now ?? typed.stance)
        setNote((now) => (now === '' ? typed.note : now))
      })
  }
  const tick = (issue: IssueToTag): void => {
    setTicked(isTicked(ticked, issue) ? ticked.filter((one) => !isSame(one, issue)) : [...ticked, issue])
    if (query !== '') setRound(round + 1)
    setQuery('')
  }
  const takePin = (pin: Pin): void => {
    const draft = draftOf({ codebook, document, announce }, pin)
    if (draft) send({ ...draft, note: note.trim() }, false)
  }
  const pinChosen = (): void => {
    const issue = meant?.find((one) => 'id' in one)
    if (!issue) return
    const isTheirs = actors.length === authors.length && actors.every((actor) => authors.includes(actor))
    const pin: Pin = { issue: issue.id, stance, certainty, actors: isTheirs ? 'authors' : actors }
    const at = placeFor(pins, pin)
    onPin(at, pin)
    announce(t('document.tagBox.pinnedAs', { number: at + 1, tag: pinInOneLine(codebook, pin) }))
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const digit = event.altKey && !event.ctrlKey && !event.metaKey ? digitOf(event.code) : null
    const isOnButton = event.target instanceof HTMLButtonElement
    if (event.key === 'Escape') onClose()
    else if (digit !== null) {
      const pin = pins[Number(digit) - 1]
      if (pin) takePin(pin)
      else announce(t('document.said.noPin', { number: digit }))
    } else if (event.altKey && event.code === 'KeyP') pinChosen()
    else if (event.altKey && event.code === 'KeyM' && inHand) onMoveHere(inHand)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (chosen) tick(chosen.issue)
    } else if (event.key === 'Enter' && !isOnButton) store(meant, event.shiftKey)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onDigit = (event: KeyboardEvent): boolean => {
    const digit = event.ctrlKey || event.metaKey || event.altKey ? null : digitOf(event.code)
    const sign = digit === null ? undefined : stanceOfDigit(codebook.stances, digit, query, issues)
    if (!sign) return false
    event.preventDefault()
    setStance((before) => (before === sign.id ? null : sign.id))
    return true
  }
  const quote = surface.text.slice(span.start, Math.min(span.end, span.start + 400))
  return (
    <div
      ref={box}
      className="tag-box"
      role="dialog"
      aria-label={t('document.tagBox.title')}
      onKeyDown={onKeyDown}
    >
      <div className="tag-parts">
        <p className="tag-quote" dir="auto">
          {quote}
        </p>
        <PinnedTags pins={pins} codebook={codebook} onUse={takePin} onUnpin={(at) => onPin(at, null)} />
        <Ticked ticked={ticked} codebook={codebook} onUntick={tick} />
        <div className="tag-issues">
          <Picker
            key={round}
            label={t('document.tagBox.issue')}
            placeholder={
              issues.length === 0 ? t('document.tagBox.firstIssue') : t('document.tagBox.findIssue')
            }
            query={query}
            onQuery={setQuery}
            options={choices.map((choice) => ({
              id: choice.key,
              content: (
                <IssueOption
                  choice={choice}
                  isTicked={isTicked(ticked, choice.issue)}
                  onTick={() => tick(choice.issue)}
                />
              )
            }))}
            onPick={(key) => {
              const picked = choices.find((choice) => choice.key === key)
              if (picked && ticked.length > 0) tick(picked.issue)
              else if (picked) store([picked.issue], false)
            }}
            onActive={setActive}
            onKey={onDigit}
            stays
            autoFocus
          />
          <IssueAbout choice={chosen} />
        </div>
        <StanceField value={stance} onChange={setStance} codebook={codebook} />
        <ActorsField value={actors} onChange={setActors} codebook={codebook} />
        <div className="tag-more">
          <span className="label">{t('document.fields.certainty')}</span>
          <CertaintyField value={certainty} onChange={setCertainty} />
        </div>
        <GrowingText
          className="tag-note"
          label={t('document.fields.note')}
          placeholder={t('document.fields.note')}
          value={note}
          onChange={setNote}
        />
        {problem && (
          <p className="tag-problem" role="alert">
            {sentenceOf(problem)}
          </p>
        )}
      </div>
      <footer className="tag-footer">
        <IconButton
          label={t('document.tagBox.pin')}
          icon={PinSign}
          size="small"
          keys={t('document.tagBox.pinKeys')}
          isDisabled={!meant?.some((one) => 'id' in one)}
          onPress={pinChosen}
        />
        {inHand && (
          <IconButton
            label={t('document.tagBox.moveHere', { issue: issueName(codebook, inHand.issue) })}
            icon={MoveHorizontal}
            size="small"
            keys={t('document.tagBox.moveHereKeys')}
            onPress={() => onMoveHere(inHand)}
          />
        )}
        <span className="tag-hint">{t('document.tagBox.again')}</span>
        <Button look="quiet" onPress={onClose}>
          {t('document.tagBox.cancel')}
        </Button>
        <Button look="primary" isDisabled={!meant} onPress={() => store(meant, false)}>
          {meant && meant.length > 1
            ? t('document.tagBox.storeMany', { count: meant.length })
            : t('document.tagBox.store')}
        </Button>
      </footer>
    </div>
  )
}
