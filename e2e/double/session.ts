/** The default session: its permission handlers are kept for the test to ask, its request filter is obeyed. */
import { record, strict } from './recording.ts'

type RequestFilter = (request: { url: string }, answer: (given: { cancel?: boolean }) => void) => void
type PermissionRequest = (contents: unknown, permission: string, answer: (isGranted: boolean) => void) => void

let filter: RequestFilter | null = null
const permissions: {
  request?: PermissionRequest
  check?: (contents: unknown, permission: string) => boolean
} = {}

export const defaultSession = strict('session', {
  setPermissionRequestHandler(handler: PermissionRequest): void {
    permissions.request = handler
  },
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void {
    permissions.check = handler
  },
  setDevicePermissionHandler(handler: (details: unknown) => boolean): void {
    record('devices', handler({}))
  },
  webRequest: strict('webRequest', {
    onBeforeRequest(given: RequestFilter): void {
      filter = given
    }
  }),
  /** Whether the program's filter stops a request. */
  isCancelled(url: string): boolean {
    let isCancelled = false
    filter?.({ url }, (given) => (isCancelled = given.cancel === true))
    return isCancelled
  },
  /** Whether the program would grant a permission; without a handler Electron grants. */
  isGranted(permission: string): boolean {
    let isGranted = true
    permissions.request?.({}, permission, (given) => (isGranted = given))
    return isGranted || (permissions.check?.({}, permission) ?? true)
  }
})

export const session = strict('session', { defaultSession })
