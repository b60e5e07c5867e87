/** Picks a colour: one of the palette, or any. */
import { ColorSwatch, ColorSwatchPicker, ColorSwatchPickerItem, parseColor } from 'react-aria-components'
import { palette } from '../../shared/model/palette.ts'
import { safeColour } from './colour.ts'
import { t } from './words.ts'

type ColourFieldProps = {
  readonly label: string
  /** `#rrggbb`, or '' for none. */
  readonly value: string
  readonly onChange: (colour: string) => void
  readonly readOnly?: boolean
}

/** The palette in a row, and the system's own picker for any other colour. Gives `#rrggbb` in lower case. */
export function ColourField({ label, value, onChange, readOnly }: ColourFieldProps) {
  const current = safeColour(value, '#6b7280').toLowerCase()
  if (readOnly) {
    return (
      <div className="field">
        <span className="label">{label}</span>
        <span className="swatch" style={{ color: current }} />
      </div>
    )
  }
  const colours = palette.includes(current) ? palette : [current, ...palette]
  return (
    <div className="field">
      <span className="label">{label}</span>
      <div className="colours">
        <ColorSwatchPicker
          aria-label={label}
          className="swatches"
          value={parseColor(current)}
          onChange={(colour) => onChange(colour.toString('hex').toLowerCase())}
        >
          {colours.map((colour) => (
            <ColorSwatchPickerItem key={colour} color={colour} className="swatch-choice">
              <ColorSwatch />
            </ColorSwatchPickerItem>
          ))}
        </ColorSwatchPicker>
        <label className="other-colour">
          {t('ui.otherColour')}
          <input
            type="color"
            value={current}
            onChange={(change) => onChange(change.target.value.toLowerCase())}
          />
        </label>
      </div>
    </div>
  )
}
