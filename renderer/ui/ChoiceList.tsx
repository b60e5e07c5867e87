/** A list to choose from, with a field that narrows it. */
import { Check } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, ListBox, ListBoxItem } from 'react-aria-components'
import { SearchField, type Choice } from './fields.tsx'
import { t } from './words.ts'

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
      className="choice-list"
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
        <SearchField label={t('ui.find')} autoFocus />
        <ListBox
          className="options"
          aria-label={label}
          items={shown}
          selectionMode={mode === 'one' ? 'single' : 'multiple'}
          selectedKeys={chosen}
          onSelectionChange={(keys) => {
            const next = keys === 'all' ? shown.map((choice) => choice.key) : [...keys].map(String)
            if (mode === 'several') onChange(merged(chosen, shown, next))
            // The one that is chosen already was chosen again.
            else onChange(next.length === 0 ? chosen : next)
          }}
          renderEmptyState={() => <p className="faint nothing">{t('ui.noMatch')}</p>}
          dependencies={[chosen.join('\n'), choices]}
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

/** What was chosen and is not in sight stays chosen; new ones come last. */
function merged(
  chosen: readonly string[],
  shown: readonly Choice<string>[],
  next: readonly string[]
): readonly string[] {
  const on = new Set(next)
  const inSight = new Set(shown.map(({ key }) => key))
  const kept = chosen.filter((key) => on.has(key) || !inSight.has(key))
  return [...kept, ...next.filter((key) => !kept.includes(key))]
}
