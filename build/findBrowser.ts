/** The Chromium, Chrome or Edge of this machine, for journeys and benchmarks. */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable'
]

/** Where browsers stand that are not in PATH. */
const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`
  ),
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((folder) =>
    [
      'Chromium/Application/chrome.exe',
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe'
    ].map((name) => path.join(process.env[folder] ?? 'C:/none', name))
  )
}

/** Path of the browser: `CHROMIUM` where that is set, else the first of Chromium, Chrome and Edge that is there. */
export function findBrowser(): string | undefined {
  const wanted = process.env['CHROMIUM']
  if (wanted) return fs.existsSync(wanted) ? wanted : undefined
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...candidates, ...(places[process.platform] ?? [])].find((file) => fs.existsSync(file))
}

/** The one command that installs a browser on this system, for the sentence that asks for it. */
export function installCommand(): string {
  if (process.platform === 'darwin') return 'brew install --cask chromium'
  if (process.platform === 'win32') return 'winget install Google.Chrome'
  const sudo = process.getuid?.() === 0 ? '' : 'sudo '
  if (fs.existsSync('/usr/bin/dnf')) return `${sudo}dnf install chromium`
  if (fs.existsSync('/usr/bin/pacman')) return `${sudo}pacman -S chromium`
  return `${sudo}apt-get install chromium fonts-noto-core`
}
