/**
 * `test` with the fixture `shell`: Parley, started in the shell that the Playwright project names, with a home of its own. A journey that
 * is for one shell alone says so by `test.skip(({ shellName }) => …)`.
 */
import { test as base, expect, type Browser } from '@playwright/test'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findElectron } from '../../build/electronBinary.ts'
import { browserStarter } from './browser.ts'
import { freePort, startChromium } from './chromium.ts'
import { doubleStarter } from './double.ts'
import { electronStarter } from './electron.ts'
import { Shell, type ShellName, type Starter } from './shell.ts'

const electron = findElectron()

type ForTests = {
  /** Parley, started, with its window open. */
  readonly shell: Shell
  /** The same, not started yet: for journeys that prepare the analyst's home first. */
  readonly quietShell: Shell
}
type ForWorker = { readonly shellName: ShellName; readonly starter: Starter }

export const test = base.extend<ForTests, ForWorker>({
  shellName: [
    async ({}, use, worker) => {
      const { name } = worker.project
      await use(name === 'double' || name === 'electron' ? name : 'browser')
    },
    { scope: 'worker' }
  ],
  starter: [
    async ({ shellName }, use) => {
      let browser: Browser | null = null
      let starter: Starter
      if (shellName === 'electron') starter = electronStarter(electron.found ? electron.file : '')
      else if (shellName === 'double') {
        const port = await freePort()
        browser = await startChromium(port)
        starter = doubleStarter(port)
      } else {
        browser = await startChromium()
        starter = browserStarter(browser)
      }
      await use(starter)
      await browser?.close()
    },
    { scope: 'worker' }
  ],
  quietShell: async ({ shellName, starter }, use) => {
    test.skip(shellName === 'electron' && !electron.found, 'the Electron program is not on this machine')
    const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-home-')))
    fs.mkdirSync(path.join(home, 'Documents'))
    const shell = new Shell(shellName, home, starter)
    await use(shell)
    await shell.end()
    fs.rmSync(home, { recursive: true, force: true })
  },
  shell: async ({ quietShell }, use) => {
    await quietShell.start()
    await use(quietShell)
  }
})

/**
 * Said at the top of a file whose journeys are about the page alone, which is the same in every shell: they run in the browser shell and on real
 * Electron; over the double only with `PARLEY_JOURNEYS=all`, since each shell more costs minutes.
 */
export function aboutThePageAlone(): void {
  test.skip(
    ({ shellName }) => shellName === 'double' && process.env['PARLEY_JOURNEYS'] !== 'all',
    'About the page alone: run in the browser shell, over the double with PARLEY_JOURNEYS=all'
  )
}

export { expect }
