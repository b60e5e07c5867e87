/** The whole window: the start screen or the open project, with everything that floats above. */
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { DataView } from './data/DataView.tsx'
import { Dialogs } from './Dialogs.tsx'
import { DropFiles } from './frame/DropFiles.tsx'
import { BlindLine } from './frame/BlindLine.tsx'
import { Announcer } from './frame/Announcer.tsx'
import { Notices } from './frame/Notices.tsx'
import { StatusBar } from './frame/StatusBar.tsx'
import { Toasts } from './frame/Toasts.tsx'
import { TopBar } from './frame/TopBar.tsx'
import { useFocusKept } from './frame/useFocusKept.ts'
import { useKeys } from './frame/useKeys.ts'
import { useShellEvents } from './frame/useShellEvents.ts'
import { PassagesView } from './passages/PassagesView.tsx'
import { ReadView } from './read/ReadView.tsx'
import { TeamView } from './team/TeamView.tsx'
import { StartScreen } from './start/StartScreen.tsx'
import { useParley, useSession, useWorkspace } from './state/parley.ts'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { Failure, Loading } from './ui/states.tsx'
import { followTheme } from './ui/theme.ts'
import { t } from './ui/words.ts'

/** Needs a `ParleyProvider` above it. */
export function App() {
  const { session } = useParley()
  const phase = useStore(session, (state) => state.phase)
  const theme = useSession((state) => state.settings.theme)
  const textZoom = useSession((state) => state.settings.textZoom)
  const name = useSession((state) => state.project?.name ?? null)
  const opening = useSession((state) => state.opening)
  useEffect(() => followTheme(theme), [theme])
  useEffect(() => document.documentElement.style.setProperty('--zoom', String(textZoom / 100)), [textZoom])
  useEffect(() => {
    document.title = name === null ? 'Parley' : `${name} – Parley`
  }, [name])
  useFocusKept()
  useKeys()
  useShellEvents()

  return (
    <ErrorBoundary>
      <DropFiles>
        {phase === 'starting' && <Loading what={t('app.loadingApp')} />}
        {phase === 'failed' && <Failed />}
        {phase === 'ready' && (name === null ? <StartScreen /> : <Workspace key={opening} />)}
      </DropFiles>
      <Dialogs />
      <Toasts />
      <Announcer />
    </ErrorBoundary>
  )
}

function Workspace() {
  const view = useWorkspace((state) => state.view)
  return (
    <div className="window">
      <TopBar />
      <Notices />
      <BlindLine />
      <ErrorBoundary key={view}>
        {view === 'read' && <ReadView />}
        {view === 'passages' && <PassagesView />}
        {view === 'team' && <TeamView />}
        {view === 'data' && <DataView />}
      </ErrorBoundary>
      <StatusBar />
    </div>
  )
}

function Failed() {
  const problem = useSession((state) => state.problem)
  return (
    <main className="sentence-page">
      {problem && <Failure problem={problem} onRetry={() => location.reload()} />}
    </main>
  )
}
