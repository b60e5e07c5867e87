/**
 * From the request for a project to its first document painted, in a window of the browser shell whose process is running already:
 * 1,000,000 annotations in 10,000 documents against 1,000 in 10.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { makeSettings } from '../../electron/host/settings.ts'
import { buildIfStale } from '../buildIfStale.ts'
import { benchFolder, benchInstallation, bigProject } from './bigProject.ts'
import { openPage } from './chromium.ts'
import { openInPage, type Opening } from './openInPage.ts'
import { atMost, median, round, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'

const program = fileURLToPath(new URL('../../out/main/browser.js', import.meta.url))

const sides = {
  small: { documents: 10, annotationsEach: 100 },
  large: { documents: 10_000, annotationsEach: 100 }
}
type Side = keyof typeof sides

/** Opens each project `runs` times, interleaved, after one opening of each that is not counted. */
export async function benchOpen({ runs, say }: BenchOptions): Promise<Report> {
  await buildIfStale()
  const home = fs.mkdtempSync(path.join(benchFolder, 'open-'))
  const settings = makeSettings(path.join(home, 'settings'), () => benchInstallation)
  settings.installation()
  const files = new Map<Side, string>()
  for (const side of ['small', 'large'] as const) {
    const file = bigProject(sides[side], say)
    files.set(side, file)
    settings.remember({ path: file, name: side, opened: 1 })
  }
  const shell = await startShell(home)
  const opened = await openPage(shell.url)
  const taken: Record<Side, Opening[]> = { small: [], large: [] }
  try {
    await opened.page.evaluate(openInPage)
    for (let run = 0; run <= runs; run++) {
      for (const side of ['small', 'large'] as const) {
        const one = await openOnce(opened.page, path.basename(files.get(side) ?? ''))
        if (run > 0) taken[side].push(one)
        say(`${side} ${run === 0 ? 'warm-up' : `${run}/${runs}`}: ${Math.round(one.painted)} ms`)
      }
    }
    if (opened.errors.length > 0) throw new Error(`The window failed: ${opened.errors[0]}`)
  } finally {
    await opened.browser.close()
    await stop(shell.child)
    fs.rmSync(home, { recursive: true, force: true })
  }
  const [small, large] = [summary(taken.small), summary(taken.large)]
  return {
    name: 'open',
    about: `${runs} interleaved openings a side, browser shell running; ms from the request, medians; 100 annotations and 20,000 characters a document`,
    figures: {
      in10Documents: small,
      in10000Documents: large,
      fileMB: round(fs.statSync(files.get('large') ?? '').size / 1e6)
    },
    ratios: { largeToSmall: round(large.painted / small.painted) },
    gates: [atMost('1,000,000 annotations open, times the small project', large.painted / small.painted, 2)]
  }
}

async function openOnce(page: Page, fileName: string): Promise<Opening> {
  const one = await page.evaluate((name) => window.opening.open(name), fileName)
  await page.evaluate(() => window.opening.close())
  return one
}

async function startShell(home: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [program, '--no-open', '--home', path.join(home, 'settings')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOME: home }
  })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString()
      const found = /http:\/\/127\.0\.0\.1:\S+/.exec(said)
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`The browser shell ended at once (${code})`)))
  })
  return { url, child }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function summary(openings: readonly Opening[]) {
  const of = (pick: (one: Opening) => number): number => round(median(openings.map(pick)))
  const painted = openings.map((one) => one.painted)
  return {
    painted: of((one) => one.painted),
    least: round(Math.min(...painted)),
    most: round(Math.max(...painted)),
    listed: of((one) => one.listed)
  }
}
