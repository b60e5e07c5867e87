/** The annotation in hand: what it says, who made it and when, what is in conflict, and what else stands at this place. */
import { Trash2 } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import type { AnnotationView, CodebookView, DocumentView, RevisionView } from '../../shared/api/views.ts'
import type { AnnotationId, IssueId } from '../../shared/ids.ts'
import { Button } from '../ui/Button.tsx'
import { safeColour } from '../ui/colour.ts'
import { formatMoment } from '../ui/format.ts'
import { hasWords, t } from '../ui/words.ts'
import { changeAnnotation, deleteAnnotation, type Annotating, type RunCommand } from './annotating.ts'
import { ActorsField, CertaintyField, StanceField } from './fields.tsx'
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
  /** Opens what settles a conflict; without it conflicts are only told. */
  readonly onSettle?: (annotation: AnnotationView) => void
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
  onSettle,
  ...props
}: InspectorProps & { readonly annotation: AnnotationView; readonly others: readonly AnnotationView[] }) {
  const { codebook, document, revision, onCommand, announce, onSelect, readOnly } = props
  const [now] = useState(() => Date.now())
  const work: Annotating = { document, revision, codebook, run: onCommand, announce }
  const change = (fields: Parameters<typeof changeAnnotation>[2]): void =>
    void changeAnnotation(work, annotation, fields)
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
      {annotation.place === null && <p className="inspector-warning">{t('document.inspector.lost')}</p>}
      {annotation.conflicts.map((field) => (
        <div key={field} className="inspector-warning">
          <span>{conflictWords(field)}</span>
          {onSettle && (
            <Button size="small" onPress={() => onSettle(annotation)}>
              {t('document.inspector.settle')}
            </Button>
          )}
        </div>
      ))}
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
      {!readOnly && (
        <Button
          look="quiet"
          icon={Trash2}
          onPress={() => void deleteAnnotation(work, annotation).then((done) => done.ok && onSelect(null))}
        >
          {t('document.inspector.delete')}
        </Button>
      )}
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
        options={options.map(({ issue: one, above }) => ({
          id: one.id,
          content: (
            <>
              <span className="swatch" aria-hidden style={{ color: inkLook(safeColour(one.colour)) }} />
              <span className="ellipsis">{one.name}</span>
              {above.length > 0 && <span className="hint ellipsis">{above.join(' › ')}</span>}
            </>
          )
        }))}
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
    <label className="field">
      <span className="label">{t('document.fields.note')}</span>
      <textarea
        className="input"
        value={note}
        readOnly={isDisabled}
        onChange={(event) => {
          setNote(event.target.value)
          clearTimeout(timer.current)
          timer.current = window.setTimeout(() => storeRef.current(), pause)
        }}
        onBlur={store}
      />
    </label>
  )
}

function conflictWords(field: string): string {
  const [name = field] = field.split('/')
  const key = `document.conflict.${name}`
  return t(hasWords(key) ? key : 'document.conflict.other')
}

function shareWords(a: AnnotationView, b: AnnotationView): boolean {
  return a.place !== null && b.place !== null && a.place.start < b.place.end && a.place.end > b.place.start
}
