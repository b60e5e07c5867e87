import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cpuTime } from '../testing/cpuTime.ts'
import { canonicalText } from '../text/canonical.ts'
import { whatBreaksRevision } from '../text/revision.ts'
import { blocksFromText } from './blocksFromText.ts'

const line = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\t',
    '\f',
    '\u00a0',
    'No talks 🕊',
    'Gene\u0300ve',
    'سلام',
    '\fPage 2',
    '\ufeff',
    '\0',
    'x'.repeat(130)
  ),
  fc.string({ unit: 'binary', maxLength: 10 })
)
const file = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '\n\n')), { maxLength: 12 })
  .map((lines) => lines.flat().join(''))

const shown = (raw: string): string[] => {
  const { content } = blocksFromText(raw)
  return content.blocks.map((b) => `${b.kind}:${JSON.stringify(content.text.slice(b.start, b.end))}`)
}

describe('reading plain text', () => {
  test('gives exactly the canonical text of the file, in blocks that keep every rule', () => {
    fc.assert(
      fc.property(file, (raw) => {
        const { content } = blocksFromText(raw)
        expect(content.text).toBe(canonicalText(raw).text)
        expect([raw, whatBreaksRevision(content)]).toEqual([raw, null])
      }),
      { numRuns: 1_000 }
    )
  })

  test('ends a paragraph at blank lines and keeps the lines of a wrapped one together', () => {
    expect(
      shown('No negotiation on territory\r\nbefore a ceasefire.\r\n\r\n\r\nSanctions\u00a0stay.\r\n')
    ).toEqual([
      'paragraph:"No negotiation on territory\\nbefore a ceasefire.\\n\\n"',
      'paragraph:"Sanctions\u00a0stay.\\n"'
    ])
  })

  test('takes each line as a paragraph where lines are long', () => {
    const long = 'The parties agree. '.repeat(10).trim()
    expect(shown(`Title\n${long}\n${long}`)).toEqual([
      'paragraph:"Title"',
      `paragraph:"${long}"`,
      `paragraph:"${long}"`
    ])
  })

  test('starts with the blank lines that it starts with', () => {
    expect(shown('\n\nTitle\n\nText')).toEqual(['paragraph:"\\n\\nTitle\\n"', 'paragraph:"Text"'])
  })

  test('takes a form feed on a line of its own as a page break', () => {
    expect(shown('One\n\f\nTwo\n\fThree')).toEqual([
      'paragraph:"One"',
      'pageBreak:"\\f"',
      'paragraph:"Two"',
      'paragraph:"\\fThree"'
    ])
  })

  test('tells what no text may hold', () => {
    expect(blocksFromText('a\0b\ud800').losses).toEqual([{ kind: 'replacedCharacters', count: 2 }])
  })

  test('reads an empty file as an empty text', () => {
    expect(blocksFromText('\ufeff').content).toEqual({ text: '', blocks: [], marks: [] })
  })

  test('reads five million characters within a second', () => {
    const raw = 'The parties agree on 🕊.\r\nThe guarantors sign.\r\n\r\n'.repeat(100_000)
    const taken = cpuTime(() => {
      expect(blocksFromText(raw).content.blocks).toHaveLength(100_000)
    })
    expect(taken).toBeLessThan(1_000)
  })
})
