import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findBreaches, findCircles } from './check.ts'
import { readSourceFacts } from './imports.ts'

let root = ''
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'boundaries-'))
  write(
    'package.json',
    JSON.stringify({
      dependencies: { 'better-sqlite3': '1' },
      devDependencies: { zod: '1', electron: '1', 'csv-parse': '1', react: '1' }
    })
  )
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

function write(file: string, source: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  fs.writeFileSync(path.join(root, file), source)
}

describe('a tree that keeps the arrows', () => {
  test('has no breaches', () => {
    write('shared/ids.ts', 'export const a = 1')
    write(
      'shared/text/anchor.ts',
      `import { a } from '../ids.ts'\nimport { z } from 'zod'\nexport const b = [a, z]`
    )
    write('shared/api/contract.ts', `import type { B } from '../import/html.ts'\nexport type C = B`)
    write('shared/import/html.ts', `import { b } from '../text/anchor.ts'\nexport type B = typeof b`)
    write(
      'shared/text/anchor.test.ts',
      `import fs from 'node:fs'\nimport { b } from './anchor.ts'\nexport default [fs, b]`
    )
    write(
      'electron/cli.ts',
      `import Database from 'better-sqlite3'\nimport { b } from '../shared/text/anchor.ts'\nexport default [Database, b]`
    )
    write('renderer/document/View.tsx', `import { x } from '../state/x.ts'\nexport const y = <p>{x}</p>`)
    write('renderer/state/x.ts', 'export const x = 1')
    expect(findBreaches(root)).toEqual([])
  })
})

describe('what crosses a boundary is named with its file and line', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      'a lower layer that uses a higher one',
      'shared/text/a.ts',
      `import '../log/x.ts'`,
      'shared/text may use only'
    ],
    [
      'a type of a higher layer',
      'shared/text/a.ts',
      `export type A = import('../log/x.ts').X`,
      'shared/text may use only'
    ],
    [
      'Node in shared/',
      'shared/text/a.ts',
      `import fs from 'node:fs'; export const f = fs`,
      'shared/ is pure'
    ],
    [
      'the Node build of a package in shared/',
      'shared/text/a.ts',
      `export * from 'csv-parse'`,
      'shared/ is pure'
    ],
    ['a clock in shared/', 'shared/text/a.ts', `\nexport const now = new Date()`, 'a.ts:2: shared/ is pure'],
    ['an unplaced folder of shared/', 'shared/stuff/a.ts', `import '../log/x.ts'`, 'no place in the arrows'],
    [
      'electron below the host',
      'electron/host/a.ts',
      `import { app } from 'electron'; export const a = app`,
      'no electron below'
    ],
    ['a view that opens another', 'renderer/passages/a.ts', `import '../document/x.ts'`, "another's insides"],
    [
      'a common folder that knows a view',
      'renderer/ui/a.ts',
      `import '../document/x.ts'`,
      'common to all views'
    ],
    [
      'SQL in a view',
      'renderer/document/a.ts',
      `import D from 'better-sqlite3'; export const d = D`,
      'runs in a page'
    ],
    [
      'the host in a view',
      'renderer/document/a.ts',
      `import '../../electron/host/x.ts'`,
      'knows the contract'
    ],
    [
      'a test helper in the product',
      'electron/host/a.ts',
      `import '../../shared/testing/x.ts'`,
      'tests alone'
    ],
    ['a test helper beside the sources', 'electron/host/a.ts', `import './testFiles.ts'`, 'tests alone'],
    ['an undeclared package', 'electron/host/a.ts', `import 'left-pad'`, 'does not declare'],
    ['a missing file ending', 'electron/host/a.ts', `import './x'`, 'no such file'],
    ['an index file', 'electron/host/a.ts', `import './index.ts'`, 'no index files']
  ]
  test.each(cases)('%s', (_name, file, source, words) => {
    for (const target of [
      'shared/log/x.ts',
      'shared/testing/x.ts',
      'renderer/document/x.ts',
      'electron/host/x.ts',
      'electron/host/testFiles.ts'
    ])
      write(target, 'export type X = 1')
    write('electron/host/index.ts', 'export const i = 1')
    write(file, source)
    const breaches = findBreaches(root)
    expect(breaches).toHaveLength(1)
    expect(breaches[0]).toContain(file)
    expect(breaches[0]).toContain(words)
  })

  test('the browser shell that reaches electron by way of another file', () => {
    write('electron/browser.ts', `import './windows.ts'`)
    write('electron/windows.ts', `import { app } from 'electron'; export const a = app`)
    expect(findBreaches(root)).toEqual([
      'electron/browser.ts: runs in plain Node but reaches electron: electron/browser.ts -> electron/windows.ts'
    ])
  })
})

test('a circle is reported once, types alone make none', () => {
  const edges = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', ['a']]
  ])
  expect(findCircles(edges)).toEqual([['a', 'b', 'c', 'a']])
  expect(readSourceFacts('a.ts', `import type { A } from './b.ts'\nexport type { A }`).imports).toEqual([
    { specifier: './b.ts', line: 1, typeOnly: true }
  ])
})
