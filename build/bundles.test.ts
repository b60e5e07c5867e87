import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { afterEach, expect, test } from 'vitest'
import { build } from 'vite'
import { root } from './bootstrap.mjs'
import { nodeConfig } from './bundles.ts'
import { licenceText } from './licences.ts'

// Below the clone, so that better-sqlite3 is found from there as it is in the product.
const folder = path.join(root, '.cache', `bundles-test-${process.pid}`)
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

test('a thread runs from its source and from the bundle, started by the same line', async () => {
  await build(nodeConfig({ start: 'build/fixtures/startThread.ts' }, folder))
  expect(fs.readdirSync(folder).toSorted()).toEqual(['build-fixtures-echo.worker.js', 'start.js'])
  const answers = [path.join(root, 'build/fixtures/startThread.ts'), path.join(folder, 'start.js')].map(
    (file) => execFileSync(process.execPath, [file], { encoding: 'utf8' })
  )
  expect(answers).toEqual(['é 🕊 with SQLite', 'é 🕊 with SQLite'])
})

test('the licences of the bundled packages come in the order of their names, each once', () => {
  const folders = ['zod', 'better-sqlite3', '@fontsource-variable/inter'].map((name) =>
    path.join(root, 'node_modules', name)
  )
  const text = licenceText('Own licence', new Set(folders))
  const places = ['Own licence', '@fontsource-variable/inter 5', 'better-sqlite3 13', 'zod 4'].map((words) =>
    text.indexOf(words)
  )
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places.every((place) => place >= 0)).toBe(true)
  expect(text.match(/OPEN FONT LICENSE/g)?.length).toBeGreaterThan(0)
})
