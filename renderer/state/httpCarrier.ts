/** Carries the contract over HTTP to the host on 127.0.0.1: the browser shell's carrier. */
import type { Carrier } from '../../shared/api/client.ts'

export type HttpCarrier = Carrier & {
  /** Hears whether the stream of events stands; after a gap everything should be asked again. */
  onConnection(listener: (connected: boolean) => void): void
}

/** What the carrier needs of a page; a test passes its own. */
export type Page = {
  readonly fetch: (url: string, options: RequestInit) => Promise<Response>
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** The fragment of the address, without `#`. */
  readonly fragment: string
  /** Takes the fragment off the address, so that a code is not left in a bookmark. */
  readonly dropFragment: () => void
}

const storageKey = 'parley-token'
const longestPause = 5000

/**
 * A carrier whose token comes from the one-time code in the address, else from this tab's storage. Null where there is neither,
 * or the code was used already: the window then says how to get a fresh address.
 */
export async function connectHttp(page: Page): Promise<HttpCarrier | null> {
  const token = (await exchange(page)) ?? page.storage.getItem(storageKey)
  if (token === null) return null
  const headers = { 'content-type': 'application/json', 'x-parley-token': token }
  let tell: (connected: boolean) => void = () => undefined

  return {
    async call(method, input) {
      const response = await page.fetch(`./api/${encodeURIComponent(method)}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(input)
      })
      if (response.status === 401) page.storage.removeItem(storageKey)
      return (await response.json()) as unknown
    },
    subscribe(listener) {
      const ending = new AbortController()
      void follow(page, token, listener, (connected) => tell(connected), ending.signal)
      return () => ending.abort()
    },
    onConnection(listener) {
      tell = listener
    }
  }
}

async function exchange(page: Page): Promise<string | null> {
  if (page.fragment === '') return null
  const code = page.fragment
  page.dropFragment()
  const response = await page.fetch('./session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code })
  })
  if (!response.ok) return null
  const answer = (await response.json()) as { readonly value?: { readonly token?: unknown } } | null
  const token = answer?.value?.token
  if (typeof token !== 'string') return null
  page.storage.setItem(storageKey, token)
  return token
}

/** Reads the stream of events, and opens it again where it broke, after a pause that grows. */
async function follow(
  page: Page,
  token: string,
  listener: (event: unknown) => void,
  tell: (connected: boolean) => void,
  signal: AbortSignal
): Promise<void> {
  let pause = 250
  while (!signal.aborted) {
    try {
      const response = await page.fetch('./events', {
        method: 'GET',
        headers: { 'x-parley-token': token },
        signal
      })
      if (response.status === 401) {
        page.storage.removeItem(storageKey)
        tell(false)
        return
      }
      if (response.ok && response.body) {
        tell(true)
        pause = 250
        for await (const line of linesOf(response.body)) {
          if (line !== '') listener(JSON.parse(line) as unknown)
        }
      }
    } catch (error) {
      // A broken stream is expected (the host ended, the machine slept); anything else is a bug of this file.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error
    }
    if (signal.aborted) return
    tell(false)
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(longestPause, pause * 2)
  }
}

/** The lines of a stream of UTF-8 bytes, as they become whole. */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let held = ''
  for (;;) {
    const { value, done } = await reader.read()
    held += decoder.decode(value, { stream: !done })
    const lines = held.split('\n')
    held = lines.pop() ?? ''
    yield* lines
    if (done) return
  }
}
