/** Messages from the page. Values cross as structured clones do; errors come back as Electron words them. */
import { EventEmitter } from 'node:events'
import * as devalue from 'devalue'
import { strict } from './recording.ts'

export type FrameEvent = {
  readonly sender: unknown
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}
type Handler = (event: FrameEvent, ...args: readonly unknown[]) => unknown

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>()
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }
}

export const ipcMain = strict('ipcMain', new IpcMain())

/** Takes a message of a page and answers it. */
export async function takeMessage(event: FrameEvent, text: string): Promise<string> {
  const [kind, channel, args] = devalue.parse(text) as [string, string, unknown[]]
  if (kind === 'send') {
    ipcMain.emit(channel, event, ...args)
    return ''
  }
  try {
    const handler = ipcMain.handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return devalue.stringify({ value: structuredClone(await handler(event, ...args)) })
  } catch (error) {
    return devalue.stringify({ error: String(error) })
  }
}
