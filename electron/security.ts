/** Electron's doors: one protocol for the page's own files, no permissions, no other page, no network. */
import { app, protocol, session } from 'electron'
import { contentSecurityPolicy, pageFile } from './pageFiles.ts'

const scheme = 'parley'

/** The page's address. */
export const pageAddress = `${scheme}://app/index.html`

/** True for an address of the page itself. */
export function isPageAddress(address: string): boolean {
  return address.startsWith(`${scheme}://app/`)
}

/** Makes `parley:` a scheme with an origin of its own. Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** Serves the page's files under `parley://app/` and nothing else. */
export function servePage(root: string): void {
  protocol.handle(scheme, (request) => {
    const { host, pathname } = new URL(request.url)
    const file = host === 'app' && request.method === 'GET' ? pageFile(root, pathname) : null
    if (!file)
      return new Response('', { status: 404, headers: { 'content-security-policy': contentSecurityPolicy } })
    return new Response(new Uint8Array(file.bytes), { headers: { ...file.headers } })
  })
}

/** Denies every permission and device, every request that leaves the page, every other page, window and webview. Once the app is ready. */
export function lockDown(): void {
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.webRequest.onBeforeRequest((request, answer) =>
    answer({ cancel: !(isPageAddress(request.url) || /^(devtools|data|blob):/.test(request.url)) })
  )
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-navigate', (event) => {
      if (!isPageAddress(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
  })
}
