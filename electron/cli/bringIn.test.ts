import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runIn, type Printed } from './testCli.ts'

let root: string
beforeAll(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-cli-bring-')))
  vi.stubEnv('PARLEY_HOME', path.join(root, 'home'))
})
afterAll(() => {
  vi.unstubAllEnvs()
  fs.rmSync(root, { recursive: true, force: true })
})

describe('parley bring-in', () => {
  it('tells what would come, takes a changed mapping, and adds nothing a second time', async () => {
    await parley('new', 'ours', '--coder', 'Ana')
    await parley('new', 'theirs', '--coder', 'Ben')
    fs.writeFileSync(path.join(root, 'treaty.txt'), 'The café 🕊️ closes.\r\nPeace.')
    await parley('import', 'theirs', 'treaty.txt')
    fs.writeFileSync(path.join(root, 'codebook.csv'), 'record,path\nissue,Security > Borders\n')
    await parley('codebook', 'import', 'theirs', 'codebook.csv')
    const dry = await parley('bring-in', 'ours', 'theirs', '--dry-run', '--json')
    const told = JSON.parse(dry.out) as {
      would: { documents: number; issues: number }
      mapping: { issue: Record<string, { as: string }> }
    }
    expect([dry.exit, told.would.documents, told.would.issues]).toEqual([0, 1, 0])
    for (const id of Object.keys(told.mapping.issue)) told.mapping.issue[id] = { as: 'new' }
    fs.writeFileSync(path.join(root, 'map.json'), JSON.stringify(told))
    const done = await parley('bring-in', 'ours', 'theirs', '--map', 'map.json', '--json')
    expect(JSON.parse(done.out)).toMatchObject({
      ok: true,
      verb: 'bring-in',
      documents: 1,
      issues: 2,
      leftOut: []
    })
    const again = await parley('bring-in', 'ours', 'theirs', '--map', 'map.json')
    expect(again.out).toBe(
      'Brought in: 0 documents, 0 annotations (0 are here already), new: 0 issues, 0 stances, 0 actors, 0 coders.\n'
    )
    expect((await parley('codebook', 'show', 'ours')).out).toContain('Security\n    Borders')
  })

  it('says what is wrong with a mapping, and that a copy is to be merged', async () => {
    fs.writeFileSync(path.join(root, 'bad.json'), '{"mapping": {"issue": {"x": {"as": "mine"}}}}')
    const bad = await parley('bring-in', 'ours', 'theirs', '--map', 'bad.json')
    expect([bad.exit, bad.err.includes('is not a mapping')]).toEqual([2, true])
    fs.copyFileSync(path.join(root, 'ours.parley'), path.join(root, 'copy.parley'))
    const copy = await parley('bring-in', 'ours', 'copy')
    expect([copy.exit, copy.err]).toEqual([
      1,
      'parley: “copy.parley” is a copy of this project. Merge it instead: nothing of it needs to be brought in.\n'
    ])
  })
})

const parley = (...args: readonly string[]): Promise<Printed> => runIn(root, args)
