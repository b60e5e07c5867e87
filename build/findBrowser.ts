/** The Chromium, Chrome or Edge of this machine, for journeys and benchmarks. */
import fs from 'node:fs'
import process from 'node:process'
import { findBrowser as find } from '../electron/browser/appWindow.ts'

/** Path of the browser, found as the browser shell finds it: `CHROMIUM` first. */
export function findBrowser(): string | undefined {
  return find(process.env, process.platform) ?? undefined
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
