import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '../../shared/api/contract.ts'
import type { CoderId } from '../../shared/ids.ts'
import { makeSettings } from './settings.ts'

let folder: string

beforeEach(
  () => (folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-settings-')), 'not yet there'))
)
afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }))

describe('the user’s settings', () => {
  it('are the defaults until something is set, and what was set is there for the next shell', () => {
    const store = makeSettings(folder, () => 'name')
    expect(store.get()).toMatchObject({ theme: 'system', textZoom: 100, singleKeys: true })
    expect(fs.existsSync(folder)).toBe(false)
    store.set({ theme: 'dark', panes: { library: 280 } })
    makeSettings(folder, () => 'name').set({ textZoom: 120 })
    expect(store.get()).toMatchObject({ theme: 'dark', textZoom: 120, panes: { library: 280 } })
    expect(fs.readdirSync(folder)).toEqual(['settings.json'])
  })

  it('keep the theme and the coder’s name when a pane is resized', () => {
    const store = makeSettings(folder, () => 'name')
    store.set({ theme: 'dark', coderName: 'Zoë', keys: { 'view.read': 'F9' } })
    // As the host gets it: through the contract's own schema.
    store.set(contract['settings.set'].input.parse({ panes: { leftWidth: 300 } }))
    expect(store.get()).toMatchObject({
      theme: 'dark',
      coderName: 'Zoë',
      keys: { 'view.read': 'F9' },
      panes: { leftWidth: 300 }
    })
  })

  it('keep recent projects, newest first and each once, and who codes where', () => {
    const store = makeSettings(folder, () => 'name')
    for (const [i, name] of ['a', 'b', 'a'].entries())
      store.remember({ path: `/home/ann/${name}.parley`, name, opened: i })
    expect(store.recents().map((one) => [one.name, one.opened])).toEqual([
      ['a', 2],
      ['b', 1]
    ])
    store.forget('/home/ann/a.parley')
    expect(store.recents().map((one) => one.name)).toEqual(['b'])
    store.setCoder('project-1', 'cod_ann' as CoderId)
    expect([store.coderOf('project-1'), store.coderOf('project-2')]).toEqual(['cod_ann', null])
  })

  it('start anew from a broken file, which is kept aside', () => {
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(path.join(folder, 'settings.json'), '{"settings": {"theme": "purple"')
    const store = makeSettings(folder, () => 'name')
    expect(store.get().theme).toBe('system')
    store.set({ theme: 'light' })
    expect(fs.readFileSync(path.join(folder, 'settings.broken.json'), 'utf8')).toContain('purple')
    expect(makeSettings(folder, () => 'name').get().theme).toBe('light')
  })

  it('that cannot be written keep no project from being opened: recents and the coder are known until the end', () => {
    fs.writeFileSync(folder, 'a file where the folder should be')
    const store = makeSettings(folder, () => 'name')
    store.remember({ path: '/home/ann/a.parley', name: 'a', opened: 1 })
    store.setCoder('project-1', 'cod_ann' as CoderId)
    expect([store.installation(), store.recents().length, store.coderOf('project-1')]).toEqual([
      'name',
      1,
      'cod_ann'
    ])
    expect(() => store.set({ theme: 'dark' })).toThrow('settings.json')
    expect(store.get().theme).toBe('system')
    fs.rmSync(folder)
    store.set({ theme: 'dark' })
    expect(makeSettings(folder, () => 'other').recents()).toHaveLength(1)
  })
})
