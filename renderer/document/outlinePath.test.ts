import { describe, expect, it } from 'vitest'
import { outlineOf } from './outlinePath.ts'

describe('the outline of an annotation', () => {
  it('is one box around words in one line, also where marks cut them into pieces', () => {
    expect(
      outlineOf([
        { left: 10, right: 40, top: 100, bottom: 120 },
        { left: 40, right: 90, top: 101, bottom: 119 }
      ])
    ).toBe('M92 98L92 122L8 122L8 98Z')
  })

  it('follows the ends of lines and closes the gap between them', () => {
    const path = outlineOf([
      { left: 200, right: 300, top: 100, bottom: 120 },
      { left: 10, right: 300, top: 128, bottom: 148 },
      { left: 10, right: 60, top: 156, bottom: 176 }
    ])
    expect(path).toBe('M302 98L302 124L302 124L302 152L62 152L62 178L8 178L8 152L8 152L8 124L198 124L198 98Z')
  })

  it('is two outlines where the second line starts before the first one reaches', () => {
    const path = outlineOf([
      { left: 250, right: 300, top: 100, bottom: 120 },
      { left: 10, right: 60, top: 128, bottom: 148 }
    ])
    expect(path.split('M').length - 1).toBe(2)
  })

  it('is nothing where no word is near the window', () => {
    expect(outlineOf([])).toBe('')
  })
})
