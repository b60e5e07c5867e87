import { describe, expect, it, vi } from 'vitest'
import { fail, must, ok, ProblemError } from '../errors.ts'
import { makeClient, type Carrier } from './client.ts'
import { contract } from './contract.ts'
import { dispatch, type Handlers } from './dispatch.ts'

function handlersWith(own: Partial<Handlers>): Handlers {
  const rest = Object.fromEntries(Object.keys(contract).map((method) => [method, () => fail('noProject')]))
  return { ...(rest as unknown as Handlers), ...own }
}

describe('the door of the host', () => {
  it('refuses a method that this version does not have', async () => {
    const call = dispatch(handlersWith({}), { onBug: vi.fn() })
    expect(await call('project.teleport', {})).toEqual(fail('unknownMethod', { method: 'project.teleport' }))
    expect(await call('__proto__', {})).toEqual(fail('unknownMethod', { method: '__proto__' }))
    expect(await call('toString', {})).toMatchObject({ problem: { code: 'unknownMethod' } })
  })

  it('says in words where an input is wrong, and never runs it', async () => {
    const open = vi.fn(() => fail('fileGone', { name: 'x' }))
    const call = dispatch(handlersWith({ 'project.open': open }), { onBug: vi.fn() })
    expect(await call('project.open', { file: 7 })).toMatchObject({
      ok: false,
      problem: {
        code: 'badInput',
        about: { where: expect.stringMatching(/^project\.open, file: /) as string }
      }
    })
    expect(await call('project.open', { file: 'f', path: '/etc/passwd' })).toMatchObject({
      problem: { code: 'badInput' }
    })
    expect(open).not.toHaveBeenCalled()
  })

  it('fills in what a caller may leave out', async () => {
    const browse = vi.fn(() => fail('noFileChosen'))
    await dispatch(handlersWith({ 'files.browse': browse }), { onBug: vi.fn() })('files.browse', undefined)
    expect(browse).toHaveBeenCalledWith({ endings: [] })
  })

  it('turns a thrown problem into a failure and a bug into one sentence, told to the host alone', async () => {
    const onBug = vi.fn()
    const call = dispatch(
      handlersWith({
        'codebook.get': () => {
          throw new ProblemError({ code: 'diskFull', about: {} })
        },
        undo: () => {
          throw new TypeError('/home/ann/secret.parley is undefined')
        }
      }),
      { onBug }
    )
    expect(await call('codebook.get', {})).toEqual(fail('diskFull'))
    expect(onBug).not.toHaveBeenCalled()
    expect(await call('undo', {})).toEqual(fail('internal'))
    expect(onBug).toHaveBeenCalledWith('undo', expect.any(TypeError))
  })

  it('finds an answer that breaks the contract where outputs are checked', async () => {
    const onBug = vi.fn()
    const call = dispatch(handlersWith({ 'recent.list': () => ok([{ handle: 'h' }] as never) }), {
      onBug,
      checkOutputs: true
    })
    expect(await call('recent.list', {})).toEqual(fail('internal'))
    expect(String(onBug.mock.calls[0]?.[1])).toContain('recent.list')
  })
})

describe('the client', () => {
  it('calls through to the handler and hears its own events only', async () => {
    let say: (event: unknown) => void = () => undefined
    const call = dispatch(
      handlersWith({
        'app.about': () =>
          ok({ version: '1', shell: 'direct', nativeDialogs: false, platform: 'linux', licences: '' })
      }),
      { onBug: vi.fn() }
    )
    const carrier: Carrier = {
      call,
      subscribe: (listener) => {
        say = listener
        return () => (say = () => undefined)
      }
    }
    const client = makeClient(carrier)
    expect(must(await client.call('app.about', {})).shell).toBe('direct')
    const heard: unknown[] = []
    const end = client.on('menu', (content) => heard.push(content.command))
    say({ event: 'menu', content: { command: 'undo' } })
    say({ event: 'progress', content: { task: 't', step: '', done: 1, total: 2 } })
    say({ event: 'constructor', content: {} })
    say('nonsense')
    end()
    say({ event: 'menu', content: { command: 'redo' } })
    client.close()
    expect(heard).toEqual(['undo'])
  })

  it('says that the connection is lost when the carrier fails, and never shows a code it does not know', async () => {
    const answers: (() => Promise<unknown>)[] = [
      () => Promise.reject(new Error('ECONNREFUSED')),
      () => Promise.resolve({ ok: false, problem: { code: 'fromTheFuture', about: {} } }),
      () => Promise.resolve('<html>'),
      () => Promise.resolve({ ok: false, problem: { code: 'noProject' } })
    ]
    const client = makeClient({
      call: () => answers.shift()?.() ?? Promise.reject(new Error()),
      subscribe: () => () => undefined
    })
    expect(await client.call('undo', {})).toEqual(fail('connectionLost'))
    expect(await client.call('undo', {})).toEqual(fail('internal'))
    expect(await client.call('undo', {})).toEqual(fail('internal'))
    expect(await client.call('undo', {})).toEqual(fail('noProject'))
  })
})
