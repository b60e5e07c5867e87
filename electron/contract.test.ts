/** The contract's one suite, over every carrier: a call, a thread's port, Electron's messages, HTTP. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import type { Carrier } from '../shared/api/client.ts'
import type { AnyEvent } from '../shared/api/contract.ts'
import { contractSuite, type Answering, type Carried, type Opened } from '../shared/testing/contractSuite.ts'
import { serve } from './browser/server.ts'
import { makeEventHub } from './eventHub.ts'
import { directHost } from './host/directHost.ts'
import { nodeClock } from './host/nodePorts.ts'
import type { Dialogs, HostFolders } from './host/ports.ts'
import { startHostThread } from './host/thread.ts'

const electron = vi.hoisted(() => ({ current: {} as Record<string, unknown> }))
vi.mock('electron', () => {
  // Each window of a test has its own messages, so members are looked up when they are used.
  const member = (name: string): unknown =>
    new Proxy({}, { get: (_own, key) => (electron.current[name] as Record<string | symbol, unknown>)[key] })
  return Object.fromEntries(
    ['app', 'contextBridge', 'ipcMain', 'ipcRenderer', 'protocol', 'session'].map((name) => [
      name,
      member(name)
    ])
  )
})

const bug = (where: string, error: unknown): void => {
  throw new Error(`A bug behind ${where}`, { cause: error })
}

function newHome(): {
  readonly folders: HostFolders
  readonly put: Opened['put']
  readonly remove: () => void
} {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-carrier-')))
  const home = path.join(root, 'home')
  fs.mkdirSync(home)
  return {
    folders: {
      home,
      documents: home,
      settings: path.join(root, 'settings'),
      temporary: path.join(root, 'tmp')
    },
    put: (name, content) => fs.writeFileSync(path.join(home, name), content),
    remove: () => fs.rmSync(root, { recursive: true, force: true })
  }
}

/** A host in this process behind a carrier made of what it answers and tells. */
async function openHost(
  over: (answering: Answering) => Promise<Carried>,
  dialogs: Dialogs | null
): Promise<Opened> {
  const home = newHome()
  const host = directHost({ checkOutputs: true, onBug: bug, folders: home.folders, dialogs })
  const carried = await over(host)
  return {
    carrier: carried.carrier,
    put: home.put,
    close: async () => {
      await carried.close()
      await host.close()
      home.remove()
    }
  }
}

const picks: Dialogs = {
  pick: (_purpose, _name, folder) => Promise.resolve([path.join(folder, 'picked.parley')])
}

const overCalls = (answering: Answering): Promise<Carried> =>
  Promise.resolve({ carrier: answering, close: () => Promise.resolve() })
contractSuite({ name: 'plain calls', open: () => openHost(overCalls, null), openOver: overCalls })

contractSuite({
  name: 'the port of the host’s thread',
  openOver: null,
  open: () => {
    const home = newHome()
    const listeners = new Set<(event: AnyEvent) => void>()
    const thread = startHostThread({
      shell: 'direct',
      version: '0',
      platform: process.platform,
      licences: '',
      folders: home.folders,
      checkOutputs: true,
      dialogs: picks,
      onBug: bug,
      onEvent: (event) => {
        for (const listener of listeners) listener(event)
      }
    })
    const carrier: Carrier = {
      call: (method, input) => thread.call(method, input),
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      }
    }
    return Promise.resolve({
      carrier,
      put: home.put,
      close: async () => {
        await thread.close()
        home.remove()
      }
    })
  }
})

/** The real preload and the real relay, with Electron's messages between them: values cross as structured clones. */
async function overMessages({ call, subscribe }: Answering): Promise<Carried> {
  let exposed: unknown = null
  const toPage = new Map<string, Set<(event: unknown, ...args: unknown[]) => void>>()
  const toMain = new Map<string, (event: unknown, ...args: unknown[]) => unknown>()
  const frame = { url: 'parley://app/index.html', parent: null }
  const sender = {
    id: 1,
    isDestroyed: () => false,
    once: () => undefined,
    send: (channel: string, ...args: unknown[]) => {
      for (const listener of toPage.get(channel) ?? []) listener({}, ...(structuredClone(args) as unknown[]))
    }
  }
  const event = { sender, senderFrame: frame }
  electron.current = {
    app: {},
    protocol: {},
    session: {},
    contextBridge: { exposeInMainWorld: (_name: string, api: unknown) => (exposed = api) },
    ipcMain: {
      handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) =>
        toMain.set(channel, handler),
      on: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) =>
        toMain.set(channel, handler)
    },
    ipcRenderer: {
      invoke: async (channel: string, ...args: unknown[]) =>
        structuredClone(await toMain.get(channel)?.(event, ...(structuredClone(args) as unknown[]))),
      send: (channel: string, ...args: unknown[]) => void toMain.get(channel)?.(event, ...args),
      on: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) =>
        toPage.set(channel, (toPage.get(channel) ?? new Set()).add(listener)),
      removeListener: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) =>
        toPage.get(channel)?.delete(listener)
    }
  }
  vi.resetModules()
  const { relay } = await import('./ipc.ts')
  await import('./preload.ts')
  const hub = makeEventHub()
  const end = subscribe((told) => hub.publish(told))
  relay(call, hub)
  return {
    carrier: exposed as Carrier,
    close: () => {
      end()
      return Promise.resolve()
    }
  }
}
contractSuite({
  name: 'Electron’s messages',
  open: () => openHost(overMessages, picks),
  openOver: overMessages
})

/** The real server, asked as the window asks. */
async function overHttp({ call, subscribe }: Answering): Promise<Carried> {
  const hub = makeEventHub()
  const end = subscribe((told) => hub.publish(told))
  const server = await serve({ call, hub, page: os.tmpdir(), port: 0, clock: nodeClock })
  const base = `http://127.0.0.1:${server.port}`
  const json = { 'content-type': 'application/json', origin: base }
  const exchanged = await fetch(`${base}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ code: server.access.newCode('long') })
  })
  const { value } = (await exchanged.json()) as { value: { token: string } }
  const headers = { ...json, 'x-parley-token': value.token }
  const carrier: Carrier = {
    call: async (method, input) => {
      const response = await fetch(`${base}/api/${encodeURIComponent(method)}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(input)
      })
      return response.json()
    },
    subscribe: (listener) => {
      const ending = new AbortController()
      void follow(`${base}/events`, headers, listener, ending.signal)
      return () => ending.abort()
    }
  }
  return {
    carrier,
    close: async () => {
      end()
      await server.close()
    }
  }
}
contractSuite({ name: 'HTTP', open: () => openHost(overHttp, null), openOver: overHttp })

async function follow(
  address: string,
  headers: Record<string, string>,
  listener: (event: unknown) => void,
  signal: AbortSignal
): Promise<void> {
  try {
    const { body } = await fetch(address, { headers, signal })
    let held = ''
    for await (const part of (body ?? new ReadableStream<Uint8Array>()).pipeThrough(
      new TextDecoderStream()
    )) {
      const lines = (held + part).split('\n')
      held = lines.pop() ?? ''
      for (const line of lines) if (line !== '') listener(JSON.parse(line))
    }
  } catch (error) {
    // The stream ends with the test or with the server.
    if (!(error instanceof Error && (error.name === 'AbortError' || error.message === 'terminated')))
      throw error
  }
}
