/** How far the coder at work is. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { ProgressState } from '../../shared/api/views.ts'
import { Segments } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'

type ProgressFieldProps = {
  /** Null: not the same for all. */
  readonly progress: { readonly state: ProgressState; readonly told: boolean } | null
  readonly onChange: (state: ProgressState) => void
  readonly disabled: boolean
}
const states: readonly ProgressState[] = ['new', 'in progress', 'done']

export function ProgressField({ progress, onChange, disabled }: ProgressFieldProps) {
  const choices = states.map((key) => ({ key, name: t(`library.states.${key}`) }))
  if (progress) {
    return (
      <Segments
        label={t('library.meta.progress')}
        bare={false}
        value={progress.state}
        onChange={onChange}
        disabled={disabled}
        choices={choices}
      />
    )
  }
  return (
    <div className="field">
      <span className="label" aria-hidden>
        {t('library.meta.progress')}
      </span>
      <ToggleButtonGroup
        className="segments"
        aria-label={t('library.meta.progress')}
        selectionMode="single"
        selectedKeys={[]}
        isDisabled={disabled}
        onSelectionChange={(keys) => {
          const chosen = states.find((one) => keys.has(one))
          if (chosen) onChange(chosen)
        }}
      >
        {choices.map(({ key, name }) => (
          <ToggleButton key={key} id={key} className="segment">
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <span className="help">{t('library.many.mixed')}</span>
    </div>
  )
}
