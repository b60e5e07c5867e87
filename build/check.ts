/** `npm run check`: types, lint, boundaries and the quick unit tests, without a browser, under a minute. For every commit. */
import { report, runQuietly, runVisibly, sourceSteps, tool } from './steps.ts'

/** Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const read = await Promise.all(
    sourceSteps.map(async (step) => {
      const result = await runQuietly(step)
      report(result)
      return result.ok
    })
  )
  const unit = await runVisibly({
    name: 'unit tests',
    command: tool('vitest/vitest.mjs', 'run', '--config', 'build/vitest.config.ts', ...args),
    env: { PARLEY_QUICK: '1' }
  })
  report(unit)
  return read.every(Boolean) && unit.ok ? 0 : 1
}
