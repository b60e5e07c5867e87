/** `npm run bench -- NAME --json`: hands over to the benchmarks. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { root } from './bootstrap.mjs'

/** Runs bench/run.ts in a process of its own, so that nothing of the launcher is measured. Returns its exit code. */
export function main(args: readonly string[]): number {
  const run = spawnSync(process.execPath, [path.join(root, 'build/bench/run.ts'), ...args], {
    stdio: 'inherit',
    cwd: root
  })
  return run.status ?? 1
}
