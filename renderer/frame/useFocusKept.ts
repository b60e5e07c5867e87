/** Never loses the focus: where what had it is gone, what had it before a dialog takes it, else the middle of the window. */
import { useEffect, useRef } from 'react'
import { focusMiddle } from '../state/panes.ts'
import { useReading, useSession, useWorkspace } from '../state/parley.ts'

/** Looks after each change of project, view, document and dialog: a closed dialog gives the focus back by itself where it can. */
export function useFocusKept(): void {
  const opening = useSession((state) => state.opening)
  const hasProject = useSession((state) => state.project !== null)
  const view = useWorkspace((state) => state.view)
  const isCovered = useWorkspace((state) => state.dialog !== null || state.fileRequest !== null)
  const revision = useReading((state) => state.revision)
  const before = useLastFocused()
  const wasCovered = useRef(false)
  useEffect(() => {
    if (isCovered) wasCovered.current = true
    if (!hasProject || isCovered) return undefined
    // After the dialog has gone and the view is drawn.
    const soon = setTimeout(() => {
      const isUncovered = wasCovered.current
      wasCovered.current = false
      if (isSomewhere()) return
      // A dialog that followed another gives the focus back to what is gone with that one.
      if (isUncovered) before.current?.focus()
      if (!isSomewhere()) focusMiddle()
    }, 120)
    return () => clearTimeout(soon)
  }, [opening, hasProject, view, isCovered, revision, before])
}

/** The middle itself has the focus where there was nothing in it yet. */
function isSomewhere(): boolean {
  const { activeElement, body } = document
  return activeElement !== null && activeElement !== body && !activeElement.matches('main[data-pane]')
}

/** What had the focus last in the window itself, not in a dialog or a menu above it. */
function useLastFocused(): React.RefObject<HTMLElement | null> {
  const last = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && !target.closest('.scrim, [role="dialog"], [role="menu"]'))
        last.current = target
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  return last
}
