import { describe, expect, it } from 'vitest'
import type { AnnotationView, CodebookView } from '../../shared/api/views.ts'
import { isWhole, layerCounts, layerFilter, layerStore, showLayer, toggled, wholeLayer } from './layer.ts'

const codebook = {
  issues: [
    { id: 'security', parent: null, joinedInto: null },
    { id: 'guarantees', parent: 'security', joinedInto: null },
    { id: 'backing', parent: null, joinedInto: 'guarantees' },
    { id: 'territory', parent: null, joinedInto: null }
  ],
  stances: [],
  actors: [
    { id: 'kyiv', joinedInto: 'ukraine' },
    { id: 'ukraine', joinedInto: null }
  ],
  coders: []
} as unknown as CodebookView
const made = (some: object): AnnotationView =>
  ({
    id: 'a',
    issue: 'territory',
    stance: null,
    actors: [],
    coder: 'ada',
    ...some
  }) as unknown as AnnotationView

const passes = (part: object, annotation: object): boolean =>
  layerFilter({ ...wholeLayer, ...part }, codebook)(made(annotation))

describe('the layer over the text', () => {
  it('shows an issue with everything below it and joined into it', () => {
    const security = { issue: ['security'] }
    expect(passes(security, { issue: 'guarantees' })).toBe(true)
    expect(passes(security, { issue: 'backing' })).toBe(true)
    expect(passes(security, { issue: 'territory' })).toBe(false)
    expect(passes({ issue: ['guarantees'] }, { issue: 'security' })).toBe(false)
  })

  it('shows what fits every kind that something is chosen of', () => {
    const both = { stance: [null], coder: ['ada'] }
    expect(passes(both, {})).toBe(true)
    expect(passes(both, { coder: 'bob' })).toBe(false)
    expect(passes(both, { stance: 'supports' })).toBe(false)
    expect(passes({ actor: ['ukraine'] }, { actors: ['kyiv'] })).toBe(true)
    expect(passes({ actor: ['ukraine'] }, {})).toBe(false)
  })

  it('is kept for each project, and chosen twice is not chosen', () => {
    const store = layerStore()
    const mine = toggled(wholeLayer, 'coder', 'ada' as never)
    showLayer(store, 'geneva', mine)
    expect(store.getState().layers.get('geneva')).toEqual(mine)
    expect(store.getState().layers.get('minsk')).toBeUndefined()
    expect(isWhole(toggled(mine, 'coder', 'ada' as never))).toBe(true)
  })

  it('counts an annotation for its issue and all above it', () => {
    const counts = layerCounts([made({ issue: 'backing' }), made({ issue: 'security' })], codebook)
    expect(Object.fromEntries(counts.issue)).toEqual({ backing: 1, guarantees: 1, security: 2 })
    expect(counts.stance.get(null)).toBe(2)
  })

  it('takes an issue and all below it in a codebook of thousands', () => {
    const issues = Array.from({ length: 5_000 }, (_, i) => ({
      id: `issue ${i}`,
      parent: i % 10 === 0 ? null : `issue ${i - 1}`,
      joinedInto: null
    }))
    const shows = layerFilter({ ...wholeLayer, issue: ['issue 10' as never] }, {
      ...codebook,
      issues
    } as unknown as CodebookView)
    expect([shows(made({ issue: 'issue 19' })), shows(made({ issue: 'issue 20' }))]).toEqual([true, false])
  })
})
