/** The workspace: documents and codebook, the text, the details. */
import { useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react'
import { CodebookPane } from '../codebook/CodebookPane.tsx'
import { LibraryPane } from '../library/LibraryPane.tsx'
import { narrow } from '../state/appCommands.ts'
import { focusMiddle } from '../state/panes.ts'
import { useParley, useReading, useSearch, useSession, useWorkspace } from '../state/parley.ts'
import { SearchPane } from '../search/SearchPane.tsx'
import { rememberPane } from '../state/settings.ts'
import { SplitPane } from '../ui/SplitPane.tsx'
import { t } from '../ui/words.ts'
import { ContentsPane, useHeadings } from './ContentsPane.tsx'
import { InspectorPane } from './InspectorPane.tsx'
import { ReaderPane } from './ReaderPane.tsx'
import './read.css'

/** Panes resize, collapse and remember. Below 1100 px the details slide over the text. */
export function ReadView() {
  const parley = useParley()
  const panes = useSession((state) => state.settings.panes)
  const isOver = useWorkspace((state) => state.inspectorOver)
  // What was chosen in a wide window lies beside the text: it is not to cover it once the window is narrower.
  const isNarrow = useIsNarrow(() => parley.workspace.setState({ inspectorOver: false }))
  const size = (name: string, otherwise: number): number =>
    typeof panes[name] === 'number' ? panes[name] : otherwise
  const isSearching = useSearch((state) => state.isOpen)
  const showsLeft = panes['leftHidden'] !== true || isSearching
  const revision = useReading((state) => state.revision)
  const headings = useHeadings(revision)
  const showsContents = headings.length > 0 && panes['contentsHidden'] !== true
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
      second={
        <SplitPane
          hidden={!showsContents}
          label={t('app.contentsEdge')}
          column
          sized="first"
          size={size('contentsHeight', 180)}
          min={90}
          max={Math.max(120, innerHeight - 420)}
          onResize={(height) => rememberPane(parley, 'contentsHeight', height)}
          first={revision && <ContentsPane content={revision} headings={headings} />}
          second={<CodebookPane />}
        />
      }
    />
  )
  const isShownOver = isNarrow && isOver
  const closeOver = (): void => {
    const hadFocus = document.activeElement?.closest('.inspector-over') !== null
    parley.workspace.setState({ inspectorOver: false })
    if (hadFocus) setTimeout(() => focusMiddle(), 0)
  }
  /** Esc closes what lies over the text before it does anything else, but what is written or open in a field is a field's own. */
  const escape = (press: KeyboardEvent): void => {
    const { target, currentTarget } = press
    if (press.key !== 'Escape' || !isShownOver || press.defaultPrevented) return
    if (!(target instanceof Element) || !currentTarget.contains(target)) return
    if (press.eventPhase === Event.CAPTURING_PHASE && target.closest('input,textarea,[role="dialog"]')) return
    press.preventDefault()
    press.stopPropagation()
    closeOver()
  }
  return (
    <div className="panes" onKeyDownCapture={escape} onKeyDown={escape}>
      <SplitPane
        hidden={!showsLeft}
        label={t('app.leftEdge')}
        landmark={{ role: 'region', label: t(isSearching ? 'app.searchPane' : 'app.leftPane') }}
        sized="first"
        size={isSearching ? size('searchWidth', 352) : size('leftWidth', 264)}
        min={isSearching ? 280 : 180}
        max={480}
        onResize={(width) => rememberPane(parley, isSearching ? 'searchWidth' : 'leftWidth', width)}
        first={
          <>
            {isSearching && <SearchPane />}
            {/* Documents and codebook keep their place and what was typed in them. */}
            <div className="left-kept" hidden={isSearching}>
              {left}
            </div>
          </>
        }
        second={middle}
      />
      {isNarrow && isOver && (
        <aside className="inspector-over" aria-label={t('app.inspectorPane')}>
          <InspectorPane onClose={closeOver} />
        </aside>
      )}
    </div>
  )
}

function useIsNarrow(onChange: () => void): boolean {
  const [is, setIs] = useState(() => innerWidth < narrow)
  const changed = useEffectEvent(onChange)
  useEffect(() => {
    const wishes = matchMedia(`(max-width: ${narrow - 1}px)`)
    const follow = (): void => {
      setIs(wishes.matches)
      changed()
    }
    wishes.addEventListener('change', follow)
    return () => wishes.removeEventListener('change', follow)
  }, [])
  return is
}
