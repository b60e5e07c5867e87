/** A filter: a button that opens a list to tick, with a field to narrow it. */
import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import {
  Autocomplete,
  Button as AriaButton,
  DialogTrigger,
  ListBox,
  ListBoxItem,
  Popover
} from 'react-aria-components'
import { classes } from '../ui/Button.tsx'
import { SearchField, type Choice } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'

type FilterMenuProps = {
  readonly label: string
  /** Shown while nothing is chosen. */
  readonly any: string
  readonly choices: readonly Choice<string>[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Where the choices are asked for by words; without it those given are narrowed here. */
  readonly onWords?: (words: string) => void
}

/** Several may be chosen. */
export function FilterMenu({ label, any, choices, chosen, onChange, onWords }: FilterMenuProps) {
  const [words, setWords] = useState('')
  const [isOpen, setOpen] = useState(false)
  const only = chosen.length === 1 ? choices.find((choice) => choice.key === chosen[0]) : undefined
  const value = chosen.length === 0 ? any : (only?.name ?? t('passages.some', { count: chosen.length }))
  const wanted = words.trim().toLowerCase()
  const shown =
    onWords || wanted === ''
      ? choices
      : choices.filter((choice) => choice.name.toLowerCase().includes(wanted))
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton
        className={classes('input', 'select-button', 'compact', chosen.length > 0 && 'chosen')}
        aria-label={`${label}: ${value}`}
      >
        <span className="ellipsis">{value}</span>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      {/* The popover itself is the dialog: its unseen way out for screen readers stands inside then. */}
      <Popover className="popover filter-popover" offset={4} aria-label={label}>
        {/* Esc closes at once; the field would first empty itself. */}
        <div
          className="filter-dialog"
          onKeyDownCapture={(press) => {
            if (press.key !== 'Escape') return
            press.stopPropagation()
            setOpen(false)
          }}
        >
          <Autocomplete
            inputValue={words}
            onInputChange={(next) => {
              setWords(next)
              onWords?.(next)
            }}
          >
            <SearchFieldInside />
            <ListBox
              className="options"
              aria-label={label}
              items={shown}
              selectionMode="multiple"
              selectedKeys={chosen}
              onSelectionChange={(keys) =>
                onChange(keys === 'all' ? shown.map((choice) => choice.key) : [...keys].map(String))
              }
              renderEmptyState={() => <p className="faint nothing">{t('palette.none')}</p>}
              dependencies={[chosen]}
            >
              {(choice) => (
                <ListBoxItem className="option" id={choice.key} textValue={choice.name}>
                  {choice.mark}
                  <span className="ellipsis" dir="auto">
                    {choice.name}
                  </span>
                  <span className="hint">
                    {chosen.includes(choice.key) && <Check size={14} aria-hidden />}
                  </span>
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </div>
      </Popover>
    </DialogTrigger>
  )
}

function SearchFieldInside() {
  return <SearchField label={t('passages.find')} autoFocus />
}
