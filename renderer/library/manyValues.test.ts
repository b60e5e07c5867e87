import { describe, expect, it } from 'vitest'
import type { DocumentDetails } from '../../shared/api/views.ts'
import type { ActorId } from '../../shared/ids.ts'
import { allAlike, attributesOfAll, authorsOfAll } from './manyValues.ts'

const a = 'act_a' as ActorId
const b = 'act_b' as ActorId
const two: readonly Pick<DocumentDetails, 'attributes' | 'authors'>[] = [
  { authors: [a, b], attributes: { round: '2', مصدر: 'x', café: '1' } },
  { authors: [b], attributes: { round: '2', مصدر: 'y' } }
]

describe('several documents at once', () => {
  it('show what is alike, and say what differs or some lack', () => {
    expect(attributesOfAll(two)).toEqual({ round: '2', مصدر: null, café: null })
    expect(allAlike(two, ({ attributes }) => attributes['round'])).toBe('2')
    expect(allAlike([], () => 1)).toBeNull()
  })

  it('count in how many each author stands', () => {
    expect([...authorsOfAll(two)]).toEqual([
      [a, 1],
      [b, 2]
    ])
  })
})
