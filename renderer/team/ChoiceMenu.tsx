/** A button that opens a list to tick, with a field that narrows it. */
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

type ChoiceMenuProps = {
  readonly label: string
  /** What the button shows. */
  readonly value: string
  readonly choices: readonly Choice<string>[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Asked when the field is written in, where the choices are not all here. */
  readonly onWords?: (words: string) => void
  readonly onOpen?: () => void
}

/** Several may be chosen; what is chosen holds at once. */
export function ChoiceMenu({ label, value, choices, chosen, onChange, onWords, onOpen }: ChoiceMenuProps) {
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const wanted = words.trim().toLowerCase()
  const shown =
    onWords || wanted === '' ? choices : choices.filter(({ name }) => name.toLowerCase().includes(wanted))
  const write = (next: string): void => {
    setWords(next)
    onWords?.(next)
  }
  return (
    <div className="field team-choice">
      <span className="label" aria-hidden>
        {label}
      </span>
      <DialogTrigger
        isOpen={isOpen}
        onOpenChange={(next) => {
          setOpen(next)
          if (next) {
            write('')
            onOpen?.()
          }
        }}
      >
        <AriaButton
          className={classes('input', 'select-button', 'compact')}
          aria-label={`${label}: ${value}`}
        >
          <span className="value ellipsis" dir="auto">
            {value}
          </span>
          <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
        </AriaButton>
        <Popover className="popover team-choice-popover" offset={4} aria-label={label}>
          {/* Esc closes at once; the field would first empty itself. */}
          <div
            className="team-choices"
            onKeyDownCapture={(press) => {
              if (press.key !== 'Escape') return
              press.stopPropagation()
              setOpen(false)
            }}
          >
            <Autocomplete inputValue={words} onInputChange={write}>
              <SearchField label={t('team.find')} autoFocus />
              <ListBox
                className="options"
                aria-label={label}
                items={shown}
                selectionMode="multiple"
                selectedKeys={chosen}
                onSelectionChange={(keys) => onChange(merged(chosen, shown, keys))}
                renderEmptyState={() => <p className="faint nothing">{t('team.noMatch')}</p>}
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
        </Popover>
      </DialogTrigger>
    </div>
  )
}

/** What was chosen and is not in sight stays chosen; new ones come last. */
function merged(
  chosen: readonly string[],
  shown: readonly Choice<string>[],
  keys: 'all' | ReadonlySet<string | number>
): readonly string[] {
  const on = new Set(keys === 'all' ? shown.map(({ key }) => key) : [...keys].map(String))
  const inSight = new Set(shown.map(({ key }) => key))
  const kept = chosen.filter((key) => on.has(key) || !inSight.has(key))
  return [...kept, ...[...on].filter((key) => !kept.includes(key))]
}
