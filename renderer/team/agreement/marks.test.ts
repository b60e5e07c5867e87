import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgreementUnit } from '../../../shared/api/agreementMethods.ts'
import type { AnnotationId, CoderId, DocumentId, Hash, IssueId } from '../../../shared/ids.ts'
import type { Utf16Offset } from '../../../shared/text/offsets.ts'
import { partOf, stretchesOf } from './marks.ts'

type Passage = {
  readonly coder: number
  readonly issue: string
  readonly start: number
  readonly end: number
}

function unit(text: string, start: number, passages: readonly Passage[]): AgreementUnit {
  return {
    document: 'doc_a' as DocumentId,
    title: 'Proposal',
    revision: 'a'.repeat(64) as Hash,
    start: start as Utf16Offset,
    end: (start + text.length) as Utf16Offset,
    text,
    agrees: false,
    coders: [0, 1, 2].map((coder) => ({
      coder: `cod_${coder}` as CoderId,
      isMissing: false,
      annotations: passages
        .filter((one) => one.coder === coder)
        .map((one, at) => ({
          annotation: `ann_${coder}${at}` as AnnotationId,
          issue: one.issue as IssueId,
          stance: null,
          start: one.start as Utf16Offset,
          end: one.end as Utf16Offset
        }))
    }))
  }
}

const text = 'Die Waffen 😀 ruhen; e\u0301 é, سلام.\nThen \u00a0talks.'
const passage = fc
  .record({
    coder: fc.integer({ min: 0, max: 2 }),
    issue: fc.constantFrom('iss_a', 'iss_b'),
    start: fc.integer({ min: 80, max: 100 + text.length }),
    length: fc.integer({ min: 1, max: 60 })
  })
  .map(({ length, ...rest }) => ({ ...rest, end: rest.start + length }))

describe('the text of a unit with what coders marked in it', () => {
  it('is whole, whatever was marked, and every character has exactly the coders and issues that stand on it', () => {
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 6 }), (passages) => {
        const stretches = stretchesOf(unit(text, 100, passages))
        expect(stretches.map((one) => one.text).join('')).toBe(text)
        let at = 100
        for (const stretch of stretches) {
          for (let i = 0; i < stretch.text.length; i++, at++) {
            const here = passages.filter((one) => one.start <= at && at < one.end)
            expect(stretch.coders).toEqual(
              [...new Set(here.map((one) => one.coder))].toSorted((a, b) => a - b)
            )
            expect(new Set(stretch.issues)).toEqual(new Set(here.map((one) => one.issue)))
          }
        }
      })
    )
  })

  it('says which words were marked only where it was not all of them', () => {
    const one = unit('First the ceasefire. ', 40, [])
    expect(partOf(one, { start: 30, end: 90 })).toBeNull()
    expect(partOf(one, { start: 40, end: 60 })).toBeNull()
    expect(partOf(one, { start: 46, end: 59 })).toBe('the ceasefire')
  })
})
