/** What the command line reads and writes: given by the program that runs it, so that tests and Electron give their own. */
import process from 'node:process'

export type CliIo = {
  /** What the verb gives, and nothing else. */
  out(text: string): void
  /** What is told to people beside it. */
  err(text: string): void
  /** Progress is shown only where somebody watches. */
  readonly errIsTerminal: boolean
  /** File names are reckoned from here. */
  readonly folder: string
  /** Calls the listener when somebody wants the work to end (Ctrl+C); the function it gives stops that. */
  onInterrupt(listener: () => void): () => void
}

/** The process's own streams. A reader that went away (`| head`) ends the output quietly. */
export function processIo(folder: string = process.cwd()): CliIo {
  let isReaderGone = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    isReaderGone = true
  })
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    out: (text) => {
      if (!isReaderGone) process.stdout.write(text)
    },
    err: (text) => {
      process.stderr.write(text)
    },
    errIsTerminal: process.stderr.isTTY,
    folder,
    onInterrupt(listener) {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, listener)
      return () => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, listener)
      }
    }
  }
}
