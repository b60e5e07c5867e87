import { describe, expect, it } from 'vitest'
import { connectHttp, linesOf, type Page } from './httpCarrier.ts'

function pageWith(
  fragment: string,
  answer: (url: string, options: RequestInit) => Response
): Page & { readonly kept: Map<string, string>; readonly asked: string[] } {
  const kept = new Map<string, string>()
  const asked: string[] = []
  return {
    kept,
    asked,
    fragment,
    dropFragment: () => asked.push('fragment dropped'),
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key)
    },
    fetch: async (url, options) => {
      asked.push(url)
      return answer(url, options)
    }
  }
}

const json = (content: unknown, status = 200): Response => new Response(JSON.stringify(content), { status })

describe('the connection to the host', () => {
  it('exchanges the code of the address for a token, once, and takes it off the address', async () => {
    const page = pageWith('code-1', () => json({ ok: true, value: { token: 'secret' } }))
    expect(await connectHttp(page)).not.toBeNull()
    expect(page.asked).toEqual(['fragment dropped', './session'])
    expect([...page.kept.values()]).toEqual(['secret'])
  })

  it('goes on with the token of this tab after a reload', async () => {
    const page = pageWith('', () => json({ ok: true, value: 7 }))
    page.kept.set('parley-token', 'kept')
    const carrier = await connectHttp(page)
    expect(await carrier?.call('app.about', {})).toEqual({ ok: true, value: 7 })
    expect(page.asked).toEqual(['./api/app.about'])
  })

  it('gives nothing where there is neither code nor token', async () => {
    expect(await connectHttp(pageWith('', () => json({})))).toBeNull()
    expect(await connectHttp(pageWith('used', () => json({ ok: false }, 401)))).toBeNull()
  })

  it('hears events, also when a line arrives in pieces and a letter in two halves', async () => {
    const bytes = new TextEncoder().encode('{"a":"é"}\n\n{"b":"😀"}\n')
    const pieces = [bytes.slice(0, 7), bytes.slice(7, 18), bytes.slice(18)]
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece)
        controller.close()
      }
    })
    const lines: string[] = []
    for await (const line of linesOf(stream)) lines.push(line)
    expect(lines).toEqual(['{"a":"é"}', '', '{"b":"😀"}'])
  })
})
