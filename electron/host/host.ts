/** Puts a host together: ports in, the contract out. */
import path from 'node:path'
import type { AnyEvent } from '../../shared/api/contract.ts'
import { dispatch, type Dispatch } from '../../shared/api/dispatch.ts'
import type { Core } from './core.ts'
import { makeFiles } from './files.ts'
import { makeHandlers } from './handlers.ts'
import type { HostPorts } from './ports.ts'
import { closeProject } from './projects.ts'
import { makeSettings } from './settings.ts'
import { makeTasks } from './tasks.ts'
import { throughGate } from './writers.ts'

export type Host = {
  readonly call: Dispatch
  /** Hears every event; the function it gives ends that. */
  readonly subscribe: (listener: (event: AnyEvent) => void) => () => void
  /** A handle for a file that the person named outside the window: on the command line, by a double click. */
  handleOf(file: string): string
  /** Announces such a file to the window. */
  openFile(file: string): void
  /** Ends what runs, closes the project so that one file is at rest, and forgets dropped files. Calls fail afterwards. */
  close(): Promise<void>
}

export type HostOptions = {
  /** Outputs are checked against the contract: for tests. */
  readonly checkOutputs?: boolean
}

/** A host with no project open. One host has one project at a time. */
export function makeHost(ports: HostPorts, options: HostOptions = {}): Host {
  const listeners = new Set<(event: AnyEvent) => void>()
  const publish = (event: AnyEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  const unguessable = (): string => Buffer.from(ports.randomBytes(16)).toString('base64url')
  const settings = makeSettings(ports.folders.settings, unguessable)
  const files = makeFiles({
    folders: ports.folders,
    newHandle: unguessable,
    lastFolder: (what) => settings.lastFolder(what),
    rememberFolder: (folder, what) => settings.rememberFolder(folder, what)
  })
  const tasks = makeTasks(ports.clock, (progress) => publish({ event: 'progress', content: progress }))
  const core: Core = { ports, files, settings, tasks, publish, exclusively: oneByOne(), session: null }
  return {
    call: dispatch(throughGate(core, makeHandlers(core)), {
      onBug: ports.onBug,
      checkOutputs: options.checkOutputs ?? false
    }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    handleOf: files.handleOf,
    openFile(file) {
      const kind = /\.parley$/i.test(file) ? 'project' : 'document'
      publish({
        event: 'openFile',
        content: { handle: files.handleOf(file), name: path.basename(file), kind }
      })
    },
    async close() {
      tasks.cancelAll()
      await core.exclusively(() => closeProject(core))
      files.close()
    }
  }
}

/** Runs work in the order it came; work that fails does not stop what waits behind it. */
function oneByOne(): Core['exclusively'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}
