import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AnnotationView } from '../../shared/api/views.ts'
import { ok } from '../../shared/errors.ts'
import { span, type Span } from '../../shared/text/offsets.ts'
import type { Annotating } from './annotating.ts'
import { spanOf, type AnnotationSpan } from './looks.ts'
import { Placing, runOfSteps } from './placing.ts'
import { SpanIndex } from './spanIndex.ts'
import type { Surface } from './surface.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', globalThis)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a boundary on its way', () => {
  it('is shown at every step and stored once, when no further step comes', async () => {
    const desk = deskWith(annotation(1, 10, 20))
    for (const end of [21, 22, 23]) desk.placing.show(desk.shown(), span(10, end), { store: true })
    expect(desk.shown().end).toBe(23)
    expect(desk.stored).toEqual([])
    await vi.advanceTimersByTimeAsync(runOfSteps)
    expect(desk.stored).toEqual([{ at: span(10, 23), heads: ['1'] }])
  })

  it('waits for the host’s word on the last move before it stores the next, and loses no step', async () => {
    const desk = deskWith(annotation(1, 10, 20))
    desk.placing.show(desk.shown(), span(10, 25), { store: true })
    void desk.placing.settle()
    await vi.advanceTimersByTimeAsync(1)
    desk.placing.show(desk.shown(), span(10, 30), { store: true })
    void desk.placing.settle()
    await vi.advanceTimersByTimeAsync(50)
    expect(desk.stored.map(({ at }) => at)).toEqual([span(10, 25)])
    // The word comes: the next is based on it, and what is shown does not step back meanwhile.
    desk.hear(annotation(2, 10, 25))
    expect(desk.shown().end).toBe(30)
    await vi.advanceTimersByTimeAsync(1)
    expect(desk.stored).toEqual([
      { at: span(10, 25), heads: ['1'] },
      { at: span(10, 30), heads: ['2'] }
    ])
    desk.hear(annotation(3, 10, 30))
    expect(desk.shown().end).toBe(30)
  })

  it('goes back to where it is stored when the drag is given up, or when nothing could be stored', async () => {
    const desk = deskWith(annotation(1, 10, 20))
    desk.placing.show(desk.shown(), span(5, 20), { store: false })
    desk.placing.cancel()
    expect(desk.shown().start).toBe(10)
    desk.refuse()
    desk.placing.show(desk.shown(), span(5, 20), { store: false })
    await desk.placing.settle()
    expect(desk.shown().start).toBe(10)
  })

  it('takes what a colleague made of it meanwhile, once its own move was stored', async () => {
    const desk = deskWith(annotation(1, 10, 20))
    desk.placing.show(desk.shown(), span(10, 25), { store: false })
    await desk.placing.settle()
    desk.hear(annotation(2, 12, 25))
    expect([desk.shown().start, desk.shown().end]).toEqual([12, 25])
  })
})

function annotation(version: number, start: number, end: number): AnnotationView {
  return { id: 'a', heads: [String(version)], place: span(start, end) } as unknown as AnnotationView
}

/** The parts of a desk that placing needs: a real index, and a host that only takes note. */
function deskWith(first: AnnotationView) {
  const index = new SpanIndex<AnnotationSpan>([0, 100])
  const put = (one: AnnotationView): void => {
    const at = spanOf(one)
    if (at) index.add(at)
  }
  put(first)
  const stored: { readonly at: Span; readonly heads: readonly string[] }[] = []
  let refuses = false
  const annotating = {
    revision: { hash: 'r', text: 'x'.repeat(200) },
    announce: () => undefined,
    run: (_kind: string, input: { anchor: Span }, seen: Record<string, readonly string[]>) => {
      if (refuses) return Promise.resolve({ ok: false, problem: { code: 'readOnly', about: {} } })
      stored.push({ at: span(input.anchor.start, input.anchor.end), heads: Object.values(seen).flat() })
      return Promise.resolve(ok({}))
    }
  } as unknown as Annotating
  const surface = {
    index,
    painter: { repaint: () => undefined },
    layoutChanged: () => undefined
  } as unknown as Surface
  const placing = new Placing(surface, () => annotating)
  return {
    placing,
    stored,
    shown: (): AnnotationSpan => {
      const at = index.get('a')
      if (!at) throw new Error('It is not there')
      return at
    },
    hear: (one: AnnotationView): void => {
      put(one)
      placing.follow()
    },
    refuse: (): void => {
      refuses = true
    }
  }
}
