/** What all handlers of one host share: its ports, files, settings, tasks, and the project that is open. */
import type { AnyEvent } from '../../shared/api/contract.ts'
import { must } from '../../shared/errors.ts'
import type { Files } from './files.ts'
import type { HostPorts } from './ports.ts'
import type { ProjectSession } from './projectSession.ts'
import type { SettingsStore } from './settings.ts'
import type { Tasks } from './tasks.ts'

export type Core = {
  readonly ports: HostPorts
  readonly files: Files
  readonly settings: SettingsStore
  readonly tasks: Tasks
  readonly publish: (event: AnyEvent) => void
  /** Runs work that changes which project is open, one after the other. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>
  /** The one project that is open. */
  session: ProjectSession | null
}

/** The path behind a handle. Throws the problem of one that nobody gave out. */
export function pathOf(core: Core, handle: string): string {
  return must(core.files.pathOf(handle))
}
