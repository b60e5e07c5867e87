/** Who may speak to the loopback server: Host, Origin, and a token that a one-time code was exchanged for. */
import { randomBytes, timingSafeEqual } from 'node:crypto'

export type Access = ReturnType<typeof makeAccess>

/** Just enough of a request to decide. */
export type Asking = {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly site: string | undefined
}

const codeLife = 10 * 60_000

/** The access of one server. `clock` in milliseconds. */
export function makeAccess(clock: () => number) {
  const codes = new Map<string, number>()
  const token = randomBytes(32).toString('base64url')

  return { newCode, exchange, holdsToken, isOwnHost, isOwnPage }

  /** A code for one window. `life`: 'short' ends after ten minutes, for codes that stand in a list of processes. */
  function newCode(life: 'short' | 'long'): string {
    const code = randomBytes(24).toString('base64url')
    codes.set(code, life === 'short' ? clock() + codeLife : Number.POSITIVE_INFINITY)
    return code
  }

  /** The token for a code that was not used yet; null for any other. */
  function exchange(code: string): string | null {
    const until = codes.get(code)
    codes.delete(code)
    return until !== undefined && clock() <= until ? token : null
  }

  function holdsToken(given: string | undefined): boolean {
    const own = Buffer.from(token)
    const other = Buffer.from(given ?? '')
    return own.length === other.length && timingSafeEqual(own, other)
  }

  /** True where the request names this server by its own address: another name could be a page that had its own name point here. */
  function isOwnHost(asking: Asking, port: number): boolean {
    return asking.host === `127.0.0.1:${port}`
  }

  /** True where the request comes from a page of this server. Browsers name the origin of every POST; the event stream is told by its site. */
  function isOwnPage(asking: Asking, port: number): boolean {
    if (asking.origin !== undefined) return asking.origin === `http://127.0.0.1:${port}`
    return asking.method === 'GET' && (asking.site === undefined || asking.site === 'same-origin')
  }
}
