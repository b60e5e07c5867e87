import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import type { AnnotationId, BatchId, CoderId, DocumentId, RecordId } from '../../shared/ids.ts'
import { directHost, type DirectHost } from './directHost.ts'

let root: string
let host: DirectHost
const bugs: unknown[] = []

const start = (shell: 'browser' | 'direct', settings = 'settings'): DirectHost =>
  directHost({
    shell,
    checkOutputs: true,
    onBug: (where, error) => bugs.push([where, error]),
    folders: {
      home: root,
      documents: root,
      settings: path.join(root, settings),
      temporary: path.join(root, 'tmp')
    }
  })

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-blind-')))
  bugs.length = 0
  host = start('browser')
})

afterEach(async () => {
  await host.close()
  fs.rmSync(root, { recursive: true, force: true })
  expect(bugs).toEqual([])
})

type Sample = {
  readonly ana: CoderId
  readonly ben: CoderId
  /** A document in which both tagged. */
  readonly shared: DocumentId
  readonly bens: readonly AnnotationId[]
  readonly all: number
}

/** The sample project with blind coding begun by one of its coders. */
async function blindSample(): Promise<Sample> {
  const { client } = host
  must(await client.call('project.openSample', {}))
  const all = must(await client.call('annotations.page', { limit: 1000 })).passages
  const coders = [...new Set(all.map(({ coder }) => coder))]
  const [ana, ben] = coders
  if (ana === undefined || ben === undefined) throw new Error('The sample has two coders')
  const shared = all.find(
    ({ coder, document }) =>
      coder === ben && all.some((one) => one.coder === ana && one.document === document)
  )
  if (!shared) throw new Error('The sample has a document that both tagged')
  must(await client.call('project.chooseCoder', { coder: ana }))
  must(await client.call('command.run', { command: 'project.setBlind', input: { blind: true } }))
  return {
    ana,
    ben,
    shared: shared.document,
    bens: all
      .filter(({ coder, document }) => coder === ben && document === shared.document)
      .map(({ id }) => id),
    all: all.length
  }
}

describe('blind coding (law 18 of merging)', () => {
  it('shows a coder nobody else’s annotations, in no list and in no count', async () => {
    const { client } = host
    const { ana, shared, bens, all } = await blindSample()
    const page = must(await client.call('annotations.page', { limit: 1000 }))
    expect(new Set(page.passages.map(({ coder }) => coder))).toEqual(new Set([ana]))
    expect(page.total).toBe(page.passages.length)
    const opened = must(await client.call('document.open', { document: shared }))
    expect(opened.annotations.every(({ coder }) => coder === ana)).toBe(true)
    expect(opened.hidden).toBe(bens.length)
    expect(opened.document.annotations).toBe(opened.annotations.length)
    expect(must(await client.call('annotations.get', { annotations: [...bens] }))).toEqual([])
    expect(must(await client.call('annotations.context', { annotations: [...bens] }))).toEqual([])
    expect(must(await client.call('annotations.ids', {})).total).toBe(page.total)
    for (const group of ['issue', 'coder', 'actor'] as const)
      expect(must(await client.call('annotations.groups', { group })).total).toBe(page.total)
    const state = must(await client.call('project.current', {}))
    expect(state?.blind).toEqual({ hidden: all - page.total })
    expect(state?.counts.annotations).toBe(all)
    const { issues, stances } = must(await client.call('codebook.get', {}))
    expect(issues.reduce((sum, { uses }) => sum + uses, 0)).toBe(page.total)
    expect(stances.reduce((sum, { uses }) => sum + uses, 0)).toBe(
      page.passages.filter(({ stance }) => stance !== null).length
    )
    const { rows } = must(await client.call('documents.rows', {}))
    expect(rows.reduce((sum, row) => sum + (row.row === 'document' ? row.annotations : 0), 0)).toBe(
      page.total
    )
  })

  it('tells nothing of them in the history, whatever is looked for', async () => {
    const { client } = host
    const { bens } = await blindSample()
    const id = bens[0] as unknown as RecordId
    expect(await client.call('record.get', { kind: 'annotation', id })).toMatchObject({ ok: false })
    expect(must(await client.call('record.history', { kind: 'annotation', id }))).toEqual([])
    const history = must(await client.call('history.page', { limit: 200 }))
    const told =
      JSON.stringify(history) + JSON.stringify(must(await client.call('log.page', { limit: 1000 })))
    for (const hidden of bens) expect(told).not.toContain(hidden)
    expect(history.batches.some(({ hidden }) => hidden)).toBe(true)
    for (const { batch } of history.batches) {
      const { changes } = must(await client.call('history.changes', { batch, limit: 1000 }))
      expect(changes.some((change) => (bens as readonly string[]).includes(change.id))).toBe(false)
    }
  })

  it('shows every change of one’s own in a batch that holds hidden ones too, page by page', async () => {
    const { client } = host
    const { ana, bens } = await blindSample()
    const setBlind = async (blind: boolean): Promise<void> => {
      must(await client.call('command.run', { command: 'project.setBlind', input: { blind } }))
    }
    const mine = must(await client.call('annotations.page', { limit: 1000 })).passages.map(({ id }) => id)
    expect([mine.length > 3, bens.length > 1]).toEqual([true, true])
    await setBlind(false)
    const annotations = [...bens, ...mine]
    must(
      await client.call('command.run', { command: 'annotation.change', input: { annotations, note: 'é' } })
    )
    const [whole] = must(await client.call('history.page', { limit: 1 })).batches
    await setBlind(true)
    must(await client.call('project.chooseCoder', { coder: ana }))
    const batch = whole?.batch as BatchId
    expect(whole?.total).toBe(annotations.length)
    const found: string[] = []
    for (let total = 1; found.length < total;) {
      const page = must(await client.call('history.changes', { batch, offset: found.length, limit: 2 }))
      expect(page.changes.length).toBe(Math.min(2, page.total - found.length))
      found.push(...page.changes.map(({ id }) => id))
      ;({ total } = page)
    }
    expect(found.toSorted()).toEqual(mine.toSorted())
    expect(must(await client.call('history.changes', { batch, offset: found.length })).changes).toEqual([])
  })

  it('tells no decision about them, whoever made it, until the document is done', async () => {
    const { client } = host
    const { ana, ben, bens, shared } = await blindSample()
    must(await client.call('project.chooseCoder', { coder: ben }))
    const { coder: gold } = must(await client.call('adjudication.layer', { name: 'Gold' }))
    const sources = bens.map((annotation) => ({ annotation, heads: [] }))
    const decisions = [{ sources, outcome: { as: 'accepted', annotation: bens[0] } }]
    const made = must(
      await client.call('command.run', { command: 'decision.make', input: { gold, decisions } })
    )
    const decision = made.made.find(({ kind }) => kind === 'decision')?.id as RecordId
    const told = async (): Promise<string> => {
      const history = must(await client.call('history.page', { limit: 200 }))
      const log = must(await client.call('log.page', { limit: 1000 }))
      const own = must(await client.call('record.history', { kind: 'decision', id: decision }))
      return JSON.stringify([history, log, own])
    }
    must(await client.call('project.chooseCoder', { coder: ana }))
    const blind = await told()
    for (const hidden of [decision, ...bens]) expect(blind).not.toContain(hidden)
    must(
      await client.call('command.run', {
        command: 'progress.set',
        input: { documents: [shared], state: 'done' }
      })
    )
    expect(await told()).toContain(decision)
  })

  it('finds nothing by words that only another coder may see, though that coder looked for them before', async () => {
    const { client } = host
    const { ana, ben, bens } = await blindSample()
    must(await client.call('project.chooseCoder', { coder: ben }))
    const input = { annotations: bens.slice(0, 1), note: 'unmistakable é' }
    must(await client.call('command.run', { command: 'annotation.change', input }))
    const filter = { words: 'unmistakable' }
    expect(must(await client.call('history.page', { filter })).total).toBe(1)
    must(await client.call('project.chooseCoder', { coder: ana }))
    expect(must(await client.call('history.page', { filter })).total).toBe(0)
  })

  it('names none of them to the window when a colleague’s work arrives', async () => {
    const { client } = host
    const { ana, ben, bens } = await blindSample()
    const [recent] = must(await client.call('recent.list', {}))
    const [own, copy] = [recent?.fileName ?? '', 'copy.parley'].map((name) => path.join(root, name))
    must(await client.call('project.close', {}))
    fs.copyFileSync(own ?? '', copy ?? '')
    must(await client.call('project.open', { file: host.handleOf(copy ?? '') }))
    must(await client.call('project.chooseCoder', { coder: ben }))
    const input = { annotations: bens.slice(0, 1), note: 'é 🕊️' }
    must(await client.call('command.run', { command: 'annotation.change', input }))
    must(await client.call('project.open', { file: host.handleOf(own ?? '') }))
    must(await client.call('project.chooseCoder', { coder: ana }))
    const told: string[] = []
    const end = client.on('changed', (changed) => told.push(JSON.stringify(changed)))
    must(await client.call('merge.run', { files: [host.handleOf(copy ?? '')] }))
    end()
    expect(told).toHaveLength(1)
    for (const hidden of bens) expect(told.join()).not.toContain(hidden)
  })

  it('shows them in a document once the coder is done with it, and hides them again when that is taken back', async () => {
    const { client } = host
    const { shared, bens } = await blindSample()
    must(
      await client.call('command.run', {
        command: 'progress.set',
        input: { documents: [shared], state: 'done' }
      })
    )
    const opened = must(await client.call('document.open', { document: shared }))
    expect(opened.hidden).toBe(0)
    expect(opened.annotations.map(({ id }) => id)).toEqual(expect.arrayContaining([...bens]))
    expect(must(await client.call('annotations.get', { annotations: [...bens] }))).toHaveLength(bens.length)
    must(await client.call('undo', {}))
    expect(must(await client.call('document.open', { document: shared })).hidden).toBe(bens.length)
    must(await client.call('undo', {}))
    expect(must(await client.call('project.current', {}))?.blind).toBeNull()
    expect(must(await client.call('document.open', { document: shared })).hidden).toBe(0)
  })

  it('asks whose eyes they are: another coder sees their own, and who has not said who codes sees none', async () => {
    const { client } = host
    const { ben, all } = await blindSample()
    must(await client.call('project.chooseCoder', { coder: ben }))
    const page = must(await client.call('annotations.page', { limit: 1000 }))
    expect(new Set(page.passages.map(({ coder }) => coder))).toEqual(new Set([ben]))
    const [recent] = must(await client.call('recent.list', {}))
    must(await client.call('project.close', {}))
    await host.close()
    host = start('browser', 'elsewhere')
    const file = host.handleOf(path.join(root, recent?.fileName ?? ''))
    expect(must(await host.client.call('project.open', { file })).coder).toBeNull()
    expect(must(await host.client.call('annotations.page', {})).total).toBe(0)
    await host.close()
    host = start('direct')
    must(
      await host.client.call('project.open', { file: host.handleOf(path.join(root, recent?.fileName ?? '')) })
    )
    expect(must(await host.client.call('annotations.page', {})).total).toBe(all)
  })

  it('leaves hidden annotations out of an export, and says how many', async () => {
    const { client } = host
    const { all } = await blindSample()
    const { total } = must(await client.call('annotations.page', {}))
    const file = host.handleOf(path.join(root, 'tags.csv'))
    const exported = must(await client.call('dataset.export', { file, format: 'csv' }))
    expect(exported).toMatchObject({ rows: total, hidden: all - total })
  })
})
