/** The window of the browser shell: the system's Chromium, Chrome or Edge, as an app window with a profile of its own. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

export type AppWindow = {
  /** Settles when the browser has ended: its last window was closed. */
  readonly closed: Promise<void>
}

/** The first browser of this system that can show Parley; null where there is none. `CHROMIUM` names one before all others. */
export function findBrowser(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  const named = env['CHROMIUM']
  if (named && fs.existsSync(named)) return named
  return candidates(env, platform).find((file) => fs.existsSync(file)) ?? null
}

/** True where a window could be seen. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
}

/** Opens the address in an app window. `profile`: a folder for the browser's own files, so that the window is Parley's alone. */
export function openAppWindow(browser: string, address: string, profile: string): AppWindow {
  fs.mkdirSync(profile, { recursive: true, mode: 0o700 })
  const isRoot = process.getuid?.() === 0
  const child = spawn(
    browser,
    [
      `--app=${address}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-sync',
      '--window-size=1440,900',
      // Chromium refuses to start its sandbox for the superuser.
      ...(isRoot ? ['--no-sandbox'] : [])
    ],
    { stdio: 'ignore' }
  )
  return {
    closed: new Promise((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', () => resolve())
    })
  }
}

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly string[] {
  if (platform === 'darwin') {
    const apps = [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
    ]
    return ['/Applications', path.join(env['HOME'] ?? '', 'Applications')].flatMap((folder) =>
      apps.map((app) => path.join(folder, app))
    )
  }
  if (platform === 'win32') {
    const apps = [
      'Chromium\\Application\\chrome.exe',
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe'
    ]
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (folder) => folder !== undefined
    )
    return folders.flatMap((folder) => apps.map((app) => path.win32.join(folder, app)))
  }
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable'
  ]
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)
  return names.flatMap((name) =>
    [...folders, '/usr/bin', '/snap/bin'].map((folder) => path.join(folder, name))
  )
}
