/** The keys that hold everywhere in the window. */
import { useEffect } from 'react'
import { appCommands, isMac, isOffered, keysOf } from '../state/appCommands.ts'
import { isChord, isForWriting, isSingleKey } from '../state/keys.ts'
import { useParley } from '../state/parley.ts'

/** Keys that a field keeps for itself while something is written in it that is not stored yet. */
const fieldKeys = ['edit.undo', 'edit.redo', 'edit.selectAll']

/** Runs the command of a chord, unless a view used the key already, a dialog is open, or it is text for a field. */
export function useKeys(): void {
  const parley = useParley()
  useEffect(() => {
    const key = (press: KeyboardEvent): void => {
      if (press.defaultPrevented || press.isComposing) return
      const { dialog, fileRequest } = parley.workspace.getState()
      const isInDialog = dialog !== null || fileRequest !== null
      const { settings } = parley.session.getState()
      const inField = isField(press.target)
      const command = appCommands.find((one) =>
        keysOf(one, settings).some(
          (chord) =>
            isChord(press, chord, isMac()) &&
            !(inField && isForWriting(chord)) &&
            !(isSingleKey(chord) && (inField || (isText(press.target) && !settings.singleKeys)))
        )
      )
      if (
        !command ||
        isInDialog ||
        (inField && fieldKeys.includes(command.id) && !isClean(press.target)) ||
        !isOffered(parley, command)
      )
        return
      press.preventDefault()
      command.run(parley)
    }
    addEventListener('keydown', key)
    return () => removeEventListener('keydown', key)
  }, [parley])
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

function isClean(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-clean]') !== null
}

function isText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-pane="text"]') !== null
}
