/** A host in this process, called directly: for the command line and tests. */
import { makeClient, type Carrier, type Client } from '../../shared/api/client.ts'
import { makeHost, type Host, type HostOptions } from './host.ts'
import { nodeClock, nodeRandomBytes, nodeSha256, userFolders } from './nodePorts.ts'
import type { HostFolders, HostPorts } from './ports.ts'

export type DirectHost = Host & { readonly client: Client }

export type DirectOptions = HostOptions &
  Partial<
    Pick<HostPorts, 'shell' | 'clock' | 'randomBytes' | 'onBug' | 'dialogs' | 'version' | 'licences'>
  > & {
    /** Folders that are not the user's own. */
    readonly folders?: Partial<HostFolders>
  }

/** The same handlers as in the shells, without a thread and without a window. Close it at the end. */
export function directHost(options: DirectOptions = {}): DirectHost {
  const { folders = {}, checkOutputs = false, ...ports } = options
  const host = makeHost(
    {
      shell: 'direct',
      version: '',
      licences: '',
      platform: process.platform,
      clock: nodeClock,
      randomBytes: nodeRandomBytes,
      sha256: nodeSha256,
      dialogs: null,
      onBug: (where, error) =>
        process.emitWarning(error instanceof Error ? error : String(error), { detail: where }),
      ...ports,
      folders: { ...userFolders({ settings: folders.settings }), ...folders }
    },
    { checkOutputs }
  )
  const carrier: Carrier = { call: host.call, subscribe: host.subscribe }
  return { ...host, client: makeClient(carrier) }
}
