/** Where a project file lies, and what lies beside it. */
import fs from 'node:fs'
import path from 'node:path'
import type { RecentProject } from '../../shared/api/views.ts'
import { isLocked } from '../db/lock.ts'

/** Names of folders that a sync engine keeps, by what their name starts with. */
const syncing: readonly (readonly [RegExp, string])[] = [
  [/^dropbox( |$)/i, 'Dropbox'],
  [/^onedrive( |$|-)/i, 'OneDrive'],
  [/^google ?drive( |$)|^googledrive-/i, 'Google Drive'],
  [/^nextcloud\d*$/i, 'Nextcloud'],
  [/^owncloud\d*$/i, 'ownCloud'],
  [/^iclouddrive$|^com~apple~clouddocs$/i, 'iCloud Drive'],
  [/^seafile$/i, 'Seafile']
]

/** What keeps the file's folder in step with other machines, if its name or a file of Syncthing's tells; null else. */
export function syncingFolder(file: string): string | null {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const found = syncing.find(([name]) => name.test(path.basename(folder)))
    if (found) return found[1]
    if (fs.existsSync(path.join(folder, '.stfolder'))) return 'Syncthing'
    if (path.dirname(folder) === folder) return null
  }
}

/** Whether a project is there, and was closed properly: a journal beside it stays behind after a crash only, or while it is open. */
export function leftover(file: string): RecentProject['state'] {
  if (!fs.existsSync(file)) return 'gone'
  const hasJournal = fs.existsSync(`${file}-wal`) || fs.existsSync(`${file}-journal`)
  return hasJournal && !isLocked(file) ? 'afterCrash' : 'here'
}
