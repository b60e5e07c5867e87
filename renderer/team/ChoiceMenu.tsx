/** A button that opens a list to tick, with a field that narrows it. */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components'
import { classes } from '../ui/Button.tsx'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import type { Choice } from '../ui/fields.tsx'

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
  return (
    <div className="field team-choice">
      <span className="label" aria-hidden>
        {label}
      </span>
      <DialogTrigger
        isOpen={isOpen}
        onOpenChange={(next) => {
          setOpen(next)
          if (!next) return
          // The list opens with nothing written in its field.
          onWords?.('')
          onOpen?.()
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
    </div>
  )
}
