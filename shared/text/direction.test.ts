import { describe, expect, it } from 'vitest'
import { dominantDirection, firstDirection } from './direction.ts'

describe('which way a text runs', () => {
  it('goes by the first letter of a block, not by numbers, signs or emoji before it', () => {
    const of = (text: string) => firstDirection(text, 0, text.length)
    expect(of('12. «وقف إطلاق النار» and talks')).toBe('rtl')
    expect(of('🕊️ 3) הפסקת אש')).toBe('rtl')
    expect(of('UN: وقف إطلاق النار')).toBe('ltr')
    expect(of('\u200fUN 1701')).toBe('rtl')
    expect(of('12.5 % — 🕊️')).toBeNull()
    expect(of(`${'1 '.repeat(500)}שלום`)).toBe('rtl')
  })

  it('looks at no letter outside the stretch', () => {
    expect(firstDirection('abc שלום', 4, 8)).toBe('rtl')
    expect(firstDirection('12 abc', 0, 2)).toBeNull()
  })

  it('takes for a whole text the way most of its letters go', () => {
    const arabic = 'يدخل وقف إطلاق النار حيز التنفيذ فورا. '
    expect(dominantDirection(`Draft 2026 ${arabic.repeat(30)}`)).toBe('rtl')
    expect(dominantDirection(`${'The parties agree. '.repeat(3000)}${arabic.repeat(30)}`)).toBe('ltr')
    expect(dominantDirection('')).toBe('ltr')
  })
})
