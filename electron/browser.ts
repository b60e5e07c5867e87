/** The browser shell: the host in this process, its window in the system's Chromium, over 127.0.0.1. */
import path from 'node:path'
import process from 'node:process'
import { findBrowser, hasDisplay, openAppWindow } from './browser/appWindow.ts'
import { readBrowserOptions, type BrowserOptions } from './browser/options.ts'
import { serve, type Server } from './browser/server.ts'
import { whyUnusable } from './db/unusable.ts'
import { makeEventHub, type EventHub } from './eventHub.ts'
import { nodeClock, userFolders } from './host/nodePorts.ts'
import { startHostThread, type HostThread } from './host/thread.ts'
import { builtFolder, licences, productVersion } from './product.ts'

/** How long a window may be away (being loaded anew) before Parley takes it for closed, in milliseconds. */
const patience = 3000

const options = readBrowserOptions(process.argv.slice(2))
const unusable = whyUnusable()
if ('wrong' in options) {
  console.error(`parley: ${options.wrong}`)
  process.exitCode = 2
} else if (unusable !== null) {
  console.error(`parley: ${unusable}`)
  process.exitCode = 1
} else await run(options)

async function run(given: BrowserOptions): Promise<void> {
  const folders = userFolders({ settings: given.home })
  const hub = makeEventHub()
  const host = startHostThread({
    shell: 'browser',
    version: productVersion,
    platform: process.platform,
    licences: licences(),
    folders,
    dialogs: null,
    onBug: (where, error) => console.error(`parley: ${where}:`, error),
    onEvent: (event) => hub.publish(event)
  })
  let server: Server
  try {
    server = await serve({
      call: (method, input) => host.call(method, input),
      hub,
      page: path.join(builtFolder(), 'renderer'),
      port: given.port,
      clock: nodeClock
    })
  } catch (error) {
    console.error(
      `parley: Port ${given.port} cannot be used (${error instanceof Error ? error.message : String(error)}). Choose another with --port.`
    )
    process.exitCode = 1
    return host.close()
  }
  closeWhenAsked(host, server)
  if (given.file !== undefined) host.openFile(path.resolve(given.file))
  console.log(`Parley is at ${server.addressWith(server.access.newCode('long'))}`)
  if (given.open) await openWindow(server, hub, folders.settings)
}

async function openWindow(server: Server, hub: EventHub, settings: string): Promise<void> {
  const browser = findBrowser(process.env, process.platform)
  if (!hasDisplay(process.env, process.platform))
    return console.log(
      'There is no display here, so no window was opened. Open the address in Chromium, Chrome or Edge.'
    )
  if (browser === null)
    return console.log('No Chromium, Chrome or Edge was found. Open the address in one of them.')
  await openAppWindow(
    browser,
    server.addressWith(server.access.newCode('short')),
    path.join(settings, 'browser')
  ).closed
  // The window may live on in a browser that was running already, or somebody may have opened the printed address.
  for (let quietSince = nodeClock(); nodeClock() - quietSince < patience;) {
    await new Promise((resolve) => setTimeout(resolve, patience / 10))
    if (hub.listening() > 0) quietSince = nodeClock()
  }
  process.emit('SIGTERM')
}

/** Ends on Ctrl+C, SIGTERM, or when a parent that speaks with this process says so or is gone: the project is closed first. */
function closeWhenAsked(host: HostThread, server: Server): void {
  let closing: Promise<void> | null = null
  const close = (): void => {
    closing ??= server
      .close()
      .then(() => host.close())
      .then(() => process.exit(process.exitCode ?? 0))
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
  process.on('disconnect', close)
  process.on('message', (message) => {
    if (message === 'close') close()
  })
  void host.ended.then(() => {
    if (closing) return
    console.error(
      'parley: Parley’s host ended unexpectedly. Everything that was saved is in the project file; start Parley again.'
    )
    process.exitCode = 1
    close()
  })
}
