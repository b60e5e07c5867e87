import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitsGrapheme } from '../../shared/text/snap.ts'
import { contextIn } from './annotationContext.ts'

const text = `${'Before the talks begin, '.repeat(8)}a full ceasefire${' must hold on every front.'.repeat(8)}`

describe('the words around a passage', () => {
  it('are cut at words, on both sides', () => {
    const start = text.indexOf('a full ceasefire')
    const { before, after } = contextIn(text, { start, end: start + 'a full ceasefire'.length })
    expect(before).toMatch(/^(Before|the|talks|begin,) .*begin, $/)
    expect(after).toMatch(/^ must hold .* (must|hold|on|every|front\.)$/)
  })

  it('are all there is at the edges of the text, in one line', () => {
    expect(contextIn('One\ntwo three\n\nfour', { start: 4, end: 7 })).toEqual({
      before: 'One ',
      after: ' three four'
    })
    expect(contextIn('whole', { start: 0, end: 5 })).toEqual({ before: '', after: '' })
  })

  it('never hold half a character, in any script', () => {
    const piece = fc.constantFrom(
      'é',
      'e\u0301',
      '🕊️',
      '👩🏽‍⚖️',
      'وقف',
      'ไทย',
      '停火',
      ' ',
      '\n',
      'word',
      '\u00a0'
    )
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 120 }), fc.nat(), (pieces, at) => {
        const whole = pieces.join('')
        const start = pieces.slice(0, at % pieces.length).join('').length
        const end = start + (pieces[at % pieces.length]?.length ?? 0)
        const { before, after } = contextIn(whole, { start, end })
        const flat = whole.replaceAll(/\s/gu, ' ')
        const ends = flat.slice(0, start).replaceAll(/ +/g, ' ').length
        expect(flat.slice(0, start).replaceAll(/ +/g, ' ').endsWith(before)).toBe(true)
        expect(ends).toBeGreaterThanOrEqual(before.length)
        const from = whole.length - end <= 90 ? null : end + 90
        if (from !== null && !splitsGrapheme(whole, from)) expect(after.length).toBeLessThanOrEqual(90)
        expect(before + after).toBe((before + after).toWellFormed())
      })
    )
  })
})
