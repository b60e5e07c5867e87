/** What the host gets from whoever starts it: clocks, randomness, folders, and what only a shell can do. */
import type { RandomBytes, Sha256 } from '../../shared/ids.ts'
import type { InputOf, OutputOf } from '../../shared/api/contract.ts'

export type HostPorts = {
  readonly shell: OutputOf<'app.about'>['shell']
  readonly version: string
  readonly platform: string
  /** Licences of what Parley contains, as one text. */
  readonly licences: string
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly randomBytes: RandomBytes
  readonly sha256: Sha256
  readonly folders: HostFolders
  readonly dialogs: Dialogs | null
  /** Told of every bug: the window only hears that something went wrong. */
  readonly onBug: (where: string, error: unknown) => void
  /** Told of the path of a project that was opened or made, for the system's list of recent documents. */
  readonly onProjectFile?: (path: string) => void
}

export type HostFolders = {
  /** The user's settings: the same for every shell. */
  readonly settings: string
  /** Where new files go unless somebody says otherwise. */
  readonly documents: string
  /** Browsing stays at or below it. */
  readonly home: string
  /** For what was dropped; emptied when the host closes. */
  readonly temporary: string
}

export type PickPurpose = InputOf<'files.pick'>['purpose']

/** Native dialogs of a shell. Null: the person cancelled. */
export type Dialogs = {
  pick(purpose: PickPurpose, suggestedName: string, folder: string): Promise<readonly string[] | null>
}
