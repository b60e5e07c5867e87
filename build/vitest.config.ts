/** Unit and law tests: every `*.test.ts` beside its source, on Node 24, with the real SQLite. */
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

/** Whole programs, carriers, kills, searches that wait for their thread, long laws over real files: part of `npm test`, too slow for the loop of `npm run check`. */
const slow = [
  'build/bench/kills.test.ts',
  'build/bench/mergeKills.test.ts',
  'build/bench/teamKills.test.ts',
  'build/bootstrap.test.ts',
  'electron/cli/cli.test.ts',
  'electron/cli/share.test.ts',
  'electron/contract.test.ts',
  'electron/db/fileLaws.test.ts',
  'electron/db/pages.test.ts',
  'electron/db/readAhead.test.ts',
  'electron/db/searchIndex/searchTexts.test.ts',
  'electron/db/shareCopy.test.ts',
  'electron/db/tables.test.ts',
  'electron/host/bringIn.test.ts',
  'electron/host/conflicts.test.ts',
  'electron/host/dataset.test.ts',
  'electron/host/history.test.ts',
  'electron/host/merging.test.ts',
  'electron/host/passages.test.ts',
  'electron/host/readAheadThread.test.ts',
  'electron/host/search.test.ts',
  'electron/host/team.test.ts',
  'electron/io/readDocument.test.ts'
]

// Threads that tests start read the sources as they stand; what Node made of them is kept, so that each file is read once, not once a thread.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../.cache/node', import.meta.url))

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: '.cache/vite',
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...(process.env['PARLEY_QUICK'] === '1' ? slow : [])],
    environment: 'node',
    restoreMocks: true,
    // Real files, threads and processes on a busy machine of two cores.
    maxWorkers: 2,
    // Node takes the types off with WebAssembly, and V8 sometimes ends the process when several threads replace its wrappers (nodejs/node 64500):
    // they are never replaced. The built program runs no WebAssembly.
    execArgv: ['--wasm-wrapper-tiering-budget=2147483647'],
    testTimeout: 60_000,
    coverage: {
      reportsDirectory: 'coverage',
      include: ['{shared,electron,renderer}/**/*.{ts,tsx}'],
      exclude: ['**/*.test.{ts,tsx}', 'shared/testing/**']
    }
  }
})
