/** A button that opens a list to tick, with a field that narrows it. */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components'
import { Button, classes } from './Button.tsx'
import { ChoiceList } from './ChoiceList.tsx'
import type { Choice } from './fields.tsx'
import './ChoiceButton.css'

type ChoiceButtonProps = {
  readonly label: string
  /** What the button shows. */
  readonly value: string
  readonly choices: readonly Choice<string>[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Asked when the field is written in, where the choices are not all here; without it those given are narrowed. */
  readonly onWords?: (words: string) => void
  readonly onOpen?: () => void
  readonly isMarked?: boolean
  /** What holds while nothing is chosen: offered once something is. */
  readonly otherwise?: string
  /** Gives the list its width. */
  readonly popover: string
}

/** Several may be chosen; what is chosen holds at once. */
export function ChoiceButton(props: ChoiceButtonProps) {
  const {
    label,
    value,
    choices,
    chosen,
    onChange,
    onWords,
    onOpen,
    isMarked = false,
    otherwise,
    popover
  } = props
  const [isOpen, setOpen] = useState(false)
  return (
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
        className={classes('input', 'select-button', 'compact', isMarked && 'chosen')}
        aria-label={`${label}: ${value}`}
      >
        <span className="value ellipsis" dir="auto">
          {value}
        </span>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      {/* The popover itself is the dialog: its unseen way out for screen readers stands inside then. */}
      <Popover className={classes('popover', popover)} offset={4} placement="bottom start" aria-label={label}>
        <ChoiceList
          label={label}
          choices={choices}
          chosen={chosen}
          mode="several"
          onChange={onChange}
          onClose={() => setOpen(false)}
          {...(onWords ? { onWords } : {})}
        />
        {otherwise !== undefined && chosen.length > 0 && (
          <div className="choice-foot">
            <Button
              size="small"
              look="quiet"
              onPress={() => {
                setOpen(false)
                onChange([])
              }}
            >
              {otherwise}
            </Button>
          </div>
        )}
      </Popover>
    </DialogTrigger>
  )
}
