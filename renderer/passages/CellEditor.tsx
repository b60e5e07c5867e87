/** Changing what stands in a cell, or in that column of everything that is selected: a list or a field that opens there. */
import { useState, type RefObject } from 'react'
import { Popover, TextArea, TextField as AriaTextField } from 'react-aria-components'
import type { PassageRow } from '../../shared/api/views.ts'
import type { ActorId, IssueId, StanceId } from '../../shared/ids.ts'
import { useCodebook } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { actorChoices, certaintyChoices, issueChoices, stanceChoices, undecided } from './choices.tsx'
import type { PassageChange } from './edits.ts'

export type Edited = 'issue' | 'stance' | 'actors' | 'certainty' | 'note' | 'addActors' | 'removeActors'

type CellEditorProps = {
  readonly what: Edited
  /** Where it opens. */
  readonly anchor: RefObject<HTMLElement | null>
  /** The one that is changed; null: all that are selected. */
  readonly passage: PassageRow | null
  readonly onChange: (change: PassageChange) => void
  readonly onClose: () => void
}

/** Choosing closes it; several actors are stored when it is closed. Esc leaves everything as it was. */
export function CellEditor({ what, anchor, passage, onChange, onClose }: CellEditorProps) {
  const codebook = useCodebook((state) => state.codebook)
  const [actors, setActors] = useState<readonly string[]>(what === 'actors' ? (passage?.actors ?? []) : [])
  const [note, setNote] = useState(passage?.note ?? '')
  const isMany = what === 'actors' || what === 'addActors' || what === 'removeActors'
  const label = t(`passages.edit.${what}`)
  const done = (change: PassageChange | null): void => {
    onClose()
    if (change) onChange(change)
  }
  const actorsChanged = (): PassageChange | null => {
    const chosen = actors as readonly ActorId[]
    if (what === 'actors')
      return passage && isSameSet(passage.actors, actors) ? null : { actors: [...chosen] }
    return chosen.length === 0 ? null : { [what]: [...chosen] }
  }
  const noteChanged = (): PassageChange | null => (note === (passage?.note ?? '') ? null : { note })
  return (
    <Popover
      className="popover filter-popover cell-editor"
      triggerRef={anchor}
      placement="bottom start"
      offset={2}
      isOpen
      aria-label={label}
      onOpenChange={(isOpen) => {
        if (!isOpen) done(isMany ? actorsChanged() : what === 'note' ? noteChanged() : null)
      }}
    >
      {what === 'note' ? (
        <div className="note-editor">
          <AriaTextField
            aria-label={label}
            value={note}
            onChange={setNote}
            autoFocus
            onKeyDown={(press) => {
              if (press.key === 'Enter' && !press.shiftKey) {
                press.preventDefault()
                done(noteChanged())
              } else if (press.key === 'Escape') done(null)
              else press.continuePropagation()
            }}
          >
            <TextArea className="input" rows={3} dir="auto" />
          </AriaTextField>
          <div className="note-editor-foot">
            <span className="faint">{t('passages.edit.noteKeys')}</span>
            <Button look="primary" size="small" onPress={() => done(noteChanged())}>
              {t('passages.edit.store')}
            </Button>
          </div>
        </div>
      ) : (
        <>
          <ChoiceList
            label={label}
            mode={isMany ? 'several' : 'one'}
            choices={
              what === 'issue'
                ? issueChoices(codebook, 'offered')
                : what === 'stance'
                  ? stanceChoices(codebook, 'offered')
                  : what === 'certainty'
                    ? certaintyChoices()
                    : actorChoices(codebook)
            }
            chosen={isMany ? actors : chosenOf(what, passage)}
            onClose={() => done(null)}
            onChange={(chosen) => {
              if (isMany) return setActors(chosen)
              const [key] = chosen
              const isSame = passage !== null && key === chosenOf(what, passage)[0]
              done(key === undefined || isSame ? null : changeTo(what, key))
            }}
          />
          {isMany && (
            <div className="editor-foot">
              <Button look="primary" size="small" onPress={() => done(actorsChanged())}>
                {t('passages.edit.store')}
              </Button>
            </div>
          )}
        </>
      )}
    </Popover>
  )
}

function chosenOf(what: Edited, passage: PassageRow | null): readonly string[] {
  if (!passage) return []
  if (what === 'issue') return [passage.issue]
  return [(what === 'stance' ? passage.stance : passage.certainty) ?? undecided]
}

function changeTo(what: Edited, key: string): PassageChange {
  if (what === 'issue') return { issue: key as IssueId }
  if (what === 'stance') return { stance: key === undecided ? null : (key as StanceId) }
  return { certainty: key === undecided ? null : (key as 'low' | 'medium' | 'high') }
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}
