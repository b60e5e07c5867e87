import { describe, expect, it } from 'vitest'
import type { AnnotationView, SearchHit } from '../../shared/api/views.ts'
import { fail, ok } from '../../shared/errors.ts'
import type { CoderId } from '../../shared/ids.ts'
import { buildContent } from '../../shared/text/buildContent.ts'
import type { HitGroup } from '../state/hits.ts'
import { foldedHits, readHits } from './tagHits.ts'

const me = 'cod_me' as CoderId
const paragraphs = [
  'Le café est ouvert. Un cafe\u0301 de plus, un café de moins. Fin.',
  'وقف إطلاق النار. Café 👩‍👩‍👧 dernier.'
]
const { content } = buildContent(
  paragraphs.map((text) => ({ shape: { kind: 'paragraph' as const }, runs: [{ text, marks: [] }] }))
)

function groupOf(pattern: RegExp, revision = 'rev'): HitGroup {
  const hits = [...content.text.matchAll(pattern)].map(
    ({ index, 0: quote }) =>
      ({
        document: 'doc_a',
        title: 'A',
        revision,
        start: index,
        end: index + quote.length,
        block: index < (paragraphs[0]?.length ?? 0) ? 1 : 2,
        before: 'b ',
        quote,
        after: ' a'
      }) as unknown as SearchHit
  )
  return { document: 'doc_a', title: 'A', revision, hits } as unknown as HitGroup
}

function hostWith(annotations: readonly Partial<AnnotationView>[]) {
  const open = ok({ document: {}, revision: { ...content, hash: 'rev', textHash: 't' }, annotations })
  return { client: { call: () => Promise.resolve(open) } } as never
}
const options = { coder: me, onProgress: () => undefined, signal: new AbortController().signal }
const words = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end)

describe('hits as passages to tag', () => {
  it('are the hits, their sentences or their paragraphs, each passage once', async () => {
    const read = await readHits(hostWith([]), [groupOf(/caf(é|e\u0301)/giu)], options)
    const [one] = read?.documents ?? []
    const shown = (grow: 'hit' | 'sentence' | 'paragraph') =>
      one?.passages[grow].map((at) => [words(content.text, at), at.hits])
    expect(shown('hit')).toEqual([
      ['café', 1],
      ['cafe\u0301', 1],
      ['café', 1],
      ['Café', 1]
    ])
    expect(shown('sentence')).toEqual([
      ['Le café est ouvert.', 1],
      ['Un cafe\u0301 de plus, un café de moins.', 2],
      ['Café 👩‍👩‍👧 dernier.', 1]
    ])
    expect(shown('paragraph')).toEqual([
      [paragraphs[0], 3],
      [paragraphs[1], 1]
    ])
    expect(foldedHits(read?.documents ?? [], 'paragraph')).toBe(2)
  })

  it('know what the coder at work tagged exactly so, and nothing of what others did', async () => {
    const place = { start: 3, end: 7 }
    const annotation = (coder: string, issue: string, at: { start: number; end: number } | null) =>
      ({ coder, issue, place: at }) as unknown as AnnotationView
    const read = await readHits(
      hostWith([
        annotation(me, 'iss_1', place),
        annotation('cod_other', 'iss_2', place),
        annotation(me, 'iss_3', { start: 3, end: 8 }),
        annotation(me, 'iss_4', null)
      ]),
      [groupOf(/café/giu)],
      options
    )
    expect(read?.documents[0]?.passages.hit.map(({ issues }) => issues)).toEqual([['iss_1'], [], []])
  })

  it('leave out documents whose text is another one by now, or gone', async () => {
    const gone = {
      client: { call: () => Promise.resolve(fail('missingRecord', { kind: 'document' })) }
    } as never
    expect(await readHits(hostWith([]), [groupOf(/Fin/gu, 'older')], options)).toEqual({
      documents: [],
      skipped: 1
    })
    expect(await readHits(gone, [groupOf(/Fin/gu)], options)).toEqual({ documents: [], skipped: 1 })
  })

  it('end where nobody waits for them any more', async () => {
    const ending = new AbortController()
    const reading = readHits(hostWith([]), [groupOf(/Fin/gu)], { ...options, signal: ending.signal })
    ending.abort()
    expect(await reading).toBeNull()
  })
})
