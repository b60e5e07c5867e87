/** What the page sees of Electron: the contract's carrier, nothing else. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Carrier } from '../shared/api/client.ts'
import { channels } from './channels.ts'

const carrier: Carrier = {
  call: (method, input) => ipcRenderer.invoke(channels.call, method, input),
  subscribe(listener) {
    const hear = (_event: IpcRendererEvent, event: unknown): void => listener(event)
    ipcRenderer.on(channels.event, hear)
    ipcRenderer.send(channels.subscribe)
    return () => ipcRenderer.removeListener(channels.event, hear)
  }
}

contextBridge.exposeInMainWorld('parley', carrier)
