/** The command line's entry. */
import process from 'node:process'
import { processIo } from './cli/io.ts'
import { runCli } from './cli/runCli.ts'
import { whyUnusable } from './db/unusable.ts'

const unusable = whyUnusable()
if (unusable === null) process.exitCode = await runCli(process.argv.slice(2), processIo())
else {
  process.stderr.write(`parley: ${unusable}\n`)
  process.exitCode = 1
}
