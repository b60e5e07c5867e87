import { describe, expect, it } from 'vitest'
import type { AgreementFigure } from '../../../shared/api/agreementMethods.ts'
import { catalogue } from '../../catalogue.ts'
import { startWords } from '../../ui/words.ts'
import { byLowest, columnsOf, figureSentence, mainColumn, valueText } from './figures.ts'

startWords('en', catalogue)

const figure = (part: Partial<AgreementFigure>): AgreementFigure => ({
  measure: 'alphaNominal',
  about: 'issue',
  value: 0.75,
  why: '',
  interval: null,
  whyNoInterval: 'With fewer than 5 units there is no interval.',
  n: 4,
  of: 'units',
  excluded: 0,
  ...part
})

describe('how figures are written', () => {
  it('writes a coefficient with three decimals and a share in per cent', () => {
    expect(valueText(figure({ value: 0.7 }))).toBe('0.700')
    expect(valueText(figure({ value: -0.0001 }))).toBe('0.000')
    expect(valueText(figure({ measure: 'percent', value: 0.923 }))).toBe('92.3%')
  })

  it('says why there is none, never a bare dash', () => {
    const none = figure({ value: null, why: 'everybody used one value throughout', n: 0 })
    expect(valueText(none)).toBe('undefined')
    expect(figureSentence(none, 'sentence')).toBe('Everybody used one value throughout. Counts 0 sentences.')
  })

  it('says interval, count and what was left out in one breath', () => {
    const whole = figure({
      interval: { low: 0.5, high: 0.9, draws: 1000, belowTentative: 0.214 },
      n: 1200,
      excluded: 3
    })
    expect(figureSentence(whole, 'sentence')).toBe(
      'Krippendorff’s alpha, nominal: 0.750. 95% interval: 0.500 to 0.900. 21.4% of the draws lie below 0.667. Counts 1,200 sentences. 3 left out.'
    )
  })

  it('says why there is no interval', () => {
    expect(figureSentence(figure({}), 'paragraph')).toContain('With fewer than 5 units there is no interval.')
  })
})

describe('which figures stand where', () => {
  const figures = [
    figure({ about: 'stance', measure: 'alphaNominal' }),
    figure({ about: 'stance', measure: 'alphaOrdinal', value: null }),
    figure({ measure: 'cohenKappa' }),
    figure({}),
    figure({ measure: 'percent' })
  ]

  it('puts the ordinal alpha first for the stance, also where it is undefined', () => {
    expect(mainColumn(figures, 'stance')?.measure).toBe('alphaOrdinal')
    expect(mainColumn(figures, 'span')).toBeUndefined()
  })

  it('shows per cent and one coefficient of each kind first, all of them on demand', () => {
    const name = ({ about, measure }: { about: string; measure: string }): string => `${about} ${measure}`
    expect(columnsOf([figures], 'main').map(name)).toEqual([
      'issue percent',
      'issue alphaNominal',
      'stance alphaOrdinal'
    ])
    expect(columnsOf([figures], 'all').map(name)).toEqual([
      'issue percent',
      'issue alphaNominal',
      'issue cohenKappa',
      'stance alphaNominal',
      'stance alphaOrdinal'
    ])
  })

  it('has a figure of the stance in hand for free spans too', () => {
    const spans = [
      figure({ about: 'span', measure: 'uAlpha' }),
      figure({ about: 'span', measure: 'cuAlpha' }),
      figure({ about: 'stance', measure: 'cuAlpha' })
    ]
    expect(mainColumn(spans, 'stance')?.measure).toBe('cuAlpha')
    expect(columnsOf([spans], 'main').map(({ about, measure }) => [about, measure])).toEqual([
      ['stance', 'cuAlpha'],
      ['span', 'uAlpha']
    ])
  })

  it('sorts the lowest first and what is undefined last, in the order it had', () => {
    const rows = [0.9, null, -0.1, null, 0.9].map((value, at) => ({ at, figures: [figure({ value })] }))
    expect(byLowest(rows, { about: 'issue', measure: 'alphaNominal' }).map(({ at }) => at)).toEqual([
      2, 0, 4, 1, 3
    ])
  })
})
