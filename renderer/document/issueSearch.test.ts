import { describe, expect, it } from 'vitest'
import type { IssueView, StanceView } from '../../shared/api/views.ts'
import type { IssueId, StanceId } from '../../shared/ids.ts'
import { canCreate, nameBelow, offerIssues, stanceOfDigit } from './issueSearch.ts'

const issues = [
  issue('security', 'Security'),
  issue('guarantees', 'Security guarantees', 'security'),
  issue('nato', 'NATO membership now', 'security'),
  issue('article', 'Article 5', 'security'),
  issue('sanctions', 'Sanctions relief before a settlement'),
  issue('children', 'Rückkehr der Kinder'),
  { ...issue('old', 'Security corridor'), retired: true }
]

describe('finding an issue in the tag box', () => {
  it('offers what was used lately first, then the order of the codebook', () => {
    expect(ids(offerIssues(issues, '', [id('nato')]))).toEqual([
      'nato',
      'security',
      'guarantees',
      'article',
      'sanctions',
      'children'
    ])
  })

  it('finds by the start of a word, by names above, and with a slip of the finger', () => {
    expect(ids(offerIssues(issues, 'memb', []))[0]).toBe('nato')
    expect(ids(offerIssues(issues, 'security nato', []))[0]).toBe('nato')
    expect(ids(offerIssues(issues, 'sanctoins', []))).toContain('sanctions')
    expect(ids(offerIssues(issues, 'ruckkehr', []))).toContain('children')
  })

  it('finds by the first letters of words, through accents, and by the definition last', () => {
    expect(ids(offerIssues(issues, 'sg', []))[0]).toBe('guarantees')
    expect(ids(offerIssues(issues, 'ruckk', []))).toEqual(['children'])
    const defined = issues.map((one) =>
      one.id === id('nato') ? { ...one, definition: 'Joining the alliance, with sanctions or without.' } : one
    )
    const found = offerIssues(defined, 'sanctions', [])
    expect(ids(found)).toEqual(['sanctions', 'nato'])
    expect(found.map((one) => one.inDefinition)).toEqual([false, true])
  })

  it('marks the letters that were typed', () => {
    const [nato] = offerIssues(issues, 'memb', [])
    expect(nato?.marks).toEqual([5, 6, 7, 8])
    expect(offerIssues(issues, 'sg', [])[0]?.marks).toEqual([0, 9])
  })

  it('reads a path as the issue that a new one goes below', () => {
    expect(nameBelow(issues, 'Security > Corridors')).toMatchObject({
      parent: { id: 'security' },
      name: 'Corridors'
    })
    expect(nameBelow(issues, 'Nobody knows it / Corridors')).toBeNull()
    expect(nameBelow(issues, 'Security')).toBeNull()
  })

  it('never offers a retired issue', () => {
    expect(ids(offerIssues(issues, 'corridor', []))).not.toContain('old')
  })

  it('offers to create only a name that nobody has', () => {
    expect(canCreate(issues, ' security ')).toBe(false)
    expect(canCreate(issues, 'Frozen assets')).toBe(true)
    expect(canCreate(issues, '  ')).toBe(false)
  })

  it('takes a digit for a stance unless it continues the name of an issue', () => {
    const stances = [{ id: 'sta_5' as StanceId, shortcut: '5', retired: false }] as StanceView[]
    expect(stanceOfDigit(stances, '5', '', issues)?.id).toBe('sta_5')
    expect(stanceOfDigit(stances, '5', 'nato', issues)?.id).toBe('sta_5')
    expect(stanceOfDigit(stances, '5', 'article ', issues)).toBeUndefined()
  })
})

function id(name: string): IssueId {
  return name as IssueId
}

function ids(offered: ReturnType<typeof offerIssues>): string[] {
  return offered.map((one) => one.issue.id)
}

function issue(name: string, words: string, parent: string | null = null): IssueView {
  return {
    id: id(name),
    name: words,
    definition: '',
    examples: [],
    supporting: '',
    opposing: '',
    colour: '#336699',
    parent: parent === null ? null : id(parent),
    order: 'a',
    retired: false,
    joinedInto: null,
    uses: 0,
    heads: [],
    conflicts: []
  }
}
