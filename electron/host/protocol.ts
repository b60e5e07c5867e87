/** What the host's thread and the shell that started it say to each other. */
import type { AnyEvent } from '../../shared/api/contract.ts'
import type { Result } from '../../shared/errors.ts'
import type { HostFolders, HostPorts, PickPurpose } from './ports.ts'

/** What the thread is started with. */
export type ThreadStart = Pick<HostPorts, 'shell' | 'version' | 'platform' | 'licences'> & {
  readonly folders: HostFolders
  readonly nativeDialogs: boolean
  /** Outputs are checked against the contract: for tests. */
  readonly checkOutputs?: boolean
}

export type ToThread =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  /** A file came from outside: a double click, the command line. */
  | { readonly kind: 'openFile'; readonly path: string }
  | { readonly kind: 'picked'; readonly id: number; readonly paths: readonly string[] | null }
  /** Close the project, leave one file, end. */
  | { readonly kind: 'close' }

export type FromThread =
  | { readonly kind: 'result'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly event: AnyEvent }
  | {
      readonly kind: 'pick'
      readonly id: number
      readonly purpose: PickPurpose
      readonly suggestedName: string
      readonly folder: string
    }
  | { readonly kind: 'projectFile'; readonly path: string }
  | { readonly kind: 'bug'; readonly where: string; readonly stack: string }
  | { readonly kind: 'closed' }
