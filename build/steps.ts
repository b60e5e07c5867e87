/** One step of a check: a tool run to its end, with what it printed kept for when it fails. */
import { spawn } from 'node:child_process'
import process from 'node:process'
import { root } from './bootstrap.mjs'

export interface Step {
  /** 'types', 'lint', …: what the reader of the log knows it by. */
  readonly name: string
  /** Program and arguments, run in the clone's root without a shell. */
  readonly command: readonly [string, ...string[]]
  readonly env?: Readonly<Record<string, string>>
}

export interface StepResult {
  readonly name: string
  readonly ok: boolean
  /** What it printed, in order; shown only where it failed. */
  readonly output: string
  readonly seconds: number
}

/** Runs a step quietly. Never rejects: a tool that cannot be started is a failed step. */
export function runQuietly(step: Step): Promise<StepResult> {
  return run(step, 'pipe')
}

/** Runs a step whose output is worth watching while it runs. */
export function runVisibly(step: Step): Promise<StepResult> {
  return run(step, 'inherit')
}

/** One line for a step that is done, with its output below where it failed. */
export function report(result: StepResult): void {
  const mark = result.ok ? 'ok  ' : 'FAIL'
  process.stderr.write(`${mark} ${result.name} (${result.seconds.toFixed(1)} s)\n`)
  if (!result.ok && result.output) process.stderr.write(`${result.output.trimEnd()}\n`)
}

/** A tool of node_modules, run under this Node whatever the system's PATH says. */
export function tool(file: string, ...args: readonly string[]): [string, ...string[]] {
  return [process.execPath, `${root}/node_modules/${file}`, ...args]
}

/** The checks that read the sources without running them. */
export const sourceSteps: readonly Step[] = [
  { name: 'types', command: tool('typescript/bin/tsc', '--build') },
  {
    name: 'lint',
    command: tool(
      'oxlint/bin/oxlint',
      ...['--config', 'build/oxlint.json', '--type-aware', '--deny-warnings'],
      ...['shared', 'electron', 'renderer', 'e2e', 'build']
    )
  },
  { name: 'boundaries', command: [process.execPath, 'build/boundaries/check.ts'] }
]

function run(step: Step, stdio: 'pipe' | 'inherit'): Promise<StepResult> {
  const [program, ...args] = step.command
  const started = performance.now()
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    const done = (ok: boolean): void => {
      const seconds = (performance.now() - started) / 1000
      resolve({ name: step.name, ok, output: Buffer.concat(pieces).toString(), seconds })
    }
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...step.env },
      // The last line of a check is alone on stdout; everything else goes to stderr.
      stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2]
    })
    child.stdout?.on('data', (piece: Buffer) => pieces.push(piece))
    child.stderr?.on('data', (piece: Buffer) => pieces.push(piece))
    child.on('error', (error) => {
      pieces.push(Buffer.from(error.message))
      done(false)
    })
    child.on('close', (code) => done(code === 0))
  })
}
