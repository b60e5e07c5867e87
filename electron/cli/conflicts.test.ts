import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { must } from '../../shared/errors.ts'
import { directHost } from '../host/directHost.ts'
import { runIn, type Printed } from './testCli.ts'

let root: string
beforeAll(async () => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-cli-conflicts-')))
  vi.stubEnv('PARLEY_HOME', path.join(root, 'home'))
  await parley('new', 'talks', '--coder', 'Ana')
  await define('talks', 'Ana', '')
  fs.copyFileSync(path.join(root, 'talks.parley'), path.join(root, 'ben.parley'))
  await define('talks', 'Ana', 'No shooting – é 🕊️')
  await define('ben', 'Ben', 'وقف إطلاق النار')
  await parley('merge', 'talks', 'ben.parley')
})
afterAll(() => {
  vi.unstubAllEnvs()
  fs.rmSync(root, { recursive: true, force: true })
})

describe('parley conflicts and parley settle', () => {
  it('teach how they are used', async () => {
    expect((await parley('conflicts', '--help')).out).toContain(
      'parley conflicts talks --kind values deleted'
    )
    expect((await parley('settle', '--help')).out).toContain('parley settle talks --all --take newer')
    expect(await parley('settle', 'talks', '--take', 'mine')).toMatchObject({ exit: 2 })
    expect(await parley('settle', 'talks', '--all', '--take', 'whatever')).toMatchObject({ exit: 2 })
    expect(await parley('settle', 'talks', 'ffffff', '--take', 'mine')).toMatchObject({ exit: 2 })
    expect(await parley('conflicts', 'talks', '--kind', 'whatever')).toMatchObject({ exit: 2 })
  })

  it('list every side with the id of its change, as text and as JSON', async () => {
    const { out, exit } = await parley('conflicts', 'talks')
    expect(exit).toBe(0)
    expect(out).toMatch(
      /^Changed in two places \(1\)\n {2}[0-9a-f]{10} {2}Definition of the issue “Ceasefire”\n/
    )
    expect(out).toMatch(/ {8}[0-9a-z]{16}-\d+ {2}Ana set the definition to “No shooting – é 🕊️”, 20/)
    expect(out).toMatch(/ {6}\* [0-9a-z]{16}-\d+ {2}Ben set the definition to “وقف إطلاق النار”, 20/)
    const { conflicts, total } = await listed()
    expect(total).toBe(1)
    expect(conflicts[0]?.told).toHaveLength(2)
    expect((await parley('conflicts', 'talks', '--kind', 'deleted')).out).toBe(
      'Nothing waits for a decision.\n'
    )
  })

  it('settle by id, by the id of a side, or all; undo makes it a conflict again', async () => {
    const [conflict] = (await listed()).conflicts
    const id = conflict?.id ?? ''
    const sides = conflict?.sides ?? []
    for (const [way, said] of [
      ['mine', 'No shooting – é 🕊️'],
      ['theirs', 'وقف إطلاق النار'],
      ['the first', 'No shooting – é 🕊️']
    ] as const) {
      const take = way === 'the first' ? (sides[0]?.change ?? '') : way
      expect(await parley('settle', 'talks', id.slice(0, 6), '--take', take, '--coder', 'Ana')).toMatchObject(
        {
          exit: 0,
          out: '1 settled; 0 left.\n'
        }
      )
      expect((await listed()).total).toBe(0)
      expect((await parley('codebook', 'show', 'talks', '--json')).out).toContain(said)
      await parley('undo', 'talks', '--coder', 'Ana')
      expect((await listed()).total).toBe(1)
      // The sides have new changes now, but still belong to whoever wrote them.
      const [again] = (await listed()).conflicts
      expect(again?.told).toEqual(conflict?.told)
      sides.splice(0, 2, ...(again?.sides ?? []))
    }
    expect(await parley('settle', 'talks', id, '--take', 'delete', '--coder', 'Ana')).toMatchObject({
      exit: 3,
      out: '0 settled; 1 left.\n'
    })
    expect(await parley('settle', 'talks', '--all', '--take', 'newer', '--coder', 'Ana')).toMatchObject({
      exit: 0
    })
    expect((await listed()).total).toBe(0)
    await parley('merge', 'talks', 'ben.parley')
    expect((await listed()).total).toBe(0)
  })

  it('count what is left as it is listed: an offer that was declined waits for nobody', async () => {
    const host = directHost()
    const { client } = host
    must(await client.call('project.open', { file: host.handleOf(path.join(root, 'talks.parley')) }))
    must(await client.call('command.run', { command: 'actor.create', input: { name: 'Café' } }))
    must(await client.call('command.run', { command: 'actor.create', input: { name: 'Cafe\u0301' } }))
    const { conflicts } = must(await client.call('conflicts.page', {}))
    must(await client.call('conflicts.decline', { offers: conflicts.map(({ id }) => id), isDeclined: true }))
    await host.close()
    expect(await parley('conflicts', 'talks')).toMatchObject({
      out: 'Nothing waits for a decision.\n',
      err: '1 offer to join was declined on this machine; --declined shows it.\n'
    })
    expect(await parley('settle', 'talks', '--all', '--take', 'newer', '--coder', 'Ana')).toMatchObject({
      out: '0 settled; 0 left.\n'
    })
    const [offer] = conflicts
    expect(
      await parley('settle', 'talks', offer?.id ?? '', '--take', 'mine', '--coder', 'Ana')
    ).toMatchObject({
      exit: 3,
      out: '0 settled; 0 left.\n'
    })
  })
})

type Told = {
  readonly total: number
  readonly conflicts: readonly {
    readonly id: string
    readonly told: readonly string[]
    readonly sides: { readonly change: string }[]
  }[]
}

async function listed(): Promise<Told> {
  return JSON.parse((await parley('conflicts', 'talks', '--json')).out) as Told
}

async function define(project: string, coder: string, definition: string): Promise<void> {
  fs.writeFileSync(path.join(root, 'book.csv'), `record,path,definition\nissue,Ceasefire,${definition}\n`)
  const { exit } = await parley('codebook', 'import', project, 'book.csv', '--coder', coder)
  expect(exit).toBe(0)
}

const parley = (...args: readonly string[]): Promise<Printed> => runIn(root, args)
