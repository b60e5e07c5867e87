/** The command line in this process, for the tests of this folder. Serves tests alone. */
import { runCli } from './runCli.ts'

export type Printed = { readonly exit: number; readonly out: string; readonly err: string }

/** Runs a verb in a folder, as if nobody pressed Ctrl+C and nobody looked at a terminal. */
export async function runIn(folder: string, args: readonly string[]): Promise<Printed> {
  let out = ''
  let err = ''
  const exit = await runCli(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    errIsTerminal: false,
    folder,
    onInterrupt: () => () => undefined
  })
  return { exit, out, err }
}
