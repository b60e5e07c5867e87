/** The ports that every Node has: clock, randomness, hashing, folders. */
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { RandomBytes, Sha256 } from '../../shared/ids.ts'
import type { HostFolders } from './ports.ts'

export const nodeClock = (): number => Date.now()

export const nodeRandomBytes: RandomBytes = (count) => randomBytes(count)

export const nodeSha256: Sha256 = (content) => createHash('sha256').update(content).digest('hex')

/**
 * The folders of the person at work. `settings`: given, or `PARLEY_HOME`, or where this system keeps settings. The temporary folder is new and
 * nobody else's.
 */
export function userFolders(
  given: { readonly settings?: string | undefined; readonly documents?: string | undefined } = {}
): HostFolders {
  const home = os.homedir()
  const documents = given.documents ?? path.join(home, 'Documents')
  return {
    settings: path.resolve(given.settings ?? process.env['PARLEY_HOME'] ?? settingsFolder(home)),
    documents: fs.existsSync(documents) ? documents : home,
    home,
    temporary: fs.mkdtempSync(path.join(os.tmpdir(), 'parley-'))
  }
}

/** The same folder that Electron's `userData` is, so that every shell shares it. */
function settingsFolder(home: string): string {
  if (process.platform === 'win32')
    return path.join(process.env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Parley')
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Parley')
  return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'), 'Parley')
}
