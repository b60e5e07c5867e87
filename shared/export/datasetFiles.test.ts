import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvRows, csvText } from './csv.ts'
import { columnNames, datasetColumns, type DatasetRow } from './datasetColumns.ts'
import { csvDatasetLines, csvHeaderLine, readCsvHeader, readCsvRow, type CsvWriting } from './datasetCsv.ts'
import { datasetDictionary } from './datasetDictionary.ts'
import { guardFormula, unguardFormula } from './formulaGuard.ts'
import { jsonlDatasetLines, readJsonlRow } from './jsonl.ts'

const hard = [
  '"',
  ',',
  ';',
  '; ',
  ' > ',
  '\\',
  '\r\n',
  '\n',
  '\r',
  "'",
  '=1+1',
  '+',
  '-',
  '@',
  '\t',
  'e\u0301',
  '\u00e9',
  '👩‍👧',
  'שלום',
  'مرحبا',
  '\u00a0',
  '\uFEFF',
  '\uFF1D',
  '\0',
  '\u2028'
]
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', ' ', ...hard), maxLength: 8 })
)
const list = fc.array(text, { maxLength: 4 })
const number = fc.option(fc.nat())
const row: fc.Arbitrary<DatasetRow> = fc.record({
  annotation_id: text,
  document_id: text,
  document_title: text,
  document_author_ids: list,
  document_authors: list,
  document_date: text,
  document_kind: text,
  document_source: text,
  document_url: text,
  document_notes: text,
  document_attributes: fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true }),
  revision: text,
  block_kind: text,
  block_number: number,
  start: number,
  end: number,
  quote: text,
  prefix: text,
  suffix: text,
  issue_id: text,
  issue_path: list,
  stance_key: text,
  stance_label: text,
  stance_polarity: fc.option(
    fc.double({ min: -1, max: 1, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value))
  ),
  actor_ids: list,
  actors: list,
  certainty: text,
  note: text,
  coder_id: text,
  coder: text,
  created: fc.option(fc.integer({ min: -8.64e15, max: 8.64e15 })),
  modified: fc.option(fc.integer({ min: 0, max: 4e12 }))
})
const writing: fc.Arbitrary<CsvWriting> = fc.record({
  offsets: fc.constantFrom('code points', 'utf16'),
  formulaGuard: fc.boolean()
})

function readCsv(text: string) {
  const rows = csvRows(text, 'passages.csv')
  if (!rows.ok) throw new Error(rows.problem.about['why']?.toString())
  const [first = [], ...others] = rows.value
  const header = readCsvHeader(first, 'passages.csv')
  if (!header.ok) throw new Error(header.problem.about['why']?.toString())
  return others.map((cells) => readCsvRow(header.value, cells))
}

describe('what is written is read back', () => {
  test('any row as CSV, with every sign that could break a table, guarded or not, in both units', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), writing, fc.boolean(), (rows, how, bom) => {
        const file = (bom ? '\uFEFF' : '') + csvHeaderLine(how) + csvDatasetLines(rows, how)
        expect(readCsv(file)).toEqual(
          rows.map((values) => ({ ok: true, values, offsets: how.offsets, unknown: [] }))
        )
      })
    )
  })

  test('any row as JSON Lines, one line each', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 3 }),
        fc.constantFrom('code points' as const, 'utf16' as const),
        (rows, offsets) => {
          const lines = jsonlDatasetLines(rows, offsets).split('\n')
          expect(lines.pop()).toBe('')
          expect(lines.map(readJsonlRow)).toEqual(
            rows.map((values) => ({ ok: true, values, offsets, unknown: [] }))
          )
        }
      )
    )
  })

  test('any table of cells', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { maxLength: 4 }), (cells) => {
        const table = [['a', 'b'], ...cells]
        expect(csvRows(csvText(table), 'x.csv')).toEqual({ ok: true, value: table })
      })
    )
  })

  test('the formula guard is undone exactly', () => {
    fc.assert(
      fc.property(text, (cell) => {
        expect(unguardFormula(guardFormula(cell))).toBe(cell)
      })
    )
    expect(guardFormula('=SUM(A1)')).toBe("'=SUM(A1)")
    expect(guardFormula('“=” is a sign')).toBe('“=” is a sign')
  })
})

describe('a file from elsewhere', () => {
  const needed = 'annotation_id,revision,quote,issue_path'

  test('may end its lines with LF, be separated by semicolons, and have columns of its own', () => {
    const [first] = readCsv(
      '\uFEFFannotation_id;mine;revision;quote;issue_path\nann_1;x;r;"two\nlines; one";A > B\n'
    )
    expect(first).toEqual({
      ok: true,
      values: { annotation_id: 'ann_1', revision: 'r', quote: 'two\nlines; one', issue_path: ['A', 'B'] },
      offsets: null,
      unknown: [{ column: 'mine', nearest: null }]
    })
  })

  test.each([
    ['annotation_id,revision,quote', 'the column issue_id or issue_path is missing'],
    [
      `${needed},start,end`,
      'the column start does not say how it counts; name it start_codepoint or start_utf16'
    ],
    [`${needed},start_utf16`, 'start and end belong together; one of the two columns is missing'],
    [`${needed},quote`, 'the column quote is there twice']
  ])('with the header %s is refused in words', (header, why) => {
    expect(readCsvHeader(header.split(','), 'x.csv')).toEqual({
      ok: false,
      problem: { code: 'badTable', about: { name: 'x.csv', why } }
    })
  })

  test('with a quote that never closes is refused with its line', () => {
    expect(csvRows(`${needed}\r\nann_1,"r,q,i\r\n`, 'x.csv')).toMatchObject({
      ok: false,
      problem: { code: 'badTable' }
    })
  })

  test('with a cell too few or a wrong value loses only that row', () => {
    const read = readCsv(
      `${needed},start_utf16,end_utf16\nann_1,r,q,A,1\nann_2,r,q,A,one,2\nann_3,r,q,A,1,2\n`
    )
    expect(read.map((one) => (one.ok ? 'taken' : one.refusal.code))).toEqual([
      'cellCount',
      'badValue',
      'taken'
    ])
  })

  test.each([
    '',
    '[1]',
    '"x"',
    'null',
    '{"annotation_id":1',
    '{}',
    '{"annotation_id":1,"revision":"r","quote":"q","issue_path":"A"}'
  ])('with the JSON line %s loses only that line', (line) => {
    expect(readJsonlRow(line).ok).toBe(false)
  })

  test('cannot slip a prototype in', () => {
    const read = readJsonlRow(
      '{"annotation_id":"a","revision":"r","quote":"q","issue_path":["A"],"__proto__":{"coder":"x"},"document_attributes":{"__proto__":"y"}}'
    )
    expect(read.ok && Object.hasOwn(read.values, 'coder')).toBe(false)
    expect(({} as Record<string, unknown>)['y']).toBeUndefined()
  })
})

test('the dictionary explains every column, and the guard only where it is on', () => {
  const guarded = csvRows(datasetDictionary({ offsets: 'utf16', formulaGuard: true }), 'd.csv')
  const plain = csvRows(datasetDictionary({ offsets: 'code points', formulaGuard: false }), 'd.csv')
  if (!guarded.ok || !plain.ok) throw new Error('unreadable dictionary')
  expect(plain.value).toHaveLength(columnNames.length + 1)
  expect(guarded.value.at(-1)?.[0]).toBe('formula_guard')
  expect(plain.value.find(([name]) => name === 'start_codepoint')?.[1]).toBe('Unicode code points')
  expect(guarded.value.find(([name]) => name === 'start_utf16')?.[1]).toBe('UTF-16 code units')
  for (const [, unit, meaning] of plain.value)
    expect((unit ?? '').length * (meaning ?? '').length).toBeGreaterThan(0)
  expect(Object.keys(datasetColumns)).toEqual([...columnNames])
})
