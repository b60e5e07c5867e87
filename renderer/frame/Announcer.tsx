/** Reads sentences out to screen readers. */
import { useWorkspace } from '../state/parley.ts'

/** Two live regions in turn, so that the same words said twice are heard twice. */
export function Announcer() {
  const { text, number } = useWorkspace((state) => state.announcement)
  return (
    <div className="unseen">
      <div aria-live="polite">{number % 2 === 0 ? text : ''}</div>
      <div aria-live="polite">{number % 2 === 1 ? text : ''}</div>
    </div>
  )
}
