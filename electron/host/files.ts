/** Files by opaque handles: names and handles leave the host, paths never do. */
import fs from 'node:fs'
import path from 'node:path'
import { fail, must, ok, ProblemError, type Result } from '../../shared/errors.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import type { FileEntry } from '../../shared/api/views.ts'
import { isNodeError } from './nodeErrors.ts'
import { lookedFor, type LookedFor } from './lookedFor.ts'
import type { HostFolders, PickPurpose } from './ports.ts'

/** A file that somebody chose. `home`: reached by browsing, so it must still lie below the user's home when it is used. */
type Known = { readonly path: string; readonly reach: 'home' | 'chosen' }

export type Files = ReturnType<typeof makeFiles>

export type FilesOptions = {
  readonly folders: HostFolders
  /** Unguessable text. */
  readonly newHandle: () => string
  /** The folder used last for what is looked for (null: anything), and where to remember it. */
  readonly lastFolder: (what: LookedFor | null) => string | null
  readonly rememberFolder: (folder: string, what: LookedFor | null) => void
}

/** The registry of files of one host: what it gives handles for is all that its callers can reach. */
export function makeFiles({ folders, newHandle, lastFolder, rememberFolder }: FilesOptions) {
  const known = new Map<string, Known>()
  const handles = new Map<string, string>()
  const home = realPath(folders.home) ?? path.resolve(folders.home)

  return { handleOf, pathOf, nameOf, browse, nameIn, drop, temporaryFolder, close }

  /** A handle for a path that somebody chose outside the window: a dialog of the system, a double click, the command line, a recent project. */
  function handleOf(file: string): string {
    return register(path.resolve(file), 'chosen')
  }

  /** The path behind a handle. Fails where nobody gave it out, or it leads out of the user's home by now. */
  function pathOf(handle: string): Result<string> {
    const found = known.get(handle)
    if (!found) return fail('fileGone', { name: 'This file' })
    if (found.reach === 'home' && !isBelow(realNearest(found.path), home))
      return fail('fileGone', { name: path.basename(found.path) })
    return ok(found.path)
  }

  /** The name behind a handle, for sentences. */
  function nameOf(handle: string): string {
    const found = known.get(handle)
    return found ? path.basename(found.path) : 'This file'
  }

  /** A folder at or below the home with its files (of these endings, if any are named) and folders; hidden ones are left out. */
  function browse(
    handle: string | undefined,
    endings: readonly string[],
    purpose?: PickPurpose
  ): OutputOf<'files.browse'> {
    const what = purpose === undefined ? null : lookedFor[purpose]
    const folder = handle === undefined ? startingFolder(what) : must(pathOf(handle))
    const real = realPath(folder)
    if (real === null || !isBelow(real, home)) throw problem('fileGone', folder)
    let found: fs.Dirent[]
    try {
      found = fs.readdirSync(real, { withFileTypes: true })
    } catch (error) {
      throw isNodeError(error, 'ENOTDIR', 'ENOENT')
        ? problem('fileGone', folder)
        : problem('fileUnreadable', folder)
    }
    rememberFolder(real, what)
    const entries = found
      .flatMap((one) => entryOf(path.join(real, one.name), endings))
      .toSorted(compareEntries)
    return { folder: register(real, 'home'), way: wayTo(real), entries, writable: isWritable(real) }
  }

  /** The handle of a name in a folder; fails on what is no plain file name, or exists where it may not. */
  function nameIn(
    folder: string,
    name: string,
    mayExist: 'mayExist' | 'mustBeNew'
  ): Result<OutputOf<'files.name'>> {
    const inside = pathOf(folder)
    if (!inside.ok) return inside
    const trimmed = name.trim()
    if (!isPlainName(trimmed)) return fail('folderUnwritable', { name: trimmed.slice(0, 80) })
    const file = path.join(inside.value, trimmed)
    const exists = fs.existsSync(file)
    if (exists && mayExist === 'mustBeNew') return fail('fileExists', { name: trimmed })
    return ok({ handle: register(file, known.get(folder)?.reach ?? 'home'), name: trimmed, exists })
  }

  /** Keeps dropped bytes as a temporary file; a project is never taken this way. */
  function drop(name: string, bytes: Uint8Array): Result<{ readonly handle: string; readonly name: string }> {
    const plain = path.basename(name.replaceAll('\\', '/')).trim()
    if (!isPlainName(plain)) return fail('unknownFormat', { name: name.slice(0, 80) })
    const isProject =
      /\.parley$/i.test(plain) || Buffer.from(bytes.subarray(0, 15)).toString('latin1') === 'SQLite format 3'
    if (isProject) return fail('unknownFormat', { name: plain })
    const folder = path.join(folders.temporary, newHandle())
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = path.join(folder, plain)
    fs.writeFileSync(file, bytes, { mode: 0o600 })
    return ok({ handle: register(file, 'chosen'), name: plain })
  }

  /** A folder for copies, nobody else's, emptied when the host closes. */
  function temporaryFolder(): string {
    fs.mkdirSync(folders.temporary, { recursive: true, mode: 0o700 })
    return folders.temporary
  }

  /** Removes what was dropped. */
  function close(): void {
    fs.rmSync(folders.temporary, { recursive: true, force: true })
  }

  function register(file: string, reach: Known['reach']): string {
    const key = `${reach}:${file}`
    const given = handles.get(key)
    if (given !== undefined) return given
    const handle = newHandle()
    handles.set(key, handle)
    known.set(handle, { path: file, reach })
    return handle
  }

  /** A folder that is gone by now gives way to the one used last for anything. */
  function startingFolder(what: LookedFor | null): string {
    for (const candidate of [lastFolder(what), lastFolder(null), folders.documents]) {
      const real = candidate === null ? null : realPath(candidate)
      if (real !== null && isBelow(real, home) && isFolder(real)) return real
    }
    return home
  }

  function wayTo(folder: string): OutputOf<'files.browse'>['way'] {
    const names = path.relative(home, folder).split(path.sep).filter(Boolean)
    let at = home
    const way = [{ handle: register(home, 'home'), name: path.basename(home) || home }]
    for (const name of names) {
      at = path.join(at, name)
      way.push({ handle: register(at, 'home'), name })
    }
    return way
  }

  function entryOf(file: string, endings: readonly string[]): FileEntry[] {
    const name = path.basename(file)
    if (name.startsWith('.')) return []
    const real = realPath(file)
    // A link that leads out of the home, or nowhere, is not offered.
    if (real === null || !isBelow(real, home)) return []
    const stat = statOf(real)
    if (stat?.isDirectory())
      return [
        { handle: register(file, 'home'), name, kind: 'folder', size: 0, modified: Math.trunc(stat.mtimeMs) }
      ]
    if (!stat?.isFile()) return []
    const wanted =
      endings.length === 0 || endings.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()))
    return wanted
      ? [
          {
            handle: register(file, 'home'),
            name,
            kind: 'file',
            size: stat.size,
            modified: Math.trunc(stat.mtimeMs)
          }
        ]
      : []
  }
}

/** True for a name that is one file in one folder on every system: no separators, no control characters, no reserved device. */
export function isPlainName(name: string): boolean {
  if (name === '' || name.length > 200 || name === '.' || name === '..') return false
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f/\\:*?"<>|]/.test(name) || /[. ]$/.test(name)) return false
  return !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)
}

function problem(code: 'fileGone' | 'fileUnreadable', folder: string): ProblemError {
  return new ProblemError({ code, about: { name: path.basename(folder) } })
}

/** True for `folder` itself and what lies below it; both real paths. */
function isBelow(file: string, folder: string): boolean {
  const way = path.relative(folder, file)
  return way === '' || (!way.startsWith(`..${path.sep}`) && way !== '..' && !path.isAbsolute(way))
}

/** The real path of a file, or of the nearest folder above it that is there. */
function realNearest(file: string): string {
  for (let at = file; ; at = path.dirname(at)) {
    const real = realPath(at)
    if (real !== null) return path.join(real, path.relative(at, file))
    if (path.dirname(at) === at) return file
  }
}

function realPath(file: string): string | null {
  try {
    return fs.realpathSync(file)
  } catch (error) {
    if (isNodeError(error)) return null
    throw error
  }
}

function statOf(file: string): fs.Stats | null {
  return fs.statSync(file, { throwIfNoEntry: false }) ?? null
}

function isFolder(file: string): boolean {
  return statOf(file)?.isDirectory() ?? false
}

function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK)
    return true
  } catch (error) {
    if (isNodeError(error)) return false
    throw error
  }
}

/** Folders first, then by name without regard to case, by code unit. */
function compareEntries(a: FileEntry, b: FileEntry): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1
  const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()]
  return left < right ? -1 : left > right ? 1 : a.name < b.name ? -1 : 1
}
