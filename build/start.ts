/** `npm start`: opens Parley in Electron where that is or can be had, else in the browser shell, saying why in one line. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { root } from './bootstrap.mjs'
import { buildIfStale } from './buildIfStale.ts'
import { findOrFetchElectron, whyNoWindow, type ElectronBinary } from './electronBinary.ts'

const help = `Opens Parley.

  npm start                        Electron, or the browser shell where there is no Electron
  npm start -- my.parley           opens a project file
  npm start -- --browser           the browser shell: a local address opened in Chromium, Chrome or Edge
  npm start -- --no-open           only prints the address (browser shell)
  npm start -- --port 8123         at this port (browser shell); otherwise a free one is taken

For scripts there is the command line: npm run --silent parley -- --help
`

export interface StartOptions {
  readonly help: boolean
  /** True where the browser shell was asked for, also by an option that only it has. */
  readonly browser: boolean
  readonly open: boolean
  readonly port: string | undefined
  /** As typed. */
  readonly file: string | undefined
}

/** Options from the command's arguments, or one sentence on what is wrong with them. */
export function readStartOptions(args: readonly string[]): StartOptions | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' }
      }
    })
    const { port } = values
    if (positionals.length > 1) return { wrong: 'Name one project file at most.' }
    if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) < 65536))
      return { wrong: `--port wants a number from 0 to 65535, not "${port}".` }
    return {
      help: values.help ?? false,
      browser: values.browser === true || values['no-open'] === true || port !== undefined,
      open: values['no-open'] !== true,
      port,
      file: positionals[0]
    }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

/** Returns the exit code of the shell: it runs until its window or its server is closed. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readStartOptions(args)
  if ('wrong' in options) {
    process.stderr.write(`parley: ${options.wrong}\n\n${help}`)
    return 2
  }
  if (options.help) {
    process.stdout.write(help)
    return 0
  }
  await buildIfStale()
  const here = process.env['npm_lifecycle_event'] === 'start' ? process.env['INIT_CWD'] : undefined
  const file = options.file === undefined ? [] : [path.resolve(here ?? process.cwd(), options.file)]
  let why = 'asked for by an option'
  if (!options.browser) {
    const electron = await usableElectron()
    if (electron.found) {
      const started = Date.now()
      const code = await run(electron.file, [root, ...file])
      // Ended at once and not by the analyst: a library is missing or the window could not be opened.
      if (code === 0 || Date.now() - started > 5000) return code
      why = `Electron ended with code ${code}`
    } else why = electron.why
    process.stderr.write(`parley: Starting in the browser: ${why}.\n`)
  }
  const shellArgs = [
    ...(options.open ? [] : ['--no-open']),
    ...(options.port === undefined ? [] : ['--port', options.port]),
    ...file
  ]
  return run(process.execPath, [path.join(root, 'out/main/browser.js'), ...shellArgs])
}

async function usableElectron(): Promise<ElectronBinary> {
  const binary = await findOrFetchElectron()
  const why = binary.found ? whyNoWindow() : undefined
  return why ? { found: false, why } : binary
}

function run(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  // Ctrl+C reaches the child by itself; the child closes the project and ends.
  process.on('SIGINT', () => undefined)
  return new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}
