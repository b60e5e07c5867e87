/** Electron's entry: a verb on the command line works without a window, everything else is the app. */
import { app } from 'electron'
import process from 'node:process'
import { ownArguments, runDesktop } from './desktop.ts'
import { readShellArguments } from './shellArguments.ts'

app.setName('Parley')
const started = readShellArguments(ownArguments(process.argv), process.cwd())
runDesktop(started.kind === 'window' ? started.files : [])
