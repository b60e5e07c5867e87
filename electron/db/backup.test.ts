import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import { startingProject } from '../../shared/testing/histories.ts'
import { backupIsDue, backupsOf, writeBackup } from './backup.ts'
import { backupName, parseBackupName, toRemove } from './backupNames.ts'
import { allChanges } from './log.ts'
import { closeProjectFile, openProjectFile } from './open.ts'
import { totals } from './read.ts'
import { options, store, tempFolder, tempProject } from './testFiles.ts'

const noon = new Date(2026, 10, 22, 12, 0, 0).getTime()
const day = 24 * 3600 * 1000

describe('a backup', () => {
  it('is the whole project in one file at rest, named with the time and why', async () => {
    const file = tempProject()
    const { project } = startingProject()
    store(file, project)
    const { name, path } = must(await writeBackup(file, { reason: 'before merge', now: noon }))
    expect(name).toBe('talks 2026-11-22 12-00-00 before merge.parley')
    expect(readFileSync(path).readUInt8(18)).toBe(1)
    expect(readdirSync(join(path, '..'))).toEqual([name])
    const backup = must(openProjectFile(path, { ...options, mode: 'write' }))
    expect([...allChanges(backup)]).toEqual([...project.changes.values()])
    expect(totals(backup)).toEqual(totals(file))
    closeProjectFile(backup)
  })

  it('never takes the place of another that was written in the same second', async () => {
    const file = tempProject()
    const { project } = startingProject()
    const first = must(await writeBackup(file, { reason: 'before merge', now: noon }))
    store(file, project)
    const second = must(await writeBackup(file, { reason: 'before merge', now: noon }))
    expect(second.name).toBe('talks 2026-11-22 12-00-01 before merge.parley')
    const before = must(openProjectFile(first.path, { ...options, mode: 'read' }))
    expect([...allChanges(before)]).toEqual([])
    closeProjectFile(before)
  })

  it('is due once a day, and only when something changed', async () => {
    const file = tempProject()
    const { project } = startingProject()
    expect(backupIsDue(file, { now: noon })).toBe(false)
    store(file, project)
    expect(backupIsDue(file, { now: noon })).toBe(true)
    must(await writeBackup(file, { reason: 'daily', now: noon }))
    expect(backupIsDue(file, { now: noon + day })).toBe(false)
    must(project.run('issue.create', { name: 'One more' }))
    store(file, project)
    expect(backupIsDue(file, { now: noon + 3600 * 1000 })).toBe(false)
    expect(backupIsDue(file, { now: noon + day })).toBe(true)
  })

  it('goes elsewhere when the folder beside the project cannot be written, and fails with a sentence when nothing can', async () => {
    const file = tempProject()
    store(file, startingProject().project)
    // A file stands where the folder should be.
    writeFileSync(join(file.path, '..', 'Parley backups'), '')
    const elsewhere = join(tempFolder(), 'kept here')
    const { path } = must(await writeBackup(file, { reason: 'asked for', now: noon, elsewhere }))
    expect(path.startsWith(elsewhere)).toBe(true)
    expect(await writeBackup(file, { reason: 'asked for', now: noon })).toMatchObject({
      ok: false,
      problem: { code: 'backupFailed' }
    })
    expect(backupsOf(file, { elsewhere })).toHaveLength(1)
  })

  it('can be stopped, and leaves nothing behind then', async () => {
    const file = tempProject()
    store(file, startingProject().project)
    const stop = new AbortController()
    stop.abort()
    expect(await writeBackup(file, { reason: 'asked for', now: noon, signal: stop.signal })).toMatchObject({
      ok: false,
      problem: { code: 'cancelled' }
    })
    expect(backupsOf(file)).toEqual([])
    expect(readdirSync(join(file.path, '..', 'Parley backups'))).toEqual([])
  })

  it('is kept if it is among the newest five or the newest of its month in the last year, within the limit', async () => {
    const name = (time: number): string => backupName('talks.parley', time, 'daily')
    const times = Array.from({ length: 500 }, (_, i) => noon - i * day)
    const backups = times.map((time) => ({ name: name(time), size: 10 }))
    const gone = new Set(toRemove(backups, noon, 1e9))
    const kept = backups.filter((backup) => !gone.has(backup.name)).map((backup) => backup.name.slice(6, 16))
    expect(kept.slice(0, 5)).toEqual(['2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18'])
    expect(kept.slice(5)).toEqual([
      '2026-10-31',
      '2026-09-30',
      '2026-08-31',
      '2026-07-31',
      '2026-06-30',
      '2026-05-31',
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
      '2025-12-31',
      '2025-11-30'
    ])
    expect(toRemove(backups, noon, 35)).toHaveLength(497)
    expect(toRemove([{ name: name(noon), size: 100 }], noon, 35)).toEqual([])
    const file = tempProject()
    store(file, startingProject().project)
    mkdirSync(join(file.path, '..', 'Parley backups'))
    for (const one of backups.slice(1, 30))
      writeFileSync(join(file.path, '..', 'Parley backups', one.name), '')
    writeFileSync(join(file.path, '..', 'Parley backups', 'my own notes.txt'), '')
    must(await writeBackup(file, { reason: 'daily', now: noon }))
    expect(readdirSync(join(file.path, '..', 'Parley backups'))).toHaveLength(5 + 1 + 1)
  })

  it('is told apart from other files and from those of a project with a longer name', () => {
    expect(parseBackupName('talks 2026-11-22 12-00-00 daily.parley', 'talks.parley')).toEqual({
      time: '2026-11-22 12-00-00',
      reason: 'daily'
    })
    for (const other of [
      'talks two 2026-11-22 12-00-00 daily.parley',
      'talks 2026-11-22.parley',
      'talks 2026-11-22 12-00-00 whatever.parley',
      'notes.txt'
    ])
      expect(parseBackupName(other, 'talks.parley')).toBeNull()
  })
})
