import { Worker } from 'node:worker_threads'
import { expect, it, vi } from 'vitest'
import { must } from '../../shared/errors.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { write } from '../db/commit.ts'
import { examine } from '../db/doctor.ts'
import { openForeign } from '../db/foreign.ts'
import { allChanges } from '../db/log.ts'
import { closeProjectFile } from '../db/open.ts'
import { takeAllInside } from '../db/takeFrom.ts'
import { projectWith, tempFolder, tempProject } from '../db/testFiles.ts'
import { startReadingAhead } from './readAheadThread.ts'

const many = 10_500

it('a long log is taken in while another thread reads it ahead', async () => {
  const folder = tempFolder()
  const theirs = projectWith(many, folder, 'theirs.parley')
  const expected = [...allChanges(theirs)]
  closeProjectFile(theirs)
  const ours = tempProject(folder, 'ours.parley')
  const foreign = must(openForeign(theirs.path, { sha256, tempFolder: folder }))
  const reading = startReadingAhead([{ file: foreign.file, name: 'theirs.parley' }])
  try {
    const ahead = reading.sources[0]?.ahead
    await expect.poll(() => ahead?.hasRows, { timeout: 30_000 }).toBe(true)
    const after = vi.spyOn(ahead ?? never(), 'after')
    const taken = write(ours, () => takeAllInside(ours, reading.sources, { now: 5 }))
    expect(taken.each[0]?.changes).toBe(many)
    expect(after.mock.results[0]?.value).toHaveLength(500)
  } finally {
    await reading.end()
    foreign.close()
  }
  expect([...allChanges(ours)]).toEqual(expected)
  const { findings } = must(await examine(ours, { now: 2e12 }))
  expect(findings.filter(({ severity }) => severity !== 'attention')).toEqual([])
})

it('a thread whose log nobody takes in waits, and ends when it is asked to', async () => {
  const theirs = tempProject()
  theirs.connection.database.exec(`
    INSERT INTO batch (n, session, seq, arrived) VALUES (1, 1, 1, 0);
    WITH RECURSIVE row (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < 30000)
    INSERT INTO change (n, session, seq, stamp, batch, kind, record, fields, basedOn, schema)
      SELECT n, 1, n, '', 1, 1, 1, '', '', 1 FROM row`)
  const reading = startReadingAhead([{ file: theirs, name: 'theirs.parley' }])
  const [source] = reading.sources
  const waitsFor = new Int32Array((source?.ahead ?? never()).walk.memory, 4)
  await expect.poll(() => waitsFor[0], { timeout: 30_000 }).toBe(10_000)
  await reading.end()
})

it('a log that a thread fails to read is taken in without it, and the thread is waited for', async () => {
  const theirs = projectWith(many)
  const ours = tempProject()
  const emitted = vi.spyOn(Worker.prototype, 'emit')
  const reading = startReadingAhead([{ file: { ...theirs, path: tempFolder() }, name: 'theirs.parley' }])
  await reading.end()
  expect(emitted.mock.calls.map(([name]) => name)).toEqual(expect.arrayContaining(['error', 'exit']))
  const taken = write(ours, () => takeAllInside(ours, reading.sources, { now: 5 }))
  expect(taken.each[0]?.changes).toBe(many)
})

function never(): never {
  throw new Error('Nothing is read ahead of a long log')
}
