import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../shared/api/contract.ts'
import { conflictKinds, type ConflictFilter, type ConflictView } from '../../shared/api/conflictMethods.ts'
import { conflictSentences } from '../../shared/api/conflictSentences.ts'
import type { CommandInput, CommandKind } from '../../shared/commands/inputs.ts'
import { recordKey } from '../../shared/commands/inputs.ts'
import { must } from '../../shared/errors.ts'
import type { AnnotationId, CoderId, DocumentId, IssueId, RecordId } from '../../shared/ids.ts'
import { directHost, type DirectHost } from './directHost.ts'

let root: string
const hosts: DirectHost[] = []
const bugs: unknown[] = []

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-conflicts-')))
  bugs.length = 0
})

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
  fs.rmSync(root, { recursive: true, force: true })
  expect(bugs).toEqual([])
})

/** One analyst at their own machine, with a copy of the project open. */
type Analyst = ReturnType<typeof analystWith>

function analystWith(host: DirectHost, file: string) {
  const { client } = host
  const analyst = {
    host,
    file,
    client,
    run: async <K extends CommandKind>(command: K, input: CommandInput<K>, seen = {}): Promise<RecordId> => {
      const done = must(await client.call('command.run', { command, input, seen }))
      return done.made[0]?.id ?? ('' as RecordId)
    },
    list: async (filter: Partial<ConflictFilter> = {}): Promise<OutputOf<'conflicts.page'>> =>
      must(await client.call('conflicts.page', { filter, limit: 1000 })),
    merge: async (other: string): Promise<void> => {
      must(await client.call('merge.run', { files: [host.handleOf(other)] }))
    },
    close: async (): Promise<void> => {
      must(await client.call('project.close', {}))
    },
    open: async (): Promise<void> => {
      must(await client.call('project.open', { file: host.handleOf(file) }))
    },
    told: async (filter: Partial<ConflictFilter> = {}): Promise<readonly string[]> => {
      const { conflicts, names } = await analyst.list(filter)
      return conflicts.map((conflict) => conflictSentences(conflict, names).join(', '))
    }
  }
  return analyst
}

async function sitDown(name: string, file: string): Promise<Analyst> {
  const own = path.join(root, name)
  fs.mkdirSync(own, { recursive: true })
  const host = directHost({
    shell: 'browser',
    checkOutputs: true,
    onBug: (where, error) => bugs.push([where, error]),
    folders: {
      home: root,
      documents: own,
      settings: path.join(own, 'settings'),
      temporary: path.join(own, 'tmp')
    }
  })
  hosts.push(host)
  const analyst = analystWith(host, file)
  if (!fs.existsSync(file))
    must(await host.client.call('project.create', { file: host.handleOf(file), name: 'Talks' }))
  else await analyst.open()
  const { coders } = must(await host.client.call('codebook.get', {}))
  const known = coders.find((coder) => coder.name === name)
  must(
    await host.client.call(
      'project.chooseCoder',
      known ? { coder: known.id } : { name, initials: name.slice(0, 1) }
    )
  )
  return analyst
}

/** Ana and Ben, each with a copy of one project that holds the issues Ceasefire and Borders and a text. */
async function twoCopies(): Promise<{
  readonly ana: Analyst
  readonly ben: Analyst
  readonly issues: readonly IssueId[]
  readonly document: DocumentId
  /** Both take the other's file in. */
  readonly exchange: () => Promise<void>
}> {
  const ana = await sitDown('Ana', path.join(root, 'ana.parley'))
  const ceasefire = (await ana.run('issue.create', { name: 'Ceasefire' })) as IssueId
  const borders = (await ana.run('issue.create', { name: 'Borders' })) as IssueId
  const document = await importText(
    ana,
    'Proposal.txt',
    'A full ceasefire – é, 🕊️ – comes first. وقف إطلاق النار'
  )
  await ana.close()
  fs.copyFileSync(ana.file, path.join(root, 'ben.parley'))
  await ana.open()
  const ben = await sitDown('Ben', path.join(root, 'ben.parley'))
  const exchange = async (): Promise<void> => {
    await ana.close()
    await ben.merge(ana.file)
    await ben.close()
    await ana.open()
    await ana.merge(ben.file)
    await ben.open()
  }
  return { ana, ben, issues: [ceasefire, borders], document, exchange }
}

async function importText(analyst: Analyst, name: string, text: string): Promise<DocumentId> {
  fs.writeFileSync(path.join(root, name), text)
  const handle = analyst.host.handleOf(path.join(root, name))
  const { documents } = must(await analyst.client.call('import.accept', { files: [{ handle }] }))
  return documents[0]?.document ?? ('' as DocumentId)
}

async function tag(analyst: Analyst, document: DocumentId, issue: IssueId): Promise<RecordId> {
  const { revision } = must(await analyst.client.call('document.open', { document }))
  return analyst.run('annotation.tag', {
    document,
    revision: revision?.hash ?? ('' as never),
    start: 2,
    end: 16,
    issue
  })
}

async function tagId(analyst: Analyst, document: DocumentId): Promise<RecordId[]> {
  const { annotations } = must(await analyst.client.call('document.open', { document }))
  return annotations.map(({ id }) => id as string as RecordId)
}

describe('the list of conflicts', () => {
  it('is empty where nobody clashed', async () => {
    const { ana, exchange } = await twoCopies()
    await exchange()
    expect(await ana.list()).toEqual({ total: 0, counts: {}, conflicts: [], names: {}, declined: 0 })
  })

  it('tells both names of an issue, who gave them, and which shows; and the same in both copies', async () => {
    const { ana, ben, issues, exchange } = await twoCopies()
    const [issue] = issues
    await ana.run('issue.change', { issue: sure(issue), name: 'Ceasefire é' })
    await ben.run('issue.change', { issue: sure(issue), name: 'وقف إطلاق النار 🕊️' })
    await exchange()
    const told = ['Ana named it “Ceasefire é”', 'Ben named it “وقف إطلاق النار 🕊️”'].join(', ')
    expect(await ana.told()).toEqual([told])
    expect(await ben.told()).toEqual([told])
    const [mine, theirs] = [await ana.list(), await ben.list()]
    expect(mine).toMatchObject({ total: 1, counts: { values: 1 } })
    expect(mine.conflicts[0]?.id).toBe(theirs.conflicts[0]?.id)
    expect(mine.conflicts[0]?.sides.map(({ isShown }) => isShown)).toEqual([false, true])
  })

  it('lists each clash once: delete and change, delete and use, rename and rename, recode and recode', async () => {
    const { ana, ben, issues, document, exchange } = await twoCopies()
    const [ceasefire, borders] = issues.map(sure)
    if (!ceasefire || !borders) throw new Error('two issues')
    await tag(ana, document, ceasefire)
    await tag(ana, document, ceasefire)
    await exchange()
    const third = (await ana.run('issue.create', { name: 'Prisoners' })) as IssueId
    const fourth = (await ana.run('issue.create', { name: 'Refugees' })) as IssueId
    await exchange()
    const [gone, recoded] = await tagId(ana, document)
    // Deleted here, changed there.
    await ana.run('annotation.delete', { annotations: [gone as never] })
    await ben.run('annotation.change', { annotations: [gone as never], note: 'Keep this, please.' })
    // Recoded twice.
    await ana.run('annotation.change', { annotations: [recoded as never], issue: borders })
    await ben.run('annotation.change', { annotations: [recoded as never], issue: third })
    // Deleted here, used there.
    await ana.run('issue.delete', { issue: fourth })
    await tag(ben, document, fourth)
    // Named twice.
    await ana.run('issue.change', { issue: borders, name: 'Frontiers' })
    await ben.run('issue.change', { issue: borders, name: 'Boundaries' })
    await exchange()
    for (const one of [ana, ben]) {
      const { counts, total } = await one.list()
      expect({ counts, total }).toEqual({ counts: { values: 2, deleted: 1, inUse: 1 }, total: 4 })
    }
    expect(await ana.told()).toEqual([
      'Ana named it “Frontiers”, Ben named it “Boundaries”',
      'Ana tagged it as “Boundaries”, Ben tagged it as “Prisoners”',
      'Ana deleted it, Ben set the note to “Keep this, please.”',
      'Ana deleted it, 1 annotation uses it, last by Ben'
    ])
    const { counts } = must(await ana.client.call('project.current', {})) ?? {}
    expect(counts?.conflicts).toBe(4)
    expect((await ana.list({ document })).total).toBe(2)
    expect((await ana.list({ record: { kind: 'issue', id: borders as never } })).total).toBe(1)
    const { coders } = must(await ana.client.call('codebook.get', {}))
    for (const coder of coders) expect((await ana.list({ coder: coder.id })).total).toBe(4)
    expect((await ana.list({ kinds: ['inUse', 'deleted'] })).conflicts.map(({ kind }) => kind)).toEqual([
      'deleted',
      'inUse'
    ])
  })

  it('lists two moves that make a circle once, says where the issue stands, and lets either hold', async () => {
    for (const side of ['set aside', 'other'] as const) {
      for (const host of hosts.splice(0)) await host.close()
      fs.rmSync(root, { recursive: true, force: true })
      fs.mkdirSync(root)
      const { ana, ben, issues, exchange } = await twoCopies()
      const [ceasefire, borders] = issues.map(sure)
      if (!ceasefire || !borders) throw new Error('two issues')
      await ana.run('issue.move', { issue: ceasefire, parent: borders, before: null })
      await ben.run('issue.move', { issue: borders, parent: ceasefire, before: null })
      await exchange()
      const { conflicts, counts } = await ana.list()
      expect(counts).toEqual({ circle: 1 })
      const [circle] = conflicts
      expect(await ana.told()).toEqual([
        'Ben moved it below “Ceasefire”, to the beginning, Ana moved “Ceasefire” below “Borders”, to the beginning'
      ])
      expect(circle).toMatchObject({ name: 'Borders', stands: [] })
      await settleAll(ana, circle ? [circle] : [], {
        change: sure(circle?.sides[side === 'other' ? 1 : 0]?.change)
      })
      await exchange()
      for (const one of [ana, ben]) {
        expect((await one.list()).total).toBe(0)
        const { issues: now } = must(await one.client.call('codebook.get', {}))
        const [top, below] = side === 'other' ? [borders, ceasefire] : [ceasefire, borders]
        expect(now.find(({ id }) => id === below)?.parent).toBe(top)
        expect(now.find(({ id }) => id === top)?.parent).toBeNull()
      }
      must(await ana.client.call('undo', {}))
      expect((await ana.list()).counts).toEqual({ circle: 1 })
    }
  })

  it('lists a join that cannot hold, and it is gone once dropped', async () => {
    const { ana, ben, issues, exchange } = await twoCopies()
    const [ceasefire, borders] = issues.map(sure)
    if (!ceasefire || !borders) throw new Error('two issues')
    await ana.run('issue.join', { issue: ceasefire, into: borders })
    await ben.run('issue.join', { issue: borders, into: ceasefire })
    await exchange()
    const { conflicts, counts } = await ana.list()
    expect(counts).toEqual({ join: 1 })
    await settleAll(ana, conflicts, { value: null })
    await exchange()
    expect([(await ana.list()).total, (await ben.list()).total]).toEqual([0, 0])
  })

  it('offers two issues, actors and coders of one name and two documents of one text to be joined, or not', async () => {
    const { ana, ben, exchange } = await twoCopies()
    await ana.run('issue.create', { name: 'Genève' })
    await ben.run('issue.create', { name: 'geneve' })
    await ana.run('actor.create', { name: 'United Nations' })
    await ben.run('actor.create', { name: 'UN', otherNames: ['united  nations'] })
    await ana.run('coder.create', { name: 'Silva, Clara', initials: 'CS' })
    await ben.run('coder.create', { name: 'Clara Silva', initials: 'CS' })
    await importText(ana, 'One.txt', 'The same – é 🕊️ سلام')
    await importText(ben, 'Other.txt', '\uFEFFThe same – é 🕊️ سلام')
    await exchange()
    const { conflicts, counts } = await ana.list()
    expect(counts).toEqual({ sameIssue: 1, sameActor: 1, sameCoder: 1, sameText: 1 })
    expect(must(await ana.client.call('project.current', {}))?.counts.conflicts).toBe(0)
    const [first, ...others] = conflicts
    if (!first) throw new Error('an offer')
    must(await ana.client.call('conflicts.decline', { offers: [first.id], isDeclined: true }))
    expect(await ana.list()).toMatchObject({ total: 3, declined: 1 })
    expect((await ana.list({ declined: true })).conflicts[0]?.isDeclined).toBe(true)
    // It is an opinion of this machine's user, not project data.
    expect((await ben.list()).total).toBe(4)
    await ana.run('conflict.settleMany', {
      conflicts: others.map(({ record, field, why, other }) => ({
        record,
        field,
        why: why ?? 'same',
        take: { joinInto: sure(other).id }
      }))
    })
    expect((await ana.list()).total).toBe(0)
    await exchange()
    expect((await ben.list()).counts).toEqual({ sameIssue: 1 })
    must(await ana.client.call('undo', {}))
    expect((await ana.list()).total).toBe(3)
    must(await ana.client.call('conflicts.decline', { offers: [first.id], isDeclined: false }))
    expect((await ana.list()).total).toBe(4)
  })

  it('shows a conflict over an annotation to nobody who is still blind to it, whoever looked before', async () => {
    const { ana, ben, issues, document, exchange } = await twoCopies()
    const tagged = await tag(ana, document, sure(issues[0]))
    await exchange()
    await ana.run('annotation.change', { annotations: [tagged as string as AnnotationId], note: 'mine é' })
    await ben.run('annotation.change', { annotations: [tagged as string as AnnotationId], note: 'theirs 🕊️' })
    await exchange()
    await ana.run('project.setBlind', { blind: true })
    expect((await ana.list()).counts).toEqual({ values: 1 })
    const { coders } = must(await ana.client.call('codebook.get', {}))
    const other = sure(coders.find(({ name }) => name === 'Ben')).id
    must(await ana.client.call('project.chooseCoder', { coder: other }))
    expect((await ana.list()).total).toBe(0)
    expect(must(await ana.client.call('conflicts.keys', {}))).toEqual([])
  })

  it('counts no uses of an issue that blind coding hides, as the codebook does', async () => {
    const { ana, ben, document, exchange } = await twoCopies()
    const issue = (await ana.run('issue.create', { name: 'Réfugiés' })) as IssueId
    await exchange()
    await ana.run('issue.delete', { issue })
    await tag(ben, document, issue)
    await exchange()
    const inUse = async () => (await ana.list({ kinds: ['inUse'] })).conflicts
    expect(
      (await inUse()).map(({ uses, sides }) => [uses, sides.map(({ value }) => value as unknown)])
    ).toEqual([[1, [true, 1]]])
    await ana.run('project.setBlind', { blind: true })
    expect(
      (await inUse()).map(({ uses, sides }) => [uses, sides.map(({ value }) => value as unknown)])
    ).toEqual([[0, [true]]])
    const { issues } = must(await ana.client.call('codebook.get', {}))
    expect(issues.find(({ id }) => id === issue)?.uses).toBe(0)
  })

  it('shows a conflict over a decision to nobody who is still blind to what it is about', async () => {
    const { ana, ben, issues, document, exchange } = await twoCopies()
    const tagged = (await tag(ana, document, sure(issues[0]))) as string as AnnotationId
    const { coder: gold } = must(await ana.client.call('adjudication.layer', { name: 'Gold' }))
    const sources = [{ annotation: tagged, heads: [] }]
    const decisions = [{ sources, outcome: { as: 'accepted' as const, annotation: tagged } }]
    const decision = (await ana.run('decision.make', { gold, decisions })) as string as RecordId
    await exchange()
    await ana.run('decision.change', { decision, outcome: { as: 'rejected' } })
    await ben.run('decision.change', {
      decision,
      outcome: { as: 'changed', annotation: tagged, note: 'é 🕊️' }
    })
    await exchange()
    const over = async () => (await ana.list()).conflicts.map(({ record }) => record.kind)
    expect(await over()).toContain('decision')
    await ana.run('project.setBlind', { blind: true })
    const { coders } = must(await ana.client.call('codebook.get', {}))
    const other = sure(coders.find(({ name }) => name === 'Ben')).id
    must(await ana.client.call('project.chooseCoder', { coder: other }))
    expect(await over()).toEqual([])
  })

  it('finds the conflicts of a coder under whom another one was joined', async () => {
    const { ana, ben, issues, exchange } = await twoCopies()
    await ana.run('issue.change', { issue: sure(issues[0]), name: 'Ceasefire é' })
    await ben.run('issue.change', { issue: sure(issues[0]), name: 'وقف إطلاق النار 🕊️' })
    const clara = (await ana.run('coder.create', { name: 'Clara', initials: 'C' })) as string as CoderId
    await exchange()
    expect((await ana.list({ coder: clara })).total).toBe(0)
    const { coders } = must(await ana.client.call('codebook.get', {}))
    const other = sure(coders.find(({ name }) => name === 'Ben')).id
    await ana.run('coder.join', { coder: other, into: clara })
    expect((await ana.list({ coder: clara })).counts).toEqual({ values: 1 })
  })
})

describe('settling', () => {
  it('takes one side for many in one step, and one undo makes all of them conflicts again', async () => {
    const { ana, ben, issues, exchange } = await twoCopies()
    for (const issue of issues) {
      await ana.run('issue.change', { issue, definition: 'Ana says', supporting: 'Ana too' })
      await ben.run('issue.change', { issue, definition: 'Ben says', supporting: 'Ben too' })
    }
    await exchange()
    const before = await ana.told()
    expect(before).toHaveLength(4)
    for (const [side, said] of [
      ['mine', 'Ana'],
      ['theirs', 'Ben'],
      ['newer', 'Ben']
    ] as const) {
      await settleAll(ana, (await ana.list()).conflicts, { side })
      expect((await ana.list()).total).toBe(0)
      const { issues: now } = must(await ana.client.call('codebook.get', {}))
      expect(now.map(({ definition }) => definition)).toEqual([`${said} says`, `${said} says`])
      must(await ana.client.call('undo', {}))
      expect(await ana.told()).toEqual(before)
    }
    await settleAll(
      ana,
      (await ana.list()).conflicts.filter(({ field }) => field === 'definition'),
      { value: 'One for all' }
    )
    expect((await ana.list()).conflicts.map(({ field }) => field)).toEqual(['supporting', 'supporting'])
    await exchange()
    expect((await ben.list()).conflicts.map(({ field }) => field)).toEqual(['supporting', 'supporting'])
  })

  it('stays settled when an old file is merged again', async () => {
    const { ana, ben, issues, exchange } = await twoCopies()
    const [issue] = issues
    await ana.run('issue.change', { issue: sure(issue), name: 'Truce' })
    await ben.run('issue.change', { issue: sure(issue), name: 'Armistice' })
    await ben.close()
    const old = path.join(root, 'ben on Monday.parley')
    fs.copyFileSync(ben.file, old)
    await ben.open()
    await exchange()
    await settleAll(ana, (await ana.list()).conflicts, { side: 'mine' })
    await ana.merge(old)
    expect((await ana.list()).total).toBe(0)
    await exchange()
    await ben.merge(old)
    expect((await ben.list()).total).toBe(0)
    expect(must(await ben.client.call('codebook.get', {})).issues[0]?.name).toBe('Truce')
  })

  it('settles what its view showed and no more: a third name that came since stays in conflict', async () => {
    const { ana, ben, issues, exchange } = await twoCopies()
    const [issue] = issues
    await ana.run('issue.change', { issue: sure(issue), name: 'Truce' })
    await ben.run('issue.change', { issue: sure(issue), name: 'Armistice' })
    await exchange()
    const stale = (await ana.list()).conflicts
    await ben.run('issue.change', { issue: sure(issue), name: 'Peace' })
    await exchange()
    await settleAll(ana, stale, { side: 'mine' })
    expect(await ana.told()).toEqual(['Ben named it “Peace”, Ana named it “Truce”'])
  })

  it('brings back, keeps deleted, or joins what was deleted, exactly as it can be undone', async () => {
    const { ana, ben, issues, document, exchange } = await twoCopies()
    const [ceasefire, borders] = issues.map(sure)
    if (!ceasefire || !borders) throw new Error('two issues')
    await ana.run('issue.delete', { issue: borders })
    await tag(ben, document, borders)
    await exchange()
    const inUse = await ana.list()
    expect(inUse.counts).toEqual({ inUse: 1 })
    for (const take of [{ keepDeleted: false }, { joinInto: ceasefire as never as RecordId }]) {
      await settleAll(ana, (await ana.list()).conflicts, take)
      expect((await ana.list()).total).toBe(0)
      must(await ana.client.call('undo', {}))
      expect((await ana.list()).counts).toEqual({ inUse: 1 })
    }
    expect(
      await ana.client.call('command.run', {
        command: 'conflict.settleMany',
        input: { conflicts: keysOf(inUse.conflicts).map((one) => ({ ...one, take: { keepDeleted: true } })) }
      })
    ).toMatchObject({ problem: { code: 'staleView' } })
    await settleAll(ana, (await ana.list()).conflicts, { keepDeleted: false })
    await exchange()
    await ana.run('issue.change', { issue: ceasefire, name: 'Truce' })
    await ben.run('issue.change', { issue: ceasefire, name: 'Armistice' })
    await ben.run('issue.delete', { issue: ceasefire })
    await exchange()
    const both = await ana.list()
    expect(both.counts).toEqual({ values: 1, deleted: 1 })
    await settleAll(ana, both.conflicts, { side: 'theirs' })
    expect((await ana.list()).total).toBe(0)
    expect(must(await ana.client.call('codebook.get', {})).issues.map(({ name }) => name)).toEqual([
      'Borders'
    ])
    must(await ana.client.call('undo', {}))
    expect((await ana.list()).counts).toEqual({ values: 1, deleted: 1 })
  })
})

it('pages through many conflicts, kind by kind, and knows the keys of all of them', async () => {
  const { ana, ben, issues, document, exchange } = await twoCopies()
  const { revision } = must(await ana.client.call('document.open', { document }))
  const passages = Array.from({ length: 400 }, (_, i) => ({
    document,
    revision: revision?.hash ?? ('' as never),
    start: i % 14,
    end: (i % 14) + 2 + (Math.floor(i / 14) % 3)
  }))
  const annotationsNow = async (): Promise<never[]> => (await tagId(ana, document)) as never[]
  await ana.run('annotation.tagMany', { passages, issues: [sure(issues[0])] })
  await exchange()
  const annotations = await annotationsNow()
  await ana.run('annotation.change', { annotations, note: 'one' })
  await ben.run('annotation.change', { annotations, note: 'other' })
  await exchange()
  const pages: ConflictView[] = []
  for (let offset = 0; offset < 400; offset += 150) {
    const page = must(await ana.client.call('conflicts.page', { offset, limit: 150 }))
    expect(page.total).toBe(annotations.length)
    pages.push(...page.conflicts)
  }
  expect(new Set(pages.map(({ id }) => id)).size).toBe(annotations.length)
  const keys = must(await ana.client.call('conflicts.keys', { filter: { kinds: ['values'] } }))
  expect(keys.map(({ id }) => id)).toEqual(pages.map(({ id }) => id))
  expect(conflictKinds).toContain(pages[0]?.kind)
  await settleAll(ana, keys, { side: 'mine' })
  expect((await ana.list()).total).toBe(0)
  await exchange()
  expect((await ben.list()).total).toBe(0)
})

type Key = Pick<ConflictView, 'record' | 'field' | 'why' | 'heads'>
type Take = CommandInput<'conflict.settleMany'>['conflicts'][number]['take']

function keysOf(conflicts: readonly Key[]) {
  return conflicts.map(({ record, field, why }) => ({ record, field, why: sure(why ?? undefined) }))
}

async function settleAll(analyst: Analyst, conflicts: readonly Key[], take: Take): Promise<void> {
  await analyst.run(
    'conflict.settleMany',
    { conflicts: keysOf(conflicts).map((one) => ({ ...one, take })) },
    Object.fromEntries(conflicts.map(({ record, heads }) => [recordKey(record.kind, record.id), heads]))
  )
}

function sure<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('It should be there.')
  return value
}
