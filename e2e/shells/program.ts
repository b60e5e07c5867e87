/** Programs that a shell starts: with the analyst's own environment, and an end that is waited for. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The built program, or one taken out of a package. */
export function programFolder(): string {
  return process.env['PARLEY_APP'] ?? root
}

export type Program = {
  readonly child: ChildProcess
  /** Settles with the exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>
  /** What it wrote, for a failure's message. */
  readonly output: () => string
}

/** Starts a script of ours under this Node. `home` becomes its HOME; nothing of the tester's settings reaches it. */
export function startProgram(
  home: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Program {
  const child = spawn(process.execPath, args, {
    cwd: home,
    env: {
      ...process.env,
      HOME: home,
      USERPROFILE: home,
      XDG_CONFIG_HOME: path.join(home, '.config'),
      PARLEY_HOME: path.join(home, '.parley'),
      NODE_OPTIONS: '',
      DISPLAY: '',
      ...env
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  })
  let output = ''
  child.stdout?.on('data', (part: Buffer) => (output += part.toString()))
  child.stderr?.on('data', (part: Buffer) => (output += part.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, ended, output: () => output }
}

/** Waits for something, unless the program ends before. */
export function unlessEnded<T>(program: Program, wanted: Promise<T>): Promise<T> {
  const over = program.ended.then((code): never => {
    throw new Error(
      `Parley ended with ${code ?? 'a signal'} before its window was there:\n${program.output()}`
    )
  })
  over.catch(() => undefined)
  return Promise.race([wanted, over])
}

/** Ends a program by a signal and waits for it. */
export async function endBy(program: Program, signal: NodeJS.Signals): Promise<number | null> {
  if (program.child.exitCode === null && program.child.signalCode === null) program.child.kill(signal)
  return program.ended
}
