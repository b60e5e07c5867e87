/** What Vitest and Playwright say they ran, as three numbers. */
import fs from 'node:fs'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 }
export const onePassed: Counts = { ...none, passed: 1 }
export const oneFailed: Counts = { ...none, failed: 1 }

/** The sum of all. */
export function addCounts(...all: readonly Counts[]): Counts {
  const sum = (pick: (counts: Counts) => number): number =>
    all.reduce((total, counts) => total + pick(counts), 0)
  return { passed: sum((c) => c.passed), failed: sum((c) => c.failed), skipped: sum((c) => c.skipped) }
}

/** From Vitest's JSON report; a file that could not be loaded counts as one failed. `ok` is the tool's exit. */
export function countVitest(reportFile: string, ok: boolean): Counts {
  const report = readReport(reportFile)
  if (!report) return oneFailed
  const files = arrayIn(report, 'testResults')
  const broken = files.filter(
    (file) => textIn(file, 'status') === 'failed' && arrayIn(file, 'assertionResults').length === 0
  )
  const counts: Counts = {
    passed: numberIn(report, 'numPassedTests'),
    failed: numberIn(report, 'numFailedTests') + broken.length,
    skipped: numberIn(report, 'numPendingTests') + numberIn(report, 'numTodoTests')
  }
  return atLeastOneFailed(counts, ok)
}

/** From Playwright's JSON report; a test that passed on a retry counts as failed. */
export function countPlaywright(reportFile: string, ok: boolean): Counts {
  const report = readReport(reportFile)
  const stats = report && report['stats']
  if (!report || !isRecord(stats)) return oneFailed
  const counts: Counts = {
    passed: numberIn(stats, 'expected'),
    failed: numberIn(stats, 'unexpected') + numberIn(stats, 'flaky') + arrayIn(report, 'errors').length,
    skipped: numberIn(stats, 'skipped')
  }
  return atLeastOneFailed(counts, ok)
}

/** Names and reasons of Playwright's skipped tests, one line a reason. */
export function skippedJourneys(reportFile: string): readonly string[] {
  const reasons = new Map<string, number>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (!isRecord(value)) return
    if (textIn(value, 'status') === 'skipped' && typeof value['projectName'] === 'string') {
      const [annotation] = arrayIn(value, 'annotations')
      const why = isRecord(annotation) ? textIn(annotation, 'description') : ''
      const key = `${value['projectName']}: ${why || 'no reason given'}`
      reasons.set(key, (reasons.get(key) ?? 0) + 1)
    }
    Object.values(value).forEach(visit)
  }
  visit(readReport(reportFile))
  return [...reasons].map(([key, number]) => `${number} skipped, ${key}`)
}

function atLeastOneFailed(counts: Counts, ok: boolean): Counts {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

function readReport(file: string): Readonly<Record<string, unknown>> | undefined {
  if (!fs.existsSync(file)) return undefined
  const report: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
  return isRecord(report) ? report : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function arrayIn(value: unknown, name: string): readonly unknown[] {
  const found = isRecord(value) ? value[name] : undefined
  return Array.isArray(found) ? found : []
}

function numberIn(value: Readonly<Record<string, unknown>>, name: string): number {
  const found = value[name]
  return typeof found === 'number' ? found : 0
}

function textIn(value: unknown, name: string): string {
  const found = isRecord(value) ? value[name] : undefined
  return typeof found === 'string' ? found : ''
}
