import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ProblemError } from '../../shared/errors.ts'
import { datasetRows } from './datasetRows.ts'
import { wholeFile } from './wholeFile.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-rows-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const header = 'annotation_id,revision,quote,issue_path'

async function rowsIn(content: string | Uint8Array): Promise<readonly unknown[]> {
  const file = path.join(folder, 'passages.csv')
  fs.writeFileSync(file, content)
  const rows = []
  for await (const { row, read } of datasetRows(file))
    rows.push(read.ok ? [row, read.values.quote] : [row, read.refusal.code])
  return rows
}

async function whyNot(content: string | Uint8Array): Promise<string> {
  const error: unknown = await rowsIn(content).catch((thrown: unknown) => thrown)
  return error instanceof ProblemError ? error.message : `taken: ${String(error)}`
}

describe('rows come out of a file', () => {
  test('longer than one piece, with characters and line breaks across the cuts', async () => {
    const quotes = Array.from({ length: 30_000 }, (_, i) => `é👩‍👧 ${i}\r\nשלום, “x” ""`)
    const rows = quotes.map((quote, i) => `ann_${i},r,"${quote.replaceAll('"', '""')}",A`)
    expect(await rowsIn([header, ...rows, ''].join('\r\n'))).toEqual(quotes.map((quote, i) => [i + 1, quote]))
  })

  test('saved by a spreadsheet as Unicode text with tabs', async () => {
    const text = `\uFEFF${header.replaceAll(',', '\t')}\r\nann_1\tr\tcafe\u0301 👍\tA\r\n`
    expect(await rowsIn(Buffer.from(text, 'utf16le'))).toEqual([[1, 'cafe\u0301 👍']])
  })

  test('of JSON Lines, the last line without its end, empty lines between', async () => {
    const line = (quote: string) =>
      JSON.stringify({ annotation_id: 'a', revision: 'r', quote, issue_path: ['A'] })
    expect(await rowsIn(`${line('one')}\r\n\r\nbroken\n${line('two')}`)).toEqual([
      [1, 'one'],
      [3, 'notAnObject'],
      [4, 'two']
    ])
  })

  test('and one that is wrong does not end the others', async () => {
    expect(await rowsIn(`${header}\na,r,q\nb,r,q,A\n\nc,r,q,A,more\n`)).toEqual([
      [1, 'cellCount'],
      [2, 'q'],
      [3, 'cellCount']
    ])
  })
})

describe('a file that is no dataset is refused in one sentence', () => {
  test.each([
    ['nothing at all', '', 'empty'],
    ['only spaces', ' \r\n \n', 'empty'],
    ['another table', 'a,b\n1,2\n', 'the column annotation_id is missing'],
    ['bytes that are no text', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x80]), 'not UTF-8'],
    ['a quote that never closes', `${header}\na,r,"q,A\n`.padEnd(100, 'x'), 'never closed'],
    ['a quote in the middle', `${header}\na,r,q"q,A\n`, 'do not fit together'],
    ['a row without end', `${header}\na,r,"${'x'.repeat(8_500_000)}`, 'longer than'],
    ['a line without end', `{"a":"${'x'.repeat(8_500_000)}`, 'longer than']
  ])('%s', async (_what, content, words) => {
    expect(await whyNot(content)).toContain(words)
  })
})

test('a file that is not finished leaves nothing behind, and a finished one takes the place of the old one', () => {
  const file = path.join(folder, 'out.csv')
  fs.writeFileSync(file, 'old')
  const first = wholeFile(file)
  first.write('new')
  first.discard()
  expect([
    fs.readFileSync(file, 'utf8'),
    fs.readdirSync(folder).filter((name) => name.endsWith('.part'))
  ]).toEqual(['old', []])
  const second = wholeFile(file)
  second.write('é'.repeat(2_000_000))
  second.write('.')
  second.finish()
  second.keep()
  second.discard()
  expect(fs.readFileSync(file, 'utf8')).toBe(`${'é'.repeat(2_000_000)}.`)
})
