import { describe, expect, it } from 'vitest'
import type { AgreementFigure } from '../../../shared/api/agreementMethods.ts'
import { catalogue } from '../../catalogue.ts'
import { startWords } from '../../ui/words.ts'
import { linesOf, roundName, spread } from './roundLines.ts'

startWords('en', catalogue)

const figure = (part: Partial<AgreementFigure>): AgreementFigure => ({
  measure: 'alphaNominal',
  about: 'issue',
  value: 0.75,
  why: '',
  interval: null,
  whyNoInterval: '',
  n: 4,
  of: 'units',
  excluded: 0,
  ...part
})

describe('what is drawn over the rounds', () => {
  it('draws no line for what has no figure in any round, and none for percentages', () => {
    const stance = figure({ about: 'stance', measure: 'alphaOrdinal', value: null, why: 'no stances' })
    const percent = figure({ measure: 'percent', value: 0.9 })
    const rounds = [
      [percent, figure({}), stance],
      [percent, figure({ value: null }), stance]
    ]
    expect(linesOf(rounds).map(({ about }) => about)).toEqual(['issue'])
    expect(linesOf(rounds)[0]?.figures.map((one) => one?.value)).toEqual([0.75, null])
    expect(linesOf([[stance], [stance]])).toEqual([])
  })

  it('stays as wide as the window for a year of weeks, and names only as many as can be read', () => {
    expect(spread(2)).toEqual({ step: 180, every: 1 })
    expect(spread(8)).toEqual({ step: 80, every: 1 })
    const year = spread(52)
    expect(year.step * 52).toBeLessThan(700)
    expect(year.step * year.every).toBeGreaterThanOrEqual(70)
  })
})

it('names weeks and months as people say them, and groups as they are named', () => {
  expect(roundName('2026-W07', 'week')).toBe('Week 7, 2026')
  expect(roundName('2026-W07', 'week', 'short')).toBe('W7 2026')
  expect(roundName('2026-09', 'month')).toBe('September 2026')
  expect(roundName('2026-09', 'month', 'short')).toMatch(/^Sept? 2026$/)
  expect(roundName('2026-W07', 'group')).toBe('2026-W07')
  expect(roundName('', 'group')).toBe('In no group')
})
