/** Where annotations stand in today's text of their documents. */
import type { Hash } from '../../shared/ids.ts'
import { compareChanges, type Change } from '../../shared/log/change.ts'
import type { Json } from '../../shared/model/record.ts'
import { documentRevision } from '../../shared/model/records.ts'
import { placesIn, type Correction } from '../../shared/text/keptRanges.ts'
import { entities, type Row } from './entities.ts'
import { changesOfNumber } from './log.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRow } from './rows.ts'
import * as statements from './tableStatements.ts'
import type { TableUpdate } from './tables.ts'

type Today = { readonly revision: number | null; place: ReturnType<typeof placesIn> | null }
type AnchorRow = {
  readonly revision?: Row[string]
  readonly start_utf16?: Row[string]
  readonly end_utf16?: Row[string]
}

/** Places annotations in the texts that their documents have now. Serves one update. */
export class Places {
  readonly #file: ProjectFile
  readonly #todays = new Map<number, Today>()
  readonly #asked = new Set<number>()
  /** What a document is joined into in the end, or itself. */
  readonly #ends = new Map<number, number>()

  constructor(file: ProjectFile) {
    this.#file = file
  }

  /** `today_start` and `today_end` of an annotation's row: null, null where nothing of it is left or its document has no such text. */
  today(row: Row): { readonly today_start: number | null; readonly today_end: number | null } {
    const document = row['document']
    if (typeof document !== 'number') return { today_start: null, today_end: null }
    let end = this.#ends.get(document)
    if (end === undefined) {
      const joined = readRow(this.#file.connection, entities.document, document)?.row['joined']
      end = typeof joined === 'number' ? joined : document
      if (this.#ends.size >= 10_000) this.#ends.clear()
      this.#ends.set(document, end)
    }
    return this.#placeIn(end, row)
  }

  /** Asks that the annotations of a document, and of those joined into it, be placed again. */
  ask(document: number): void {
    this.#asked.add(document)
  }

  /** Forgets what texts documents have: after one of them, or a join, was stored. */
  forget(): void {
    this.#todays.clear()
    this.#ends.clear()
  }

  /** Places again the annotations that were asked for. */
  placeAgain(update: TableUpdate): void {
    const { connection } = this.#file
    for (const end of this.#asked) {
      for (const { n } of connection.all(statements.documentGroup, end, end)) {
        for (const row of connection.all(statements.annotationsToPlace, n)) {
          const { today_start, today_end } = this.#placeIn(end, row)
          if (row.today_start === today_start && row.today_end === today_end) continue
          connection.run(statements.placeAnnotation, today_start, today_end, row.n)
          update.touch('annotation', row.n)
          update.touchDocument(n)
        }
      }
    }
    this.#asked.clear()
  }

  #placeIn(
    document: number,
    anchor: AnchorRow
  ): { readonly today_start: number | null; readonly today_end: number | null } {
    const { revision, start_utf16: start, end_utf16: end } = anchor
    if (typeof revision !== 'number' || typeof start !== 'number' || typeof end !== 'number')
      return { today_start: null, today_end: null }
    const today = this.#todayOf(document)
    // A document that is not here yet has no other text.
    if (today.revision === null || today.revision === revision) return { today_start: start, today_end: end }
    const { names } = this.#file
    today.place ??= placesIn(correctionsOf(this.#file, document), names.idOf(today.revision) as Hash)
    const place = today.place(names.idOf(revision) as Hash, start, end)
    return { today_start: place?.start ?? null, today_end: place?.end ?? null }
  }

  #todayOf(document: number): Today {
    const known = this.#todays.get(document)
    if (known) return known
    const revision = readRow(this.#file.connection, entities.document, document)?.row['revision']
    const today: Today = { revision: typeof revision === 'number' ? revision : null, place: null }
    // Corrections can be long lists: a rebuild of many documents keeps those of a few.
    if (this.#todays.size >= 200) this.#todays.clear()
    this.#todays.set(document, today)
    return today
  }
}

/** Every revision that a document (by its row's number), or one joined into it, ever had. In the order of their stamps. */
export function correctionsOf(file: ProjectFile, document: number): readonly Correction[] {
  return revisionChangesOf(file, document).map(({ correction }) => correction)
}

/** The same with the change that wrote each. */
export function revisionChangesOf(
  file: ProjectFile,
  document: number
): readonly { readonly change: Change; readonly correction: Correction }[] {
  const { connection, names } = file
  const kind = names.find('document')
  if (kind === null) return []
  const changes = connection
    .all(statements.documentGroup, document, document)
    .flatMap(({ n }) => changesOfNumber(file, kind, n))
  return changes.toSorted(compareChanges).flatMap((change) => {
    const written: Json | undefined = change.fields['revision']
    const parsed = documentRevision.safeParse(written)
    return parsed.success ? [{ change, correction: parsed.data }] : []
  })
}
