/** An actor in the inspector. */
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { ActorId } from '../../shared/ids.ts'
import { useCodebook, useParley, useSession } from '../state/parley.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { Button } from '../ui/Button.tsx'
import { ColourField } from '../ui/ColourField.tsx'
import { SavedField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { Uses } from './Uses.tsx'

/** Nothing where the actor is gone. */
export function ActorDetails({ id }: { readonly id: ActorId }) {
  const parley = useParley()
  const actor = useCodebook((state) => state.index.actors.get(id))
  const readOnly = useSession((state) => isReadOnly(state.project))
  if (!actor) return null
  const seen = seenOf({ kind: 'actor', id, heads: actor.heads })
  const change = (fields: Omit<CommandInput<'actor.change'>, 'actor'>): void =>
    void run(parley, 'actor.change', { actor: id, ...fields }, seen)
  return (
    <div className="detail-fields" key={id}>
      <SavedField
        label={t('codebook.actor.name')}
        value={actor.name}
        onSave={(name) => change({ name })}
        required
        readOnly={readOnly}
      />
      <SavedField
        label={t('codebook.actor.otherNames')}
        help={t('codebook.actor.otherNamesHelp')}
        value={actor.otherNames.join('\n')}
        onSave={(written) =>
          change({
            otherNames: [
              ...new Set(
                written
                  .split('\n')
                  .map((name) => name.trim())
                  .filter((name) => name !== '')
              )
            ]
          })
        }
        prose
        readOnly={readOnly}
      />
      <SavedField
        label={t('codebook.actor.kind')}
        placeholder={t('codebook.actor.kindPlaceholder')}
        value={actor.kind}
        onSave={(kind) => change({ kind })}
        readOnly={readOnly}
      />
      <SavedField
        label={t('codebook.actor.group')}
        value={actor.group}
        onSave={(group) => change({ group })}
        readOnly={readOnly}
      />
      <ColourField
        label={t('codebook.actor.colour')}
        value={actor.colour}
        onChange={(colour) => change({ colour })}
        readOnly={readOnly}
      />
      <Uses kind="actor" id={id} count={actor.uses} conflicts={actor.conflicts} filter={{ actors: [id] }} />
      {!readOnly && (
        <div className="inspector-actions">
          <Button
            size="small"
            onPress={() => parley.workspace.setState({ dialog: { kind: 'joinActor', id } })}
          >
            {t('codebook.join')}
          </Button>
          <Button
            size="small"
            look="danger"
            isDisabled={actor.uses > 0}
            onPress={() => void runUndoably(parley, 'actor.delete', { actor: id }, seen)}
          >
            {t('codebook.delete')}
          </Button>
        </div>
      )}
    </div>
  )
}
