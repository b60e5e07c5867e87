/** A team folder on the disk: what lies in it, reading a file as a whole, writing one once. Every call waits for the disk off the host's thread. */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { teamEnding } from '../../shared/merge/teamFile.ts'

/** A coder's folder inside it, with the names of what Parley reads. */
export type TeamSubfolder = {
  readonly name: string
  /** Names of files of changes, conflict copies among them. */
  readonly changes: readonly string[]
  /** Names of texts and original files: hashes. */
  readonly blobs: readonly string[]
}
export type TeamListing = {
  readonly subfolders: readonly TeamSubfolder[]
  /** Folders below it that are there and cannot be read: what lies in them is not known. `Ben-x` or `Ben-x/texts`. */
  readonly unreadable: readonly string[]
  /** Files and folders that are none of Parley's; hidden ones and those that systems leave everywhere are not counted. */
  readonly others: number
}

/** Where the texts and original files of a coder lie, inside the coder's folder. */
export const blobFolder = 'texts'
/** The largest file that is read. */
export const largestTeamFile = 256 * 1024 * 1024
/** More names than this in one folder are not looked at. */
const mostNames = 200_000

/** What lies in the folder. Throws the system's error where the folder itself cannot be read. */
export async function listTeamFolder(folder: string): Promise<TeamListing> {
  const subfolders: TeamSubfolder[] = []
  const unreadable: string[] = []
  let others = 0
  for (const entry of await entriesOf(folder)) {
    if (isUnseen(entry.name)) continue
    const before = unreadable.length
    const found = entry.isDirectory() ? await subfolderOf(folder, entry.name, unreadable) : null
    if (found) subfolders.push(found)
    else if (unreadable.length === before) others++
  }
  return { subfolders, unreadable, others }
}

export type ReadFile =
  { readonly how: 'read'; readonly bytes: Uint8Array } | { readonly how: 'tooLarge' | 'gone' }

/** A file's size and time of change as one text, for telling whether it is still the same; null where it is gone. */
export async function stateOfFile(file: string): Promise<string | null> {
  try {
    const { size, mtimeMs } = await fs.stat(file)
    return `${size} ${mtimeMs}`
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** The bytes of a file. Throws the system's error where it is there and cannot be read. */
export async function readTeamBytes(file: string): Promise<ReadFile> {
  try {
    const { size } = await fs.stat(file)
    if (size > largestTeamFile) return { how: 'tooLarge' }
    return { how: 'read', bytes: await fs.readFile(file) }
  } catch (error) {
    if (isGone(error)) return { how: 'gone' }
    throw error
  }
}

/** The first line of a file, from at most 16 KiB of it; '' where it has no whole one. */
export async function firstLineOf(file: string): Promise<string> {
  const handle = await fs.open(file, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(16_384), 0, 16_384, 0)
    const text = buffer.subarray(0, bytesRead).toString('utf8')
    return text.includes('\n') ? text.slice(0, text.indexOf('\n')) : ''
  } finally {
    await handle.close()
  }
}

/** UTF-8 text of bytes; null where they are none. A byte order mark stays: it was not written by Parley. */
export function textOfBytes(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/**
 * Writes a file that is there whole or not at all: hidden under a temporary name, flushed, renamed, its folder flushed. A file of that name
 * that is there is left as it is: equal names are equal contents. Throws the system's error.
 */
export async function writeOnce(file: string, content: string | Uint8Array): Promise<void> {
  const folder = path.dirname(file)
  await fs.mkdir(folder, { recursive: true })
  if ((await stateOfFile(file)) !== null) return
  const unfinished = path.join(
    folder,
    `.${path.basename(file).slice(0, 100)}.${randomBytes(6).toString('hex')}.part`
  )
  try {
    const handle = await fs.open(unfinished, 'wx')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await fs.rename(unfinished, file)
  } catch (error) {
    await fs.rm(unfinished, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** Removes what a crash left unfinished in one's own folder. */
export async function removeParts(folder: string): Promise<void> {
  for (const at of [folder, path.join(folder, blobFolder)])
    for (const entry of await entriesOrNone(at))
      if (entry.isFile() && /^\.[0-9a-z.-]{1,100}\.[0-9a-f]{12}\.part$/.test(entry.name))
        await fs.rm(path.join(at, entry.name), { force: true })
}

async function subfolderOf(
  folder: string,
  name: string,
  unreadable: string[]
): Promise<TeamSubfolder | null> {
  const entriesIn = async (below: string): Promise<Awaited<ReturnType<typeof entriesOf>>> => {
    try {
      return await entriesOrNone(path.join(folder, below))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error
      unreadable.push(below)
      return []
    }
  }
  const inside = await entriesIn(name)
  const changes = inside
    .filter((entry) => entry.isFile() && !isUnseen(entry.name) && entry.name.endsWith(teamEnding))
    .map((entry) => entry.name)
  const hasBlobs = inside.some((entry) => entry.isDirectory() && entry.name === blobFolder)
  const blobs = hasBlobs
    ? (await entriesIn(`${name}/${blobFolder}`))
        .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
        .map((entry) => entry.name)
    : []
  return changes.length + blobs.length === 0 ? null : { name, changes, blobs }
}

async function entriesOf(folder: string) {
  return (await fs.readdir(folder, { withFileTypes: true })).slice(0, mostNames)
}

async function entriesOrNone(folder: string) {
  try {
    return await entriesOf(folder)
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
}

/** Hidden files and what systems and sync engines leave in every folder. */
function isUnseen(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~') || /^(desktop\.ini|thumbs\.db|icon\r)$/i.test(name)
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/** The rename itself is on the disk once its folder is; Windows has no such thing, and some network drives refuse it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await fs.open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    const refused =
      error instanceof Error && 'code' in error && ['EINVAL', 'ENOTSUP', 'EBADF'].includes(String(error.code))
    if (!refused) throw error
  } finally {
    await handle.close()
  }
}
