/** A field whose button opens a list to tick. */
import type { ComponentProps } from 'react'
import { ChoiceButton } from '../ui/ChoiceButton.tsx'

/** Several may be chosen; what is chosen holds at once. */
export function ChoiceMenu(props: Omit<ComponentProps<typeof ChoiceButton>, 'popover' | 'isMarked'>) {
  return (
    <div className="field team-choice">
      <span className="label" aria-hidden>
        {props.label}
      </span>
      <ChoiceButton {...props} popover="team-choice-popover" />
    </div>
  )
}
