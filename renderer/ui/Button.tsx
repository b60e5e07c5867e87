/** Buttons: with words, or with a sign whose words are its name and tooltip. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  Tooltip,
  TooltipTrigger,
  type ButtonProps as AriaButtonProps
} from 'react-aria-components'

type Look = 'plain' | 'primary' | 'quiet' | 'danger'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  readonly look?: Look
  readonly size?: 'small' | 'large'
  readonly icon?: LucideIcon
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A button that says what it does. */
export function Button({ look = 'plain', size, icon: Icon, wide, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={classes('button', look, size, wide && 'wide')}>
      {Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}
      {children}
    </AriaButton>
  )
}

export type IconButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> & {
  /** Its name, shown as a tooltip. */
  readonly label: string
  readonly icon: LucideIcon
  readonly look?: Look
  readonly size?: 'small'
  /** The key that does the same, shown in the tooltip. */
  readonly keys?: string
}

/** A button with a sign: the name is read out and shown on hover and focus. */
export function IconButton({ label, icon: Icon, look = 'quiet', size, keys, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      <AriaButton {...rest} aria-label={label} className={classes('button', 'icon', look, size)}>
        <Icon size={size === 'small' ? 14 : 16} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {keys && <kbd>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}

/** Class names, leaving out what is not there. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
