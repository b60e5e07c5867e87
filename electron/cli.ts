/** The command line's entry. */
import process from 'node:process'
import { processIo } from './cli/io.ts'
import { runCli } from './cli/runCli.ts'

process.exitCode = await runCli(process.argv.slice(2), processIo())
