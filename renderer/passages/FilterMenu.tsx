/** A filter: a button that opens a list to tick, with a field to narrow it. */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components'
import { classes } from '../ui/Button.tsx'
import type { Choice } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { ChoiceList } from '../ui/ChoiceList.tsx'

type FilterMenuProps = {
  readonly label: string
  /** Shown while nothing is chosen. */
  readonly any: string
  readonly choices: readonly Choice<string>[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Called when it opens: its counts are asked for then. */
  readonly onOpen?: () => void
  /** Where the choices are asked for by words; without it those given are narrowed here. */
  readonly onWords?: (words: string) => void
}

/** Several may be chosen. */
export function FilterMenu({ label, any, choices, chosen, onChange, onOpen, onWords }: FilterMenuProps) {
  const [isOpen, setOpen] = useState(false)
  const only = chosen.length === 1 ? choices.find((choice) => choice.key === chosen[0]) : undefined
  const value = chosen.length === 0 ? any : (only?.name ?? t('passages.some', { count: chosen.length }))
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(next) => {
        setOpen(next)
        if (next) onOpen?.()
      }}
    >
      <AriaButton
        className={classes('input', 'select-button', 'compact', chosen.length > 0 && 'chosen')}
        aria-label={`${label}: ${value}`}
      >
        <span className="ellipsis">{value}</span>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      {/* The popover itself is the dialog: its unseen way out for screen readers stands inside then. */}
      <Popover className="popover filter-popover" offset={4} aria-label={label}>
        <ChoiceList
          label={label}
          choices={choices}
          chosen={chosen}
          mode="several"
          onChange={onChange}
          onClose={() => setOpen(false)}
          {...(onWords ? { onWords } : {})}
        />
      </Popover>
    </DialogTrigger>
  )
}
