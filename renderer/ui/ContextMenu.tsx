/** A menu at the pointer, or at the thing in hand for the menu key. */
import { useRef, useState, type ReactNode } from 'react'
import { Menu as AriaMenu, Popover } from 'react-aria-components'
import { itemsOf, type MenuEntry } from './Menu.tsx'

/** A point of the window in px. */
export type MenuPoint = { readonly x: number; readonly y: number }

type Open = { readonly at: MenuPoint; readonly entries: readonly MenuEntry[] }

/**
 * `menu` is put anywhere in the view; `open` shows entries at a point (nothing where there are none). The focus goes back to what had it when
 * the menu closes. Bind it to `onContextMenu`: the menu key and Shift+F10 send that too, at the focused element.
 */
export function useContextMenu(label: string): {
  readonly menu: ReactNode
  readonly open: (at: MenuPoint, entries: readonly MenuEntry[]) => void
} {
  const [shown, setShown] = useState<Open | null>(null)
  const spot = useRef<HTMLSpanElement>(null)
  const open = (at: MenuPoint, entries: readonly MenuEntry[]): void => {
    if (entries.length > 0) setShown({ at, entries })
  }
  const menu = shown && (
    <>
      <span
        ref={spot}
        aria-hidden
        style={{ position: 'fixed', left: shown.at.x, top: shown.at.y, width: 1, height: 1 }}
      />
      <Popover
        className="popover"
        triggerRef={spot}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) setShown(null)
        }}
        placement="bottom start"
        offset={2}
      >
        <AriaMenu className="menu" aria-label={label} autoFocus="first" onClose={() => setShown(null)}>
          {itemsOf(shown.entries)}
        </AriaMenu>
      </Popover>
    </>
  )
  return { menu, open }
}
