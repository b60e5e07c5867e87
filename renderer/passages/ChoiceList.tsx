/** A list to choose from, with a field that narrows it: in filters, in cells and for what is selected. */
import { Check } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, ListBox, ListBoxItem } from 'react-aria-components'
import { SearchField, type Choice } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'

type ChoiceListProps = {
  readonly label: string
  readonly choices: readonly Choice<string>[]
  readonly chosen: readonly string[]
  /** `one`: choosing is done by it. */
  readonly mode: 'one' | 'several'
  readonly onChange: (chosen: readonly string[]) => void
  readonly onClose: () => void
  /** Where the choices are asked for by words; without it those given are narrowed here. */
  readonly onWords?: (words: string) => void
}

/** Stands in a popover, which is its dialog. */
export function ChoiceList({ label, choices, chosen, mode, onChange, onClose, onWords }: ChoiceListProps) {
  const [words, setWords] = useState('')
  const wanted = words.trim().toLowerCase()
  const shown =
    onWords || wanted === ''
      ? choices
      : choices.filter((choice) => choice.name.toLowerCase().includes(wanted))
  return (
    // Esc closes at once; the field would first empty itself.
    <div
      className="filter-dialog"
      onKeyDownCapture={(press) => {
        if (press.key !== 'Escape') return
        press.stopPropagation()
        onClose()
      }}
    >
      <Autocomplete
        inputValue={words}
        onInputChange={(next) => {
          setWords(next)
          onWords?.(next)
        }}
      >
        <SearchField label={t('passages.find')} autoFocus />
        <ListBox
          className="options"
          aria-label={label}
          items={shown}
          selectionMode={mode === 'one' ? 'single' : 'multiple'}
          selectedKeys={chosen}
          onSelectionChange={(keys) => {
            const next = keys === 'all' ? shown.map((choice) => choice.key) : [...keys].map(String)
            // The one that is chosen already was chosen again.
            if (mode === 'one') onChange(next.length === 0 ? chosen : next)
            else onChange(next)
          }}
          renderEmptyState={() => <p className="faint nothing">{t('palette.none')}</p>}
          dependencies={[chosen, choices]}
        >
          {(choice) => (
            <ListBoxItem className="option" id={choice.key} textValue={choice.name}>
              {choice.mark}
              <span className="ellipsis" dir="auto">
                {choice.name}
              </span>
              <span className="hint">
                {choice.hint}
                {chosen.includes(choice.key) && <Check size={14} aria-hidden />}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </div>
  )
}
