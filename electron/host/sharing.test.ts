import path from 'node:path'
import { expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import { openTempHost } from './testHost.ts'

it('makes a copy for whoever is called so now, not for whom an earlier one of that name was joined into', async () => {
  const { root, host, end } = openTempHost()
  const { client } = host
  const at = (name: string): string => host.handleOf(path.join(root, name))
  must(await client.call('project.create', { file: at('Talks.parley'), name: 'Talks é' }))
  const { coder: ana } = must(await client.call('project.chooseCoder', { name: 'Ana', initials: 'A' }))
  const create = async (): Promise<unknown> =>
    must(await client.call('command.run', { command: 'coder.create', input: { name: 'Zoë', initials: 'Z' } }))
      .made[0]?.id
  // Of equal names the ids, which are chance, say who is listed first.
  for (let n = 0; n < 12; n++) {
    const earlier = await create()
    must(await client.call('command.run', { command: 'coder.join', input: { coder: earlier, into: ana } }))
  }
  await create()
  const asked = { kind: 'code' as const, coder: { name: 'ZOE\u0308', initials: 'Z' } }
  expect(must(await client.call('share.write', { ...asked, file: at('For Zoë.parley') }))).toMatchObject({
    coder: 'Zoë'
  })
  expect(must(await client.call('codebook.get', {})).coders).toHaveLength(14)
  await end()
})

it('makes a copy for the coder who has the very name that was typed, whoever else differs only in case', async () => {
  const { root, host, end } = openTempHost()
  const { client } = host
  const at = (name: string): string => host.handleOf(path.join(root, name))
  must(await client.call('project.create', { file: at('Talks.parley'), name: 'Talks é' }))
  must(await client.call('project.chooseCoder', { name: 'Zoë', initials: 'Z' }))
  for (const name of ['zoë', 'ZOË'])
    must(await client.call('command.run', { command: 'coder.create', input: { name, initials: 'z' } }))
  for (const name of ['ZOË', 'Zoë', 'zoë']) {
    const asked = { kind: 'code' as const, coder: { name, initials: 'z' } }
    const written = await client.call('share.write', {
      ...asked,
      file: at(`${name.codePointAt(0) ?? 0}${name.codePointAt(1) ?? 0}.parley`)
    })
    expect(must(written)).toMatchObject({ coder: name })
  }
  await end()
})

it('begins a copy without past merges, and lists the first that is done in it', async () => {
  const { root, host, end } = openTempHost()
  const { client } = host
  const at = (name: string): string => host.handleOf(path.join(root, name))
  must(await client.call('project.create', { file: at('Talks.parley'), name: 'Talks é' }))
  must(await client.call('project.chooseCoder', { name: 'Ana', initials: 'A' }))
  for (const kind of ['code', 'publish'] as const)
    must(await client.call('share.write', { kind, coder: null, file: at(`${kind}.parley`) }))
  must(await client.call('command.run', { command: 'issue.create', input: { name: 'Later', parent: null } }))
  for (const kind of ['publish', 'code']) {
    must(await client.call('project.close', {}))
    must(await client.call('project.open', { file: at(`${kind}.parley`) }))
    expect(must(await client.call('merge.list', {}))).toEqual({ total: 0, merges: [] })
  }
  must(await client.call('merge.run', { files: [at('Talks.parley')] }))
  expect(must(await client.call('merge.list', {}))).toMatchObject({
    total: 1,
    merges: [{ source: 'Talks.parley', changes: 1 }]
  })
  await end()
})
