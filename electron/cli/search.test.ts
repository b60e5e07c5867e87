import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runIn, type Printed } from './testCli.ts'

let root: string
beforeAll(async () => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-cli-search-')))
  vi.stubEnv('PARLEY_HOME', path.join(root, 'home'))
  fs.writeFileSync(
    path.join(root, 'proposal.md'),
    '# Proposal\n\nA full ceasefire – cessez-le-feu à Genève 🕊️ – comes first.\n\nThe border treaty follows. Sanctions stay.\n'
  )
  fs.writeFileSync(
    path.join(root, 'reply.md'),
    '# Reply\n\nNo Ceasefire without a treaty on the border. 停火协议。\n'
  )
  await parley('new', 'talks', '--coder', 'Ana')
  await parley('import', 'talks', 'proposal.md', 'reply.md')
})
afterAll(() => {
  vi.unstubAllEnvs()
  fs.rmSync(root, { recursive: true, force: true })
})

const parley = (...args: readonly string[]): Promise<Printed> => runIn(root, args)

it('prints each hit with the words around it, in the order of the documents', async () => {
  expect(await parley('search', 'talks', 'ceasefire OR "border treaty"')).toEqual({
    exit: 0,
    err: '',
    out: [
      'Proposal, 2: A full [ceasefire] – cessez-le-feu à Genève 🕊️ – comes first.',
      'Proposal, 3: The [border treaty] follows. Sanctions stay.',
      'Reply, 2: No [Ceasefire] without a treaty on the border. 停火协议。',
      '3 hits in 2 documents',
      ''
    ].join('\n')
  })
  expect((await parley('search', 'talks', '停火')).out).toContain('[停火]协议')
  expect((await parley('search', 'talks', 'Ceasefire', '--exact')).out).toContain('1 hit in 1 document\n')
  expect(await parley('search', 'talks', 'nowhere')).toMatchObject({ exit: 0, out: 'Nothing was found.\n' })
})

it('gives one object with --json, and says where there is more', async () => {
  const { exit, out } = await parley('search', 'talks', 'cease-?fire', '--regex', '--limit', '1', '--json')
  expect([exit, JSON.parse(out)]).toMatchObject([
    3,
    { ok: true, verb: 'search', count: 1, isWhole: false, hits: [{ quote: 'ceasefire', title: 'Proposal' }] }
  ])
})

it('says what is wrong with a search', async () => {
  expect(await parley('search', 'talks', '"open')).toMatchObject({ exit: 1, out: '' })
  expect((await parley('search', 'talks', '(', '--regex')).err).toContain('unterminated group')
  expect((await parley('search', 'talks', 'a', '--regex', '--exact')).exit).toBe(2)
})
