/** The workspace: documents and codebook, the text, the details. */
import { useEffect, useState } from 'react'
import { CodebookPane } from '../codebook/CodebookPane.tsx'
import { LibraryPane } from '../library/LibraryPane.tsx'
import { narrow } from '../state/appCommands.ts'
import { useParley, useSession, useWorkspace } from '../state/parley.ts'
import { rememberPane } from '../state/settings.ts'
import { SplitPane } from '../ui/SplitPane.tsx'
import { t } from '../ui/words.ts'
import { InspectorPane } from './InspectorPane.tsx'
import { ReaderPane } from './ReaderPane.tsx'
import './read.css'

/** Panes resize, collapse and remember. Below 1100 px the details slide over the text. */
export function ReadView() {
  const parley = useParley()
  const panes = useSession((state) => state.settings.panes)
  const isOver = useWorkspace((state) => state.inspectorOver)
  const isNarrow = useIsNarrow()
  const size = (name: string, otherwise: number): number =>
    typeof panes[name] === 'number' ? panes[name] : otherwise
  const showsLeft = panes['leftHidden'] !== true
  const showsInspector = panes['inspectorHidden'] !== true && !isNarrow

  const reader = <ReaderPane />
  const middle = (
    <SplitPane
      hidden={!showsInspector}
      label={t('app.inspectorEdge')}
      landmark={{ role: 'complementary', label: t('app.inspectorPane') }}
      sized="second"
      size={size('inspectorWidth', 280)}
      min={220}
      max={480}
      onResize={(width) => rememberPane(parley, 'inspectorWidth', width)}
      first={reader}
      second={<InspectorPane />}
    />
  )
  const left = (
    <SplitPane
      label={t('app.paneEdge')}
      column
      sized="first"
      size={size('documentsHeight', 260)}
      min={90}
      max={Math.max(120, innerHeight - 260)}
      onResize={(height) => rememberPane(parley, 'documentsHeight', height)}
      first={<LibraryPane />}
      second={<CodebookPane />}
    />
  )
  return (
    <div className="panes">
      <SplitPane
        hidden={!showsLeft}
        label={t('app.leftEdge')}
        landmark={{ role: 'region', label: t('app.leftPane') }}
        sized="first"
        size={size('leftWidth', 264)}
        min={180}
        max={480}
        onResize={(width) => rememberPane(parley, 'leftWidth', width)}
        first={left}
        second={middle}
      />
      {isNarrow && isOver && (
        <aside className="inspector-over" aria-label={t('app.inspectorPane')}>
          <InspectorPane onClose={() => parley.workspace.setState({ inspectorOver: false })} />
        </aside>
      )}
    </div>
  )
}

function useIsNarrow(): boolean {
  const [is, setIs] = useState(() => innerWidth < narrow)
  useEffect(() => {
    const wishes = matchMedia(`(max-width: ${narrow - 1}px)`)
    const follow = (): void => setIs(wishes.matches)
    wishes.addEventListener('change', follow)
    return () => wishes.removeEventListener('change', follow)
  }, [])
  return is
}
