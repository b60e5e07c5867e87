import { describe, expect, it } from 'vitest'
import { nextColour, palette } from '../../shared/model/palette.ts'
import { safeColour } from './colour.ts'
import { compareNames, formatBytes, formatDocumentDate, formatMomentShort } from './format.ts'
import { stanceGlyph } from './stance.ts'
import { startWords } from './words.ts'

startWords('en', { en: {} })

describe('how values are shown', () => {
  it('shows a date as precisely as it is known, and no other text', () => {
    expect(formatDocumentDate('2025')).toBe('2025')
    expect(formatDocumentDate('2025-04')).toBe('April 2025')
    expect(formatDocumentDate('2025-04-25')).toContain('25')
    expect(formatDocumentDate('spring')).toBe('spring')
  })

  it('shows when something was saved in a few letters: the time of today, else the day, else the month', () => {
    const now = new Date(2026, 10, 22, 18).getTime()
    expect(formatMomentShort(new Date(2026, 10, 22, 9, 5).getTime(), now)).toContain('05')
    expect(formatMomentShort(new Date(2026, 3, 7).getTime(), now)).toBe('Apr 7')
    expect(formatMomentShort(new Date(2025, 3, 27).getTime(), now)).toBe('Apr 2025')
  })

  it('sorts names as people do: case and accents aside, numbers by their value', () => {
    expect(['Article 10', 'article 9', 'Émile', 'Eva', 'Zoë'].toSorted(compareNames)).toEqual([
      'article 9',
      'Article 10',
      'Émile',
      'Eva',
      'Zoë'
    ])
  })

  it('lets nothing but #rrggbb from a file reach a style', () => {
    expect(safeColour('#A1b2C3')).toBe('#A1b2C3')
    for (const bad of ['red', '#fff', '#12345g', 'url(x)', '#112233;background:url(x)', ''])
      expect(safeColour(bad, 'none')).toBe('none')
  })

  it('gives a new issue the colour that is used least', () => {
    expect(nextColour([])).toBe(palette[0])
    expect(nextColour(palette.slice(0, 3))).toBe(palette[3])
  })

  it('tells stances apart without colour', () => {
    expect([1, 0.5, 0, -0.5, -1, null].map(stanceGlyph)).toEqual(['↑', '↗', '→', '↘', '↓', '○'])
  })

  it('writes sizes in units people use', () => {
    expect([formatBytes(0), formatBytes(1), formatBytes(286_720)]).toEqual(['0 bytes', '1 byte', '286.7 kB'])
  })
})
