/** Never loses the focus: where what had it is gone, the middle of the window takes it. */
import { useEffect } from 'react'
import { focusMiddle } from '../state/panes.ts'
import { useReading, useSession, useWorkspace } from '../state/parley.ts'

/** Looks after each change of project, view, document and dialog: a closed dialog gives the focus back by itself where it can. */
export function useFocusKept(): void {
  const opening = useSession((state) => state.opening)
  const hasProject = useSession((state) => state.project !== null)
  const view = useWorkspace((state) => state.view)
  const isCovered = useWorkspace((state) => state.dialog !== null || state.fileRequest !== null)
  const revision = useReading((state) => state.revision)
  useEffect(() => {
    if (!hasProject || isCovered) return undefined
    // After the dialog has gone and the view is drawn.
    const soon = setTimeout(() => {
      const { activeElement, body } = document
      // The middle itself has it where there was nothing in it yet.
      if (!activeElement || activeElement === body || activeElement.matches('main[data-pane]')) focusMiddle()
    }, 120)
    return () => clearTimeout(soon)
  }, [opening, hasProject, view, isCovered, revision])
}
