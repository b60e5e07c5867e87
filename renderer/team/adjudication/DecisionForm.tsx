/** A decision that is written: one coder's with changes, or another one. Its passage is moved by the keys of the reader. */
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { AnnotationId, CoderId, IssueId } from '../../../shared/ids.ts'
import { certainties } from '../../../shared/model/records.ts'
import { span } from '../../../shared/text/offsets.ts'
import { isMac } from '../../state/appCommands.ts'
import { moveBoundary, type Step } from '../../state/boundaries.ts'
import { flatten, issueTree } from '../../state/issueTree.ts'
import { useCodebook, useParley, useSession } from '../../state/parley.ts'
import { announce } from '../../state/tell.ts'
import { meantBy, type Edge, type TextCommandId, type Unit } from '../../state/textKeys.ts'
import { Button } from '../../ui/Button.tsx'
import { safeColour } from '../../ui/colour.ts'
import { PickMany, PickOne } from '../../ui/PickField.tsx'
import { Segments, SelectField, TextField } from '../../ui/fields.tsx'
import { stanceGlyph, undecidedGlyph } from '../../ui/stance.ts'
import { t } from '../../ui/words.ts'
import type { Draft } from './draft.ts'
import type { Person } from './people.ts'

type DecisionFormProps = {
  readonly draft: Draft
  readonly question: QuestionView
  readonly personOf: (coder: CoderId) => Person
  readonly onChange: (draft: Draft) => void
  readonly onFrom: (annotation: AnnotationView) => void
  readonly onStore: () => void
  readonly onCancel: () => void
}

export function DecisionForm({
  draft,
  question,
  personOf,
  onChange,
  onFrom,
  onStore,
  onCancel
}: DecisionFormProps) {
  const parley = useParley()
  const codebook = useCodebook((state) => state.codebook)
  const settings = useSession((state) => state.settings)
  const passage = useRef<HTMLDivElement>(null)
  // Its keys hold at once.
  useEffect(() => passage.current?.focus(), [])
  const { text } = question
  const content = useMemo(() => ({ text: text.text, blocks: text.blocks, marks: [] }), [text])
  const words = text.text.slice(draft.at.start - text.offset, draft.at.end - text.offset)
  const set = (change: Partial<Draft>): void => onChange({ ...draft, ...change })
  const issues = flatten(issueTree(codebook.issues)).filter(
    ({ issue }) => !issue.retired || issue.id === draft.issue
  )

  const move = (press: KeyboardEvent<HTMLElement>): boolean => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = press
    const meant = meantBy(
      { key, code, ctrlKey, metaKey, altKey, shiftKey },
      { singleKeys: settings.singleKeys, own: settings.keys, isMac: isMac() }
    )
    const step = meant && stepOf(meant.id, isRightToLeft(passage.current))
    if (!step) return false
    const { offset } = text
    const at = span(draft.at.start - offset, draft.at.end - offset)
    const moved = moveBoundary(content, at, step)
    if (!moved) announce(parley, t('adjudication.said.noFurther'))
    else {
      set({ at: { start: moved.start + offset, end: moved.end + offset } })
      const now = text.text.slice(moved.start, moved.end)
      const told = step.edge === 'start' ? now.slice(0, 60) : now.slice(-60)
      announce(parley, t('adjudication.said.passage', { words: told }))
    }
    return true
  }
  const key = (press: KeyboardEvent<HTMLElement>): void => {
    if (press.defaultPrevented || press.nativeEvent.isComposing) return
    const isPassage = press.target === passage.current
    if (press.key === 'Escape') onCancel()
    else if (press.key === 'Enter' && (isPassage || press.ctrlKey || press.metaKey)) onStore()
    else if (!(isPassage && move(press))) return
    press.preventDefault()
    press.stopPropagation()
  }

  return (
    <form
      className="adjudication-form"
      aria-label={t(`adjudication.form.${draft.as === 'own' ? 'own' : 'change'}`)}
      onKeyDown={key}
      onSubmit={(press) => {
        press.preventDefault()
        onStore()
      }}
    >
      <div className="adjudication-form-head">
        <h3>{t(`adjudication.form.${draft.as === 'own' ? 'own' : 'change'}`)}</h3>
        {question.annotations.length > 1 && (
          <Segments<AnnotationId>
            label={t('adjudication.form.from')}
            value={draft.source}
            onChange={(id) => {
              const from = question.annotations.find((one) => one.id === id)
              if (from) onFrom(from)
              passage.current?.focus()
            }}
            choices={question.annotations.map(({ id, coder }) => ({ key: id, name: personOf(coder).name }))}
          />
        )}
        <div className="adjudication-actions">
          <Button look="primary" type="submit">
            {t('adjudication.form.store')} <kbd aria-hidden>↵</kbd>
          </Button>
          <Button look="quiet" onPress={onCancel}>
            {t('adjudication.form.cancel')} <kbd aria-hidden>Esc</kbd>
          </Button>
        </div>
      </div>
      <div className="field adjudication-form-passage">
        <span className="label" aria-hidden>
          {t('adjudication.form.passage')}
        </span>
        <div
          ref={passage}
          className="input"
          role="textbox"
          aria-readonly
          aria-label={t('adjudication.form.passage')}
          aria-description={t('adjudication.form.passageHelp')}
          tabIndex={0}
          dir="auto"
        >
          {words}
        </div>
        <span className="help">{t('adjudication.form.passageHelp')}</span>
      </div>
      <PickOne<IssueId>
        // A field of its own for each start: it keeps what was typed to itself.
        key={`issue ${draft.source}`}
        label={t('adjudication.form.issue')}
        value={draft.issue}
        onChange={(issue) => set({ issue })}
        choices={issues.map(({ issue }) => ({
          key: issue.id,
          name: issue.name,
          mark: <span className="swatch" style={{ color: safeColour(issue.colour) }} />
        }))}
      />
      <SelectField<string>
        label={t('adjudication.form.stance')}
        value={draft.stance ?? ''}
        onChange={(key) => set({ stance: codebook.stances.find(({ id }) => id === key)?.id ?? null })}
        choices={[
          { key: '', name: t('adjudication.undecided'), mark: <span aria-hidden>{undecidedGlyph}</span> },
          ...codebook.stances
            .filter((stance) => !stance.retired || stance.id === draft.stance)
            .map((stance) => ({
              key: stance.id as string,
              name: stance.label,
              mark: <span aria-hidden>{stanceGlyph(stance.polarity)}</span>
            }))
        ]}
      />
      <SelectField<string>
        label={t('adjudication.form.certainty')}
        value={draft.certainty ?? ''}
        onChange={(key) => set({ certainty: certainties.find((one) => one === key) ?? null })}
        choices={[
          { key: '', name: t('adjudication.form.none') },
          ...certainties.map((one) => ({ key: one as string, name: t(`adjudication.certainty.${one}`) }))
        ]}
      />
      <PickMany
        label={t('adjudication.form.actors')}
        values={draft.actors}
        onChange={(actors) => set({ actors: [...actors] })}
        choices={codebook.actors
          .filter(({ joinedInto }) => joinedInto === null)
          .map((actor) => ({ key: actor.id, name: actor.name }))}
      />
      <div className="adjudication-form-note">
        <TextField
          label={t('adjudication.form.note')}
          value={draft.note}
          onChange={(note) => set({ note })}
          prose
        />
      </div>
    </form>
  )
}

/** The step that a command of the text's boundary keys means; null for other commands. */
function stepOf(id: TextCommandId, isTurned: boolean): Step | null {
  const parts = /^text\.(start|end)(Character|Word|Sentence|Paragraph)(Left|Right|Back|Forward)$/.exec(id)
  if (!parts) return null
  const [, edge, unit, towards] = parts
  const isBack = towards === 'Left' || towards === 'Back'
  // Left and right are meant as they look on the screen.
  const turns = isTurned && (towards === 'Left' || towards === 'Right')
  return { edge: edge as Edge, unit: unit?.toLowerCase() as Unit, forwards: isBack === turns }
}

function isRightToLeft(element: HTMLElement | null): boolean {
  return element !== null && getComputedStyle(element).direction === 'rtl'
}
