/** Driving a colleague's process: orders in, answers out, an end that is waited for. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export type TeamChild = {
  /** Gives the answer; fails where the process ends before. */
  order(...order: readonly (string | number)[]): Promise<unknown>
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>
  /** Ends it as a person does. */
  close(): Promise<void>
}

/** Starts the process of one colleague whose project is there already, and opens it. */
export async function startChild(root: string, name: string, folder: string): Promise<TeamChild> {
  const program = fileURLToPath(new URL('./teamPeer.ts', import.meta.url))
  const child = spawn(process.execPath, [program, root, name, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const waiting: {
    readonly resolve: (value: unknown) => void
    readonly reject: (error: Error) => void
  }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(JSON.parse(line)))
  child.stdin.on('error', () => undefined)
  void ended.then(() => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`${name}’s Parley ended`))
  })
  const order = (...said: readonly (string | number)[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
      child.stdin.write(`${JSON.stringify(said)}\n`)
    })
  await order('open')
  return {
    order,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    close: async () => {
      await order('close')
      await ended
    }
  }
}
