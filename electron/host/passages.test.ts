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
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-passages-'))
  const file = must(
    createProjectFile(path.join(folder, 'p.parley'), { sha256: nodeSha256, writer: 'test', now: nodeClock })
  )
  must(fillWithSample(file))
  const onBug = (where: string, error: unknown): never => {
    throw new Error(where, { cause: error })
  }
  const session = new ProjectSession(file, null, { clock: nodeClock, randomBytes: nodeRandomBytes, onBug })
  const query = contract['annotations.page'].input.parse({
    filter: { text: 'ceasefire' },
    sort: 'issue',
    limit: 2
  })
  const atOnce = must(await passagesPage(session, query))
  expect(atOnce.total).toBeGreaterThan(2)
  expect(must(await passagesPage(session, query, 1))).toEqual(atOnce)
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
  expect(must(await passagesPage(session, query, 1)).total).toBe(atOnce.total - 1)
  await session.settle()
  expect(closeProjectFile(file)).toEqual({ single: true })
  expect(fs.readdirSync(folder)).toEqual(['p.parley'])
  fs.rmSync(folder, { recursive: true })
})
