import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fail, ok } from '../../shared/errors.ts'
import { makeEventHub, type EventHub } from '../eventHub.ts'
import { serve, type Server } from './server.ts'

let server: Server
let hub: EventHub
let folder: string
let now: number
const calls: unknown[][] = []

beforeEach(async () => {
  now = 1000
  calls.length = 0
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-server-'))
  fs.mkdirSync(path.join(folder, 'page/assets'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'page/index.html'), '<!doctype html><title>Parley</title>')
  fs.writeFileSync(path.join(folder, 'page/assets/main-1.js'), '1')
  fs.writeFileSync(path.join(folder, 'page/notes.txt'), 'not part of the page')
  fs.writeFileSync(path.join(folder, 'secret.html'), 'secret')
  hub = makeEventHub()
  server = await serve({
    call: (method, input) => {
      calls.push([method, input])
      return Promise.resolve(method === 'undo' ? fail('nothingToUndo') : ok(input))
    },
    hub,
    page: path.join(folder, 'page'),
    port: 0,
    clock: () => now
  })
})

afterEach(async () => {
  await server.close()
  fs.rmSync(folder, { recursive: true })
})

type Answer = { readonly status: number; readonly headers: http.IncomingHttpHeaders; readonly body: string }

/** As any program could ask: every header is free. */
function ask(
  method: string,
  where: string,
  headers: Record<string, string> = {},
  body?: string
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: server.port, method, path: where, headers },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
        )
      }
    )
    request.on('error', reject)
    request.end(body)
  })
}

const own = (): Record<string, string> => ({
  origin: `http://127.0.0.1:${server.port}`,
  'content-type': 'application/json'
})

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([own]) => own !== name))
}

async function token(): Promise<string> {
  const { body } = await ask(
    'POST',
    '/session',
    own(),
    JSON.stringify({ code: server.access.newCode('long') })
  )
  return (JSON.parse(body) as { value: { token: string } }).value.token
}

describe('the loopback server', () => {
  it('answers a call of its own page, as the contract says, also with what it refuses', async () => {
    const headers = { ...own(), 'x-parley-token': await token() }
    expect(JSON.parse((await ask('POST', '/api/codebook.get', headers, '{"a":"é 🕊 سلام"}')).body)).toEqual(
      ok({ a: 'é 🕊 سلام' })
    )
    expect(JSON.parse((await ask('POST', '/api/undo', headers, '{}')).body)).toEqual(fail('nothingToUndo'))
    expect(calls.map(([method]) => method)).toEqual(['codebook.get', 'undo'])
  })

  it('gives the token once a code, and never for a code it did not make or one that is too old', async () => {
    const code = server.access.newCode('short')
    const late = server.access.newCode('short')
    const printed = server.access.newCode('long')
    const exchange = async (given: string): Promise<number> =>
      (await ask('POST', '/session', own(), JSON.stringify({ code: given }))).status
    expect(await exchange(code)).toBe(200)
    expect(await exchange(code)).toBe(401)
    expect(await exchange('made-up')).toBe(401)
    now += 11 * 60_000
    expect(await exchange(late)).toBe(401)
    expect(await exchange(printed)).toBe(200)
    expect(server.addressWith('c')).toBe(`http://127.0.0.1:${server.port}/#c`)
  })

  it('refuses who has no token, comes from another page or under another name, before the host hears of it', async () => {
    const right = { ...own(), 'x-parley-token': await token() }
    const wrong: [number, Record<string, string>][] = [
      [401, own()],
      [401, { ...right, 'x-parley-token': 'guess' }],
      [403, { ...right, origin: 'https://evil.example' }],
      [403, { ...right, origin: 'null' }],
      [403, { ...right, origin: `http://localhost:${server.port}` }],
      [421, { ...right, host: `evil.example:${server.port}` }],
      [421, { ...right, host: 'localhost' }],
      [415, { ...right, 'content-type': 'text/plain' }]
    ]
    for (const [status, headers] of wrong) {
      const answer = await ask('POST', '/api/undo', headers, '{}')
      expect([answer.status, headers]).toEqual([status, headers])
      expect(JSON.parse(answer.body)).toMatchObject({ ok: false })
    }
    const noOrigin = without(right, 'origin')
    expect((await ask('POST', '/api/undo', noOrigin, '{}')).status).toBe(403)
    expect((await ask('GET', '/api/undo', right)).status).toBe(405)
    expect((await ask('POST', '/api/undo', right, '{"broken')).status).toBe(400)
    expect((await ask('GET', '/events', { host: `127.0.0.1:${server.port}` })).status).toBe(401)
    expect((await ask('GET', '/events', { ...noOrigin, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect(calls).toEqual([])
  })

  it('refuses a body that is too large, by its length and by what comes', async () => {
    const headers = { ...own(), 'x-parley-token': await token() }
    const huge = `"${'x'.repeat(9 * 2 ** 20)}"`
    expect(
      await ask('POST', '/api/document.open', { ...headers, 'content-length': String(2 ** 40) }).catch(
        (error: Error) => error.message
      )
    ).toMatchObject({ status: 413 })
    const sent = await ask(
      'POST',
      '/api/document.open',
      { ...headers, 'transfer-encoding': 'chunked' },
      huge
    ).catch(() => ({ status: 413 }))
    expect(sent.status).toBe(413)
    // A whole scanned book, and all hits of a search to tag.
    expect((await ask('POST', '/api/files.dropped', headers, huge)).status).toBe(200)
    expect((await ask('POST', '/api/command.run', headers, huge)).status).toBe(200)
    expect(calls.map(([method]) => method)).toEqual(['files.dropped', 'command.run'])
  })

  it('serves the page and nothing beside it, with headers that let it do no more than it needs', async () => {
    const page = await ask('GET', '/')
    expect(page.body).toContain('Parley')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).not.toContain('unsafe')
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin'
    })
    expect((await ask('GET', '/assets/main-1.js')).headers['content-type']).toBe(
      'text/javascript; charset=utf-8'
    )
    for (const outside of [
      '/../secret.html',
      '/%2e%2e/secret.html',
      '/..%2fsecret.html',
      '/assets/..%5c..%5csecret.html',
      '//secret.html',
      '/notes.txt',
      '/assets',
      '/%00',
      '/%zz',
      '/C:/x.js'
    ]) {
      expect([outside, (await ask('GET', outside)).status]).toEqual([outside, 404])
    }
    expect((await ask('POST', '/', own(), '{}')).status).toBe(405)
    expect((await ask('GET', '/', { host: 'evil.example' })).status).toBe(421)
  })

  it('streams events to the window, a file opened before it was there first, and forgets a window that went', async () => {
    hub.publish({ event: 'openFile', content: { handle: 'h', name: 'a.parley', kind: 'project' } })
    hub.publish({ event: 'menu', content: { command: 'nobody hears this' } })
    const headers = without(
      { ...own(), 'x-parley-token': await token(), 'sec-fetch-site': 'same-origin' },
      'origin'
    )
    const lines: string[] = []
    const request = http.get({ host: '127.0.0.1', port: server.port, path: '/events', headers })
    const heard = new Promise<void>((resolve) => {
      request.on('response', (response) => {
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          lines.push(...part.split('\n').filter(Boolean))
          if (lines.length === 1) hub.publish({ event: 'menu', content: { command: 'undo' } })
          if (lines.length === 2) resolve()
        })
        response.on('error', () => undefined)
      })
    })
    await heard
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['openFile', 'menu'])
    expect(hub.listening()).toBe(1)
    request.destroy()
    await expect.poll(() => hub.listening()).toBe(0)
  })
})
