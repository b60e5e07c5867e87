/**
 * A stretch of a log on its way from one thread to another: its numbers in one array that changes hands, its texts in another. The same as
 * objects takes five times as long.
 */
import type { RecordId } from '../../shared/ids.ts'
import type { LogRow } from './logStatements.ts'
import type { ReadRow, Stretch } from './readAhead.ts'
import type { SqlValue } from './sql.ts'
import type { Alone, SoundRow } from './theirChange.ts'

export type PackedStretch = {
  readonly after: number
  readonly numbers: Float64Array<ArrayBuffer>
  readonly texts: readonly string[]
}

export function packStretch({ after, rows }: Stretch): PackedStretch {
  const numbers: number[] = [rows.length]
  const texts: string[] = []
  for (const { row, sound } of rows) {
    for (const value of valuesOf(row)) put(value)
    put(sound && sound.recordId)
    if (!sound?.alone) put(null)
    else {
      const { actors, row: own } = sound.alone
      put(actors.length)
      for (const actor of actors) put(actor)
      for (const column of ownColumns) put(own[column])
    }
  }
  return { after, numbers: Float64Array.from(numbers), texts }

  function put(value: SqlValue): void {
    if (typeof value === 'number') numbers.push(value)
    else if (value === null) numbers.push(nothing)
    else {
      numbers.push(aText)
      texts.push(String(value))
    }
  }
}

export function unpackStretch({ after, numbers, texts }: PackedStretch): Stretch {
  let at = 0
  let textAt = 0
  const rows: ReadRow[] = []
  for (let left = number(); left > 0; left--) rows.push({ row: logRow(), sound: soundRow() })
  return { after, rows }

  function next(): string | number | null {
    const value = numbers[at++] ?? nothing
    if (value === aText) return texts[textAt++] ?? ''
    return Number.isNaN(value) ? null : value
  }

  function number(): number {
    return numbers[at++] ?? 0
  }

  function text(): string {
    return next() as string
  }

  function logRow(): LogRow {
    return {
      n: number(),
      session: number(),
      seq: number(),
      stamp: text(),
      kind: number(),
      record: number(),
      fields: text(),
      basedOn: text(),
      schema: number(),
      batch: number(),
      batchSession: number(),
      batchSeq: number(),
      coder: next() as number | null,
      command: next() as number | null,
      undoes: next() as string | null
    }
  }

  function soundRow(): SoundRow | null {
    const recordId = next() as RecordId | null
    const alone = aloneAnnotation()
    return recordId === null ? null : { recordId, alone }
  }

  function aloneAnnotation(): Alone | null {
    const count = next()
    if (count === null) return null
    const actors: number[] = []
    for (let left = Number(count); left > 0; left--) actors.push(number())
    return {
      actors,
      row: {
        document: next() as number | null,
        coder: next() as number | null,
        created: next(),
        revision: next() as number | null,
        start_utf16: next(),
        end_utf16: next(),
        quote: next(),
        issue: next() as number | null,
        stance: next() as number | null,
        certainty: next(),
        note: next(),
        carried_from: next() as number | null,
        complete: next(),
        shown: next(),
        modified: next()
      }
    }
  }
}

/** In the order in which `aloneAnnotation` reads them. */
const ownColumns = [
  'document',
  'coder',
  'created',
  'revision',
  'start_utf16',
  'end_utf16',
  'quote',
  'issue',
  'stance',
  'certainty',
  'note',
  'carried_from',
  'complete',
  'shown',
  'modified'
] as const

/** In the order in which `logRow` reads them. */
function valuesOf(row: LogRow): readonly (string | number | null)[] {
  const { n, session, seq, stamp, kind, record, fields, basedOn, schema } = row
  const { batch, batchSession, batchSeq, coder, command, undoes } = row
  return [
    ...[n, session, seq, stamp, kind, record, fields, basedOn, schema],
    ...[batch, batchSession, batchSeq, coder, command, undoes]
  ]
}

// Among the numbers; no number of a row is one of these.
const nothing = Number.NaN
const aText = Number.POSITIVE_INFINITY
