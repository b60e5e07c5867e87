/** A coder in the inspector. */
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { CoderId } from '../../shared/ids.ts'
import { useCodebook, useParley, useSession } from '../state/parley.ts'
import { run, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { Button } from '../ui/Button.tsx'
import { SavedField, SelectField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { Uses } from './Uses.tsx'

/** Nothing where the coder is not here. */
export function CoderDetails({ id }: { readonly id: CoderId }) {
  const parley = useParley()
  const coder = useCodebook((state) => state.index.coders.get(id))
  const readOnly = useSession((state) => isReadOnly(state.project))
  if (!coder) return null
  const change = (fields: Omit<CommandInput<'coder.change'>, 'coder'>): void =>
    void run(
      parley,
      'coder.change',
      { coder: id, ...fields },
      seenOf({ kind: 'coder', id, heads: coder.heads })
    )
  return (
    <div className="detail-fields" key={id}>
      <SavedField
        label={t('codebook.coder.name')}
        value={coder.name}
        onSave={(name) => change({ name })}
        required
        readOnly={readOnly}
      />
      <SavedField
        label={t('codebook.coder.initials')}
        value={coder.initials}
        onSave={(initials) => change({ initials: initials.slice(0, 8) })}
        required
        readOnly={readOnly}
      />
      <SelectField
        label={t('codebook.coder.kind')}
        value={coder.kind}
        disabled={readOnly}
        onChange={(kind) => change({ kind })}
        choices={(['person', 'gold'] as const).map((kind) => ({
          key: kind,
          name: t(`codebook.coder.kinds.${kind}`)
        }))}
      />
      <Uses kind="coder" id={id} count={coder.uses} conflicts={coder.conflicts} filter={{ coders: [id] }} />
      {!readOnly && (
        <div className="inspector-actions">
          <Button
            size="small"
            onPress={() => parley.workspace.setState({ dialog: { kind: 'joinCoder', id } })}
          >
            {t('codebook.join')}
          </Button>
        </div>
      )}
    </div>
  )
}
