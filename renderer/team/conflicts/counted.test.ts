import { describe, expect, it } from 'vitest'
import { conflictKinds } from '../../../shared/api/conflictMethods.ts'
import { catalogue } from '../../catalogue.ts'
import { startWords } from '../../ui/words.ts'
import { manyWords, waitingWords } from './counted.ts'

startWords('en', catalogue)

describe('what waits, counted', () => {
  it('counts conflicts as the top bar does, and names beside them what is only offered', () => {
    expect(waitingWords({ values: 1, sameCoder: 1 }, conflictKinds)).toBe('1 conflict, 1 offer to join')
    expect(waitingWords({ text: 2, circle: 1, sameIssue: 1, sameText: 1, missing: 2 }, conflictKinds)).toBe(
      '3 conflicts, 2 offers to join, 2 records not here yet'
    )
    expect(waitingWords({ values: 1, sameCoder: 4 }, ['sameCoder'])).toBe('4 offers to join')
    expect(waitingWords({}, conflictKinds)).toBe('')
  })
})

describe('a button for many', () => {
  it('says of how many it is in its words, so that the number is not taken for a key', () => {
    expect(manyWords('join', { fitting: 3, chosen: 3 })).toBe('Join all 3')
    expect(manyWords('decline', { fitting: 3, chosen: 3 })).toBe('All 3 are not the same')
    expect(manyWords('mine', { fitting: 1, chosen: 3 })).toBe('Take mine in 1 of 3')
    expect(manyWords('join', { fitting: 1, chosen: 1 })).toBe('Join')
  })
})
