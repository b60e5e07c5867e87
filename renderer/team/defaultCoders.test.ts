import { describe, expect, it } from 'vitest'
import type { CoderId } from '../../shared/ids.ts'
import { mostShared } from './defaultCoders.ts'

const coder = (name: string, uses: number, kind: 'person' | 'gold' = 'person') => ({
  id: `cod_${name}` as CoderId,
  kind,
  uses
})
const ids = (...names: readonly string[]): readonly CoderId[] => names.map((name) => `cod_${name}` as CoderId)

describe('whom agreement compares before anybody chose', () => {
  it('is the two who tagged the most documents in common, not the two who tagged most', () => {
    const coders = [coder('busy', 900), coder('noor', 40), coder('ada', 30)]
    expect(
      mostShared(coders, [ids('busy'), ids('noor', 'ada'), ids('ada', 'noor'), ids('busy', 'ada')])
    ).toEqual(ids('noor', 'ada'))
  })

  it('is two people before a person and the settled layer', () => {
    const coders = [coder('gold', 90, 'gold'), coder('noor', 40), coder('ada', 30)]
    expect(mostShared(coders, [ids('gold', 'noor', 'ada'), ids('gold', 'noor')])).toEqual(ids('noor', 'ada'))
  })

  it('is the first two where nobody tagged the same document', () => {
    expect(mostShared([coder('a', 0), coder('b', 0), coder('c', 0)], [])).toEqual(ids('a', 'b'))
    expect(mostShared([coder('a', 1)], [ids('a')])).toEqual(ids('a'))
  })
})
