/** A stance of the scale in the inspector. */
import { useState } from 'react'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { StanceId } from '../../shared/ids.ts'
import { useCodebook, useParley, useSession } from '../state/parley.ts'
import { run, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { ColourField } from '../ui/ColourField.tsx'
import { SavedField, SelectField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { polarityFrom } from './polarity.ts'
import { Uses } from './Uses.tsx'

const digits = ['', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

/** Nothing where the stance is gone. */
export function StanceDetails({ id }: { readonly id: StanceId }) {
  const parley = useParley()
  const stance = useCodebook((state) => state.index.stances.get(id))
  const readOnly = useSession((state) => isReadOnly(state.project))
  const [wrong, setWrong] = useState<'key' | 'polarity' | null>(null)
  if (!stance) return null
  const change = (fields: Omit<CommandInput<'stance.change'>, 'stance'>): void =>
    void run(
      parley,
      'stance.change',
      { stance: id, ...fields },
      seenOf({ kind: 'stance', id, heads: stance.heads })
    )
  return (
    <div className="detail-fields" key={id}>
      <SavedField
        label={t('codebook.stance.label')}
        value={stance.label}
        onSave={(label) => change({ label })}
        required
        readOnly={readOnly}
      />
      <SavedField
        label={t('codebook.stance.key')}
        help={t(wrong === 'key' ? 'codebook.stance.keyWrong' : 'codebook.stance.keyHelp')}
        value={stance.key}
        required
        readOnly={readOnly}
        onSave={(key) => {
          const isRight = /^[a-z][a-z0-9-]{0,39}$/.test(key)
          setWrong(isRight ? null : 'key')
          if (isRight) change({ key })
        }}
      />
      <SavedField
        label={t('codebook.stance.polarity')}
        help={t(wrong === 'polarity' ? 'codebook.stance.polarityWrong' : 'codebook.stance.polarityHelp')}
        value={stance.polarity === null ? '' : String(stance.polarity)}
        readOnly={readOnly}
        onSave={(written) => {
          const polarity = polarityFrom(written)
          setWrong(polarity === undefined ? 'polarity' : null)
          if (polarity !== undefined) change({ polarity })
        }}
      />
      <SelectField
        label={t('codebook.stance.shortcut')}
        value={digits.find((digit) => digit === stance.shortcut) ?? ''}
        disabled={readOnly}
        onChange={(shortcut) => change({ shortcut })}
        choices={digits.map((digit) => ({
          key: digit,
          name: digit === '' ? t('codebook.stance.noShortcut') : digit
        }))}
      />
      <ColourField
        label={t('codebook.stance.colour')}
        value={stance.colour}
        onChange={(colour) => change({ colour })}
        readOnly={readOnly}
      />
      <Uses
        kind="stance"
        id={id}
        count={stance.uses}
        conflicts={stance.conflicts}
        filter={{ stances: [id] }}
      />
    </div>
  )
}
