import { describe, expect, it } from 'vitest'
import type { ActorId, IssueId, StanceId } from '../../shared/ids.ts'
import { pinsOf, placeFor, withPin, type Pin } from './pins.ts'

const pin: Pin = {
  issue: 'iss_1' as IssueId,
  stance: 'sta_1' as StanceId,
  certainty: 'high',
  actors: ['act_1', 'act_2'] as string[] as ActorId[]
}

function stored(pins: readonly (readonly [number, Pin | null])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pins.map(([at, one]) => withPin('k', at, one)).map(({ name, value }) => [name, value])
  )
}

describe('pinned tags', () => {
  it('come back as they were pinned, by project', () => {
    const bare: Pin = { issue: pin.issue, stance: null, certainty: null, actors: [] }
    const panes = stored([
      [0, pin],
      [3, bare],
      [4, { ...bare, actors: 'authors' }]
    ])
    expect(pinsOf(panes, 'k')).toEqual([
      pin,
      null,
      null,
      bare,
      { ...bare, actors: 'authors' },
      null,
      null,
      null,
      null
    ])
    expect(pinsOf(panes, 'another')).toEqual(Array(9).fill(null))
  })

  it('take the first free place, their own where they have one, the last where all are taken', () => {
    expect(placeFor(pinsOf(stored([[0, pin]]), 'k'), { ...pin, stance: null })).toBe(1)
    expect(placeFor(pinsOf(stored([[2, pin]]), 'k'), pin)).toBe(2)
    const full = Array.from(
      { length: 9 },
      (_, i) => [i, { ...pin, issue: `iss_${i + 5}` as IssueId }] as const
    )
    expect(placeFor(pinsOf(stored(full), 'k'), pin)).toBe(8)
  })

  it('are gone once taken off, and never outgrow the settings', () => {
    expect(pinsOf(stored([[0, null]]), 'k')[0]).toBeNull()
    const many = Array.from({ length: 30 }, (_, i) => `act_0123456789abcde${i}` as ActorId)
    expect(withPin('k', 0, { ...pin, actors: many }).value.length).toBeLessThanOrEqual(200)
  })
})
