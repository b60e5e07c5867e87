/** Where the Electron binary is, or one sentence saying why there is none. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { root } from './bootstrap.mjs'

export type ElectronBinary =
  | { readonly found: true; readonly file: string }
  /** `why` completes "Starting in the browser: …". */
  | { readonly found: false; readonly why: string }

const executable: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe'
}
/** A download that failed is not tried again for a day; it would hold up every start. */
const day = 24 * 60 * 60_000
const failedMark = path.join(root, '.cache', 'electron-download-failed')

/** Looks in ELECTRON_OVERRIDE_DIST_PATH, then in node_modules/electron/dist. Downloads nothing. */
export function findElectron(): ElectronBinary {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const folder = override ?? path.join(root, 'node_modules/electron/dist')
  const file = path.join(folder, executable[process.platform] ?? 'electron')
  if (fs.existsSync(file)) return { found: true, file }
  return {
    found: false,
    why: override
      ? `ELECTRON_OVERRIDE_DIST_PATH is ${override}, and there is no Electron in it`
      : 'the Electron program is not on this machine'
  }
}

/** Like findElectron, but where there is none, lets Electron's own installer fetch it once, if the network is there. */
export async function findOrFetchElectron(): Promise<ElectronBinary> {
  const first = findElectron()
  if (
    first.found ||
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ||
    process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']
  )
    return first
  if (triedLately())
    return { found: false, why: 'downloading the Electron program failed less than a day ago' }
  if (!(await canReachDownloads()))
    return { found: false, why: 'the Electron program is not on this machine and cannot be downloaded now' }
  process.stderr.write('parley: Downloading Electron. This happens once …\n')
  const run = spawnSync(process.execPath, [path.join(root, 'node_modules/electron/install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 10 * 60_000
  })
  const second = findElectron()
  if (run.status === 0 && second.found) return second
  fs.mkdirSync(path.dirname(failedMark), { recursive: true })
  fs.writeFileSync(failedMark, '')
  return { found: false, why: 'the Electron program could not be downloaded' }
}

/** Why Electron cannot open a window here though its binary is there, or undefined. */
export function whyNoWindow(): string | undefined {
  if (process.platform !== 'linux') return undefined
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display for Electron'
  if (process.getuid?.() === 0) return 'Electron does not run as root'
  return undefined
}

function triedLately(): boolean {
  return fs.existsSync(failedMark) && Date.now() - fs.statSync(failedMark).mtimeMs < day
}

async function canReachDownloads(): Promise<boolean> {
  const mirror =
    process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/'
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(3000) })
    return true
  } catch {
    return false // Offline is an ordinary answer here, whatever the error says.
  }
}
