/** Parley's window: where it stood last, what it may do, how it shows progress. */
import { BrowserWindow, screen } from 'electron'
import path from 'node:path'
import type { EventOf } from '../shared/api/contract.ts'
import { builtFolder } from './product.ts'
import { pageAddress } from './security.ts'
import { readWindowState, writeWindowState } from './windowState.ts'

/** Opens the window and shows it once the page is there. `settings`: the folder where its place is kept. */
export function openWindow(settings: string): BrowserWindow {
  const kept = readWindowState(
    settings,
    screen.getAllDisplays().map((display) => display.workArea)
  )
  const window = new BrowserWindow({
    width: kept?.width ?? 1440,
    height: kept?.height ?? 900,
    ...(kept ? { x: kept.x, y: kept.y } : {}),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Parley',
    webPreferences: {
      preload: path.join(builtFolder(), 'preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false
    }
  })
  if (kept?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    writeWindowState(settings, { ...window.getNormalBounds(), maximized: window.isMaximized() })
  )
  // The title is the project's, not the page's.
  window.on('page-title-updated', (event) => event.preventDefault())
  void window.loadURL(pageAddress)
  return window
}

/** Shows how far a task is in the taskbar or dock; null: nothing runs. */
export function showProgress(window: BrowserWindow, progress: EventOf<'progress'> | null): void {
  if (window.isDestroyed()) return
  if (progress === null) window.setProgressBar(-1)
  // Above 1: it runs, and nobody knows for how long.
  else window.setProgressBar(progress.total > 0 ? Math.min(progress.done / progress.total, 1) : 2)
}
