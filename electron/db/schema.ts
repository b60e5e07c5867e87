/** Which objects a project file of each version holds, text by text, and how it is brought to a later version. */
import Database from 'better-sqlite3'
import { logSchema, version1 } from './migrations/version1.ts'

/** The numbered forms of the tables. A migration is nothing but the new form: the log stays, the tables are made anew and rebuilt from it. */
export type SchemaVersion = { readonly version: number; readonly tables: readonly string[] }

/** Every version in order: a new one is added at the end, in a file of its own. */
export const schemaVersions: readonly SchemaVersion[] = [version1]

/** "Prly" in the file's header. */
export const applicationId = 0x50726c79

/** The version this program writes. */
export function latestVersion(versions: readonly SchemaVersion[] = schemaVersions): SchemaVersion {
  const last = versions.at(-1)
  if (!last) throw new Error('No version of the project file is known')
  return last
}

/** Makes every table of a version in an empty database, in one transaction. */
export function createSchema(database: Database.Database, to: SchemaVersion): void {
  database.pragma(`application_id = ${applicationId}`)
  database.transaction(() => {
    for (const statement of [...logSchema, ...to.tables]) database.exec(statement)
    database.pragma(`user_version = ${to.version}`)
    database.prepare("INSERT INTO meta (key, value) VALUES ('tables', 'fresh')").run()
  })()
}

/** Brings a file to a later version in one transaction: its log is not touched, its tables are made anew, empty, to be rebuilt. */
export function migrate(database: Database.Database, to: SchemaVersion): void {
  const kept = new Set(objectsOf(null).map((object) => object.name))
  database.transaction(() => {
    for (const type of ['view', 'index', 'table'] as const) {
      for (const object of readObjects(database)) {
        if (object.type !== type || object.sql === null || kept.has(object.name)) continue
        database.exec(`DROP ${type} ${quoteName(object.name)}`)
      }
    }
    for (const statement of to.tables) database.exec(statement)
    database
      .prepare(
        "INSERT INTO meta (key, value) VALUES ('tables', 'stale') ON CONFLICT (key) DO UPDATE SET value = excluded.value"
      )
      .run()
    database.pragma(`user_version = ${to.version}`)
  })()
}

export type SchemaObject = { readonly type: string; readonly name: string; readonly sql: string | null }

/**
 * The first object that a file of this version should not have, or has in another form, or lacks; null where all is as it should be.
 * `version` null: only the log's objects are compared and others are let pass, but for triggers (for reading a newer file).
 */
export function foreignObject(database: Database.Database, version: SchemaVersion | null): string | null {
  const expected = new Map(objectsOf(version).map((object) => [object.name, object]))
  for (const object of readObjects(database)) {
    const own = expected.get(object.name)
    expected.delete(object.name)
    if (
      own ? own.type !== object.type || own.sql !== object.sql : version !== null || object.type === 'trigger'
    )
      return object.name
  }
  return expected.keys().next().value ?? null
}

const known = new Map<SchemaVersion | null, readonly SchemaObject[]>()

/** The objects of a version as SQLite itself writes them down. */
function objectsOf(version: SchemaVersion | null): readonly SchemaObject[] {
  const before = known.get(version)
  if (before) return before
  const memory = new Database(':memory:')
  try {
    for (const statement of [...logSchema, ...(version?.tables ?? [])]) memory.exec(statement)
    const objects = readObjects(memory)
    known.set(version, objects)
    return objects
  } finally {
    memory.close()
  }
}

function readObjects(database: Database.Database): readonly SchemaObject[] {
  return database.prepare('SELECT type, name, sql FROM sqlite_schema').all() as SchemaObject[]
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
