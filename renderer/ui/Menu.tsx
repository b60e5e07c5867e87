/** A button that opens a menu. */
import type { LucideIcon } from 'lucide-react'
import { ChevronDown, MoreHorizontal } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator
} from 'react-aria-components'
import { classes } from './Button.tsx'

export type MenuEntry =
  | 'line'
  | {
      readonly name: string
      readonly run: () => void
      readonly icon?: LucideIcon
      readonly keys?: string
      readonly disabled?: boolean
      readonly danger?: boolean
    }

type MenuButtonProps = {
  /** What the menu is about: read out. */
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** What the button shows; three dots where there is nothing. */
  readonly children?: ReactNode
  readonly small?: boolean
  readonly excludeFromTabOrder?: boolean
}

/** Opens `entries` below a button. */
export function MenuButton({ label, entries, children, small, excludeFromTabOrder }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={label}
        excludeFromTabOrder={excludeFromTabOrder ?? false}
        className={classes('button', 'quiet', !children && 'icon', small && 'small')}
      >
        {children ?? <MoreHorizontal size={15} strokeWidth={1.75} aria-hidden />}
        {children && <ChevronDown size={13} strokeWidth={2} aria-hidden />}
      </AriaButton>
      <Popover className="popover" offset={4}>
        <AriaMenu className="menu" aria-label={label}>
          {itemsOf(entries)}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

/** The entries as items of an Aria menu. */
export function itemsOf(entries: readonly MenuEntry[]): ReactNode {
  return entries.map((entry, at) =>
    entry === 'line' ? (
      <Separator key={`line ${at}`} />
    ) : (
      <MenuItem
        key={entry.name}
        id={entry.name}
        textValue={entry.name}
        isDisabled={entry.disabled ?? false}
        onAction={entry.run}
        className={classes('menu-item', entry.danger && 'danger')}
      >
        {entry.icon && <entry.icon size={15} strokeWidth={1.75} aria-hidden />}
        <span>{entry.name}</span>
        {entry.keys && <span className="hint">{entry.keys}</span>}
      </MenuItem>
    )
  )
}
