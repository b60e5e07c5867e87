/** Reads the rows of a dataset file, CSV or JSON Lines, piece by piece: a file of any length takes little memory. */
import fs from 'node:fs'
import path from 'node:path'
import { CsvError, parse } from 'csv-parse'
import { fail, must, ProblemError } from '../../shared/errors.ts'
import { csvReading, delimiterOf, longestRow, whyBroken } from '../../shared/export/csv.ts'
import { readCsvHeader, readCsvRow, type CsvHeader, type ReadRow } from '../../shared/export/datasetCsv.ts'
import { readJsonlRow } from '../../shared/export/jsonl.ts'

/** `row`: 1 for the first below the header (the first line of JSON Lines). `at`: bytes read so far. */
export type FileRow = { readonly row: number; readonly at: number; readonly read: ReadRow }

/** The rows in their order. Throws the problem of a file that is no such table; whatever is wrong with one row is told in it. */
export async function* datasetRows(file: string): AsyncGenerator<FileRow> {
  const name = path.basename(file)
  const chunks = textOf(file, name)
  const first = await chunks.next()
  if (first.done) throw problem('emptyFile', { name })
  const start = first.value.text.trimStart()
  if (start === '') throw problem('emptyFile', { name })
  yield* start.startsWith('{') ? jsonRows(first.value, chunks, name) : csvRowsOf(first.value, chunks, name)
}

type Decoder = InstanceType<typeof TextDecoder>
type Chunk = { readonly text: string; readonly at: number }

/** UTF-8 with or without its mark, UTF-16 with its mark (as spreadsheets save "Unicode text"). Line ends stay as they are. */
async function* textOf(file: string, name: string): AsyncGenerator<Chunk> {
  let decoder: Decoder | null = null
  let at = 0
  for await (const chunk of fs.createReadStream(file, { highWaterMark: 1 << 18 })) {
    const bytes = chunk as Buffer
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true })
    at += bytes.length
    const text = decoded(decoder, bytes, name)
    if (text !== '') yield { text, at }
  }
  const rest = decoder === null ? '' : decoded(decoder, null, name)
  if (rest !== '') yield { text: rest, at }
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

function decoded(decoder: Decoder, bytes: Buffer | null, name: string): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
  } catch (error) {
    if (error instanceof TypeError)
      throw problem('badTable', { name, why: 'its characters are not UTF-8; save it as “CSV UTF-8”' })
    throw error
  }
}

async function* csvRowsOf(
  first: Chunk,
  others: AsyncGenerator<Chunk>,
  name: string
): AsyncGenerator<FileRow> {
  const parser = parse(csvReading(delimiterOf(/^[^\r\n]*/.exec(first.text)?.[0] ?? '')))
  let at = first.at
  const rows: string[][] = []
  let broken: unknown = null
  parser.on('readable', () => {
    for (
      let cells = parser.read() as string[] | null;
      cells !== null;
      cells = parser.read() as string[] | null
    )
      rows.push(cells)
  })
  parser.on('error', (error) => (broken = error))
  let header: CsvHeader | null = null
  let row = 0
  for (let next: IteratorResult<Chunk> = { done: false, value: first }; ; next = await others.next()) {
    if (next.done) await ended(parser)
    else {
      at = next.value.at
      await written(parser, next.value.text)
    }
    for (const cells of rows.splice(0)) {
      if (header === null) header = must(readCsvHeader(cells, name))
      else {
        row += 1
        yield { row, at, read: readCsvRow(header, cells) }
      }
    }
    if (broken !== null) throw brokenTable(broken, name)
    if (next.done) break
  }
  if (header === null) throw problem('badTable', { name, why: 'it has no header' })
}

async function* jsonRows(first: Chunk, others: AsyncGenerator<Chunk>, name: string): AsyncGenerator<FileRow> {
  let held = ''
  let row = 0
  for (
    let next: IteratorResult<Chunk> = { done: false, value: first };
    !next.done;
    next = await others.next()
  ) {
    const { text, at } = next.value
    const lines = (held + text).split('\n')
    held = lines.pop() ?? ''
    if (held.length > longestRow)
      throw problem('badTable', {
        name,
        why: `line ${row + lines.length + 1} is longer than ${longestRow} characters`
      })
    for (const line of lines) {
      row += 1
      if (line.trim() !== '') yield { row, at, read: readJsonlRow(line) }
    }
  }
  if (held.trim() !== '') yield { row: row + 1, at: Number.POSITIVE_INFINITY, read: readJsonlRow(held) }
}

type Parser = ReturnType<typeof parse>

/** Gives the parser a piece of text; its rows are ready when this settles. */
function written(parser: Parser, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (parser.destroyed) return resolve()
    parser.once('close', resolve)
    parser.write(text, () => {
      parser.removeListener('close', resolve)
      setImmediate(resolve)
    })
  })
}

function ended(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    if (parser.destroyed) return resolve()
    parser.once('close', resolve)
    parser.once('end', resolve)
    parser.end()
  })
}

function brokenTable(error: unknown, name: string): Error {
  if (error instanceof CsvError) return problem('badTable', { name, why: whyBroken(error) })
  return error instanceof Error ? error : new Error(String(error))
}

function problem(code: 'emptyFile' | 'badTable', about: Readonly<Record<string, string>>): ProblemError {
  return new ProblemError(fail(code, about).problem)
}
