/**
 * Journeys over every window shell. A project's name is the shell its journeys get (see shells/).
 * `electron` runs where the Electron binary is; elsewhere its journeys are skipped, each with the reason.
 */
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const output = fileURLToPath(new URL('../test-results', import.meta.url))
const shells = ['browser', 'double', 'electron']

export default defineConfig({
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  outputDir: `${output}/journeys`,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: `${output}/journeys.json` }]],
  // What cannot be pressed by then is not there.
  use: { actionTimeout: 30_000, trace: 'off', screenshot: 'only-on-failure', video: 'off' },
  projects: [
    ...shells.map((name) => ({ name, testMatch: '*.spec.ts', testIgnore: 'packaging.spec.ts' })),
    { name: 'package', testMatch: 'packaging.spec.ts' }
  ]
})
