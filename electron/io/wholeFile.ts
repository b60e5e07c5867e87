/** Files that are there whole or not at all: written under a temporary name, flushed, renamed. */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

export type WholeFile = {
  /** Appends text as UTF-8; small pieces are gathered. */
  write(text: string): void
  /** Flushes the file to the disk; after that nothing more is written. Throws the system's error. */
  finish(): void
  /** Gives the finished file its name, over whatever stood there. */
  keep(): void
  /** Removes what was written; does nothing once it is kept. */
  discard(): void
}

/** Starts a file in the folder where it will stand; 'private': only its owner may read it. Throws the system's error. */
export function wholeFile(file: string, access: 'usual' | 'private' = 'usual'): WholeFile {
  const unfinished = path.join(
    path.dirname(file),
    `${unfinishedStart(file)}${randomBytes(6).toString('hex')}.part`
  )
  let descriptor: number | null = fs.openSync(unfinished, 'wx', access === 'private' ? 0o600 : 0o666)
  let isKept = false
  let pieces: string[] = []
  let waiting = 0
  return { write, finish, keep, discard }

  function write(text: string): void {
    pieces.push(text)
    waiting += text.length
    if (waiting >= 1 << 20) flush()
  }

  function flush(): void {
    if (descriptor === null) throw new Error(`${path.basename(file)} is finished already`)
    const bytes = Buffer.from(pieces.join(''), 'utf8')
    pieces = []
    waiting = 0
    for (let at = 0; at < bytes.length;) at += fs.writeSync(descriptor, bytes, at)
  }

  function finish(): void {
    flush()
    if (descriptor !== null) {
      fs.fsyncSync(descriptor)
      close()
    }
  }

  function keep(): void {
    fs.renameSync(unfinished, file)
    isKept = true
    syncFolder(path.dirname(file))
  }

  function discard(): void {
    close()
    if (!isKept) fs.rmSync(unfinished, { force: true })
  }

  function close(): void {
    if (descriptor !== null) fs.closeSync(descriptor)
    descriptor = null
  }
}

/** Writes a small file as a whole. Throws the system's error; then what stood there before is still there. */
export function writeWhole(file: string, text: string, access: 'usual' | 'private' = 'usual'): void {
  const whole = wholeFile(file, access)
  try {
    whole.write(text)
    whole.finish()
    whole.keep()
  } finally {
    whole.discard()
  }
}

/** Removes what an ended thread or a crash left of files that should have become `file`. */
export function removeUnfinished(file: string): void {
  const folder = path.dirname(file)
  const start = unfinishedStart(file)
  if (!fs.existsSync(folder)) return
  for (const name of fs.readdirSync(folder))
    if (name.startsWith(start) && /^[0-9a-f]{12}\.part$/.test(name.slice(start.length)))
      fs.rmSync(path.join(folder, name), { force: true })
}

function unfinishedStart(file: string): string {
  return `.${path.basename(file).slice(0, 100)}.`
}

/** The rename itself is on the disk once its folder is; Windows has no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
