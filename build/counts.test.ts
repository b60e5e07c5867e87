import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { addCounts, countPlaywright, countVitest, onePassed, skippedJourneys } from './counts.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'counts-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))
let number = 0
function reportOf(content: unknown): string {
  const file = path.join(folder, `${number++}.json`)
  fs.writeFileSync(file, JSON.stringify(content))
  return file
}

describe('unit tests', () => {
  test('are counted as passed, failed and skipped', () => {
    const file = reportOf({
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: []
    })
    expect(countVitest(file, false)).toEqual({ passed: 7, failed: 1, skipped: 3 })
  })
  test('a file that does not load fails once', () => {
    const file = reportOf({
      numPassedTests: 7,
      numFailedTests: 0,
      testResults: [{ status: 'failed', assertionResults: [] }]
    })
    expect(countVitest(file, false)).toEqual({ passed: 7, failed: 1, skipped: 0 })
  })
  test('no report, or a tool that fails without saying which, is a failure', () => {
    expect(countVitest(path.join(folder, 'none'), true).failed).toBe(1)
    expect(countVitest(reportOf({ numPassedTests: 7, testResults: [] }), false).failed).toBe(1)
  })
})

describe('journeys', () => {
  test('a flaky one and an error outside any test fail', () => {
    const file = reportOf({
      stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 2 },
      errors: [{ message: 'x' }]
    })
    expect(countPlaywright(file, false)).toEqual({ passed: 4, failed: 2, skipped: 2 })
  })
  test('the skipped ones are listed with their reason', () => {
    const skipped = {
      projectName: 'electron',
      status: 'skipped',
      annotations: [{ type: 'skip', description: 'no Electron here' }]
    }
    expect(skippedJourneys(reportOf({ suites: [{ specs: [{ tests: [skipped, skipped] }] }] }))).toEqual([
      '2 skipped, electron: no Electron here'
    ])
  })
})

test('sums are sums', () => {
  expect(addCounts(onePassed, onePassed, { passed: 1, failed: 2, skipped: 3 })).toEqual({
    passed: 3,
    failed: 2,
    skipped: 3
  })
})
