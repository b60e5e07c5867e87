import fc from 'fast-check'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { batchSentence, changeWords, recordWords } from '../../shared/api/batchSentences.ts'
import { commandInEnglish, doneInEnglish, labelKey, sayInEnglish } from '../../shared/api/batchWords.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import type { HistoryFilter } from '../../shared/api/filters.ts'
import type { CommandInput, CommandKind } from '../../shared/commands/inputs.ts'
import { must } from '../../shared/errors.ts'
import type {
  AnnotationId,
  BatchId,
  DocumentId,
  Hash,
  IssueId,
  RecordId,
  StanceId
} from '../../shared/ids.ts'
import { directHost, type DirectHost } from './directHost.ts'

let root: string
let host: DirectHost
let document: DocumentId
let revision: Hash
const words = 'No negotiation on territory before a full ceasefire 😀. وقف إطلاق النار – cafe\u0301 talks.'

beforeEach(async () => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-history-')))
  host = directHost({
    checkOutputs: true,
    onBug: (where, error) => {
      throw new Error(where, { cause: error })
    },
    folders: { home: root, documents: root, settings: path.join(root, 's'), temporary: path.join(root, 't') }
  })
  await host.client.call('project.create', { file: host.handleOf(path.join(root, 'Talks')), name: 'Talks' })
  must(await host.client.call('project.chooseCoder', { name: 'Ada', initials: 'A' }))
  fs.writeFileSync(path.join(root, 'talks.txt'), words)
  const taken = must(
    await host.client.call('import.accept', {
      files: [{ handle: host.handleOf(path.join(root, 'talks.txt')) }]
    })
  )
  document = taken.documents[0]?.document ?? ('' as DocumentId)
  revision = must(await host.client.call('document.open', { document })).revision?.hash ?? ('' as Hash)
})

afterEach(async () => {
  await host.close()
  fs.rmSync(root, { recursive: true, force: true })
})

async function run<K extends CommandKind>(
  command: K,
  input: CommandInput<K>
): Promise<OutputOf<'command.run'>> {
  return must(await host.client.call('command.run', { command, input }))
}

let number = 0

async function issue(name: string): Promise<IssueId> {
  return (await run('issue.create', { name })).made[0]?.id as IssueId
}

async function tag(of: IssueId, start = 0, end = 27): Promise<AnnotationId> {
  const made = await run('annotation.tag', { document, revision, start, end, issue: of })
  return made.made[0]?.id as string as AnnotationId
}

async function page(filter: HistoryFilter = {}, more: { offset?: number; limit?: number } = {}) {
  for (;;) {
    const shown = must(await host.client.call('history.page', { filter, ...more }))
    if (shown.isWhole) return shown
  }
}

async function sentences(filter: HistoryFilter = {}): Promise<readonly string[]> {
  const { batches, names } = await page(filter)
  return batches.map((batch) => batchSentence(batch, names, sayInEnglish))
}

async function stances(): Promise<Readonly<Record<string, StanceId>>> {
  const { stances: all } = must(await host.client.call('codebook.get', {}))
  return Object.fromEntries(all.map((stance) => [stance.key, stance.id]))
}

/** Everything a view shows: values and conflicts, without the ids of changes. */
async function state(): Promise<unknown> {
  const codebook = must(await host.client.call('codebook.get', {}))
  const passages = must(await host.client.call('annotations.page', { limit: 1000 }))
  const documents = must(await host.client.call('documents.page', {}))
  const bare = <T extends object>(records: readonly T[]): readonly object[] =>
    records.map((record) => ({ ...record, heads: null, modified: null }))
  return [
    bare(codebook.issues),
    bare(codebook.actors),
    bare(codebook.stances),
    bare(passages.passages).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    bare(documents.documents)
  ]
}

describe('the history in words', () => {
  it('tells blind coding and what is retired as begun and ended, not as yes and nothing', async () => {
    const ceasefire = await issue('Ceasefire')
    await run('project.setBlind', { blind: true })
    await run('project.setBlind', { blind: false })
    await run('issue.retire', { issue: ceasefire, retired: true })
    must(await host.client.call('undo', {}))
    const { batches, names } = await page()
    const told = batches
      .slice(0, 4)
      .flatMap(({ changes }) => changes.flatMap((change) => changeWords(change, names, sayInEnglish)))
    expect(told).toEqual([
      { field: 'retired', before: 'yes', after: 'no' },
      { field: 'retired', before: 'no', after: 'yes' },
      { field: 'blind coding', before: 'on', after: 'off' },
      { field: 'blind coding', before: 'off', after: 'on' }
    ])
  })

  it('says on which words and in which document all annotations were rejected, and opened again', async () => {
    const annotation = await tag(await issue('Ceasefire'))
    const { coder: gold } = must(await host.client.call('adjudication.layer', { name: 'Gold' }))
    const [decision] = (
      await run('decision.make', {
        gold,
        decisions: [{ sources: [{ annotation, heads: [] }], outcome: { as: 'rejected' } }]
      })
    ).made
    await run('decision.delete', { decisions: [decision?.id as RecordId] })
    expect((await sentences()).slice(0, 3)).toEqual([
      'Opened the question on “No negotiation on territory” again',
      'Rejected all annotations on “No negotiation on territory” in “talks”',
      'Made the gold layer “Gold” as adjudication began'
    ])
    const { batches, names } = await page({}, { offset: 1, limit: 1 })
    const [change] = batches[0]?.changes ?? []
    if (!change) throw new Error('nothing was decided')
    expect(recordWords(change, names)).toBe('No negotiation on territory')
    expect(changeWords(change, names, sayInEnglish)).toEqual([
      { field: 'what holds', before: '', after: 'none of them' },
      { field: 'coder', before: '', after: 'Gold' }
    ])
  })

  it('says who did what, from what to what, newest first', async () => {
    const ceasefire = await issue('Ceasefire')
    const territory = await issue('Territory')
    const { supports } = await stances()
    const first = await tag(ceasefire)
    await run('annotation.change', { annotations: [first], stance: supports ?? null })
    await run('annotation.change', { annotations: [first], issue: territory })
    await run('annotation.change', { annotations: [first], anchor: { revision, start: 3, end: 27 } })
    await run('issue.change', { issue: ceasefire, name: 'Ceasefire first' })
    await run('annotation.delete', { annotations: [first] })
    must(await host.client.call('undo', {}))
    must(await host.client.call('redo', {}))
    expect(await sentences()).toEqual([
      'Did again: Deleted the annotation on “negotiation on territory” (Territory)',
      'Undid: Deleted the annotation on “negotiation on territory” (Territory)',
      'Deleted the annotation on “negotiation on territory” (Territory)',
      'Renamed the issue “Ceasefire” to “Ceasefire first”',
      'Moved “No negotiation on territory” to “negotiation on territory”',
      'Changed the issue of “No negotiation on territory” from Ceasefire first to Territory',
      'Set the stance of “No negotiation on territory” to Supports',
      'Tagged “No negotiation on territory” as Ceasefire first',
      'Made the issue “Territory”',
      'Made the issue “Ceasefire”',
      'Imported “talks”',
      'Made the coder “Ada”',
      'Made the project “Talks”'
    ])
    const { batches, names } = await page()
    const ada = must(await host.client.call('project.current', {}))?.coder
    expect(batches[0]).toMatchObject({ coder: ada, arrived: false, walk: { way: 'undo', steps: 1 } })
    expect(names[String(ada)]).toBe('Ada')
    const moved = batches[4]?.changes[0]
    if (!moved) throw new Error('a change')
    expect(changeWords(moved, names, sayInEnglish)).toEqual([
      { field: 'passage', before: '“No negotiation on territory”', after: '“negotiation on territory”' }
    ])
  })

  it('narrows to a coder, a kind of change, a document, a record, and words in either form of é', async () => {
    const ceasefire = await issue('Ceasefire')
    const first = await tag(ceasefire, words.indexOf('cafe'), words.length)
    await run('issue.create', { name: 'Sanctions' })
    expect(await sentences({ kind: 'tagged' })).toEqual(['Tagged “cafe\u0301 talks.” as Ceasefire'])
    expect(await sentences({ words: 'café' })).toEqual(['Tagged “cafe\u0301 talks.” as Ceasefire'])
    expect(await sentences({ words: 'CEASEFIRE' })).toEqual([
      'Tagged “cafe\u0301 talks.” as Ceasefire',
      'Made the issue “Ceasefire”'
    ])
    expect(await sentences({ document })).toEqual([
      'Tagged “cafe\u0301 talks.” as Ceasefire',
      'Imported “talks”'
    ])
    expect(await sentences({ document, kind: 'documents' })).toEqual(['Imported “talks”'])
    expect(await sentences({ record: { kind: 'annotation', id: first as string as RecordId } })).toHaveLength(
      1
    )
    const ada = must(await host.client.call('project.current', {}))?.coder
    expect((await page({ ...(ada ? { coder: ada } : {}) })).total).toBe(4)
    await tag(ceasefire)
    expect((await page({ words: 'ceasefire' })).total).toBe(3)
  })

  it('pages over many batches, and opens a batch of any size in slices', async () => {
    const one = await issue('Ceasefire')
    for (let i = 0; i < 30; i += 1) await tag(one, i, i + 2)
    const whole = await page({}, { limit: 100 })
    const parts = [
      ...(await page({}, { limit: 20 })).batches,
      ...(await page({}, { limit: 20, offset: 20 })).batches
    ]
    expect(parts.map(({ batch }) => batch)).toEqual(whole.batches.slice(0, 40).map(({ batch }) => batch))
    const passages = Array.from({ length: 50 }, (_, i) => ({ document, revision, start: i, end: i + 3 }))
    await run('annotation.tagMany', { passages, issues: [one] })
    const [many] = (await page()).batches
    expect(many).toMatchObject({ total: 50 })
    expect(many?.changes).toHaveLength(3)
    const rest = must(
      await host.client.call('history.changes', { batch: many?.batch ?? ('' as BatchId), offset: 48 })
    )
    expect([rest.total, rest.changes.length]).toEqual([50, 2])
  })
})

describe('what undo took back', () => {
  it('is told as past, and as which of the two it was where something is turned on or off', async () => {
    const ceasefire = await issue('Ceasefire')
    const back = async (): Promise<string> => doneInEnglish(must(await host.client.call('undo', {})).label)
    const would = async (): Promise<string> => {
      const { undo } = must(await host.client.call('project.current', {})) ?? {}
      return undo ? commandInEnglish(labelKey(undo)) : ''
    }
    const begun = await run('project.setBlind', { blind: true })
    expect(doneInEnglish(begun.label)).toBe('Began blind coding')
    await run('project.setBlind', { blind: false })
    expect(await would()).toBe('End blind coding')
    expect(await back()).toBe('Ended blind coding')
    expect(await would()).toBe('Begin blind coding')
    expect(await back()).toBe('Began blind coding')
    await run('issue.retire', { issue: ceasefire, retired: true })
    expect(await back()).toBe('Retired the issue “Ceasefire”')
    expect(await back()).toBe('Made the issue “Ceasefire”')
  })
})

describe('undo to here', () => {
  it('gives the same as undoing one by one, and redo comes back the same way', async () => {
    const step = fc.record({
      act: fc.constantFrom('tag', 'retag', 'delete', 'issue', 'rename', 'note', 'undo', 'redo'),
      a: fc.nat(50),
      b: fc.nat(20)
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 10 }), fc.nat(9), async (steps, pick) => {
        const first = await issue(`Ceasefire ${(number += 1)}`)
        for (const { act, a, b } of steps) {
          const issues = must(await host.client.call('codebook.get', {})).issues
          const one = issues[a % issues.length]?.id ?? first
          const all = must(await host.client.call('annotations.page', { limit: 1000 })).passages
          const annotations = all.slice(a % Math.max(1, all.length)).map(({ id }) => id)
          const anchor = { revision, start: a, end: a + 12 + b }
          const inputs: Readonly<Record<string, readonly [string, unknown]>> = {
            tag: ['annotation.tag', { document, ...anchor, issue: one }],
            issue: ['issue.create', { name: `Issue ${(number += 1)}` }],
            rename: ['issue.change', { issue: one, name: `Name ${(number += 1)}` }],
            retag: ['annotation.change', { annotations: annotations.slice(0, 1), issue: one }],
            note: ['annotation.change', { annotations, note: `n ${a}` }],
            delete: ['annotation.delete', { annotations: annotations.slice(0, 1 + (b % 3)) }]
          }
          const [command, input] = inputs[act] ?? []
          // What cannot be done then (nothing to delete, the issue was undone) is not done.
          if (command) await host.client.call('command.run', { command: command as CommandKind, input })
          else await host.client.call(act as 'undo' | 'redo', {})
        }
        const able = (await page({}, { limit: 200 })).batches.filter(({ walk }) => walk?.way === 'undo')
        const target = able[pick % able.length]
        const last = target?.walk?.steps ?? 0
        // Where everything was taken back there is nothing to walk.
        fc.pre(last > 0)
        const views: unknown[] = [await state()]
        for (let i = 0; i < last; i += 1) {
          must(await host.client.call('undo', {}))
          views.push(await state())
        }
        for (let i = 0; i < last; i += 1) must(await host.client.call('redo', {}))
        expect(await state()).toEqual(views[0])
        const again = (await page({}, { limit: 200 })).batches.filter(({ walk }) => walk?.way === 'undo')
        const to = again.find(({ walk }) => walk?.steps === last)?.batch ?? ('' as BatchId)
        expect(must(await host.client.call('undo.to', { batch: to })).steps).toBe(last)
        expect(await state()).toEqual(views[last])
        for (let i = last - 1; i >= 0; i -= 1) {
          must(await host.client.call('redo', {}))
          expect(await state()).toEqual(views[i])
        }
        must(await host.client.call('undo.to', { batch: (await walkable('undo', last)).batch }))
        must(await host.client.call('redo.to', { batch: (await walkable('redo', last)).batch }))
        expect(await state()).toEqual(views[0])
      }),
      { numRuns: 6 }
    )
  }, 60_000)

  it('refuses a batch that cannot be walked to', async () => {
    const made = await run('issue.create', { name: 'Ceasefire' })
    must(await host.client.call('undo', {}))
    const refused = await host.client.call('undo.to', { batch: made.batch })
    expect(refused).toMatchObject({ ok: false, problem: { code: 'nothingToUndo' } })
  })

  async function walkable(way: 'undo' | 'redo', steps: number) {
    const found = (await page({}, { limit: 200 })).batches.find(
      ({ walk }) => walk?.way === way && walk.steps === steps
    )
    if (!found) throw new Error(`Nothing to ${way} in ${steps} steps`)
    return found
  }
})

describe('bringing back what was deleted', () => {
  it('brings an annotation back exactly as it was, and undoing that deletes it again', async () => {
    const { supports } = await stances()
    const first = await tag(await issue('Ceasefire'))
    await run('annotation.change', { annotations: [first], stance: supports ?? null, note: 'Sûr – 🕊' })
    const record = { kind: 'annotation', id: first as string as RecordId }
    const get = async () => must(await host.client.call('record.get', record))
    const before = await get()
    await run('annotation.delete', { annotations: [first] })
    const gone = await page({ kind: 'deleted' })
    expect(
      gone.batches.map(({ command, changes }) => [command, changes[0]?.gone, changes[0]?.quote])
    ).toEqual([['annotation.delete', true, 'No negotiation on territory']])
    await run('record.restore', { records: [{ kind: 'annotation', id: record.id }] })
    const after = await get()
    expect({ ...after, heads: null }).toEqual({ ...before, heads: null })
    for (const head of before.heads) expect(after.heads).toContain(head)
    expect((await page({ kind: 'deleted' })).total).toBe(0)
    expect((await sentences())[0]).toBe('Brought back the annotation “No negotiation on territory”')
    must(await host.client.call('undo', {}))
    expect(await get()).toMatchObject({ deleted: true })
    expect((await page({ kind: 'deleted' })).total).toBeGreaterThan(0)
  })

  it('brings the document back with an annotation that stood in it', async () => {
    const first = await tag(await issue('Ceasefire'))
    await run('document.delete', { documents: [document] })
    expect((await sentences())[0]).toBe('Deleted the document “talks” with 1 annotation')
    await run('record.restore', { records: [{ kind: 'annotation', id: first as string as RecordId }] })
    expect(must(await host.client.call('documents.page', {})).total).toBe(1)
    expect(must(await host.client.call('annotations.get', { annotations: [first] }))).toHaveLength(1)
  })
})
