import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cpuTime } from '../testing/cpuTime.ts'
import {
  codePointOffsets,
  splitsSurrogatePair,
  toCodePoint,
  toUtf16,
  utf16,
  type CodePointOffset
} from './offsets.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 })

describe('code points and UTF-16 code units', () => {
  test('every offset that splits no pair comes back from code points', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const offsets = codePointOffsets(text)
        for (let at = 0; at <= text.length; at += 1) {
          if (splitsSurrogatePair(text, at)) continue
          const point = offsets.toCodePoint(utf16(at))
          expect(point).toBe([...text.slice(0, at)].length)
          expect(offsets.toUtf16(point)).toBe(at)
          expect(toCodePoint(text, utf16(at))).toBe(point)
          expect(toUtf16(text, point)).toBe(at)
        }
        expect(offsets.length).toBe([...text].length)
      })
    )
  })

  test('counts one for an emoji, two for e with a combining accent and one for the letter é', () => {
    const offsets = codePointOffsets('🕊e\u0301é!')
    expect(offsets.toCodePoint(utf16(2))).toBe(1)
    expect(offsets.toCodePoint(utf16(4))).toBe(3)
    expect(offsets.toCodePoint(utf16(6))).toBe(5)
  })

  test('refuses an offset inside a pair and one outside the text, with the number in the message', () => {
    expect(() => toCodePoint('a🕊', utf16(2))).toThrow('Offset 2 splits a surrogate pair')
    expect(() => toCodePoint('ab', utf16(3))).toThrow('Offset 3 is outside a text of 2')
    expect(() => toUtf16('a🕊', 3 as CodePointOffset)).toThrow('Code point 3 is outside a text of 2')
  })

  test('converts 100,000 offsets of a text of five million characters within a second', () => {
    const text = 'Peace 🕊 talks in Genève, '.repeat(200_000)
    const taken = cpuTime(() => {
      const offsets = codePointOffsets(text)
      for (let i = 0; i < 100_000; i += 1) {
        const at = (i * 7_919) % text.length
        if (!splitsSurrogatePair(text, at)) offsets.toUtf16(offsets.toCodePoint(utf16(at)))
      }
    })
    expect(taken).toBeLessThan(1_000)
  })
})
