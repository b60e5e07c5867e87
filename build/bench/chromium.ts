/** A browser for measuring: headless, software raster, one fresh process a run. */
import fs from 'node:fs'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import { findBrowser, installCommand } from '../findBrowser.ts'

const quiet = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--js-flags=--expose-gc'
]

export type MeasuredPage = {
  readonly browser: Browser
  readonly page: Page
  readonly cdp: CDPSession
  /** What went wrong in the page, in its own words. */
  readonly errors: readonly string[]
}

/** Opens a page of 1280 × 800 in a browser of its own. Throws with the command that installs one where there is none. */
export async function openPage(url: string): Promise<MeasuredPage> {
  const executablePath = findBrowser()
  if (executablePath === undefined)
    throw new Error(`No Chromium, Chrome or Edge was found. Install one: ${installCommand()}`)
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath, args: [...sandbox, ...quiet] })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const cdp = await page.context().newCDPSession(page)
  await page.goto(url)
  return { browser, page, cdp, errors }
}

/** Private memory of the page's renderer in MB after a garbage collection; null where the system does not tell (only Linux does). */
export async function rendererMemory({ browser, cdp }: MeasuredPage): Promise<number | null> {
  await cdp.send('HeapProfiler.collectGarbage')
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = processInfo.flatMap(({ type, id }) => (type === 'renderer' ? [anonymousMegabytes(id)] : []))
  return sizes.every((size) => size === null) ? null : Math.max(...sizes.map((size) => size ?? 0))
}

function anonymousMegabytes(process: number): number | null {
  const file = `/proc/${process}/status`
  if (!fs.existsSync(file)) return null
  const found = /RssAnon:\s+(\d+)/.exec(fs.readFileSync(file, 'utf8'))
  return found ? Number(found[1]) / 1024 : null
}
