/** `npm run --silent parley -- …`: the command line, built when stale. stdout carries only what the verb prints. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { root } from './bootstrap.mjs'
import { buildIfStale } from './buildIfStale.ts'

/** Returns the exit code of the verb. File names are reckoned from where the command was typed. */
export async function main(args: readonly string[]): Promise<number> {
  await buildIfStale()
  const child = spawn(process.execPath, [path.join(root, 'out/main/cli.js'), ...args], {
    stdio: 'inherit',
    // npm runs scripts in the clone's root and tells where it was called from.
    cwd: (process.env['npm_lifecycle_event'] === 'parley' && process.env['INIT_CWD']) || process.cwd()
  })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => undefined)
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}
