/** Electron's entry: a verb on the command line works without a window, everything else is the app. */
import { app } from 'electron'
import process from 'node:process'
import { ownArguments, runDesktop } from './desktop.ts'
import { readShellArguments } from './shellArguments.ts'

app.setName('Parley')
const started = readShellArguments(ownArguments(process.argv), process.cwd())
if (started.kind === 'window') runDesktop(started.files)
else {
  // Loaded for a verb alone: a window does without it.
  const [{ runCli }, { processIo }] = await Promise.all([import('./cli/runCli.ts'), import('./cli/io.ts')])
  app.exit(await runCli(started.args, processIo()))
}
