/**
 * Search indexes: SQLite files of their own in the user's data, never in a project. Each is a cache that may be thrown away at any moment:
 * what is damaged, foreign or of another version is.
 */
import Database from 'better-sqlite3'
import { existsSync, mkdirSync, rmSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import { harden } from '../open.ts'
import { codeOf } from '../problems.ts'
import { Connection, sql } from '../sql.ts'

/** 'texts': the blocks of documents, shared by all copies of a project. 'annotations': quotes and notes, of one project file. */
export type IndexKind = 'texts' | 'annotations'

/** The index at `path`, open to be filled: made where it is missing, made anew where it is not sound. Null where that cannot be done now. */
export function openIndexToFill(path: string, kind: IndexKind): Connection | null {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    for (const attempt of ['as it is', 'anew'] as const) {
      if (attempt === 'anew' && !discardIndex(path)) return null
      const connection = openSound(path, kind, 'fill')
      if (connection === 'unsound') continue
      if (connection !== null) touch(path)
      return connection
    }
    return null
  } catch (error) {
    if (isOfTheDisk(error)) return null
    throw error
  }
}

/** The same to search in; null where there is none that is sound. Changes nothing. */
export function openIndexToSearch(path: string, kind: IndexKind): Connection | null {
  if (!existsSync(path)) return null
  try {
    const connection = openSound(path, kind, 'search')
    return connection === 'unsound' ? null : connection
  } catch (error) {
    if (isOfTheDisk(error)) return null
    throw error
  }
}

/** Removes an index with its journal; false where another program holds it. */
export function discardIndex(path: string): boolean {
  try {
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${ending}`, { force: true })
    return true
  } catch (error) {
    if (isOfTheDisk(error)) return false
    throw error
  }
}

/** True for what a damaged, locked or unwritable index file throws: a search does without it. */
export function isOfTheDisk(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  return (
    /^SQLITE_(CORRUPT|NOTADB|BUSY|LOCKED|IOERR|CANTOPEN|READONLY|FULL|PERM|PROTOCOL)/.test(code) ||
    /^E(ACCES|PERM|ROFS|NOSPC|DQUOT|EXIST|NOTDIR|NOENT|BUSY|MFILE|ISDIR|IO)$/.test(code)
  )
}

/** Reads a value that an index keeps about itself; null where it has none of this name. */
export function noted(index: Connection, key: string): string | null {
  return index.get(getNote, key)?.value ?? null
}

/** Keeps a value about the index in it. */
export function note(index: Connection, key: string, value: string): void {
  index.run(setNote, key, value)
}

/** "Prls" in the file's header. */
const applicationId = 0x50726c73
/** To be raised whenever the schema, or how words are folded, changes: older files are made anew. */
const version = 2

const notes = 'CREATE TABLE note (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID'
const schemas: Readonly<Record<IndexKind, readonly string[]>> = {
  texts: [
    notes,
    // `used`: the day (since 1970) on which it was last some document's text.
    'CREATE TABLE revision (n INTEGER PRIMARY KEY, hash TEXT NOT NULL, blocks INTEGER NOT NULL, length INTEGER NOT NULL, used INTEGER NOT NULL) STRICT',
    'CREATE UNIQUE INDEX revision_hash ON revision (hash)',
    // `n`: the revision's number times 2^24 and the block's, from 0. `start` in UTF-16 code units of the revision's text.
    'CREATE TABLE block (n INTEGER PRIMARY KEY, start INTEGER NOT NULL, text TEXT NOT NULL) STRICT',
    // What shared/text/searchWords.ts makes of a block, so the tokeniser has nothing to decide.
    `CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, tokenize="ascii tokenchars '%$'")`,
    'CREATE TABLE word (word TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID'
  ],
  annotations: [
    notes,
    // The log's changes that stood at some numbers when they were taken in: tells another file, or a restored backup, apart.
    'CREATE TABLE seen (n INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT',
    `CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')`
  ]
}

function openSound(path: string, kind: IndexKind, to: 'fill' | 'search'): Connection | 'unsound' | null {
  let database: Database.Database | null = null
  let isKept = false
  try {
    database = new Database(path, { fileMustExist: to === 'search', timeout: to === 'fill' ? 5000 : 200 })
    harden(database)
    if (to === 'fill') {
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = NORMAL')
      database.pragma('cache_size = -32000')
      makeWhereEmpty(database, kind)
    }
    if (!isOurs(database, kind)) return 'unsound'
    if (to === 'search') database.pragma('query_only = ON')
    isKept = true
    return new Connection(database)
  } catch (error) {
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error) ?? '')) return 'unsound'
    throw error
  } finally {
    if (!isKept) database?.close()
  }
}

function makeWhereEmpty(database: Database.Database, kind: IndexKind): void {
  database
    .transaction(() => {
      if (database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined) return
      make(database, kind)
    })
    .immediate()
}

function make(database: Database.Database, kind: IndexKind): void {
  database.pragma(`application_id = ${applicationId}`)
  database.pragma(`user_version = ${version}`)
  for (const statement of schemas[kind]) database.exec(statement)
}

/** Whether every object in it is one that this version makes, text by text. */
function isOurs(database: Database.Database, kind: IndexKind): boolean {
  return (
    database.pragma('application_id', { simple: true }) === applicationId &&
    database.pragma('user_version', { simple: true }) === version &&
    objectsOf(database) === expectedObjects(kind)
  )
}

const expected = new Map<IndexKind, string>()

function expectedObjects(kind: IndexKind): string {
  const known = expected.get(kind)
  if (known !== undefined) return known
  const pattern = new Database(':memory:')
  try {
    make(pattern, kind)
    const objects = objectsOf(pattern)
    expected.set(kind, objects)
    return objects
  } finally {
    pattern.close()
  }
}

function objectsOf(database: Database.Database): string {
  return JSON.stringify(
    database
      .prepare('SELECT type, name, sql FROM sqlite_schema WHERE type <> ? ORDER BY name')
      .all('sequence')
  )
}

/** Says that it is in use: unused ones are removed after a while. */
function touch(path: string): void {
  const now = new Date()
  utimesSync(path, now, now)
}

const getNote = sql<[string], { value: string }>('SELECT value FROM note WHERE key = ?')
const setNote = sql<[string, string]>(
  'INSERT INTO note (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
)
