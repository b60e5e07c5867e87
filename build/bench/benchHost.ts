/** The host in this process, with folders of its own: what benchmarks and kills drive. */
import fs from 'node:fs'
import path from 'node:path'
import { makeClient, type Client } from '../../shared/api/client.ts'
import { must } from '../../shared/errors.ts'
import { benchInstallation } from './bigProject.ts'
import { makeHost } from '../../electron/host/host.ts'
import { makeSettings } from '../../electron/host/settings.ts'
import { nodeClock, nodeRandomBytes, nodeSha256 } from '../../electron/host/nodePorts.ts'

export type BenchHost = {
  readonly client: Client
  /** The handle of a file that is there. */
  handleOf(file: string): string
  /** The handle of a name in the home folder, for a file to be made. */
  newFile(name: string): Promise<string>
  close(): Promise<void>
}

/** Makes an installation of these settings the one that wrote the made-up projects, so that their tables are not made anew. */
export function nameInstallation(settings: string): void {
  fs.mkdirSync(settings, { recursive: true })
  makeSettings(settings, () => benchInstallation).installation()
}

/** A host whose home, settings and documents lie in `home`. Bugs are thrown where they happen. */
export function startBenchHost(home: string): BenchHost {
  const temporary = path.join(home, 'temporary')
  fs.mkdirSync(temporary, { recursive: true })
  nameInstallation(path.join(home, 'settings'))
  const host = makeHost({
    shell: 'direct',
    version: '0',
    platform: process.platform,
    licences: '',
    clock: nodeClock,
    randomBytes: nodeRandomBytes,
    sha256: nodeSha256,
    folders: { settings: path.join(home, 'settings'), documents: home, home, temporary },
    dialogs: null,
    onBug: (where, error) => {
      throw new Error(`A bug in ${where}`, { cause: error })
    }
  })
  const client = makeClient({
    call: (method, input) => host.call(method, input),
    subscribe: (listener) => host.subscribe(listener)
  })
  return {
    client,
    handleOf: (file) => host.handleOf(file),
    newFile: async (name) => {
      const { folder } = must(await client.call('files.browse', {}))
      return must(await client.call('files.name', { folder, name, mayExist: true })).handle
    },
    close: () => host.close()
  }
}
