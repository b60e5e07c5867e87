/** The annotation in hand: what it says, who made it and when, what is in conflict, and what else stands at this place. */
import { BookMarked, Copy, MoveHorizontal, Quote, Trash2 } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import type { AnnotationView, CodebookView, DocumentView, RevisionView } from '../../shared/api/views.ts'
import type { AnnotationId, CoderId, IssueId } from '../../shared/ids.ts'
import type { Span } from '../../shared/text/offsets.ts'
import { exampleState } from '../state/examples.ts'
import { Button } from '../ui/Button.tsx'
import { safeColour } from '../ui/colour.ts'
import { formatMoment } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import {
  changeAnnotation,
  copyTag,
  deleteAnnotation,
  moveAnnotation,
  type Annotating,
  type RunCommand
} from './annotating.ts'
import { citation } from './citation.ts'
import { ActorsField, CertaintyField, StanceField } from './fields.tsx'
import { GrowingText } from './GrowingText.tsx'
import { Found } from './IssueOption.tsx'
import { offerIssues } from './issueSearch.ts'
import { colourOf, inkLook, stanceColour } from './looks.ts'
import { Picker } from './Picker.tsx'
import { recentTags } from './recentTags.ts'
import { coderName, issueName, stanceSign, stanceWord } from './says.ts'
import './inspector.css'

export type InspectorProps = {
  readonly document: DocumentView
  readonly revision: RevisionView
  readonly annotations: readonly AnnotationView[]
  readonly codebook: CodebookView
  readonly selected: AnnotationId | null
  readonly onSelect: (id: AnnotationId | null) => void
  readonly onCommand: RunCommand
  readonly announce: (words: string) => void
  readonly readOnly: boolean
  /** Who is coding: another coder's annotation says whose it is. */
  readonly coder: CoderId | null
  /** The values that are in conflict, and what settles them. */
  readonly conflictsOf: (annotation: AnnotationView) => ReactNode
  /** What is selected in the text; null: nothing. */
  readonly passage: () => Span | null
  readonly onExample: (annotation: AnnotationView) => void
  /** Asks beside the selected words with which issue the annotation should go to them. */
  readonly onUseSelected: () => void
}

export function Inspector(props: InspectorProps) {
  const { annotations, selected } = props
  const annotation = annotations.find((one) => one.id === selected)
  const others = useMemo(
    () =>
      annotation ? annotations.filter((one) => one.id !== annotation.id && shareWords(one, annotation)) : [],
    [annotations, annotation]
  )
  if (!annotation) {
    return (
      <div className="empty small">
        <p className="what">{t('document.inspector.nothing')}</p>
        <p>{t('document.inspector.nothingHelp')}</p>
      </div>
    )
  }
  return <OneAnnotation key={annotation.id} {...props} annotation={annotation} others={others} />
}

function OneAnnotation({
  annotation,
  others,
  ...props
}: InspectorProps & { readonly annotation: AnnotationView; readonly others: readonly AnnotationView[] }) {
  const { codebook, document, revision, onCommand, announce, onSelect, readOnly, coder, conflictsOf } = props
  const [now] = useState(() => Date.now())
  const work: Annotating = { document, revision, codebook, run: onCommand, announce }
  const change = (fields: Parameters<typeof changeAnnotation>[2]): void =>
    void changeAnnotation(work, annotation, fields)
  const [needsWords, setNeedsWords] = useState(false)
  const withWords = (does: (to: Span) => void): void => {
    const to = props.passage()
    setNeedsWords(to === null)
    if (to) does(to)
    else announce(t('document.inspector.reanchorHelp'))
  }
  const reanchor = (): void => withWords((to) => void moveAnnotation(work, annotation, to))
  const selectFirst = needsWords && <p className="help">{t('document.inspector.reanchorHelp')}</p>
  const issue = codebook.issues.find((one) => one.id === annotation.issue)
  const example = exampleState(issue, annotation)
  const copyQuote = (): void => {
    const words = citation(work, annotation)
    void navigator.clipboard.writeText(words).then(() => announce(t('document.inspector.copiedQuote')))
  }
  // The stamp of the tag itself may be a moment after the time it names.
  const isChanged = annotation.modified - annotation.created > 1000
  return (
    <div className="annotation-form">
      <blockquote
        className="inspector-quote"
        dir="auto"
        style={{ '--of': inkLook(colourOf(annotation, codebook, 'issue')) } as CSSProperties}
      >
        {annotation.anchor.quote}
      </blockquote>
      {annotation.place === null && (
        <div className="inspector-warning inspector-lost">
          <p>{t('document.inspector.lost')}</p>
          {!readOnly && (
            <Button size="small" onPress={reanchor}>
              {t('document.inspector.reanchor')}
            </Button>
          )}
          {selectFirst}
        </div>
      )}
      {conflictsOf(annotation)}
      <IssueField
        annotation={annotation}
        codebook={codebook}
        isDisabled={readOnly}
        onChange={(issue) => change({ issue })}
      />
      <div className="field">
        <span className="label">{t('document.fields.stance')}</span>
        <StanceField
          value={annotation.stance}
          codebook={codebook}
          isDisabled={readOnly}
          onChange={(stance) => change({ stance })}
        />
      </div>
      <div className="field">
        <span className="label">{t('document.fields.actors')}</span>
        <ActorsField
          value={annotation.actors}
          codebook={codebook}
          isDisabled={readOnly}
          onChange={(actors) => change({ actors })}
        />
      </div>
      <div className="field">
        <span className="label">{t('document.fields.certainty')}</span>
        <CertaintyField
          value={annotation.certainty}
          isDisabled={readOnly}
          onChange={(certainty) => change({ certainty })}
        />
      </div>
      <NoteField stored={annotation.note} isDisabled={readOnly} onStore={(note) => change({ note })} />
      <p className="inspector-made">
        {t('document.inspector.made', {
          coder: coderName(codebook, annotation.coder),
          time: formatMoment(annotation.created, now)
        })}
        {isChanged && <br />}
        {isChanged && t('document.inspector.modified', { time: formatMoment(annotation.modified, now) })}
      </p>
      {coder !== null && coder !== annotation.coder && !readOnly && (
        <p className="help">
          {t('document.inspector.ofAnother', { coder: coderName(codebook, annotation.coder) })}
        </p>
      )}
      {others.length > 0 && (
        <section aria-label={t('document.inspector.others')}>
          <h3 className="label">{t('document.inspector.others')}</h3>
          <ul className="inspector-others">
            {others.map((other) => (
              <li key={other.id}>
                <button type="button" className="row inspector-other" onClick={() => onSelect(other.id)}>
                  <span
                    className="swatch"
                    aria-hidden
                    style={{ color: inkLook(colourOf(other, codebook, 'issue')) }}
                  />
                  <span className="ellipsis">{issueName(codebook, other.issue)}</span>
                  <span
                    className="inspector-stance"
                    style={{ color: inkLook(stanceColour(codebook, other.stance)) }}
                  >
                    <b aria-hidden>{stanceSign(codebook, other.stance)}</b>{' '}
                    {stanceWord(codebook, other.stance)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="inspector-does">
        <Button look="quiet" size="small" icon={Quote} onPress={copyQuote}>
          {t('document.inspector.copyQuote')}
        </Button>
        <Button look="quiet" size="small" icon={Copy} onPress={() => copyTag(work, annotation)}>
          {t('document.inspector.copyTag')}
        </Button>
        {!readOnly && annotation.place !== null && (
          <Button
            look="quiet"
            size="small"
            icon={MoveHorizontal}
            onPress={() => withWords(props.onUseSelected)}
          >
            {t('document.inspector.useSelected')}
          </Button>
        )}
        {!readOnly && example !== 'cannot' && (
          <Button
            look="quiet"
            size="small"
            icon={BookMarked}
            isDisabled={example === 'taken'}
            onPress={() => props.onExample(annotation)}
          >
            {t(example === 'taken' ? 'document.inspector.isExample' : 'document.inspector.example')}
          </Button>
        )}
        {!readOnly && (
          <Button
            look="quiet"
            size="small"
            icon={Trash2}
            onPress={() => void deleteAnnotation(work, annotation).then((done) => done.ok && onSelect(null))}
          >
            {t('document.inspector.delete')}
          </Button>
        )}
      </div>
      {annotation.place !== null && selectFirst}
    </div>
  )
}

/** The issue: its name until it is to be changed, then a field to find another. */
function IssueField({
  annotation,
  codebook,
  onChange,
  isDisabled
}: {
  readonly annotation: AnnotationView
  readonly codebook: CodebookView
  readonly onChange: (issue: IssueId) => void
  readonly isDisabled: boolean
}) {
  const [query, setQuery] = useState('')
  const issue = codebook.issues.find((one) => one.id === annotation.issue)
  const options = useMemo(
    () =>
      offerIssues(codebook.issues, query, recentTags.issues())
        .filter((one) => one.issue.id !== annotation.issue)
        .slice(0, 60),
    [codebook, query, annotation.issue]
  )
  return (
    <div className="field">
      <span className="label">{t('document.fields.issue')}</span>
      <div className="inspector-issue">
        <span className="swatch" aria-hidden style={{ color: inkLook(safeColour(issue?.colour ?? '')) }} />
        <span>{issueName(codebook, annotation.issue)}</span>
      </div>
      {issue && issue.definition !== '' && <p className="help">{issue.definition}</p>}
      <Picker
        label={t('document.fields.changeIssue')}
        placeholder={t('document.fields.changeIssue')}
        isDisabled={isDisabled}
        query={query}
        onQuery={setQuery}
        options={options.map((found) => ({ id: found.issue.id, content: <Found found={found} /> }))}
        onPick={(id) => {
          setQuery('')
          onChange(id as IssueId)
        }}
      />
    </div>
  )
}

/** A pause in typing this long, in milliseconds, stores the note. */
const pause = 1500

/** The note is stored as one command: after a pause, when the field is left, when another annotation is taken. */
function NoteField({
  stored,
  onStore,
  isDisabled
}: {
  readonly stored: string
  readonly onStore: (note: string) => void
  readonly isDisabled: boolean
}) {
  const [note, setNote] = useState(stored)
  const latest = useRef({ note, stored, onStore })
  const timer = useRef(0)
  useEffect(() => {
    latest.current = { note, stored, onStore }
  })
  // What came from elsewhere is shown unless something is being typed.
  const [shown, setShown] = useState(stored)
  if (shown !== stored) {
    setShown(stored)
    if (note === shown) setNote(stored)
  }
  const sent = useRef<string | null>(null)
  const store = (): void => {
    clearTimeout(timer.current)
    const { note: now, stored: before, onStore: send } = latest.current
    // The stored note follows a moment after it was sent: it is not sent twice meanwhile.
    if (now === before || now === sent.current) return
    sent.current = now
    send(now)
  }
  const storeRef = useRef(store)
  useEffect(() => {
    storeRef.current = store
  })
  useEffect(() => () => storeRef.current(), [])
  return (
    <div className="field">
      <span className="label" aria-hidden>
        {t('document.fields.note')}
      </span>
      <GrowingText
        label={t('document.fields.note')}
        value={note}
        readOnly={isDisabled}
        onChange={(written) => {
          setNote(written)
          clearTimeout(timer.current)
          timer.current = window.setTimeout(() => storeRef.current(), pause)
        }}
        onBlur={store}
      />
    </div>
  )
}

function shareWords(a: AnnotationView, b: AnnotationView): boolean {
  return a.place !== null && b.place !== null && a.place.start < b.place.end && a.place.end > b.place.start
}
