/** The contract's suite: coders and how far they are. */
import { expect } from 'vitest'
import type { TeamCase } from './teamCases.ts'

export const coderCases: readonly TeamCase[] = [
  {
    says: 'tells how far every coder is',
    run: async ({ call }) => {
      const { coders, documents } = await call('coders.progress', {})
      const { coders: known } = await call('codebook.get', {})
      expect(coders.map(({ coder }) => coder).toSorted()).toEqual(known.map(({ id }) => id).toSorted())
      for (const { inProgress, done, first, last } of coders) {
        expect(inProgress + done).toBeLessThanOrEqual(documents)
        expect(first === null).toBe(last === null)
      }
    }
  }
]
