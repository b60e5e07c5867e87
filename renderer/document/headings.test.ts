import { describe, expect, it } from 'vitest'
import { utf16 } from '../../shared/text/offsets.ts'
import type { Block, BlockShape, RevisionContent } from '../../shared/text/revision.ts'
import { above, hasBelow, headingAt, headingsOf } from './headings.ts'

const paragraph: BlockShape = { kind: 'paragraph' }
const heading = (level: number): BlockShape => ({ kind: 'heading', level })

function content(...lines: readonly (readonly [BlockShape, string])[]): RevisionContent {
  let start = 0
  const blocks = lines.map(([shape, words]): Block => {
    const block = { ...shape, start: utf16(start), end: utf16(start + words.length) }
    start += words.length + 1
    return block
  })
  return { text: lines.map(([, words]) => words).join('\n'), blocks, marks: [] }
}

describe('the contents of a text', () => {
  it('lists the headings with their numbers, levels closed up', () => {
    const found = headingsOf(
      content(
        [heading(2), 'Part I: Ceasefire 🕊️'],
        [paragraph, 'Article 9. Not a heading here'],
        [heading(4), '1.2 Café\ntalks'],
        [heading(4), 'المادة ٣: الضمانات'],
        [heading(2), 'Guarantees']
      )
    )
    expect(found.map(({ level, number, title }) => [level, number, title])).toEqual([
      [0, 'Part I', 'Ceasefire 🕊️'],
      [1, '1.2', 'Café talks'],
      [1, 'المادة ٣', 'الضمانات'],
      [0, '', 'Guarantees']
    ])
  })

  it('takes numbered articles where a text has no headings, and no sentence that starts like one', () => {
    const found = headingsOf(
      content(
        [paragraph, 'CHAPTER I'],
        [paragraph, 'Article 1'],
        [paragraph, 'The parties agree.'],
        [paragraph, 'Article 2 – Scope'],
        [paragraph, 'Article 2 applies to every party that has signed.'],
        [paragraph, 'Стаття 3. Гарантії'],
        [paragraph, '§ 12 Übergang'],
        [paragraph, '第三条 停火'],
        [paragraph, '1.1 Monitoring'],
        [paragraph, '1. The parties shall withdraw all forces.'],
        [paragraph, 'Articles of faith']
      )
    )
    expect(found.map(({ level, number, title }) => [level, number, title])).toEqual([
      [0, 'CHAPTER I', ''],
      [1, 'Article 1', ''],
      [1, 'Article 2', 'Scope'],
      [1, 'Стаття 3', 'Гарантії'],
      [1, '§ 12', 'Übergang'],
      [1, '第三条', '停火'],
      [2, '1.1', 'Monitoring']
    ])
  })

  it('says which heading an offset stands under, and what is above and below it', () => {
    const found = headingsOf(
      content(
        [paragraph, 'Before'],
        [heading(1), 'A'],
        [heading(2), 'B'],
        [heading(3), 'C'],
        [heading(2), 'D']
      )
    )
    expect([0, 7, 8, 9, 12, 99].map((offset) => headingAt(found, offset))).toEqual([-1, 0, 0, 1, 2, 3])
    expect(above(found, 2)).toEqual([1, 0])
    expect(above(found, 3)).toEqual([0])
    expect(found.map((_, index) => hasBelow(found, index))).toEqual([true, true, false, false])
  })
})
