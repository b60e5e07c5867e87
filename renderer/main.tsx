/** The window: picks the carrier, fills the stores, mounts the app. */
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/source-serif-4/index.css'
import '@fontsource-variable/source-serif-4/wght-italic.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './frame/frame.css'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { makeClient, type Carrier } from '../shared/api/client.ts'
import { App } from './App.tsx'
import { catalogue } from './catalogue.ts'
import { followHost, loadAgain, loadAll } from './state/follow.ts'
import { followLeft } from './state/left.ts'
import { connectHttp } from './state/httpCarrier.ts'
import { makeParley, ParleyProvider } from './state/parley.ts'
import { startWords, t } from './ui/words.ts'

// A strict CSP forbids the functions that zod would compile.
z.config({ jitless: true })
startWords('en', catalogue)
void start()

async function start(): Promise<void> {
  const root = createRoot(document.querySelector('#root') ?? document.body)
  const say = (sentence: string): void => root.render(<p className="sentence-page">{sentence}</p>)
  if (!('EditContext' in globalThis && 'highlights' in CSS)) return say(t('app.otherBrowser'))

  const native = (globalThis as { readonly parley?: Carrier }).parley
  const http = native ? null : await connectHttp(pageHere())
  const carrier = native ?? http
  if (!carrier) return say(t('app.noSession'))

  const parley = makeParley(makeClient(carrier))
  followHost(parley)
  followLeft(parley)
  http?.onConnection((connected) => {
    const wasLost = !parley.session.getState().connected
    parley.session.setState({ connected })
    if (connected && wasLost) void loadAgain(parley)
  })
  root.render(
    <ParleyProvider value={parley}>
      <App />
    </ParleyProvider>
  )
  await loadAll(parley)
}

function pageHere(): Parameters<typeof connectHttp>[0] {
  return {
    fetch: (url, options) => fetch(url, options),
    storage: sessionStorage,
    fragment: location.hash.slice(1),
    dropFragment: () => history.replaceState(null, '', location.pathname)
  }
}
