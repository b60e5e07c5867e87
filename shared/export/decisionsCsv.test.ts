import { describe, expect, it } from 'vitest'
import { csvRows } from './csv.ts'
import { decisionsHeader, decisionsLines, type DecisionRow, type Said } from './decisionsCsv.ts'

const said: Said = {
  issue: ['Security', 'Ceasefire'],
  stance: 'Supports',
  actors: ['Ukraine', 'EU'],
  certainty: 'high',
  start: 3,
  end: 14,
  quote: '=sum(“é”)\nمرحبا 😀',
  note: ''
}
const row: DecisionRow = {
  question: 'ann_1',
  document: 'doc_1',
  title: 'Talks',
  revision: 'ab'.repeat(32),
  state: 'settled',
  coders: [said, null],
  outcome: 'accepted',
  gold: said,
  by: 'Ana',
  at: 0
}

describe('decisions as a table', () => {
  it('puts what each coder said and the gold side by side, and every text comes back as it was', () => {
    const text = decisionsHeader(['Ana', 'Ana'], { guard: false }) + decisionsLines([row], { guard: false })
    const rows = csvRows(text, 'gold.csv')
    const [header, first] = rows.ok ? rows.value : []
    const cell = (name: string): string | undefined => first?.[header?.indexOf(name) ?? -1]
    expect(header?.length).toBe(first?.length)
    expect(cell('Ana: issue')).toBe('Security > Ceasefire')
    expect(cell('Ana 2: issue')).toBe('')
    expect(cell('gold: quote')).toBe(said.quote)
    expect(cell('gold: start_utf16')).toBe('3')
    // An offset says nothing without its text.
    expect(cell('revision')).toBe('ab'.repeat(32))
    expect(cell('decided_at')).toBe('1970-01-01T00:00:00.000Z')
  })

  it('keeps spreadsheets from calculating words, and says so', () => {
    const rows = csvRows(
      decisionsHeader(['Ana', 'Bo'], { guard: true }) + decisionsLines([row], { guard: true }),
      'gold.csv'
    )
    const [header, first] = rows.ok ? rows.value : []
    expect(first?.[header?.indexOf('gold: quote') ?? -1]).toBe(`'${said.quote}`)
    expect(header?.at(-1)).toBe('formula_guard')
  })
})
