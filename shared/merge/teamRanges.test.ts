import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changeId, type SessionId } from '../ids.ts'
import { rangesHold, withChanges, withoutStretch, type Ranges } from './teamRanges.ts'

const sessions = ['0123456789abcdef', 'fedcba9876543210'] as SessionId[]
const change = fc.tuple(fc.constantFrom(...sessions), fc.integer({ min: 1, max: 40 }))

it('holds what was put in and was not taken out, in as few stretches as there are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(change)),
      fc.constantFrom(...sessions),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(10),
      (added, session, first, more) => {
        let ranges: Ranges = {}
        const held = new Set<string>()
        for (const some of added) {
          const ids = some.map(([one, seq]) => changeId(one, seq))
          ranges = withChanges(ranges, ids)
          for (const id of ids) held.add(id)
        }
        ranges = withoutStretch(ranges, { session, first, last: first + more })
        for (let seq = first; seq <= first + more; seq++) held.delete(changeId(session, seq))
        for (const one of sessions) {
          for (let seq = 1; seq <= 60; seq++)
            expect(rangesHold(ranges, changeId(one, seq))).toBe(held.has(changeId(one, seq)))
          const stretches = ranges[one] ?? []
          for (const [i, [from]] of stretches.entries())
            if (i > 0) expect(from).toBeGreaterThan((stretches[i - 1]?.[1] ?? 0) + 1)
        }
      }
    )
  )
})
