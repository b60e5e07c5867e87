/** CSV tables as RFC 4180 has them: rows end with CRLF, cells are quoted where they must be. Any text comes back as it was. */
import { CsvError, parse, type Options } from 'csv-parse/browser/esm/sync'
import { stringify } from 'csv-stringify/browser/esm/sync'
import { fail, ok, type Result } from '../errors.ts'

/** Written first where a spreadsheet should take the file as UTF-8. */
export const byteOrderMark = '\uFEFF'

/** Characters that one row may have: room for the longest quote and note, and an end to a quote that is never closed. */
export const longestRow = 8_000_000

/** Rows as CSV text, each with its CRLF. Give a few hundred at a time where there are many. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], {
    record_delimiter: 'windows',
    // Off when a record delimiter is named; a bare CR or LF inside a note would then end the row.
    quote_record_delimiter: true,
    // A space at the edge of a cell survives readers that trim; the mark is quoted so that it is not taken for the file's own.
    quoted_match: [/^[\s\uFEFF]/, /\s$/]
  })
}

/** How Parley reads CSV; the host gives the same to the reader that works piece by piece. */
export function csvReading(delimiter: string): Options & { readonly bom: true } {
  return {
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Each row says for itself that a cell is missing: the others are still read.
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow
  }
}

/** The separator of a table by its first line: what stands most often between the names there. Spreadsheets write `;` in some countries. */
export function delimiterOf(firstLine: string): string {
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: firstLine.split(sign).length - 1 }))
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).sign
}

/** All rows of a small table, the header first. Fails with badTable and the place where a quote is broken. */
export function csvRows(text: string, name: string): Result<readonly (readonly string[])[]> {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  try {
    return ok(parse(text, csvReading(delimiterOf(firstLine))) as unknown as string[][])
  } catch (error) {
    if (error instanceof CsvError) return fail('badTable', { name, why: whyBroken(error) })
    throw error
  }
}

/** What a broken table looks like to a person. */
export function whyBroken(error: { readonly code?: string; readonly lines?: unknown }): string {
  const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : ''
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `a row${line} is longer than ${longestRow} characters; a quote may not be closed`
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return `a quote${line} is opened and never closed`
  return `the quotes${line} do not fit together`
}
