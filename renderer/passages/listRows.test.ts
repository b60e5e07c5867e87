import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupKey, listRows } from './listRows.ts'

describe('the rows of the passages table', () => {
  it('are each group’s heading and its passages, those of closed groups left out', () => {
    const groupsOf = fc
      .array(fc.record({ count: fc.integer({ min: 1, max: 5 }), isClosed: fc.boolean() }), { maxLength: 8 })
      .map((groups) =>
        groups.map((group, at) => ({ ...group, key: at === 3 ? null : `iss_${at}`, name: '' }))
      )
    fc.assert(
      fc.property(groupsOf, (groups) => {
        const closed = new Set(groups.filter(({ isClosed }) => isClosed).map(({ key }) => groupKey(key)))
        const total = groups.reduce((sum, { count }) => sum + count, 0)
        let at = 0
        const expected = groups.flatMap(({ count, isClosed }, group) => {
          const passages = Array.from({ length: count }, () => ({
            kind: 'passage' as const,
            at: at++,
            group
          }))
          return [{ kind: 'group' as const, group }, ...(isClosed ? [] : passages)]
        })
        const rows = listRows(groups, total, closed)
        expect(Array.from({ length: rows.count }, (_, index) => rows.row(index))).toEqual(expected)
        expect(rows.row(rows.count)).toBeUndefined()
        for (const [index, row] of expected.entries())
          expect(row.kind === 'passage' ? rows.indexOf(row.at) : rows.headingOf(row.group)).toBe(index)
      })
    )
  })

  it('are the passages alone where there are no groups', () => {
    const rows = listRows(null, 2)
    expect([rows.count, rows.row(1), rows.row(2)]).toEqual([
      2,
      { kind: 'passage', at: 1, group: null },
      undefined
    ])
  })
})
