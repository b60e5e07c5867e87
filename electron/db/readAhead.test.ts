import Database from 'better-sqlite3'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { must } from '../../shared/errors.ts'
import { batchId, changeId } from '../../shared/ids.ts'
import { stampOf } from '../../shared/log/stamp.ts'
import { lawRuns, startingProject } from '../../shared/testing/histories.ts'
import { playedHistory } from '../../shared/testing/mergeLaws.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { commit, write } from './commit.ts'
import { examine } from './doctor.ts'
import { openForeign, openForeignAgain } from './foreign.ts'
import { allChanges } from './log.ts'
import { mergeInside, type Merged } from './mergePreview.ts'
import { closeProjectFile, openProjectFile } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import type { PackedStretch } from './packedStretch.ts'
import { totals } from './read.ts'
import { readAhead, RowsAhead, Walk } from './readAhead.ts'
import { options, projectWith, session, store, tempFolder, tempProject } from './testFiles.ts'

const runs = { numRuns: lawRuns(10) }
const timeout = Math.max(60_000, runs.numRuns * 3000)
const start = startingProject()
const played = playedHistory(start)
/** What a colleague's file may hold in place of a change's fields. */
const broken = fc.constantFrom(
  'not JSON',
  '{}',
  '{"name":7}',
  '{ "name": "Spaced" }',
  '{"ofTomorrow":1}',
  '{"__proto__":{}}',
  '[]'
)

it(
  'law: a file that is read ahead, wholly or in part, is taken in as one that is not',
  { timeout },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        played,
        fc.constantFrom('now', 'before', 'never'),
        fc.array(fc.tuple(fc.nat(), broken), { maxLength: 4 }),
        fc.integer({ min: 1, max: 20 }),
        fc.infiniteStream(fc.boolean()),
        async ({ copies: [first, second], old }, lastMerged, breaks, rows, arrives) => {
          const folder = tempFolder()
          const ours = tempProject(folder, 'ours.parley')
          // The less they have in common, the more comes of records that were never here.
          store(
            ours,
            lastMerged === 'now' ? first : lastMerged === 'before' ? (old[0] ?? first) : start.project
          )
          const theirs = tempProject(folder, 'theirs.parley')
          store(theirs, second)
          closeProjectFile(theirs)
          breakRows(theirs.path, breaks)
          closeProjectFile(ours)
          const plain = await merged(ours.path, theirs.path, () => undefined)
          const comes = (): boolean => arrives.next().value === true
          const ahead = await merged(ours.path, theirs.path, (file) => allAhead(file, rows, comes))
          expect(ahead).toEqual(plain)
          expect(ahead.findings).toEqual([])
        }
      ),
      runs
    )
  }
)

it('an annotation comes as it stands after the last of its changes, however many were read ahead', async () => {
  const folder = tempFolder()
  const ours = tempProject(folder, 'ours.parley')
  closeProjectFile(ours)
  const theirs = projectWith(12, folder, 'theirs.parley')
  const [made] = allChanges(theirs)
  if (!made) throw new Error('There are no changes')
  const edited = { ...made, stamp: stampOf(5000, 0), fields: { note: 'Edited' }, basedOn: [made.id] }
  const [id, batch] = [changeId(session, 100), batchId(session, 100)]
  const edit = { id: batch, coder: null, command: 'annotation.edit', undoes: null }
  must(commit(theirs, { batch: edit, changes: [{ ...edited, id, batch }] }))
  closeProjectFile(theirs)
  for (const rows of [1, 5, 50]) {
    const { findings, notes } = await merged(ours.path, theirs.path, (file) => allAhead(file, rows))
    expect(findings).toEqual([])
    expect(notes).toEqual(['Edited', ...Array.from({ length: 11 }, (_, i) => `Note ${i + 1}`)])
  }
})

it('a change that names a field __proto__ is left out, whether or not it was read ahead', async () => {
  const folder = tempFolder()
  const ours = tempProject(folder, 'ours.parley')
  closeProjectFile(ours)
  const theirs = projectWith(3, folder, 'theirs.parley')
  closeProjectFile(theirs)
  const database = new Database(theirs.path)
  const fields = '{"note":"Edited","__proto__":{"note":"Shown"}}'
  database.prepare(`UPDATE change SET fields = ?, basedOn = session || '-1' WHERE n = 2`).run(fields)
  database.prepare('UPDATE change SET fields = ? WHERE n = 3').run(fields)
  database.close()
  const plain = await merged(ours.path, theirs.path, () => undefined)
  expect(plain.told).toMatchObject({
    told: { changes: 1, unknown: 0 },
    each: [{ setAside: { brokenChange: 2 } }]
  })
  expect(await merged(ours.path, theirs.path, (file) => allAhead(file, 5))).toEqual(plain)
})

/** All that another thread reads of a file, as if it had come in time. `comes`: asked of each stretch whether it does. */
function allAhead(file: ProjectFile, rows: number, comes = (): boolean => true): RowsAhead {
  const size = { rows, waiting: Number.POSITIVE_INFINITY, characters: 10_000 }
  const sent: PackedStretch[] = []
  readAhead(file, new Walk(undefined, size), (stretch) => sent.push(stretch))
  const inTime = sent.filter(comes)
  return new RowsAhead(new Walk(undefined, size), () => inTime.shift())
}

function breakRows(path: string, breaks: readonly (readonly [number, string])[]): void {
  const database = new Database(path)
  const last = database.prepare('SELECT max(n) FROM change').pluck().get() as number
  for (const [n, fields] of breaks)
    database.prepare('UPDATE change SET fields = ? WHERE n = ?').run(fields, Math.max(1, last - (n % 12)))
  database.close()
}

/** What a copy of `ours` holds after `theirs` was taken in, and what the taking told. */
async function merged(
  ours: string,
  theirs: string,
  read: (file: ProjectFile) => RowsAhead | undefined
): Promise<{ readonly told: Merged } & Record<'changes' | 'totals' | 'notes' | 'findings', unknown>> {
  const folder = tempFolder()
  const path = join(folder, 'merged.parley')
  copyFileSync(ours, path)
  const file = must(openProjectFile(path, { ...options, mode: 'write' }))
  const foreign = must(openForeign(theirs, { sha256, tempFolder: folder }))
  const second = openForeignAgain(foreign.file.path, { sha256 })
  try {
    const ahead = read(second)
    const told = write(file, () =>
      mergeInside(file, [{ file: foreign.file, name: 'theirs.parley', ahead }], { now: 5 })
    )
    const { findings } = must(await examine(file, { now: 2e12 }))
    return {
      told,
      changes: [...allChanges(file)],
      totals: totals(file),
      notes: file.connection.database.prepare('SELECT note FROM annotation ORDER BY n').pluck().all(),
      // Attention is asked for deeds still to be done, such as a first backup.
      findings: findings.filter(({ severity }) => severity !== 'attention')
    }
  } finally {
    second.connection.close()
    foreign.close()
    closeProjectFile(file)
  }
}

describe('a log that another thread reads ahead', () => {
  const size = { rows: 5, waiting: 3, characters: 10_000 }

  it('is read from its start while the walk has not begun, no further than may wait', () => {
    const file = projectWith(40)
    const walk = new Walk(undefined, size)
    const sent: number[] = []
    readAhead(file, walk, ({ after }) => {
      sent.push(after)
      // The walk begins when three stretches wait, and is over at once.
      if (sent.length === size.waiting) walk.end()
    })
    expect(sent).toEqual([0, 5, 10])
  })

  it('is read on before the walk where that has overtaken it', () => {
    const file = projectWith(40)
    const walk = new Walk(undefined, size)
    walk.moveTo(10)
    const sent: number[] = []
    readAhead(file, walk, ({ after }) => {
      sent.push(after)
      walk.moveTo(sent.length === 1 ? 25 : 1000)
    })
    // What the walk reads now and next it reads by itself.
    expect(sent).toEqual([20, 35])
  })

  it('waits with fewer rows where their texts are long', () => {
    const walk = new Walk(undefined, { ...size, characters: 100 })
    const waited = vi.spyOn(walk, 'waitFor').mockImplementation((n) => walk.moveTo(n))
    const sent: number[] = []
    readAhead(projectWith(12), walk, ({ after }) => sent.push(after))
    expect(sent).toEqual([0, 5, 10])
    expect(waited.mock.calls).toEqual([[0], [5], [10]])
  })

  it('is not left for the next log while much of it waits', () => {
    const walk = new Walk(undefined, { ...size, waiting: 4 })
    const waited = vi.spyOn(walk, 'waitFor').mockImplementation((n) => walk.moveTo(n))
    const sent: number[] = []
    readAhead(projectWith(12), walk, ({ after }) => sent.push(after))
    expect(sent).toEqual([0, 5, 10])
    expect(waited.mock.calls).toEqual([[5]])
  })

  it('is not read at all when the walk is over', () => {
    const walk = new Walk(undefined, size)
    walk.end()
    const sent: PackedStretch[] = []
    readAhead(projectWith(40), walk, (stretch) => sent.push(stretch))
    expect(sent).toEqual([])
  })
})
