/** `npm test`: types, lint, boundaries, unit and law tests, the build and the journeys; the last line of stdout counts them. */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { root } from './bootstrap.mjs'
import { buildIfStale } from './buildIfStale.ts'
import {
  addCounts,
  countPlaywright,
  countVitest,
  none,
  oneFailed,
  onePassed,
  skippedJourneys,
  type Counts
} from './counts.ts'
import { findBrowser, installCommand } from './findBrowser.ts'
import { report, runQuietly, runVisibly, sourceSteps, tool } from './steps.ts'

const results = path.join(root, 'test-results')
const unitReport = path.join(results, 'unit.json')
const journeyReport = path.join(results, 'journeys.json')

/** Runs everything, whatever fails on the way, and returns 0 only where nothing did. */
export async function main(): Promise<number> {
  fs.rmSync(results, { recursive: true, force: true })
  fs.mkdirSync(results, { recursive: true })
  const counts: Counts[] = await Promise.all(sourceSteps.map(checkSource))
  const built = await build()
  if (!built) counts.push(oneFailed)
  counts.push(await runUnitTests())
  const browser = findBrowser()
  if (browser && built) counts.push(await runJourneys(browser))
  else if (built) counts.push(oneFailed)
  const total = addCounts(...counts)
  for (const line of skippedJourneys(journeyReport)) process.stderr.write(`${line}\n`)
  if (!browser) process.stderr.write(missingBrowser())
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  return total.failed === 0 ? 0 : 1
}

async function checkSource(step: (typeof sourceSteps)[number]): Promise<Counts> {
  const result = await runQuietly(step)
  report(result)
  return result.ok ? onePassed : oneFailed
}

async function build(): Promise<boolean> {
  try {
    await buildIfStale()
    return true
  } catch (error) {
    process.stderr.write(
      `FAIL build\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
    )
    return false
  }
}

async function runUnitTests(): Promise<Counts> {
  const result = await runVisibly({
    name: 'unit and law tests',
    command: tool(
      'vitest/vitest.mjs',
      'run',
      '--config=build/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`
    )
  })
  report(result)
  return countVitest(unitReport, result.ok)
}

async function runJourneys(browser: string): Promise<Counts> {
  const hasSpecs = fs.readdirSync(path.join(root, 'e2e')).some((name) => name.endsWith('.spec.ts'))
  if (!hasSpecs) return none
  const result = await runVisibly({
    name: 'journeys',
    command: tool('@playwright/test/cli.js', 'test', '--config=e2e/playwright.config.ts'),
    env: { CHROMIUM: browser }
  })
  report(result)
  return countPlaywright(journeyReport, result.ok)
}

function missingBrowser(): string {
  return `The journeys did not run: no Chromium, Chrome or Edge was found. Install one with: ${installCommand()}\n`
}
