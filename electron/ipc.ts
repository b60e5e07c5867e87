/** Relays calls and events between the page and the host, for Parley's own page alone. */
import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { fail, type Result } from '../shared/errors.ts'
import { channels } from './channels.ts'
import type { EventHub } from './eventHub.ts'
import { isPageAddress } from './security.ts'

/** Starts relaying. `call` answers what the page asks; `hub` tells it what happens. */
export function relay(
  call: (method: string, input: unknown) => Promise<Result<unknown>>,
  hub: EventHub
): void {
  const ends = new Map<number, () => void>()
  ipcMain.handle(channels.call, (event, method: unknown, input: unknown) => {
    if (!isOwnPage(event)) return fail('notAllowed')
    if (typeof method !== 'string') return fail('badInput', { where: 'method' })
    return call(method, input)
  })
  ipcMain.on(channels.subscribe, (event) => {
    if (!isOwnPage(event)) return
    const { sender } = event
    // A page that was loaded anew subscribes again.
    ends.get(sender.id)?.()
    const end = hub.subscribe((told) => {
      if (!sender.isDestroyed()) sender.send(channels.event, told)
    })
    ends.set(sender.id, end)
    sender.once('destroyed', () => {
      end()
      if (ends.get(sender.id) === end) ends.delete(sender.id)
    })
  })
}

/** True for a message of the page itself, in the main frame of its window. */
function isOwnPage(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isPageAddress(frame.url)
}
