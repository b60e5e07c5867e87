import { describe, expect, it } from 'vitest'
import type { IssueId, StanceId } from '../../shared/ids.ts'
import { isFiltering, toggled, withPart, withValues } from './filters.ts'

const issue = 'iss_1' as IssueId

describe('filters of the passages', () => {
  it('lets everything through while nothing is chosen', () => {
    expect(isFiltering({})).toBe(false)
    expect(isFiltering({ issues: [], text: '' })).toBe(false)
    expect(isFiltering({ stances: [null as unknown as StanceId] })).toBe(true)
  })

  it('leaves no trace of a filter that was cleared', () => {
    const both = withPart(withValues({}, 'issues', [issue]), 'text', 'عبور')
    expect(both).toEqual({ issues: [issue], text: 'عبور' })
    expect(withPart(withValues(both, 'issues', []), 'text', '')).toEqual({})
    expect(withPart({ state: 'lost' }, 'state', '')).toEqual({})
  })

  it('takes a choice back by choosing it again, also “not decided yet”', () => {
    expect(toggled<string | null>(['a'], null)).toEqual(['a', null])
    expect(toggled<string | null>(['a', null], null)).toEqual(['a'])
  })
})
