import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../shared/model/record.ts'
import { pack, repack, unpack } from './packing.ts'
import { tempProject } from './testFiles.ts'

const texts = fc
  .oneof(
    fc.constantFrom(
      'doc_0123456789abcdef',
      'a'.repeat(64),
      '~',
      '~0;',
      '~7;',
      '~~1;;',
      'é e\u0301 🕊 سلام',
      ''
    ),
    fc.array(fc.constantFrom('~', ';', '0', '7', 'iss_aaaaaaaaaaaaaaaa', 'b'.repeat(64), ' '), {
      maxLength: 9
    })
  )
  .map((parts) => (typeof parts === 'string' ? parts : parts.join('')))
const values = fc.oneof(fc.dictionary(texts, texts), fc.jsonValue()) as fc.Arbitrary<Json>

describe('writing the log small', () => {
  it('gives every value back as it was, whatever stands in its texts', () => {
    const { names } = tempProject()
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.stringify(unpack(pack(value, names), names))).toBe(JSON.stringify(value))
      })
    )
  })

  it('says the same in the numbers of another file', () => {
    const [ours, theirs] = [tempProject(), tempProject()]
    for (let i = 0; i < 20; i++) ours.names.intern(`something else ${i}`)
    fc.assert(
      fc.property(values, (value) => {
        const packed = pack(value, theirs.names)
        const here = repack(packed, (n) => ours.names.intern(theirs.names.idOf(n)))
        expect(here).toBe(pack(value, ours.names))
        expect(JSON.stringify(unpack(here, ours.names))).toBe(JSON.stringify(value))
      })
    )
  })

  it('leaves alone what only looks like a number of its own', () => {
    for (const odd of ['~', '~;', '~x7;', '~7', '~ 7;', '7;', '~~'])
      expect(repack(`"${odd}"`, () => 1)).toBe(`"${odd}"`)
    expect(repack('~12;~0;~3;x~', (n) => n * 2)).toBe('~24;~0;~6;x~')
  })
})
