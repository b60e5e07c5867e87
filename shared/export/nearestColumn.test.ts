import { describe, expect, test } from 'vitest'
import { csvRows } from './csv.ts'
import { columnNames, headerOf } from './datasetColumns.ts'
import { csvHeaderLine, whatBreaksColumns } from './datasetCsv.ts'
import { readJsonlRow } from './jsonl.ts'
import { nearestColumn, sentenceOfUnknown, unknownColumns } from './nearestColumn.ts'

const needed = ['annotation_id', 'revision', 'quote', 'issue_path']

describe('a column that Parley does not know', () => {
  test.each([
    ['stance', 'stance_key'],
    ['Stance key', 'stance_key'],
    ['stanceKey', 'stance_key'],
    ['stance_name', 'stance_key'],
    ['stance_kye', 'stance_key'],
    ['issue', 'issue_path'],
    ['Issue_ID', 'issue_id'],
    ['actor', 'actors'],
    ['notes', 'note'],
    ['qoute', 'quote'],
    ['author', 'document_authors'],
    ['title', 'document_title'],
    ['certainity', 'certainty'],
    ['coder_name', 'coder'],
    ['start_utf-16', 'start_utf16'],
    ['mine', null],
    ['code', null],
    ['document_length', null],
    ['Überschrift', null],
    ['موقف', null],
    ['', null]
  ])('named %s is like %s', (header, column) => {
    expect(nearestColumn(header)).toBe(column)
  })

  test('is told in one sentence that names the nearest', () => {
    const told = unknownColumns([...needed, 'mine', 'stance', 'mine', '']).map(sentenceOfUnknown)
    expect(told).toEqual([
      'Parley knows no column “mine” and left it out.',
      'Parley knows no column “stance” and left it out; the one like it is stance_key.',
      'A column without a name was left out.'
    ])
  })

  test('keeps the file from being read where it most likely holds what the file lacks', () => {
    expect(whatBreaksColumns([...needed, 'stance'])).toBe(
      'Parley knows no column “stance”; name it stance_key if that is meant, or take it out of the file'
    )
    expect(whatBreaksColumns([...needed, 'stance', 'stance_key', 'mine'])).toBeUndefined()
    // A needed column under another name is told by that name.
    expect(whatBreaksColumns(['annotation_id', 'revision', 'qoute', 'issue_path'])).toContain('name it quote')
    expect(
      readJsonlRow('{"annotation_id":"a","revision":"r","quote":"q","issue_path":["A"],"stance":"supports"}')
    ).toMatchObject({ ok: false, refusal: { code: 'badLine' } })
  })

  test('is none of those that Parley writes', () => {
    for (const offsets of ['code points', 'utf16'] as const) {
      const guarded = csvRows(csvHeaderLine({ offsets, formulaGuard: true }), 'x.csv')
      if (!guarded.ok) throw new Error('unreadable header')
      expect(unknownColumns(guarded.value[0] ?? [])).toEqual([])
      expect(unknownColumns(columnNames.map((name) => headerOf(name, offsets)))).toEqual([])
    }
  })
})
