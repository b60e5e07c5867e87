import { describe, expect, it } from 'vitest'
import type { FilterView } from '../../shared/api/views.ts'
import type { IssueId } from '../../shared/ids.ts'
import { isSameList, listOf, queryOf } from './savedFilters.ts'
import type { PassageList } from './useList.ts'

const list: PassageList = {
  filter: { issues: ['iss_1' as IssueId], text: 'وقف', textAs: 'regex', note: 'with' },
  sort: 'modified',
  descending: true,
  group: 'actor'
}

describe('a saved filter', () => {
  it('gives back the filter, the order and the groups it was saved with', () => {
    expect(listOf({ query: queryOf(list) as FilterView['query'] })).toEqual(list)
  })

  it('is left alone where a newer version saved what this one does not understand', () => {
    expect(listOf({ query: { view: 'passages', filter: { mood: ['calm'] } } })).toBeNull()
    expect(listOf({ query: { view: 'passages', group: 'month' } })).toBeNull()
    expect(listOf({ query: null })).toBeNull()
  })

  it('is known again whatever the order its parts were chosen in', () => {
    const { text, textAs, ...rest } = list.filter
    expect(isSameList(list, { ...list, filter: { textAs, text, ...rest } })).toBe(true)
    expect(isSameList(list, { ...list, descending: false })).toBe(false)
  })
})
