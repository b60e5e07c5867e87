import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { contract } from '../../shared/api/contract.ts'
import { must } from '../../shared/errors.ts'
import { closeProjectFile, createProjectFile } from '../db/open.ts'
import { nodeClock, nodeRandomBytes, nodeSha256 } from './nodePorts.ts'
import { passagesPage } from './passages.ts'
import { ProjectSession } from './projectSession.ts'
import { fillWithSample } from './sample.ts'

it('gives the same page from a thread as at once, sees what was written since, and leaves one file', async () => {
  const { folder, file, session, close } = sampleSession()
  const query = contract['annotations.page'].input.parse({
    filter: { text: 'ceasefire' },
    sort: 'issue',
    limit: 2
  })
  const atOnce = must(await passagesPage(session, query))
  expect(atOnce.total).toBeGreaterThan(2)
  // The thread answers with what it has when its time is up, and goes on when it is asked again.
  await expect
    .poll(async () => must(await passagesPage(session, query, 1)), { timeout: 30_000 })
    .toEqual(atOnce)
  const [first] = atOnce.passages
  must(
    session.write({
      coder: null,
      command: 'annotation.delete',
      undoes: null,
      drafts: [
        {
          record: { kind: 'annotation', id: first?.id ?? ('' as never) },
          fields: { deleted: true },
          basedOn: first?.heads ?? []
        }
      ]
    })
  )
  await expect
    .poll(async () => must(await passagesPage(session, query, 1)).total, { timeout: 30_000 })
    .toBe(atOnce.total - 1)
  await session.settle()
  expect(closeProjectFile(file)).toEqual({ single: true })
  expect(fs.readdirSync(folder)).toEqual(['p.parley'])
  await close()
})

it('ends a search by an expression that never ends, says so, and answers what else was asked', async () => {
  const { session, close } = sampleSession()
  const page = (filter: object): ReturnType<(typeof contract)['annotations.page']['input']['parse']> =>
    contract['annotations.page'].input.parse({ filter, limit: 5 })
  const never = passagesPage(session, page({ text: '(\\w+\\s?)+\\d$', textAs: 'regex' }), 1)
  const words = passagesPage(session, page({ text: 'ceasefire' }), 1)
  expect(await never).toMatchObject({ ok: false, problem: { code: 'slowExpression' } })
  expect(must(await words).total).toBeGreaterThan(0)
  await close()
})

/** The sample in a project of its own. */
function sampleSession() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-passages-'))
  const file = must(
    createProjectFile(path.join(folder, 'p.parley'), { sha256: nodeSha256, writer: 'test', now: nodeClock })
  )
  must(fillWithSample(file))
  const onBug = (where: string, error: unknown): never => {
    throw new Error(where, { cause: error })
  }
  const session = new ProjectSession(file, null, { clock: nodeClock, randomBytes: nodeRandomBytes, onBug })
  const close = async (): Promise<void> => {
    await session.settle()
    if (file.connection.database.open) closeProjectFile(file)
    fs.rmSync(folder, { recursive: true })
  }
  return { folder, file, session, close }
}
