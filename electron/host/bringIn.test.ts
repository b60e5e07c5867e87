import fc from 'fast-check'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InputOf, MethodName, OutputOf } from '../../shared/api/contract.ts'
import { must } from '../../shared/errors.ts'
import type { CoderId, DocumentId, IssueId, RecordId } from '../../shared/ids.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import type { DirectHost } from './directHost.ts'
import { openTempHost } from './testHost.ts'

let root: string
let host: DirectHost
let end: () => Promise<void>

beforeEach(() => {
  ;({ root, host, end } = openTempHost())
})

afterEach(() => end())

/** Line ends, both forms of é, an emoji of several units, right-to-left words, a no-break space. */
const treaty =
  '\uFEFFThe caf\u00e9 and the cafe\u0301 close\u00a0at dawn.\r\nيلتزم الطرفان بوقف إطلاق النار 👩‍👩‍👧.\r\nהצדדים חותמים 🕊️ on peace.'

describe('bringing another project in', () => {
  it('takes its documents and annotations over to the letter, with who made them and when', async () => {
    const other = await makeOther()
    await makeOurs()
    const file = at('Other.parley')
    const preview = await call('bringIn.preview', { file })
    expect(preview.projectName).toBe('Other talks')
    expect(preview.documents.map(({ title, state, annotations }) => [title, state, annotations])).toEqual([
      ['Treaty', 'new', 3]
    ])
    expect(proposed(preview, 'issue')).toEqual([
      ['Security', 'new', 'used'],
      ['Ceasefire', 'new', 'used'],
      ['Borders', 'none', 'unused']
    ])
    expect(new Set(proposed(preview, 'stance').map(([, as, why]) => `${as} ${why}`))).toEqual(
      new Set(['ours sameName'])
    )
    expect(proposed(preview, 'coder')).toEqual([['Ben', 'new', 'used']])
    expect(preview.would).toMatchObject({ documents: 1, annotations: 3, issues: 2, coders: 1, leftOut: [] })
    const before = await everything()
    const { done, backup } = await call('bringIn.run', { file })
    expect(done).toEqual(preview.would)
    expect(backup).toMatch(/\.parley$/)
    expect(await tagged()).toEqual(other)
    expect(ours(await everything())).toEqual(before)
    expect((await call('project.doctor', {})).findings).toEqual([])
  })

  it('adds nothing a second time, and says so', async () => {
    await makeOther()
    await makeOurs()
    const file = at('Other.parley')
    await call('bringIn.run', { file })
    const before = await everything()
    const again = await call('bringIn.run', { file })
    expect(again).toMatchObject({
      backup: '',
      done: { documents: 0, annotations: 0, issues: 0, stances: 0, actors: 0, coders: 0, alreadyHere: 3 }
    })
    expect(await everything()).toEqual(before)
  })

  it('is one step of undo, and comes back whole when it is brought in again', async () => {
    const other = await makeOther()
    await makeOurs()
    const before = await everything()
    const file = at('Other.parley')
    await call('bringIn.run', { file })
    await call('undo', {})
    const { coders: _made, ...undone } = await everything()
    const { coders: _own, ...was } = before
    expect(undone).toEqual(was)
    await call('bringIn.run', { file, documents: [documentOf(other)] })
    expect(await tagged()).toEqual(other)
  })

  it('gives annotations to a document that has the same text here, and keeps that document as it is', async () => {
    const other = await makeOther()
    await makeOurs()
    fs.writeFileSync(path.join(root, 'same.txt'), treaty.replaceAll('\r\n', '\n').slice(1))
    await call('import.accept', { files: [{ handle: at('same.txt'), title: 'Our treaty' }] })
    const before = await everything()
    const file = at('Other.parley')
    const preview = await call('bringIn.preview', { file })
    expect(preview.documents[0]).toMatchObject({ state: 'sameText', into: { title: 'Our treaty' } })
    expect(preview.would).toMatchObject({ documents: 0, annotations: 3 })
    await call('bringIn.run', { file })
    expect(ours(await everything())).toEqual(before)
    expect((await tagged()).map(({ quote }) => quote)).toEqual(other.map(({ quote }) => quote))
    expect((await call('bringIn.run', { file })).done).toMatchObject({ annotations: 0, alreadyHere: 3 })
  })

  it('keeps the words of a document that was joined into one that was corrected since', async () => {
    await call('project.create', { file: at('Other.parley'), name: 'Other talks' })
    await call('project.chooseCoder', { name: 'Ben', initials: 'B' })
    const [one, two] = [await importText('one.txt', treaty), await importText('two.txt', treaty)]
    const { revision } = await call('document.open', { document: one })
    if (!revision) throw new Error('The document has a text')
    const { hash, text, blocks } = revision
    const quote = 'cafe\u0301 close\u00a0at'
    const start = text.indexOf(quote)
    await tag(two, start, quote, await makeIssue('Peace', null))
    await call('command.run', { command: 'document.join', input: { document: two, into: one } })
    const { coders } = await call('codebook.get', {})
    await call('project.close', {})
    await makeOurs()
    const file = at('Other.parley')
    const nobody = { coder: { [coders[0]?.id ?? '']: { as: 'none' as const } } }
    await call('bringIn.run', { file, mapping: nobody })
    await call('project.close', {})
    await call('project.open', { file })
    const added = 'Annex é: '
    await call('document.correct', {
      document: one,
      from: hash,
      content: {
        text: `${added}${text}`,
        blocks: blocks.map((block, i) => ({
          ...block,
          start: utf16(i === 0 ? 0 : block.start + added.length),
          end: utf16(block.end + added.length)
        })),
        marks: []
      },
      kept: [[utf16(0), utf16(added.length), text.length]]
    })
    await call('project.close', {})
    // Into the text as it was there before, and where there is none yet.
    await call('project.open', { file: at('Ours.parley') })
    await call('bringIn.run', { file })
    expect(await tagged()).toMatchObject([{ quote, start }])
    await call('project.close', {})
    await makeOurs('Second.parley')
    await call('bringIn.run', { file })
    expect(await tagged()).toMatchObject([{ quote, start: start + added.length }])
  })

  it('maps onto our issues, leaves out what is left out, and counts what that costs', async () => {
    await makeOther()
    await makeOurs()
    const file = at('Other.parley')
    const { issues } = await call('codebook.get', {})
    const own = issues[0]?.id as RecordId
    const preview = await call('bringIn.preview', { file })
    const [security, ceasefire] = preview.records.issue
    const [ben] = preview.records.coder
    if (!security || !ceasefire || !ben) throw new Error('The other project has issues and a coder')
    const mapping = {
      issue: { [ceasefire.id]: { as: 'ours' as const, id: own }, [security.id]: { as: 'none' as const } }
    }
    const mapped = await call('bringIn.preview', { file, mapping })
    expect(mapped.would).toMatchObject({
      annotations: 2,
      issues: 0,
      leftOut: [{ why: 'issueLeftOut', count: 1 }]
    })
    await call('bringIn.run', { file, mapping })
    expect((await tagged()).map(({ issue }) => issue)).toEqual([own, own])
    const nobody = { coder: { [ben.id]: { as: 'none' as const } } }
    expect((await call('bringIn.preview', { file, mapping: nobody })).would.leftOut).toMatchObject([
      { why: 'coderLeftOut', count: 1 }
    ])
    expect(
      await refused('bringIn.preview', {
        file,
        mapping: { issue: { [ceasefire.id]: { as: 'ours', id: 'iss_gone' as RecordId } } }
      })
    ).toBe('missingRecord')
  })

  it('tells of a document that comes without an author who is left out', async () => {
    await call('project.create', { file: at('Other.parley'), name: 'Other talks' })
    await call('project.chooseCoder', { name: 'Ben', initials: 'B' })
    const document = await importText('treaty.txt', treaty)
    const made = await call('command.run', { command: 'actor.create', input: { name: 'L’Union 🕊️' } })
    const author = made.made[0]?.id ?? ''
    await call('command.run', {
      command: 'document.change',
      input: { documents: [document], authors: [author] }
    })
    await call('project.close', {})
    await makeOurs()
    const file = at('Other.parley')
    expect((await call('bringIn.preview', { file })).would.leftOut).toEqual([])
    const mapping = { actor: { [author]: { as: 'none' as const } } }
    expect((await call('bringIn.run', { file, mapping })).done).toMatchObject({
      documents: 1,
      leftOut: [{ count: 1, sentence: '1 document comes without an author who is left out.' }]
    })
  })

  it('lets what was deleted here stay deleted', async () => {
    const other = await makeOther()
    await makeOurs()
    const file = at('Other.parley')
    await call('bringIn.run', { file })
    const [first] = other
    if (!first) throw new Error('Nothing was tagged')
    await call('command.run', { command: 'annotation.delete', input: { annotations: [first.id] } })
    const again = await call('bringIn.run', { file })
    expect(again.done).toMatchObject({
      annotations: 0,
      alreadyHere: 2,
      leftOut: [{ why: 'deletedHere', count: 1 }]
    })
    await call('command.run', { command: 'document.delete', input: { documents: [documentOf(other)] } })
    const preview = await call('bringIn.preview', { file })
    expect(preview.documents[0]?.state).toBe('deleted')
    expect(preview.would).toMatchObject({ documents: 0, annotations: 0 })
  })

  it('keeps what was decided there apart from our gold layer, though the two have one id and one name', async () => {
    const other = await makeOther()
    await call('project.open', { file: at('Other.parley') })
    await accept(other.map(({ id }) => id))
    await call('project.close', {})
    await makeOurs()
    const own = await accept((await everything()).annotations.map(({ id }) => id))
    const file = at('Other.parley')
    expect(proposed(await call('bringIn.preview', { file }), 'coder')).toEqual([
      ['Ben', 'new', 'used'],
      ['Consensus', 'new', 'used']
    ])
    await call('bringIn.run', { file })
    expect(await goldLayers()).toEqual([
      ['Consensus', 1],
      ['Consensus (Other talks)', 3]
    ])
    expect((await everything()).annotations.filter(({ coder }) => coder === own)).toHaveLength(1)
    const before = await everything()
    expect(proposed(await call('bringIn.preview', { file }), 'coder')).toEqual([
      ['Ben', 'ours', 'sameId'],
      ['Consensus', 'ours', 'sameId']
    ])
    expect((await call('bringIn.run', { file })).done).toMatchObject({ coders: 0, alreadyHere: 6 })
    expect(await everything()).toEqual(before)
  })

  it('does not take a gold layer that was brought in for our own, which is still to be made', async () => {
    const [first] = await makeOther()
    await call('project.open', { file: at('Other.parley') })
    const there = await accept(first ? [first.id] : [])
    await call('project.close', {})
    await makeOurs()
    await call('bringIn.run', { file: at('Other.parley') })
    // The same id in every copy of ours, so that two adjudicators fill one layer.
    expect(await call('adjudication.layer', { name: 'Consensus' })).toEqual({ coder: there })
    expect(await goldLayers()).toEqual([
      ['Consensus', 0],
      ['Consensus (Other talks)', 1]
    ])
  })

  it('takes over what was tagged there since, with the issue that is new', async () => {
    await makeOther()
    await makeOurs()
    const file = at('Other.parley')
    const [document] = (await call('bringIn.preview', { file })).documents
    if (!document) throw new Error('The other project has a document')
    await call('bringIn.run', { file })
    await call('project.close', {})
    await call('project.open', { file })
    const text = await textOf(document.id)
    await tag(document.id, text.indexOf('peace'), 'peace', 'New there')
    await call('project.close', {})
    await call('project.open', { file: at('Ours.parley') })
    const more = await call('bringIn.run', { file })
    expect(more.done).toMatchObject({ documents: 0, annotations: 1, alreadyHere: 3, issues: 1 })
  })

  it('refuses a copy of this project, and what is no project', async () => {
    await makeOther()
    await makeOurs()
    await call('project.close', {})
    fs.copyFileSync(path.join(root, 'Ours.parley'), path.join(root, 'Copy.parley'))
    await call('project.open', { file: at('Ours.parley') })
    expect(await refused('bringIn.preview', { file: at('Copy.parley') })).toBe('sameProject')
    expect(await refused('bringIn.run', { file: at('Ours.parley') })).toBe('sameProject')
    fs.writeFileSync(path.join(root, 'junk.parley'), 'no project')
    expect(await refused('bringIn.preview', { file: at('junk.parley') })).toBe('copyNoProject')
    expect(await refused('bringIn.preview', { file: at('gone.parley') })).toBe('fileGone')
  })

  it('keeps every quote to the letter, wherever it begins and ends, and a second time adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 40 })), { minLength: 4, maxLength: 12 }),
        fc.boolean(),
        async (spans, hasText) => {
          const folder = fs.mkdtempSync(path.join(root, 'law-'))
          const name = path.basename(folder)
          const other = await makeOther(`${name}/Other.parley`, spans)
          await makeOurs(`${name}/Ours.parley`)
          if (hasText) {
            fs.writeFileSync(path.join(folder, 'same.txt'), treaty)
            await call('import.accept', { files: [{ handle: at(`${name}/same.txt`), title: 'Ours too' }] })
          }
          const before = await everything()
          const file = at(`${name}/Other.parley`)
          await call('bringIn.run', { file })
          const quotes = async (): Promise<readonly unknown[]> =>
            (await tagged()).map(({ id, quote, start, end, created }) => ({ id, quote, start, end, created }))
          expect(await quotes()).toEqual(
            other.map(({ id, quote, start, end, created }) => ({ id, quote, start, end, created }))
          )
          expect(ours(await everything())).toEqual(before)
          const once = await everything()
          expect((await call('bringIn.run', { file })).done).toMatchObject({ documents: 0, annotations: 0 })
          expect(await everything()).toEqual(once)
          expect((await call('project.doctor', {})).findings).toEqual([])
          await call('project.close', {})
        }
      ),
      // Each run makes two projects and five threads.
      { numRuns: 2 }
    )
  })
})

/** Decides each as its coder said, in the first gold layer. */
async function accept(annotations: readonly string[]): Promise<CoderId> {
  const { coder } = await call('adjudication.layer', { name: 'Consensus' })
  const decisions = annotations.map((annotation) => ({
    sources: [{ annotation, heads: [] }],
    outcome: { as: 'accepted', annotation }
  }))
  await call('command.run', { command: 'decision.make', input: { gold: coder, decisions } })
  return coder
}

async function goldLayers(): Promise<readonly (readonly [string, number])[]> {
  const { coders } = await call('codebook.get', {})
  const layers = coders.filter(({ kind }) => kind === 'gold').map(({ name, uses }) => [name, uses] as const)
  return layers.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

type Tagged = {
  readonly id: string
  readonly document: string
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly issue: string
  readonly created: number
  readonly note: string
}

/** A project of Ben's with one document, closed; gives its annotations. */
async function makeOther(
  name = 'Other.parley',
  spans: readonly (readonly [number, number])[] = []
): Promise<readonly Tagged[]> {
  await call('project.create', { file: at(name), name: 'Other talks' })
  await call('project.chooseCoder', { name: 'Ben', initials: 'B' })
  const security = await makeIssue('Security', null)
  const ceasefire = await makeIssue('Ceasefire', security)
  await makeIssue('Borders', null)
  fs.writeFileSync(path.join(root, 'treaty.txt'), treaty)
  const { documents } = await call('import.accept', {
    files: [{ handle: at('treaty.txt'), title: 'Treaty' }]
  })
  const document = documents[0]?.document
  if (!document) throw new Error('Nothing was imported')
  const text = await textOf(document)
  for (const [quote, issue] of [
    ['cafe\u0301 close\u00a0at', ceasefire],
    ['بوقف إطلاق النار 👩‍👩‍👧', ceasefire],
    ['🕊️ on', security]
  ] as const)
    await tag(document, text.indexOf(quote), quote, issue)
  for (const [start, length] of spans) {
    const quote = text.slice(start % text.length, (start % text.length) + length)
    await call(
      'command.run',
      {
        command: 'annotation.tag',
        input: {
          document,
          revision: await revisionOf(document),
          start: start % text.length,
          end: (start % text.length) + quote.length,
          issue: ceasefire
        }
        // A span that cuts a character or holds no word cannot be tagged.
      },
      'mayFail'
    )
  }
  const made = await tagged()
  await call('project.close', {})
  return made
}

/** A project of Ana's with an annotation of her own, open. */
async function makeOurs(name = 'Ours.parley'): Promise<void> {
  await call('project.create', { file: at(name), name: 'Our talks' })
  await call('project.chooseCoder', { name: 'Ana', initials: 'A' })
  const own = await makeIssue('Prisoners', null)
  fs.writeFileSync(path.join(root, 'own.txt'), 'Prisoners come home. 🕊️')
  const { documents } = await call('import.accept', { files: [{ handle: at('own.txt'), title: 'Own' }] })
  const document = documents[0]?.document
  if (document) await tag(document, 0, 'Prisoners', own)
}

async function importText(name: string, text: string): Promise<DocumentId> {
  fs.writeFileSync(path.join(root, name), text)
  const { documents } = await call('import.accept', { files: [{ handle: at(name) }] })
  const document = documents[0]?.document
  if (!document) throw new Error('Nothing was imported')
  return document
}

async function makeIssue(name: string, parent: IssueId | null): Promise<IssueId> {
  const done = await call('command.run', { command: 'issue.create', input: { name, parent } })
  return done.made[0]?.id as string as IssueId
}

async function tag(document: DocumentId, start: number, quote: string, issue: string): Promise<void> {
  const known = issue.startsWith('iss_') ? issue : { create: issue }
  await call('command.run', {
    command: 'annotation.tag',
    input: {
      document,
      revision: await revisionOf(document),
      start: utf16(start),
      end: utf16(start + quote.length),
      issue: known
    }
  })
}

async function revisionOf(document: DocumentId): Promise<string> {
  return (await call('document.open', { document })).document.revision
}

async function textOf(document: DocumentId): Promise<string> {
  return (await call('document.open', { document })).revision?.text ?? ''
}

/** Annotations that were not Ana's, by their place. */
async function tagged(): Promise<readonly Tagged[]> {
  const { annotations, coders } = await everything()
  const ana = coders.find(({ name }) => name === 'Ana')?.id
  return annotations
    .filter(({ coder }) => coder !== ana)
    .map(({ id, document, anchor, issue, created, note }) => ({
      id,
      document,
      quote: anchor.quote,
      start: anchor.start,
      end: anchor.end,
      issue,
      created,
      note
    }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1))
}

async function everything() {
  const { documents } = await call('documents.page', {})
  const opened = await Promise.all(documents.map(({ id }) => call('document.open', { document: id })))
  const { issues, coders } = await call('codebook.get', {})
  return {
    documents: documents.map(({ id, title, revision, heads }) => ({ id, title, revision, heads })),
    annotations: opened.flatMap(({ annotations }) => annotations),
    issues: issues.map(({ id, name, heads }) => ({ id, name, heads })),
    coders: coders.map(({ id, name, heads }) => ({ id, name, heads }))
  }
}

/** What of it is Ana's own: what did not come from Ben. */
function ours(all: Awaited<ReturnType<typeof everything>>): typeof all {
  const ben = new Set<string>(all.coders.filter(({ name }) => name === 'Ben').map(({ id }) => id))
  return {
    documents: all.documents.filter(({ title }) => title !== 'Treaty'),
    annotations: all.annotations.filter(({ coder }) => !ben.has(coder)),
    issues: all.issues.filter(({ name }) => !['Security', 'Ceasefire', 'Borders'].includes(name)),
    coders: all.coders.filter(({ id }) => !ben.has(id))
  }
}

function documentOf(all: readonly Tagged[]): DocumentId {
  return (all[0]?.document ?? '') as DocumentId
}

function proposed(
  { records }: OutputOf<'bringIn.preview'>,
  kind: keyof OutputOf<'bringIn.preview'>['records']
): readonly (readonly [string, string, string])[] {
  return records[kind].map((record) => [record.name, record.proposed.as, record.why])
}

function at(name: string): string {
  return host.handleOf(path.join(root, name))
}

async function call<M extends MethodName>(
  method: M,
  input: InputOf<M>,
  may: 'succeed' | 'mayFail' = 'succeed'
): Promise<OutputOf<M>> {
  const answer = await host.client.call(method, input)
  return may === 'mayFail' && !answer.ok ? (undefined as never) : must(answer)
}

async function refused<M extends MethodName>(method: M, input: InputOf<M>): Promise<string> {
  const answer = await host.client.call(method, input)
  return answer.ok ? 'not refused' : answer.problem.code
}
