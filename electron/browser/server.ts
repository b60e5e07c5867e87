/**
 * The contract over HTTP on 127.0.0.1.
 *
 * - `GET /…`: the page's own files. No secrets in them, so no token.
 * - `POST /session` with `{ "code": … }`: a one-time code for the token.
 * - `POST /api/<method>` with the input as JSON: the Result as JSON.
 * - `GET /events`: one event a line as JSON, an empty line every 15 seconds.
 *
 * The last two want the token in the header `x-parley-token`; everything wants the right Host, and Origin where a browser sends one.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { fail, type Result } from '../../shared/errors.ts'
import type { EventHub } from '../eventHub.ts'
import { pageFile, safeHeaders } from '../pageFiles.ts'
import { makeAccess, type Access } from './access.ts'
import { readBody } from './body.ts'

export type ServerOptions = {
  readonly call: (method: string, input: unknown) => Promise<Result<unknown>>
  readonly hub: EventHub
  /** The folder of the page's files. */
  readonly page: string
  /** 0: any free port. */
  readonly port: number
  readonly clock: () => number
}

export type Server = {
  readonly port: number
  readonly access: Access
  /** The address that opens a window, with a one-time code in its fragment (which a browser never sends anywhere). */
  addressWith(code: string): string
  close(): Promise<void>
}

/** Largest bodies in bytes. What is dropped comes as base64 and may be a whole scanned book; a corrected text comes whole, and so do 100,000 hits to tag. */
const bodyLimit = 8 * 2 ** 20
const droppedLimit = 128 * 2 ** 20
const heartbeat = 15_000

/** Starts the server. Rejects where the port is taken. */
export async function serve(options: ServerOptions): Promise<Server> {
  const access = makeAccess(options.clock)
  const streams = new Set<http.ServerResponse>()
  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => refuse(response, 500, fail('internal')))
  })
  server.requestTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const port = (server.address() as AddressInfo).port
  return {
    port,
    access,
    addressWith: (code) => `http://127.0.0.1:${port}/#${code}`,
    close: () =>
      new Promise((resolve) => {
        for (const stream of streams) stream.end()
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }

  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const pathname = (request.url ?? '/').replace(/[?#].*$/, '')
    const asking = {
      method: request.method ?? '',
      host: request.headers.host,
      origin: request.headers.origin,
      site: headerOf(request, 'sec-fetch-site')
    }
    if (!access.isOwnHost(asking, port)) return void refuse(response, 421, fail('notAllowed'))
    const isApi = pathname.startsWith('/api/') || pathname === '/events' || pathname === '/session'
    if (!isApi) return sendPageFile(request, response, pathname)
    if (!access.isOwnPage(asking, port)) return void refuse(response, 403, fail('notAllowed'))
    if (pathname === '/session') return exchange(request, response)
    if (!access.holdsToken(headerOf(request, 'x-parley-token')))
      return void refuse(response, 401, fail('notAllowed'))
    if (pathname === '/events')
      return asking.method === 'GET' ? stream(response) : void refuse(response, 405, fail('notAllowed'))
    return call(request, response, pathname.slice('/api/'.length))
  }

  async function call(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    method: string
  ): Promise<void> {
    const isLarge =
      method === 'files.dropped' || method === 'command.run' || method.startsWith('document.correct')
    const input = await jsonOf(request, response, isLarge ? droppedLimit : bodyLimit)
    if (input) sendJson(response, 200, await options.call(method, input.value))
  }

  async function exchange(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const input = await jsonOf(request, response, 1000)
    if (!input) return
    const code =
      typeof input.value === 'object' && input.value !== null && 'code' in input.value
        ? input.value.code
        : null
    const token = typeof code === 'string' ? access.exchange(code) : null
    if (token === null) refuse(response, 401, fail('notAllowed'))
    else sendJson(response, 200, { ok: true, value: { token } })
  }

  /** The body as JSON; null where it was refused, and the answer has been given. */
  async function jsonOf(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    limit: number
  ): Promise<{ readonly value: unknown } | null> {
    if (request.method !== 'POST') return refuse(response, 405, fail('notAllowed'))
    if (headerOf(request, 'content-type')?.split(';')[0]?.trim() !== 'application/json')
      return refuse(response, 415, fail('badInput', { where: 'content type' }))
    const body = await readBody(request, limit)
    if (body === null)
      return refuse(response, 413, fail('tooLarge', { name: 'The request', size: `over ${limit} bytes` }))
    try {
      return { value: JSON.parse(body.toString('utf8')) as unknown }
    } catch {
      return refuse(response, 400, fail('badInput', { where: 'JSON' }))
    }
  }

  function stream(response: http.ServerResponse): void {
    response.writeHead(200, {
      ...safeHeaders,
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store'
    })
    response.write('\n')
    streams.add(response)
    const end = options.hub.subscribe((event) => response.write(`${JSON.stringify(event)}\n`))
    const beat = setInterval(() => response.write('\n'), heartbeat)
    response.on('close', () => {
      clearInterval(beat)
      streams.delete(response)
      end()
    })
  }

  function sendPageFile(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    pathname: string
  ): void {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void refuse(response, 405, fail('notAllowed'))
    const file = pageFile(options.page, pathname)
    if (!file) return void refuse(response, 404, fail('fileGone', { name: pathname.slice(0, 80) }))
    response.writeHead(200, { ...file.headers, 'content-length': file.bytes.length })
    response.end(request.method === 'HEAD' ? undefined : file.bytes)
  }
}

function headerOf(request: http.IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function refuse(response: http.ServerResponse, status: number, result: Result<never>): null {
  if (response.headersSent) response.end()
  else {
    // What is left of a refused body is not read.
    response.setHeader('connection', 'close')
    sendJson(response, status, result)
  }
  return null
}

function sendJson(response: http.ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value)
  response.writeHead(status, {
    ...safeHeaders,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store'
  })
  response.end(body)
}
