/** Bytes an annotation takes on disk, log and tables together, without the texts. */
import fs from 'node:fs'
import Database from 'better-sqlite3'
import { bigProject } from './bigProject.ts'
import { atMost, round, type Figures, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'

const size = { documents: 1000, annotationsEach: 100 }

/** A project of 100,000 annotations with quotes of 60 to 300 characters. */
export function benchSize({ say }: BenchOptions): Promise<Report> {
  const file = bigProject(size, say)
  const annotations = size.documents * size.annotationsEach
  const database = new Database(file, { readonly: true })
  try {
    const figure = (statement: string): number =>
      (database.prepare(statement).get() as { readonly value: number }).value
    const blobs = figure('SELECT coalesce(sum(length(bytes)), 0) AS value FROM blob')
    const bytes = fs.statSync(file).size
    const quotes = figure('SELECT avg(length(CAST(quote AS BLOB))) AS value FROM annotation')
    const perAnnotation = (bytes - blobs) / annotations
    return Promise.resolve({
      name: 'size',
      about: `${annotations} annotations in ${size.documents} documents; bytes an annotation, log, tables and indexes together`,
      figures: {
        fileMB: round(bytes / 1e6),
        textsMB: round(blobs / 1e6),
        bytesPerAnnotation: round(perAnnotation),
        quoteBytes: round(quotes),
        byTable: byTable(database, annotations)
      },
      ratios: { toQuote: round(perAnnotation / quotes) },
      gates: [atMost('bytes an annotation', perAnnotation, 1024)]
    })
  } finally {
    database.close()
  }
}

/** Bytes an annotation by table or index, the ten largest; empty where SQLite was built without dbstat. */
function byTable(database: Database.Database, annotations: number): Figures {
  try {
    const rows = database
      .prepare('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT 10')
      .all() as { readonly name: string; readonly bytes: number }[]
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, round(bytes / annotations)]))
  } catch (refused) {
    if (refused instanceof Database.SqliteError) return {}
    throw refused
  }
}
