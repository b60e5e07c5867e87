/** The box that opens at a passage: what it is about, which stance, whose, how certain, and a note. */
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { CodebookView, DocumentView } from '../../shared/api/views.ts'
import { sentenceOf, type Problem, type Result } from '../../shared/errors.ts'
import type { IssueId } from '../../shared/ids.ts'
import type { Span } from '../../shared/text/offsets.ts'
import { Button } from '../ui/Button.tsx'
import { safeColour } from '../ui/colour.ts'
import { t } from '../ui/words.ts'
import type { Draft } from './annotating.ts'
import { ActorsField, CertaintyField, StanceField } from './fields.tsx'
import { canCreate, offerIssues, stanceOfDigit } from './issueSearch.ts'
import { digitOf } from './keys.ts'
import { inkLook } from './looks.ts'
import { Picker } from './Picker.tsx'
import { recentTags } from './recentTags.ts'
import type { Surface } from './surface.ts'

export type TagBoxProps = {
  readonly surface: Surface
  readonly span: Span
  readonly document: DocumentView
  readonly codebook: CodebookView
  /** Stores; `again`: the same passage is to be tagged once more. */
  readonly onStore: (draft: Draft, options: { readonly again: boolean }) => Promise<Result<unknown>>
  readonly onClose: () => void
}

const createKey = 'create'
const width = 380

export function TagBox({ surface, span, document: { authors }, codebook, onStore, onClose }: TagBoxProps) {
  const [query, setQuery] = useState('')
  const [stance, setStance] = useState<Draft['stance']>(null)
  const [actors, setActors] = useState<Draft['actors']>(authors)
  const [certainty, setCertainty] = useState<Draft['certainty']>(null)
  const [note, setNote] = useState('')
  const [active, setActive] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isStoring, setStoring] = useState(false)
  const [round, setRound] = useState(0)
  const box = useStandBeside(surface, span)

  const offered = useMemo(
    () => offerIssues(codebook.issues, query, recentTags.issues()).slice(0, 60),
    [codebook, query]
  )
  const creates = canCreate(codebook.issues, query)
  const options = [
    ...offered.map(({ issue, above }) => ({
      id: issue.id,
      content: (
        <>
          <span className="swatch" aria-hidden style={{ color: inkLook(safeColour(issue.colour)) }} />
          <span className="ellipsis">{issue.name}</span>
          {above.length > 0 && <span className="hint ellipsis">{above.join(' › ')}</span>}
        </>
      )
    })),
    ...(creates
      ? [
          {
            id: createKey,
            content: <span className="ellipsis">{t('document.tagBox.create', { name: query.trim() })}</span>
          }
        ]
      : [])
  ]

  const store = async (chosen: string | null, again: boolean): Promise<void> => {
    if (chosen === null || isStoring) return
    const issue = chosen === createKey ? { create: query.trim() } : { id: chosen as IssueId }
    setStoring(true)
    const done = await onStore({ issue, stance, actors, certainty, note: note.trim() }, { again })
    setStoring(false)
    setProblem(done.ok ? null : done.problem)
    if (!done.ok || !again) return
    setQuery('')
    setStance(null)
    setNote('')
    setRound(round + 1)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault()
      void store(active, event.shiftKey)
    }
  }
  const onDigit = (event: KeyboardEvent): boolean => {
    const digit = event.ctrlKey || event.metaKey || event.altKey ? null : digitOf(event.code)
    const meant = digit === null ? undefined : stanceOfDigit(codebook.stances, digit, query, codebook.issues)
    if (!meant) return false
    event.preventDefault()
    setStance((before) => (before === meant.id ? null : meant.id))
    return true
  }
  const { issues } = codebook
  const chosen = issues.find((issue) => issue.id === active)
  const quote = surface.text.slice(span.start, Math.min(span.end, span.start + 400))
  return (
    <div
      ref={box}
      className="tag-box"
      role="dialog"
      aria-label={t('document.tagBox.title')}
      style={{ width }}
      onKeyDown={onKeyDown}
    >
      <p className="tag-quote" dir="auto">
        {quote}
      </p>
      <Picker
        key={round}
        label={t('document.tagBox.issue')}
        placeholder={issues.length === 0 ? t('document.tagBox.firstIssue') : t('document.tagBox.findIssue')}
        query={query}
        onQuery={setQuery}
        options={options}
        onPick={(id) => void store(id, false)}
        onActive={setActive}
        onKey={onDigit}
        stays
        autoFocus
      />
      {chosen && chosen.definition !== '' && <p className="tag-definition">{chosen.definition}</p>}
      <StanceField value={stance} onChange={setStance} codebook={codebook} />
      <ActorsField value={actors} onChange={setActors} codebook={codebook} />
      <div className="tag-more">
        <span className="label">{t('document.fields.certainty')}</span>
        <CertaintyField value={certainty} onChange={setCertainty} />
      </div>
      <textarea
        className="input tag-note"
        rows={1}
        aria-label={t('document.fields.note')}
        placeholder={t('document.fields.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {problem && (
        <p className="tag-problem" role="alert">
          {sentenceOf(problem)}
        </p>
      )}
      <footer className="tag-footer">
        <span className="tag-hint">{t('document.tagBox.again')}</span>
        <Button look="quiet" onPress={onClose}>
          {t('document.tagBox.cancel')}
        </Button>
        <Button
          look="primary"
          isDisabled={active === null || isStoring}
          onPress={() => void store(active, false)}
        >
          {t('document.tagBox.store')}
        </Button>
      </footer>
    </div>
  )
}

/** Keeps the box below the passage's last line (or above its first one where there is no room below), inside the page. */
function useStandBeside(surface: Surface, span: Span): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const stand = ({ makeRoom }: { readonly makeRoom: boolean }): void => {
      const element = box.current
      const page = element?.offsetParent
      const scroller = element?.closest('.reader-scroller')
      if (!element || !page || !scroller) return
      // Of a long passage only its end matters: that is where the box stands.
      const boxes = surface.boxes(Math.max(span.start, span.end - 2000), span.end)
      const nowhere = { left: 24, top: scroller.scrollTop + 24, bottom: scroller.scrollTop + 24 }
      const first = boxes[0] ?? nowhere
      const last = boxes.at(-1) ?? nowhere
      const { offsetHeight: height } = element
      const seen = { top: scroller.scrollTop + 8, bottom: scroller.scrollTop + scroller.clientHeight - 8 }
      const below = last.bottom + 8
      const above = first.top - 8 - height
      const missing = below + height - seen.bottom
      const left = Math.max(8, Math.min(last.left, page.clientWidth - width - 12))
      const top = missing > 0 && above >= seen.top ? above : below
      if (missing > 0 && top === below && makeRoom) scroller.scrollTop += missing
      element.style.left = `${left}px`
      element.style.top = `${top}px`
    }
    // A box that grew makes room for itself; text that is scrolled takes the box along.
    stand({ makeRoom: true })
    const resized = new ResizeObserver(() => stand({ makeRoom: true }))
    if (box.current) resized.observe(box.current)
    const stop = surface.subscribeLayout(() => stand({ makeRoom: false }))
    return () => {
      resized.disconnect()
      stop()
    }
  }, [surface, span])
  return box
}
