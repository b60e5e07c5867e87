/** A filter: a button that opens a list to tick, with a field to narrow it. */
import type { ComponentProps } from 'react'
import { ChoiceButton } from '../ui/ChoiceButton.tsx'
import { t } from '../ui/words.ts'

type FilterMenuProps = Omit<ComponentProps<typeof ChoiceButton>, 'value' | 'popover' | 'isMarked'> & {
  /** Shown while nothing is chosen. */
  readonly any: string
}

/** Several may be chosen. */
export function FilterMenu({ any, ...rest }: FilterMenuProps) {
  const { choices, chosen } = rest
  const only = chosen.length === 1 ? choices.find((choice) => choice.key === chosen[0]) : undefined
  const value = chosen.length === 0 ? any : (only?.name ?? t('passages.some', { count: chosen.length }))
  return (
    <ChoiceButton
      {...rest}
      value={value}
      otherwise={any}
      isMarked={chosen.length > 0}
      popover="filter-popover"
    />
  )
}
