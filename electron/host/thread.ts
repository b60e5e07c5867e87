/** Starts the host in a thread of its own, so that nothing it does holds up the window, and speaks with it. */
import { Worker } from 'node:worker_threads'
import type { AnyEvent } from '../../shared/api/contract.ts'
import { fail, type Result } from '../../shared/errors.ts'
import type { HostPorts } from './ports.ts'
import type { FromThread, ThreadStart, ToThread } from './protocol.ts'

export type HostThread = {
  call(method: string, input: unknown): Promise<Result<unknown>>
  /** A file from outside Parley: announced to the window by the event `openFile`. */
  openFile(path: string): void
  /** Closes the project, so that one file is at rest, and ends the thread. Safe to call twice. */
  close(): Promise<void>
  /** Settles when the thread has ended, asked or not. */
  readonly ended: Promise<void>
}

export type ThreadOptions = Omit<ThreadStart, 'nativeDialogs'> &
  Pick<HostPorts, 'dialogs' | 'onBug' | 'onProjectFile'> & {
    readonly onEvent: (event: AnyEvent) => void
  }

/** Starts the thread. Calls made before it is ready wait; calls after its end fail with connectionLost. */
export function startHostThread(options: ThreadOptions): HostThread {
  const { dialogs, onBug, onProjectFile, onEvent, ...start } = options
  const workerData: ThreadStart = { ...start, nativeDialogs: dialogs !== null }
  const thread = new Worker(new URL('./worker.ts', import.meta.url), { workerData, name: 'parley host' })
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  let lastId = 0
  let isOver = false
  const send = (message: ToThread): void => thread.postMessage(message)
  const ended = new Promise<void>((resolve) => {
    thread.once('exit', () => {
      isOver = true
      for (const settle of waiting.values()) settle(fail('connectionLost'))
      waiting.clear()
      resolve()
    })
  })
  thread.on('error', (error) => onBug('host thread', error))
  thread.on('message', (message: FromThread) => {
    if (message.kind === 'result') {
      waiting.get(message.id)?.(message.result)
      waiting.delete(message.id)
    } else if (message.kind === 'event') onEvent(message.event)
    else if (message.kind === 'projectFile') onProjectFile?.(message.path)
    else if (message.kind === 'bug') onBug(message.where, message.stack)
    else if (message.kind === 'pick') void pick(message)
  })
  return {
    call: (method, input) =>
      new Promise((resolve) => {
        if (isOver) return resolve(fail('connectionLost'))
        const id = ++lastId
        waiting.set(id, resolve)
        send({ kind: 'call', id, method, input })
      }),
    openFile: (path) => send({ kind: 'openFile', path }),
    close: () => {
      if (!isOver) send({ kind: 'close' })
      return ended
    },
    ended
  }

  async function pick(asked: Extract<FromThread, { kind: 'pick' }>): Promise<void> {
    try {
      send({
        kind: 'picked',
        id: asked.id,
        paths: (await dialogs?.pick(asked.purpose, asked.suggestedName, asked.folder)) ?? null
      })
    } catch (error) {
      onBug('dialog', error)
      send({ kind: 'picked', id: asked.id, paths: null })
    }
  }
}
