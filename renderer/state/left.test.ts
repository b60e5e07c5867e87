import { describe, expect, it } from 'vitest'
import type { AnnotationId, CoderId, DocumentId, Hash, IssueId } from '../../shared/ids.ts'
import { plainAgreement } from './agreement.ts'
import { readLeft, withLeft, type Left } from './left.ts'

const stood: Left = {
  view: 'passages',
  document: 'doc_a' as DocumentId,
  selected: 'ann_a' as AnnotationId,
  at: { revision: 'a'.repeat(64) as Hash, offset: 12, below: -3.5, selected: { anchor: 4, focus: 12 } },
  filter: { issues: ['iss_a' as IssueId], text: 'سلام 😀' }
}

describe('where a window was left', () => {
  it('is read back as it stood', () => {
    expect(readLeft(withLeft({}, 'p', stood)['p'])).toEqual(stood)
  })

  it('is nothing where it was written by another version, or broken', () => {
    for (const text of [undefined, '', '{', '{"view":7}', 'null', '{"view":"read"}'])
      expect(readLeft(text)).toBeNull()
  })

  it('knows what agreement was measured on, and is read without it where that is broken', () => {
    const agreement = {
      ...plainAgreement,
      coders: ['cod_a' as CoderId, 'cod_b' as CoderId],
      units: 'span' as const
    }
    expect(readLeft(withLeft({}, 'p', { ...stood, agreement })['p'])).toEqual({ ...stood, agreement })
    expect(readLeft(JSON.stringify({ ...stood, agreement: { units: 'words' } }))).toEqual(stood)
  })

  it('is kept of the fifty projects that were left last', () => {
    let all: Readonly<Record<string, string>> = {}
    for (let i = 0; i < 60; i++) all = withLeft(all, `p${i}`, stood)
    all = withLeft(all, 'p20', stood)
    expect(Object.keys(all)).toHaveLength(50)
    expect(Object.keys(all).at(-1)).toBe('p20')
    expect(Object.keys(all)).not.toContain('p9')
  })

  it('leaves a filter out that is too long to be kept', () => {
    const issues = Array.from({ length: 500 }, (_, i) => `iss_${i}` as IssueId)
    expect(readLeft(withLeft({}, 'p', { ...stood, filter: { issues } })['p'])).toEqual({
      ...stood,
      filter: {}
    })
  })
})
