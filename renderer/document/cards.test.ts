import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { homesOf, type Home, type Wanted } from './cards.ts'

const room = { gap: 6, drift: 260 }
const nobody: ReadonlyMap<string, Home> = new Map()

const cards = fc
  .uniqueArray(
    fc.record({
      key: fc.integer({ min: 0, max: 40 }).map(String),
      top: fc.integer({ min: 0, max: 900 }),
      height: fc.constantFrom(26, 50, 90)
    }),
    { selector: ({ key }) => key, maxLength: 25 }
  )
  .map((all) => all.toSorted((a, b) => a.top - b.top))

describe('the cards of the margin', () => {
  it('do not jump: whatever comes or goes beside it, a card that had a home keeps it', () => {
    fc.assert(
      fc.property(fc.array(cards, { minLength: 2, maxLength: 5 }), (times) => {
        let before = nobody
        let last: readonly Wanted[] = []
        for (const now of times) {
          // Of a card that is there both times nothing changes: only its neighbours come and go.
          const kept = now.map((card) => last.find(({ key }) => key === card.key) ?? card)
          const homes = homesOf(
            kept.toSorted((a, b) => a.top - b.top),
            before,
            room
          )
          for (const { key } of kept)
            if (before.has(key)) expect([key, homes.get(key)?.top]).toEqual([key, before.get(key)?.top])
          before = homes
          last = kept
        }
      })
    )
  })

  it('never stand over each other, nor above or far below their words', () => {
    fc.assert(
      fc.property(cards, cards, (first, second) => {
        const homes = homesOf(second, homesOf(first, nobody, room), room)
        const stand = [...homes.values()].toSorted((a, b) => a.top - b.top)
        for (const [i, home] of stand.entries()) {
          const next = stand[i + 1]
          if (next) expect(next.top).toBeGreaterThanOrEqual(home.top + home.height + room.gap)
          expect(home.top).toBeGreaterThanOrEqual(home.wanted - 1)
          expect(home.top - home.wanted).toBeLessThanOrEqual(room.drift + 1)
        }
      })
    )
  })

  it('stand in the order of the text when they all come at once', () => {
    fc.assert(
      fc.property(cards, (all) => {
        const same = all.map((card) => ({ ...card, height: 50 }))
        const homes = homesOf(same, nobody, room)
        const tops = same.flatMap(({ key }) => homes.get(key)?.top ?? [])
        expect(tops).toEqual(tops.toSorted((a, b) => a - b))
      })
    )
  })

  it('make room for one more tag of the same passage without moving the card below, where there is room', () => {
    const pair = [
      { key: 'a', top: 100, height: 50 },
      { key: 'b', top: 400, height: 50 }
    ]
    const before = homesOf(pair, nobody, room)
    const after = homesOf([{ key: 'a', top: 100, height: 90 }, ...pair.slice(1)], before, room)
    expect([after.get('a')?.top, after.get('b')?.top]).toEqual([100, 400])
  })

  it('have no home where too many want the same place', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ key: String(i), top: 100 + i, height: 50 }))
    const homes = homesOf(many, nobody, room)
    expect(homes.size).toBeLessThan(20)
    expect(homes.get('0')?.top).toBe(100)
  })
})
