/** Progress on the error stream, one line that is written over; only where a person watches. */
import type { Client } from '../../shared/api/client.ts'
import type { CliIo } from './io.ts'

/** Shows the progress of tasks until the function it gives is called, which clears the line. */
export function showProgress(client: Client, io: CliIo): () => void {
  if (!io.errIsTerminal) return () => undefined
  let width = 0
  const show = (line: string): void => {
    io.err(`\r${line.padEnd(width)}`)
    width = line.length
  }
  const stop = client.on('progress', ({ step, done, total }) => {
    show(total > 0 ? `${step} ${Math.min(100, Math.floor((100 * done) / total))} %` : `${step} ${done}`)
  })
  return () => {
    stop()
    if (width > 0) io.err(`\r${' '.repeat(width)}\r`)
  }
}
