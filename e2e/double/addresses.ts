/** Own schemes: Chromium is shown `https://app.parley.invalid/x` for `parley://app/x`. */
import { record, strict } from './recording.ts'

type Serve = (request: Request) => Response | Promise<Response>
const schemes = new Map<string, Serve>()

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list: readonly { readonly scheme: string }[]): void {
    record('schemes', list)
  },
  handle(scheme: string, serve: Serve): void {
    schemes.set(scheme, serve)
  }
})

/** What serves an address of the program's own; undefined for every other. */
export function serverOf(address: string): Serve | undefined {
  return schemes.get(new URL(address).protocol.slice(0, -1))
}

/** The address that Chromium is given. */
export function toWeb(address: string): string {
  return address.replace(/^([a-z]+):\/\/([^/]+)/, (whole, scheme: string, host: string) =>
    schemes.has(scheme) ? `https://${host}.${scheme}.invalid` : whole
  )
}

/** The address that the program is told. */
export function fromWeb(address: string): string {
  return address.replace(/^https:\/\/([^/]+)\.([a-z]+)\.invalid/, '$2://$1')
}
