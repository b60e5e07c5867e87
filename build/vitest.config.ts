/** Unit and law tests: every `*.test.ts` beside its source, on Node 24, with the real SQLite. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: '.cache/vite',
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
    environment: 'node',
    restoreMocks: true,
    testTimeout: 20_000,
    coverage: {
      reportsDirectory: 'coverage',
      include: ['{shared,electron,renderer}/**/*.{ts,tsx}'],
      exclude: ['**/*.test.{ts,tsx}', 'shared/testing/**']
    }
  }
})
