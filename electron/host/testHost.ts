/** A host with an empty home of its own, for the tests of this folder. Serves tests alone. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { directHost, type DirectHost, type DirectOptions } from './directHost.ts'

export type TempHost = {
  /** Its home: documents are looked for there, settings and temporary files lie below it. */
  readonly root: string
  readonly host: DirectHost
  /** Closes it; nothing temporary may be left, and nothing may have gone wrong. */
  readonly end: () => Promise<void>
}

/** Outputs are checked against the contract. */
export function openTempHost(options: Pick<DirectOptions, 'shell'> = {}): TempHost {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-host-')))
  const bugs: unknown[] = []
  const temporary = path.join(root, 'tmp')
  const host = directHost({
    ...options,
    checkOutputs: true,
    onBug: (where, error) => bugs.push([where, error]),
    folders: { home: root, documents: root, settings: path.join(root, 'settings'), temporary }
  })
  return {
    root,
    host,
    end: async () => {
      await host.close()
      const left = fs.existsSync(temporary) ? fs.readdirSync(temporary) : []
      fs.rmSync(root, { recursive: true, force: true })
      expect({ bugs, left }).toEqual({ bugs: [], left: [] })
    }
  }
}
