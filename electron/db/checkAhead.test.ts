import Database from 'better-sqlite3'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import { lawRuns, startingProject } from '../../shared/testing/histories.ts'
import { playedHistory } from '../../shared/testing/mergeLaws.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { CheckedAhead, checkAhead } from './checkAhead.ts'
import { write } from './commit.ts'
import { examine } from './doctor.ts'
import { openForeign, openForeignAgain } from './foreign.ts'
import { allChanges } from './log.ts'
import { closeProjectFile, openProjectFile } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import { takeAllInside, type TakenFromAll } from './takeFrom.ts'
import { options, store, tempFolder, tempProject } from './testFiles.ts'

const played = playedHistory(startingProject())
/** What a colleague's file may hold in place of a change's fields. */
const broken = fc.constantFrom(
  'not JSON',
  '{}',
  '{"name":7}',
  '{ "name": "Spaced" }',
  '{"__proto__":{}}',
  '[]'
)

it('law: a file that is checked ahead is taken in as one that is not', async () => {
  await fc.assert(
    fc.asyncProperty(
      played,
      fc.array(fc.tuple(fc.nat(), broken), { maxLength: 4 }),
      async ({ copies: [first, second] }, breaks) => {
        const folder = tempFolder()
        const ours = tempProject(folder, 'ours.parley')
        store(ours, first)
        const theirs = tempProject(folder, 'theirs.parley')
        if (second) store(theirs, second)
        closeProjectFile(theirs)
        breakRows(theirs.path, breaks)
        closeProjectFile(ours)
        const plain = await merged(ours.path, theirs.path, () => undefined)
        const ahead = await merged(ours.path, theirs.path, (file) => {
          const last = file.connection.database.prepare('SELECT max(n) FROM change').pluck().get() as number
          const checked = new CheckedAhead(new SharedArrayBuffer(4 + last + 1))
          checkAhead(file, checked)
          return checked
        })
        expect(ahead).toEqual(plain)
        expect(ahead.findings).toEqual([])
      }
    ),
    { numRuns: lawRuns(10) }
  )
})

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
  check: (file: ProjectFile) => CheckedAhead | undefined
): Promise<{ readonly told: TakenFromAll } & Record<'changes' | 'totals' | 'findings', unknown>> {
  const folder = tempFolder()
  const path = join(folder, 'merged.parley')
  copyFileSync(ours, path)
  const file = must(openProjectFile(path, { ...options, mode: 'write' }))
  const foreign = must(openForeign(theirs, { sha256, tempFolder: folder }))
  const second = openForeignAgain(foreign.file.path, { sha256 })
  try {
    const ahead = check(second)
    const told = write(file, () =>
      takeAllInside(file, [{ file: foreign.file, name: 'theirs.parley', ahead }], { now: 5 })
    )
    const { findings } = must(await examine(file, { now: 2e12 }))
    return {
      told,
      changes: [...allChanges(file)],
      totals: totals(file),
      // Attention is asked for deeds still to be done, such as a first backup.
      findings: findings.filter(({ severity }) => severity !== 'attention')
    }
  } finally {
    second.connection.close()
    foreign.close()
    closeProjectFile(file)
  }
}
