import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import { isPlainName, makeFiles, type Files, type FilesOptions } from './files.ts'
import type { PickPurpose } from './ports.ts'
import { makeSettings } from './settings.ts'

let root: string
let home: string
let files: Files
let options: FilesOptions
let last: string | null

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-files-')))
  home = path.join(root, 'ann')
  fs.mkdirSync(path.join(home, 'Documents', 'Peace – réunion'), { recursive: true })
  fs.mkdirSync(path.join(root, 'annette'))
  fs.writeFileSync(path.join(root, 'annette', 'private.md'), 'not Ann’s')
  fs.writeFileSync(path.join(home, 'Documents', 'b.md'), 'b')
  fs.writeFileSync(path.join(home, 'Documents', 'A.DOCX'), 'a')
  fs.writeFileSync(path.join(home, 'Documents', '.hidden.md'), 'h')
  last = null
  let handles = 0
  options = {
    folders: {
      home,
      documents: path.join(home, 'Documents'),
      settings: path.join(root, 'settings'),
      temporary: path.join(root, 'tmp')
    },
    newHandle: () => `handle-${++handles}`,
    lastFolder: () => last,
    rememberFolder: (folder) => (last = folder)
  }
  files = makeFiles(options)
})

afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

describe('files by handle', () => {
  it('shows the folder of documents with folders first, and says no path', () => {
    const seen = files.browse(undefined, [])
    expect(seen.entries.map((entry) => [entry.name, entry.kind])).toEqual([
      ['Peace – réunion', 'folder'],
      ['A.DOCX', 'file'],
      ['b.md', 'file']
    ])
    expect(seen.way.map((step) => step.name)).toEqual(['ann', 'Documents'])
    expect(seen.writable).toBe(true)
    expect(JSON.stringify(seen)).not.toContain(root)
    expect(files.browse(undefined, ['.docx']).entries.map((entry) => entry.name)).toEqual([
      'Peace – réunion',
      'A.DOCX'
    ])
  })

  it('goes up to the home and no further, and comes back to the folder used last', () => {
    const start = files.browse(undefined, [])
    const [top] = start.way
    const at = files.browse(top?.handle, [])
    expect(at.entries.map((entry) => entry.name)).toEqual(['Documents'])
    expect(at.way).toHaveLength(1)
    expect(files.browse(undefined, []).way).toHaveLength(1)
    last = path.join(root, 'annette')
    expect(files.browse(undefined, []).way.at(-1)?.name).toBe('Documents')
  })

  it('begins where the same kind of thing was looked for last, and never in the team folder for another', () => {
    const folder = (name: string): string => fs.mkdtempSync(path.join(home, name))
    const [projects, team, texts] = [folder('projects'), folder('team'), folder('texts')]
    const settings = makeSettings(path.join(root, 'settings'), () => 'name')
    const seen = makeFiles({ ...options, ...settings })
    const at = (purpose?: PickPurpose): string | undefined =>
      seen.browse(undefined, [], purpose).way.at(-1)?.name
    const goTo = (name: string, purpose: PickPurpose): void => {
      const top = seen.browse(seen.browse(undefined, [], purpose).way[0]?.handle, [], purpose)
      seen.browse(top.entries.find((entry) => entry.name === path.basename(name))?.handle, [], purpose)
    }
    goTo(projects, 'openProject')
    // What was never looked for begins where anything was last.
    expect(at('teamFolder')).toBe(path.basename(projects))
    goTo(team, 'teamFolder')
    expect(at('mergeProject')).toBe(path.basename(projects))
    expect(at('importDocuments')).toBe(path.basename(projects))
    goTo(texts, 'importDocuments')
    // Tables were never looked for: they begin where the documents were, seen last.
    expect([at('shareProject'), at('importDocuments'), at('teamFolder'), at('exportDataset')]).toEqual(
      [projects, texts, team, texts].map((one) => path.basename(one))
    )
    fs.rmdirSync(projects)
    expect(at('newProject')).not.toBe(path.basename(team))
    expect(JSON.stringify(seen.browse(undefined, [], 'teamFolder'))).not.toContain(root)
  })

  it('does not offer or follow links that leave the home, whenever they were made', () => {
    fs.symlinkSync(path.join(root, 'annette'), path.join(home, 'Documents', 'elsewhere'))
    fs.symlinkSync(path.join(root, 'annette', 'private.md'), path.join(home, 'Documents', 'link.md'))
    fs.symlinkSync(path.join(home, 'Documents', 'b.md'), path.join(home, 'Documents', 'inside.md'))
    fs.symlinkSync(path.join(home, 'nowhere'), path.join(home, 'Documents', 'dangling.md'))
    const seen = files.browse(undefined, [])
    expect(seen.entries.map((entry) => entry.name)).toEqual([
      'Peace – réunion',
      'A.DOCX',
      'b.md',
      'inside.md'
    ])
    const folder = seen.entries[0]
    fs.rmdirSync(path.join(home, 'Documents', 'Peace – réunion'))
    fs.symlinkSync(path.join(root, 'annette'), path.join(home, 'Documents', 'Peace – réunion'))
    expect(() => files.browse(folder?.handle, [])).toThrow('“Peace – réunion” is not there any more')
    expect(files.nameIn(folder?.handle ?? '', 'private.md', 'mayExist')).toMatchObject({
      ok: false,
      problem: { code: 'fileGone' }
    })
    expect(files.pathOf('handle-from-another-start')).toMatchObject({
      ok: false,
      problem: { code: 'fileGone' }
    })
  })

  it('names a file in a folder, tells whether it exists, and takes no name that is a way out', () => {
    const { folder } = files.browse(undefined, [])
    expect(files.nameIn(folder, ' new.parley ', 'mustBeNew')).toMatchObject({
      ok: true,
      value: { name: 'new.parley', exists: false }
    })
    expect(files.nameIn(folder, 'b.md', 'mustBeNew')).toMatchObject({
      ok: false,
      problem: { code: 'fileExists', about: { name: 'b.md' } }
    })
    const again = must(files.nameIn(folder, 'b.md', 'mayExist'))
    expect(must(files.pathOf(again.handle))).toBe(path.join(home, 'Documents', 'b.md'))
    for (const name of ['../x', 'a/b', 'a\\b', '..', '.', ' ', 'a\0b', 'CON.txt', 'nul', 'a:b', 'x.'])
      expect([name, isPlainName(name.trim())]).toEqual([name, false])
    expect(files.nameIn(folder, '../x.parley', 'mayExist')).toMatchObject({ ok: false })
    expect(isPlainName('Réponse – сводка – ردّ.parley')).toBe(true)
  })

  it('keeps what was dropped until the host closes, and never takes a project that way', () => {
    const kept = must(files.drop('C:\\Users\\ann\\Note é.md', new TextEncoder().encode('words')))
    const file = must(files.pathOf(kept.handle))
    expect([kept.name, fs.readFileSync(file, 'utf8')]).toEqual(['Note é.md', 'words'])
    expect(files.drop('a.parley', new Uint8Array())).toMatchObject({
      ok: false,
      problem: { code: 'unknownFormat' }
    })
    expect(files.drop('a.md', new TextEncoder().encode('SQLite format 3\0…'))).toMatchObject({
      ok: false,
      problem: { code: 'unknownFormat' }
    })
    expect(files.drop('..', new Uint8Array())).toMatchObject({ ok: false })
    files.close()
    expect(fs.existsSync(file)).toBe(false)
  })
})
