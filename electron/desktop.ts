/** The app with a window: from the first file to the last flush. */
import { app, Menu, type BrowserWindow } from 'electron'
import path from 'node:path'
import process from 'node:process'
import { contract, type AnyEvent } from '../shared/api/contract.ts'
import type { Settings } from '../shared/api/settings.ts'
import { isMethod } from '../shared/api/dispatch.ts'
import type { ProjectState, RecentProject } from '../shared/api/views.ts'
import type { Result } from '../shared/errors.ts'
import { nativeDialogs } from './dialogs.ts'
import { makeEventHub } from './eventHub.ts'
import { userFolders } from './host/nodePorts.ts'
import { startHostThread, type HostThread } from './host/thread.ts'
import { relay } from './ipc.ts'
import { menuBar } from './menu.ts'
import { builtFolder, licences, productVersion } from './product.ts'
import { lockDown, registerScheme, servePage } from './security.ts'
import { readShellArguments } from './shellArguments.ts'
import { openWindow, showProgress } from './window.ts'

/** Arguments behind the program: unpackaged, Electron is started with the app's folder before them. */
export function ownArguments(all: readonly string[]): readonly string[] {
  return all.slice(app.isPackaged ? 1 : 2)
}

/** Runs the app until it is quit; a second start of it opens its files here instead. Before the app is ready. */
export function runDesktop(files: readonly string[]): void {
  if (!app.requestSingleInstanceLock()) return app.quit()
  const waiting = [...files]
  let desktop: Desktop | null = null
  const open = (outside: readonly string[]): void => {
    if (desktop) for (const file of outside) desktop.host.openFile(file)
    else waiting.push(...outside)
  }
  app.enableSandbox()
  registerScheme()
  app.on('open-file', (event, file) => {
    event.preventDefault()
    open([file])
  })
  app.on('second-instance', (_event, args, folder) => {
    const again = readShellArguments(ownArguments(args), folder)
    if (again.kind === 'window') open(again.files)
    desktop?.show()
  })
  app.on('activate', () => desktop?.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  let isAtRest = false
  app.on('before-quit', (event) => {
    if (isAtRest || !desktop) return
    // The project is closed first, so that one file is at rest.
    event.preventDefault()
    void desktop.host.close().then(() => {
      isAtRest = true
      app.quit()
    })
  })
  void app.whenReady().then(() => {
    desktop = startDesktop()
    for (const file of waiting.splice(0)) desktop.host.openFile(file)
  })
}

type Desktop = {
  readonly host: HostThread
  /** Brings the window to the front, or opens one. */
  show(): void
}

function startDesktop(): Desktop {
  const folders = userFolders({
    documents: app.getPath('documents'),
    settings: process.env['PARLEY_HOME'] ?? app.getPath('userData')
  })
  const hub = makeEventHub()
  let window: BrowserWindow | null = null
  let project: ProjectState | null = null
  let menuShown = ''
  let keys: Settings['keys'] = {}
  lockDown()
  servePage(path.join(builtFolder(), 'renderer'))
  const host = startHostThread({
    shell: 'electron',
    version: productVersion,
    platform: process.platform,
    licences: licences(),
    folders,
    dialogs: nativeDialogs(() => window),
    onBug: (where, error) => process.stderr.write(`parley: ${where}: ${String(error)}\n`),
    onProjectFile: (file) => app.addRecentDocument(file),
    onEvent: (event) => {
      follow(event)
      hub.publish(event)
    }
  })
  relay(call, hub)
  show()
  void showMenu()
  void host.call('settings.get', {}).then((asked) => {
    if (asked.ok) takeKeys((asked.value as Settings).keys)
  })
  return { host, show }

  function show(): void {
    if (window) {
      if (window.isMinimized()) window.restore()
      window.focus()
      return
    }
    const opened = openWindow(folders.settings)
    window = opened
    opened.setTitle(titleOf(project))
    opened.on('closed', () => {
      if (window === opened) window = null
    })
  }

  async function call(method: string, input: unknown): Promise<Result<unknown>> {
    const result = await host.call(method, input)
    if (window && isMethod(method) && 'task' in contract[method]) showProgress(window, null)
    if (method === 'recent.forget') void showMenu()
    return result
  }

  /** Keeps title, menus and taskbar in step with the project. */
  function follow(event: AnyEvent): void {
    if (event.event === 'progress' && window) showProgress(window, event.content)
    if (event.event === 'settings') takeKeys(event.content.settings.keys)
    if (event.event !== 'project' && event.event !== 'changed') return
    project = event.content.project
    window?.setTitle(titleOf(project))
    // Only what the menus show: a tag must not cost a new menu bar.
    const shown = JSON.stringify([
      project?.fileName,
      project?.name,
      project?.readOnly,
      project?.undo === null,
      project?.redo === null
    ])
    if (shown !== menuShown) void showMenu()
    menuShown = shown
  }

  function takeKeys(now: Settings['keys']): void {
    if (JSON.stringify(now) === JSON.stringify(keys)) return
    keys = now
    void showMenu()
  }

  async function showMenu(): Promise<void> {
    const asked = await host.call('recent.list', {})
    const recents = asked.ok ? (asked.value as readonly RecentProject[]) : []
    const template = menuBar(
      { platform: process.platform, project, recents, keys },
      {
        command: (command) => hub.publish({ event: 'menu', content: { command } }),
        openRecent: ({ handle, fileName: name }) =>
          hub.publish({ event: 'openFile', content: { handle, name, kind: 'project' } })
      }
    )
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
}

function titleOf(project: ProjectState | null): string {
  return project ? `${project.name} – Parley` : 'Parley'
}
