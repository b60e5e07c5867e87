import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { questionsOf, type Decided, type Marked, type Question } from './adjudication.ts'

const coders = ['ana', 'ben', 'eva']
const begun = new Map(coders.map((coder) => [coder, 'done' as const]))

const anyMarked = fc
  .array(
    fc.record({
      coder: fc.constantFrom(...coders),
      issue: fc.constantFrom('ceasefire', 'prisoners'),
      stance: fc.constantFrom('for', 'against', null),
      start: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 1, max: 20 }),
      created: fc.integer({ min: 0, max: 3 })
    }),
    { maxLength: 14 }
  )
  .map((all) => all.map(({ length, ...one }, i) => marked(`a${i}`, { ...one, end: one.start + length })))

describe('laws of the questions', () => {
  it('puts every annotation into exactly one question, and never two of one coder into an undecided one', () => {
    fc.assert(
      fc.property(anyMarked, (all) => {
        const questions = ask(all)
        expect(questions.flatMap((one) => one.marked.map(({ id }) => id)).toSorted()).toEqual(
          all.map(({ id }) => id).toSorted()
        )
        for (const { marked: own } of questions)
          expect(new Set(own.map(({ coder }) => coder)).size).toBe(own.length)
      })
    )
  })

  it('asks the same whatever order the annotations came in', () => {
    fc.assert(
      fc.property(anyMarked, fc.integer(), (all, seed) => {
        const other = all.toSorted((a, b) => hash(a.id, seed) - hash(b.id, seed))
        expect(ask(other)).toEqual(ask(all))
      })
    )
  })

  it('keeps what was decided when more work comes: its sources stay together and it is told where something was added', () => {
    fc.assert(
      fc.property(anyMarked, anyMarked, fc.nat(), (all, more, pick) => {
        const before = ask(all)
        const question = before[pick % Math.max(1, before.length)]
        if (!question) return
        const decision = decided('d1', question.marked)
        const later = ask([...all, ...more.map((one) => ({ ...one, id: `b${one.id}` }))], [decision])
        const now = later.find(({ decisions }) => decisions.length > 0)
        const ids = question.marked.map(({ id }) => id)
        expect(now?.marked.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
        const added = now?.marked.filter(({ id }) => !ids.includes(id)).map(({ id }) => id) ?? []
        expect(now?.since.added.toSorted()).toEqual(added.toSorted())
        expect(now?.state).toBe(added.length > 0 ? 'changed' : 'settled')
      })
    )
  })

  it('leaves no pair of the same issue that overlaps apart when there are two coders', () => {
    fc.assert(
      fc.property(anyMarked, (three) => {
        const all = three.filter(({ coder }) => coder !== 'eva')
        const alone = ask(all, [], ['ana', 'ben']).filter((one) => one.marked.length === 1)
        for (const a of alone)
          for (const b of alone) {
            const [x, y] = [a.marked[0], b.marked[0]]
            if (!x || !y || x.coder === y.coder) continue
            expect(x.start < y.end && y.start < x.end).toBe(false)
          }
      })
    )
  })
})

describe('how a question stands', () => {
  const ana = marked('a', { coder: 'ana', start: 0, end: 10 })
  const ben = marked('b', { coder: 'ben', start: 0, end: 10 })
  const two = ['ana', 'ben']

  it('agrees where issue, stance, span and actors are the same', () => {
    expect(states([ana, ben], two)).toEqual(['agree'])
    expect(states([ana, { ...ben, actors: ['gov'] }], two)).toEqual(['actors'])
    expect(states([ana, { ...ben, stance: 'against' }], two)).toEqual(['stance'])
    expect(states([ana, { ...ben, end: 12 }], two)).toEqual(['span'])
    expect(states([ana, { ...ben, issue: 'prisoners' }], two)).toEqual(['issue'])
  })

  it('calls no stance yet another stance than one', () => {
    expect(states([ana, { ...ben, stance: null }], two)).toEqual(['stance'])
  })

  it('waits for a coder who has not begun, and tells one who left it untagged', () => {
    expect(states([ana], two)).toEqual(['one'])
    expect(states([ana], two, new Map([['ana', 'done']]))).toEqual(['waiting'])
    expect(states([ana, ben], coders)).toEqual(['some'])
  })

  it('matches by the same issue before it matches by place alone', () => {
    const other = marked('c', { coder: 'ben', issue: 'prisoners', start: 0, end: 10 })
    const far = marked('d', { coder: 'ben', start: 8, end: 30 })
    expect(ask([ana, other, far], [], two).map((one) => one.marked.map(({ id }) => id))).toEqual([
      ['c'],
      ['a', 'd']
    ])
  })

  it('is settled, rejected, changed or decided twice by its decisions', () => {
    const decision = decided('d', [ana, ben])
    expect(ask([ana, ben], [decision], two).map(({ state }) => state)).toEqual(['settled'])
    const rejected = { ...decision, outcome: 'rejected' as const, gold: null }
    expect(ask([ana, ben], [rejected], two).map(({ state }) => state)).toEqual(['rejected'])
    const moved = { ...ben, end: 12, heads: ['later'] }
    expect(ask([ana, moved], [decision], two)[0]).toMatchObject({
      state: 'changed',
      since: { changed: ['b'] }
    })
    expect(ask([ana], [decision], two)[0]).toMatchObject({ state: 'changed', since: { gone: ['b'] } })
    expect(ask([ana, ben], [{ ...decision, gold: null }], two)[0]).toMatchObject({
      state: 'changed',
      since: { goldIsGone: true }
    })
    expect(ask([ana, ben], [decision, decided('e', [ana, ben])], two)[0]).toMatchObject({ state: 'twice' })
  })

  it('leaves a decision about other coders out', () => {
    const decision = decided('d', [ana])
    expect(ask([ana, ben], [decision], ['ben', 'eva']).map(({ id }) => id)).toEqual(['b'])
  })

  it('sorts thousands of annotations of one document in a moment', () => {
    const many = Array.from({ length: 20_000 }, (_, i) =>
      marked(`m${i}`, { coder: i % 2 ? 'ana' : 'ben', start: i * 5, end: i * 5 + 12 })
    )
    expect(ask(many, [], two)).toHaveLength(10_000)
  })
})

function ask(all: readonly Marked[], decisions: readonly Decided[] = [], of = coders): readonly Question[] {
  return questionsOf({ coders: of, marked: all, decided: decisions, progress: begun })
}

function states(
  all: readonly Marked[],
  of: readonly string[],
  progress: Parameters<typeof questionsOf>[0]['progress'] = begun
): readonly string[] {
  return questionsOf({ coders: of, marked: all, decided: [], progress }).map(({ state }) => state)
}

function marked(id: string, more: Partial<Marked>): Marked {
  const plain = { coder: 'ana', issue: 'ceasefire', stance: 'for', actors: [], start: 0, end: 1, created: 0 }
  return { id, heads: [`h-${id}`], ...plain, ...more }
}

function decided(id: string, sources: readonly Marked[]): Decided {
  const gold = { start: sources[0]?.start ?? 0, end: sources[0]?.end ?? 1 }
  return {
    id,
    outcome: 'accepted',
    sources: sources.map((one) => ({ annotation: one.id, heads: one.heads })),
    gold
  }
}

function hash(text: string, seed: number): number {
  let h = seed
  for (const character of text) h = Math.imul(h ^ (character.codePointAt(0) ?? 0), 2654435761)
  return h
}
