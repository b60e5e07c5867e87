import { expect, it, vi } from 'vitest'
import { fail, ok } from '../shared/errors.ts'
import { channels } from './channels.ts'
import { makeEventHub } from './eventHub.ts'

type Handler = (event: unknown, ...args: unknown[]) => unknown
const handlers = vi.hoisted(() => new Map<string, Handler>())
vi.mock('electron', () => ({
  app: {},
  protocol: {},
  session: {},
  ipcMain: {
    handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
    on: (channel: string, handler: Handler) => handlers.set(channel, handler)
  }
}))
const { relay } = await import('./ipc.ts')

const sender = { id: 1, isDestroyed: () => false, once: vi.fn(), send: vi.fn() }
const own = { sender, senderFrame: { url: 'parley://app/index.html', parent: null } }

it('answers the page in the main frame of its window, and nobody else', async () => {
  const call = vi.fn(() => Promise.resolve(ok('answered')))
  const hub = makeEventHub()
  relay(call, hub)
  const ask = (event: unknown, method: unknown = 'app.about'): unknown =>
    handlers.get(channels.call)?.(event, method, {})
  expect(await ask(own)).toEqual(ok('answered'))
  const others = [
    { sender, senderFrame: null },
    { sender, senderFrame: { url: 'https://example.com/', parent: null } },
    { sender, senderFrame: { url: 'parley://app.example.com/index.html', parent: null } },
    { sender, senderFrame: { url: 'parley://other/index.html', parent: null } },
    { sender, senderFrame: { url: 'file:///tmp/index.html', parent: null } },
    { sender, senderFrame: { url: 'parley://app/index.html', parent: own.senderFrame } }
  ]
  for (const other of others) {
    expect(await ask(other)).toEqual(fail('notAllowed'))
    handlers.get(channels.subscribe)?.(other)
  }
  expect(await ask(own, 7)).toEqual(fail('badInput', { where: 'method' }))
  expect(call).toHaveBeenCalledTimes(1)
  expect(hub.listening()).toBe(0)
})

it('tells each window once, also when its page was loaded anew, and not after it is gone', () => {
  const hub = makeEventHub()
  relay(() => Promise.resolve(ok(null)), hub)
  const subscribe = handlers.get(channels.subscribe)
  subscribe?.(own)
  subscribe?.(own)
  expect(hub.listening()).toBe(1)
  hub.publish({ event: 'menu', content: { command: 'edit.undo' } })
  expect(sender.send.mock.calls).toEqual([
    [channels.event, { event: 'menu', content: { command: 'edit.undo' } }]
  ])
  for (const [, gone] of sender.once.mock.calls as [string, () => void][]) gone()
  expect(hub.listening()).toBe(0)
})
