/**
 * A stand-in for the `electron` module of the main process, for machines where Electron's binary cannot be had: windows are pages of the
 * system's Chromium. What it does not show: real context isolation, native menus and dialogs, fuses at run time, Electron's own Node, other
 * systems than this one. e2e/shells/electron.ts runs the same journeys on the real thing where it is.
 */
import { app } from './app.ts'
import { Menu, dialog } from './dialogs.ts'
import { ipcMain } from './ipcMain.ts'
import { answers, calls, record, strict } from './recording.ts'
import { defaultSession, session } from './session.ts'
import { protocol } from './addresses.ts'
import { BrowserWindow } from './windows.ts'

const screen = strict('screen', {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }]
})
const shell = strict('shell', {
  openExternal: (url: string): Promise<void> => Promise.resolve(record('openExternal', url)),
  showItemInFolder: (file: string): void => record('showItemInFolder', file)
})

app.closeWindows = async () => {
  await Promise.all(
    BrowserWindow.getAllWindows().map((window) => {
      window.emit('close', { preventDefault: () => undefined })
      return window.destroy()
    })
  )
}
process.on('SIGTERM', () => app.quit())

/** What a test may ask of the running program. */
export type DoubleRequest =
  | { readonly ask: 'calls' }
  | { readonly ask: 'click'; readonly labels: readonly string[] }
  | { readonly ask: 'menuItem'; readonly labels: readonly string[] }
  | { readonly ask: 'isGranted'; readonly permission: string }
  | { readonly ask: 'answer'; readonly dialog: string; readonly with: unknown }
  | { readonly ask: 'emit'; readonly event: string; readonly args: readonly unknown[] }
  | { readonly ask: 'quit' }

process.on('message', (request: DoubleRequest & { readonly id: number }) => {
  try {
    process.send?.({ id: request.id, value: answerTo(request) ?? null })
  } catch (error) {
    process.send?.({ id: request.id, error: String(error) })
  }
})

function answerTo(request: DoubleRequest): unknown {
  switch (request.ask) {
    case 'calls':
      return calls
    case 'click':
      return Menu.current?.click(...request.labels)
    case 'menuItem': {
      const { label, enabled, accelerator } = Menu.current?.find(...request.labels) ?? {}
      return { label, enabled, accelerator }
    }
    case 'isGranted':
      return defaultSession.isGranted(request.permission)
    case 'answer':
      // The next one: what an earlier journey's step left unasked is forgotten.
      answers.set(request.dialog, [request.with])
      return null
    case 'emit':
      return app.emit(request.event, { preventDefault: () => undefined }, ...request.args)
    case 'quit':
      return app.quit()
  }
}

export { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell }
export default strict('electron', {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  screen,
  session,
  shell
})
