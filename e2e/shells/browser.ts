/** Journeys over the browser shell: the built server as its own process, its page in Chromium. */
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { endBy, programFolder, startProgram, unlessEnded, type Program } from './program.ts'
import type { Starter } from './shell.ts'

/** Starts the browser shell and opens the address it prints. */
export function browserStarter(browser: Browser): Starter {
  return async (home, options) => {
    const program = startProgram(home, [
      path.join(programFolder(), 'out/main/browser.js'),
      '--no-open',
      ...(options.file ? [options.file] : [])
    ])
    const address = await unlessEnded(program, printedAddress(program))
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const blocked: string[] = []
    await context.route(
      (url) => url.origin !== new URL(address).origin,
      (route) => {
        blocked.push(route.request().url())
        return route.abort('blockedbyclient')
      }
    )
    const page = await context.newPage()
    await unlessEnded(program, page.goto(address))
    return {
      page,
      blocked: () => Promise.resolve(blocked),
      answerDialog: () => Promise.reject(new Error('The browser shell has no native dialogs')),
      close: async () => {
        const code = await endBy(program, 'SIGTERM')
        await context.close()
        return code
      },
      kill: async () => {
        await endBy(program, 'SIGKILL')
        await context.close()
      }
    }
  }
}

/** What the shell prints once it listens. */
function printedAddress(program: Program): Promise<string> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(program.output())
      if (found) resolve(found[0])
    }
    program.child.stdout?.on('data', look)
    look()
  })
}

/** A second window on the same server, as when the printed address is opened twice. */
export async function openAgain(page: Page, address: string): Promise<Page> {
  const second = await page.context().newPage()
  await second.goto(address)
  return second
}
