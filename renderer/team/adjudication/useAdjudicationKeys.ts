/** The keys of adjudication, wherever the focus is in Team but in fields, menus and dialogs. */
import { useEffect, useRef } from 'react'
import { isMac } from '../../state/appCommands.ts'
import { isChord } from '../../state/keys.ts'
import { useParley } from '../../state/parley.ts'
import { digitOf } from '../../state/textKeys.ts'

export type AdjudicationKeys = {
  /** While a decision is written, only its own keys hold. */
  readonly isWriting: boolean
  readonly next: () => void
  readonly previous: () => void
  /** From 1. */
  readonly accept: (digit: number) => void
  readonly adjust: () => void
  readonly write: () => void
  readonly reject: () => void
  readonly keep: () => void
}

/** Keys that would be typed as text do nothing where the user switched them off. */
export function useAdjudicationKeys(keys: AdjudicationKeys): void {
  const parley = useParley()
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    const key = (press: KeyboardEvent): void => {
      const { dialog, fileRequest } = parley.workspace.getState()
      if (press.defaultPrevented || press.isComposing || dialog !== null || fileRequest !== null) return
      if (current.current.isWriting || isElsewhere(press.target)) return
      if (!parley.session.getState().settings.singleKeys) return
      const run = meant(press, current.current)
      if (!run) return
      press.preventDefault()
      // One that writes does nothing while it is held down.
      if (!press.repeat || isChord(press, 'J', isMac()) || isChord(press, 'K', isMac())) run()
    }
    // Before the window's own keys.
    addEventListener('keydown', key, { capture: true })
    return () => removeEventListener('keydown', key, { capture: true })
  }, [parley])
}

function meant(press: KeyboardEvent, keys: AdjudicationKeys): (() => void) | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  const digit = press.shiftKey ? null : digitOf(press.code)
  if (digit !== null && digit !== '0') return () => keys.accept(Number(digit))
  const mac = isMac()
  const found = (
    [
      ['J', keys.next],
      ['K', keys.previous],
      ['B', keys.adjust],
      ['W', keys.write],
      ['X', keys.reject],
      ['C', keys.keep]
    ] as const
  ).find(([chord]) => isChord(press, chord, mac))
  return found ? found[1] : null
}

/** In a field, a menu or an open list keys belong to these. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
      target.closest('.popover') !== null)
  )
}
