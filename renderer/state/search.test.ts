import { describe, expect, it } from 'vitest'
import { makeClient, type Carrier } from '../../shared/api/client.ts'
import type { SearchHit } from '../../shared/api/views.ts'
import { fail, ok } from '../../shared/errors.ts'
import { followHost } from './follow.ts'
import { loadKeywords, stepKeyword } from './keywords.ts'
import { makeParley, type Parley } from './parley.ts'
import { savedSearchesOf } from './savedSearches.ts'
import { isSameAsking, runSearch, stopSearch, type Asking } from './search.ts'

type Call = {
  readonly method: string
  readonly input: Record<string, unknown>
  answer: (result: unknown) => void
}

/** A host that answers when the test says so. */
function slowHost(): {
  readonly parley: Parley
  readonly calls: Call[]
  readonly tell: (event: string, content: unknown) => void
} {
  const calls: Call[] = []
  let hear: (event: unknown) => void = () => undefined
  const carrier: Carrier = {
    call: (method, input) =>
      new Promise((resolve) => {
        calls.push({ method, input: input as Record<string, unknown>, answer: resolve })
      }),
    subscribe: (listener) => {
      hear = listener
      return () => undefined
    }
  }
  const parley = makeParley(makeClient(carrier))
  followHost(parley)
  return { parley, calls, tell: (event, content) => hear({ event, content }) }
}

const asking = (text: string, more: Partial<Asking> = {}): Asking => ({
  text,
  as: 'words',
  scope: { kind: 'all' },
  ...more
})
const hit = (document: string, start: number): SearchHit =>
  ({
    document,
    title: document,
    revision: 'r',
    start,
    end: start + 2,
    block: 1,
    before: '',
    quote: 'é',
    after: ''
  }) as unknown as SearchHit
const taskOf = (call: Call | undefined): string => String(call?.input['task'])
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

describe('a search in the window', () => {
  it('shows hits as they come, also those that come after the answer', async () => {
    const { parley, calls, tell } = slowHost()
    const done = runSearch(parley, asking('café'))
    await settled()
    const task = taskOf(calls[0])
    tell('hits', { task, hits: [hit('doc_a', 1), hit('doc_a', 9)] })
    expect(parley.search.getState()).toMatchObject({ state: 'running', count: 2 })
    calls[0]?.answer(ok({ hits: 3, documents: 2, isWhole: false }))
    await done
    tell('hits', { task, hits: [hit('doc_b', 4)] })
    expect(parley.search.getState()).toMatchObject({ state: 'done', count: 3, isWhole: false })
    expect(parley.search.getState().groups.map(({ document }) => document)).toEqual(['doc_a', 'doc_b'])
  })

  it('ends the older question, whose hits and answer no longer count', async () => {
    const { parley, calls, tell } = slowHost()
    const first = runSearch(parley, asking('war'))
    await settled()
    const second = runSearch(parley, asking('waren'))
    await settled()
    const [older, cancel, newer] = calls
    expect([cancel?.method, cancel?.input]).toEqual(['task.cancel', { task: taskOf(older) }])
    tell('hits', { task: taskOf(older), hits: [hit('doc_old', 1)] })
    older?.answer(fail('cancelled'))
    await first
    tell('hits', { task: taskOf(newer), hits: [hit('doc_new', 1)] })
    newer?.answer(ok({ hits: 1, documents: 1, isWhole: true }))
    await second
    expect(parley.search.getState()).toMatchObject({ state: 'done', count: 1, asked: asking('waren') })
    expect(parley.search.getState().groups[0]?.document).toBe('doc_new')
    // Typing on is one search to come back to, not two.
    expect(parley.search.getState().recent.map(({ text }) => text)).toEqual(['waren'])
  })

  it('keeps the hits of a search that was stopped, and the sentence of one that was refused', async () => {
    const { parley, calls, tell } = slowHost()
    const stopped = runSearch(parley, asking('سلام'))
    await settled()
    tell('hits', { task: taskOf(calls[0]), hits: [hit('doc_a', 1)] })
    stopSearch(parley)
    calls[0]?.answer(fail('cancelled'))
    await stopped
    expect(parley.search.getState()).toMatchObject({ state: 'stopped', count: 1, problem: null })
    const refused = runSearch(parley, asking('(', { as: 'regex' }))
    await settled()
    calls.at(-1)?.answer(fail('badInput', { where: 'text' }))
    await refused
    expect(parley.search.getState()).toMatchObject({ state: 'done', count: 0, problem: { code: 'badInput' } })
  })

  it('asks only for the documents of the chosen groups, as they are now', async () => {
    const { parley, calls } = slowHost()
    const scope = { kind: 'chosen' as const, documents: ['doc_x' as never], groups: ['Bills'] }
    void runSearch(parley, asking('tax', { scope }))
    await settled()
    expect(calls[0]?.method).toBe('documents.page')
    calls[0]?.answer(
      ok({
        total: 3,
        documents: [
          { id: 'doc_1', group: 'Bills' },
          { id: 'doc_2', group: '' },
          { id: 'doc_3', group: 'Bills' }
        ]
      })
    )
    await settled()
    expect(calls[1]?.input['query']).toEqual({
      text: 'tax',
      as: 'words',
      documents: ['doc_x', 'doc_1', 'doc_3']
    })
  })

  it('tells two questions apart by their words, way and place', () => {
    expect(isSameAsking(asking('a'), asking('a'))).toBe(true)
    expect(isSameAsking(asking('a'), asking('a', { as: 'exact' }))).toBe(false)
    expect(isSameAsking(asking('a'), asking('a', { scope: { kind: 'here' } }))).toBe(false)
    expect(isSameAsking(null, asking('a'))).toBe(false)
  })
})

describe('saved searches', () => {
  const filter = (id: string, query: unknown) =>
    ({ id, name: id, query, group: '', order: 'V', heads: [], conflicts: [] }) as never

  it('leaves out what is no search, or none that this version understands', () => {
    const good = { view: 'search', text: 'cease*', as: 'words', scope: { kind: 'all' }, colour: '#c2552d' }
    expect(
      savedSearchesOf([
        filter('flt_good', good),
        filter('flt_newer', { ...good, wholeWords: true }),
        filter('flt_passages', { view: 'passages' }),
        filter('flt_style', { ...good, colour: 'url(evil)' }),
        filter('flt_empty', { ...good, text: '' }),
        filter('flt_text', 'search')
      ]).map(({ id }) => id)
    ).toEqual(['flt_good', 'flt_newer'])
  })

  it('marks the words of the others where one cannot be looked for', async () => {
    const { parley, calls } = slowHost()
    const [one, bad] = savedSearchesOf([
      filter('flt_one', { view: 'search', text: 'é', as: 'words', colour: '#c2552d' }),
      filter('flt_bad', { view: 'search', text: '(', as: 'regex', colour: '#2f7d6d' })
    ])
    if (!one || !bad) throw new Error('Both are searches')
    const document = { id: 'doc_a', group: '', revision: 'r' } as never
    const loading = loadKeywords(parley, document, [one, bad])
    calls[0]?.answer(fail('badInput', { where: 'queries' }))
    await settled()
    expect(calls.slice(1).map(({ input }) => input['queries'])).toEqual([
      [{ text: 'é', as: 'words' }],
      [{ text: '(', as: 'regex' }]
    ])
    calls[1]?.answer(ok([{ query: 0, start: 3, end: 4 }]))
    calls[2]?.answer(fail('badInput', { where: 'queries' }))
    await loading
    expect(parley.keywords.getState()).toMatchObject({
      keywords: [{ search: 'flt_one', start: 3, end: 4 }],
      failed: ['flt_bad']
    })
  })

  it('walks marked words from the caret on and round the end', () => {
    const keyword = (search: string, start: number) => ({ search: search as never, start, end: start + 3 })
    const all = [keyword('a', 2), keyword('b', 10), keyword('a', 20)]
    const numbers = (from: number, by: 1 | -1, search: string | null = null) => {
      const step = stepKeyword(all, from, by, search as never)
      return step && [step.keyword.start, step.number, step.of]
    }
    expect(numbers(0, 1)).toEqual([2, 1, 3])
    expect(numbers(5, 1)).toEqual([10, 2, 3])
    expect(numbers(23, 1)).toEqual([2, 1, 3])
    expect(numbers(23, -1)).toEqual([10, 2, 3])
    expect(numbers(0, -1)).toEqual([20, 3, 3])
    expect(numbers(5, 1, 'a')).toEqual([20, 2, 2])
    expect(stepKeyword([], 0, 1, null)).toBeNull()
  })
})
