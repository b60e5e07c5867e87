import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import type { ChangeId, CoderId, DocumentId, Hash, IssueId } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import { copiesOf, history, lawRuns, play, startingProject } from '../../shared/testing/histories.ts'
import { MemoryProject, sha256 } from '../../shared/testing/memoryProject.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { revisionBlob } from '../../shared/text/revision.ts'
import { putBlob } from './blobs.ts'
import { write } from './commit.ts'
import { examine } from './doctor.ts'
import { openForeign } from './foreign.ts'
import { allChanges, batchesOf } from './log.ts'
import { closeProjectFile, openProjectFile } from './open.ts'
import { takePresetCoder } from './presetCoder.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import type { ShareChoice } from './shareChoice.ts'
import { writeSharedCopy, type Copied } from './shareCopy.ts'
import { unfinishedCopy } from './shareFile.ts'
import { missingFrom, takeFrom } from './takeFrom.ts'
import { options, store, tempFolder, tempProject } from './testFiles.ts'

const everything: ShareChoice = { documents: null, annotations: { of: 'everybody' }, originals: true }
const ana = 'cod_ana' as CoderId
const bo = 'cod_bo' as CoderId
const runs = { numRuns: lawRuns(4) }

/** The starting project in a file, with its text and an original. */
function stored(project: MemoryProject, at = startingProject()): ProjectFile {
  const file = tempProject()
  store(file, project)
  const content = {
    text: at.text,
    blocks: [{ kind: 'paragraph' as const, start: utf16(0), end: utf16(at.text.length) }],
    marks: []
  }
  write(file, () => putBlob(file, at.revision, new TextEncoder().encode(revisionBlob(content))))
  return file
}

async function share(
  file: ProjectFile,
  choice: Partial<ShareChoice> = {},
  coder: CoderId | null = null
): Promise<{ readonly path: string; readonly copied: Copied }> {
  const path = join(tempFolder(), 'copy.parley')
  const copied = must(
    await writeSharedCopy(file, path, { ...everything, ...choice }, { now: 7, coder, source: 'Talks' })
  )
  return { path, copied }
}

function reading<T>(path: string, work: (file: ProjectFile) => T): T {
  const file = must(openProjectFile(path, { ...options, mode: 'read' }))
  try {
    return work(file)
  } finally {
    closeProjectFile(file)
  }
}

async function findings(path: string): Promise<readonly string[]> {
  const file = must(openProjectFile(path, { ...options, mode: 'read' }))
  const report = must(await examine(file, { now: Date.UTC(2040, 0, 1) }))
  closeProjectFile(file)
  return report.findings.map(({ code }) => code)
}

function changesIn(path: string): readonly Change[] {
  return reading(path, (file) => [...allChanges(file)])
}

/** What a merge of the file at `path` would bring. */
function wouldBring(file: ProjectFile, path: string): { changes: number; blobs: number; clashes: number } {
  const foreign = must(openForeign(path, { sha256, tempFolder: tempFolder() }))
  try {
    const { changes, blobs, clashes } = must(missingFrom(file, foreign.file))
    return { changes, blobs, clashes: clashes.length }
  } finally {
    foreign.close()
  }
}

function take(file: ProjectFile, path: string): void {
  const foreign = must(openForeign(path, { sha256, tempFolder: tempFolder() }))
  must(takeFrom(file, foreign.file, { now: 9, source: 'back.parley' }))
  foreign.close()
}

/** Ana and Bo have both coded in a project with two documents. */
function twoCoders(): { project: MemoryProject; at: ReturnType<typeof startingProject>; second: DocumentId } {
  const at = startingProject()
  const { project } = at
  const second = 'doc_second' as DocumentId
  const original = {
    hash: sha256('second.txt') as Hash,
    name: 'second.txt',
    format: 'txt' as const,
    encoding: 'utf-8'
  }
  project.run('document.import', {
    documents: [{ id: second, title: 'Second', revision: at.revision, original }]
  })
  const issue = project.idsOf('issue')[0] as IssueId
  for (const [coder, document, start] of [
    [ana, at.document, 0],
    [bo, at.document, 3],
    [ana, second, 5],
    [bo, second, 8]
  ] as const) {
    project.coder = coder
    must(project.run('annotation.tag', { document, revision: at.revision, start, end: start + 12, issue }))
    must(project.run('progress.set', { documents: [document], state: 'done' }))
  }
  project.coder = ana
  return { project, at, second }
}

describe('sharing a copy to code in', () => {
  it('law: a whole copy holds every change and batch as it was, opens without findings, and brings nothing back', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ skews, steps }) => {
        const at = startingProject()
        const copies = copiesOf(at.project, skews)
        play(copies, steps, at)
        const [first] = copies
        if (!first) throw new Error('a copy')
        const file = stored(first, at)
        const { path, copied } = await share(file)
        expect(changesIn(path)).toEqual([...allChanges(file)])
        expect(copied.changes).toBe(first.changes.size)
        expect(wouldBring(file, path)).toEqual({ changes: 0, blobs: 0, clashes: 0 })
        expect(reading(path, totals)).toEqual(totals(file))
        const allowed = ['conflict', 'clockAhead', 'lostPlace', 'originalMissing']
        expect((await findings(path)).filter((code) => !allowed.includes(code))).toEqual([])
        closeProjectFile(file)
      }),
      runs
    )
  })

  it('law: any copy is a part of the whole, record by record, and merging it back at once changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.constantFrom('everybody', 'nobody', 'only', 'allBut'),
        fc.boolean(),
        async ({ skews, steps }, of, some) => {
          const at = startingProject()
          const copies = copiesOf(at.project, skews)
          play(copies, steps, at)
          const [first] = copies
          if (!first) throw new Error('a copy')
          const file = stored(first, at)
          const { path } = await share(file, {
            documents: some ? [at.document] : null,
            annotations: of === 'only' || of === 'allBut' ? { of, coders: [ana] } : { of }
          })
          const there = changesIn(path)
          const records = new Set(there.map(({ record }) => `${record.kind} ${record.id}`))
          const expected = [...allChanges(file)].filter(({ record }) =>
            records.has(`${record.kind} ${record.id}`)
          )
          expect(there).toEqual(expected)
          for (const [id, folded] of first.folded('annotation')) {
            const goes =
              of === 'everybody' || (of === 'only') === (folded.shown['coder'] === ana && of !== 'nobody')
            expect(records.has(`annotation ${id}`)).toBe(of === 'nobody' ? false : goes)
          }
          expect(wouldBring(file, path)).toEqual({ changes: 0, blobs: 0, clashes: 0 })
          expect(
            (await findings(path)).filter((code) =>
              ['missingChanges', 'rowDiffers', 'countDiffers', 'integrity', 'brokenChange'].includes(code)
            )
          ).toEqual([])
          closeProjectFile(file)
        }
      ),
      runs
    )
  })

  it('law: sharing, coding in the copy and merging back is the same as coding in the original', async () => {
    await fc.assert(
      fc.asyncProperty(history, history, fc.boolean(), async (before, after, blindly) => {
        const at = startingProject()
        const [first] = copiesOf(at.project, before.skews)
        if (!first) throw new Error('a copy')
        play([first], before.steps, at)
        const file = stored(first, at)
        const { path } = await share(
          file,
          { annotations: blindly ? { of: 'nobody' } : { of: 'everybody' } },
          bo
        )
        // The colleague opens the copy, codes in it and closes it.
        const colleague = new MemoryProject(555, first.clock + 1000)
        const theirs = must(openProjectFile(path, { ...options, writer: 'elsewhere', mode: 'write' }))
        expect(takePresetCoder(theirs)).toBe(bo)
        expect(takePresetCoder(theirs)).toBeNull()
        for (const change of allChanges(theirs)) colleague.changes.set(change.id, change)
        for (const [hash, text] of first.texts) colleague.texts.set(hash, text)
        colleague.coder = bo
        play(
          [colleague],
          after.steps.filter(({ act }) => act !== 'take'),
          at
        )
        store(theirs, colleague)
        closeProjectFile(theirs)
        // The same changes, written where the project always was.
        const direct = tempProject(tempFolder(), 'direct.parley')
        const all = first.copy(1, first.clock)
        for (const [id, change] of colleague.changes) all.changes.set(id, change)
        for (const [id, batch] of colleague.batches) all.batches.set(id, batch)
        store(direct, all)
        take(file, path)
        expect(byId(allChanges(file))).toEqual(byId(allChanges(direct)))
        expect(totals(file)).toEqual(totals(direct))
        expect(wouldBring(file, path)).toEqual({ changes: 0, blobs: 0, clashes: 0 })
        closeProjectFile(file)
        closeProjectFile(direct)
      }),
      runs
    )
  })

  it('law 13: kinds and fields of a newer version survive in every copy, to the letter', async () => {
    const { project, at } = twoCoders()
    const issue = project.idsOf('issue')[0] as IssueId
    const blob = sha256('of a newer version') as Hash
    project.append(
      'hologram.make',
      [
        {
          record: { kind: 'hologram', id: 'holo_1' as IssueId },
          fields: { shape: { sides: 1.5e300, words: 'cafe\u0301 ~0; ~1; שלום' }, blob },
          basedOn: []
        },
        { record: { kind: 'issue', id: issue }, fields: { weight: [1, null, 'two'] }, basedOn: [] }
      ],
      null
    )
    const file = stored(project, at)
    write(file, () => putBlob(file, blob, new TextEncoder().encode('of a newer version')))
    const { path, copied } = await share(file, {
      documents: [],
      annotations: { of: 'nobody' },
      originals: false
    })
    const unknown = (change: Change): boolean =>
      change.record.kind === 'hologram' || 'weight' in change.fields
    expect(changesIn(path).filter(unknown)).toEqual([...project.changes.values()].filter(unknown))
    expect(copied.blobs).toBe(1)
    closeProjectFile(file)
  })

  it('holds nothing of what is withheld: no annotation, no id, no word, no number of it', async () => {
    const { project, at, second } = twoCoders()
    const secret = project.run('annotation.tag', {
      document: at.document,
      revision: at.revision,
      start: 20,
      end: 30,
      issue: project.idsOf('issue')[0] as IssueId
    })
    const id = secret.ok ? secret.value.made[0]?.id : undefined
    must(project.run('annotation.change', { annotations: [id as never], note: 'Nobody may read thisword' }))
    const file = stored(project, at)
    const { path } = await share(file, {
      documents: [at.document],
      annotations: { of: 'allBut', coders: [ana] }
    })
    const bytes = readFileSync(path).toString('latin1')
    for (const word of ['thisword', String(id), second, 'second.txt', file.writer])
      expect(bytes).not.toContain(word)
    reading(path, (copy) => {
      expect(totals(copy)).toMatchObject({ documents: 1, annotations: 1 })
      expect(copy.connection.database.prepare('SELECT key FROM meta ORDER BY key').pluck().all()).toEqual([
        'tables',
        'withheld'
      ])
      const kinds = [...allChanges(copy)].filter(({ record }) => record.kind === 'progress')
      expect(kinds.map(({ record }) => record.id)).toEqual(['prg_cod_bo_doc_talks'])
    })
    expect(await findings(path)).toEqual([])
    closeProjectFile(file)
  })

  it('withholds the annotations of everybody who was joined with the coder that is named', async () => {
    const { project, at } = twoCoders()
    must(project.run('coder.join', { coder: bo, into: ana }))
    const file = stored(project, at)
    const { path } = await share(file, { annotations: { of: 'allBut', coders: [ana] } })
    expect(reading(path, totals)).toMatchObject({ documents: 2, annotations: 0 })
    closeProjectFile(file)
  })

  it('takes original files along or leaves them, and the doctor does not call them lost', async () => {
    const { project, at } = twoCoders()
    const file = stored(project, at)
    write(file, () => putBlob(file, sha256('second.txt') as Hash, new TextEncoder().encode('second.txt')))
    const [withThem, without] = [await share(file), await share(file, { originals: false })]
    expect([withThem.copied.blobs, without.copied.blobs]).toEqual([2, 1])
    expect(await findings(without.path)).toEqual([])
    expect(wouldBring(file, without.path)).toEqual({ changes: 0, blobs: 0, clashes: 0 })
    closeProjectFile(file)
  })

  it('leaves Ctrl+Z to what is done in the copy', async () => {
    const { project, at } = twoCoders()
    const file = stored(project, at)
    const { path } = await share(file)
    expect([...batchesOf(file, ana)].length).toBeGreaterThan(0)
    expect(reading(path, (copy) => [...batchesOf(copy, ana), ...batchesOf(copy, null)])).toEqual([])
    closeProjectFile(file)
  })

  it('is one file at rest: no journal beside it, none in its header', async () => {
    const { project, at } = twoCoders()
    const file = stored(project, at)
    const { path } = await share(file)
    expect(readdirSync(join(path, '..'))).toEqual(['copy.parley'])
    const header = readFileSync(path).subarray(0, 100)
    expect([header[18], header[19], header.readUInt32BE(68)]).toEqual([1, 1, 0x50726c79])
    closeProjectFile(file)
  })

  it('writes over nothing, says where it cannot write, and clears what a killed run left', async () => {
    const { project, at } = twoCoders()
    const file = stored(project, at)
    const folder = tempFolder()
    const there = join(folder, 'there.parley')
    writeFileSync(there, 'somebody’s work')
    const to = (path: string): Promise<unknown> =>
      writeSharedCopy(file, path, everything, { now: 1, coder: null, source: 'Talks' }).then((result) =>
        result.ok ? 'ok' : result.problem.code
      )
    expect(await to(there)).toBe('fileExists')
    expect(await to(file.path)).toBe('fileExists')
    expect(await to(join(folder, 'no such folder', 'x.parley'))).toBe('folderUnwritable')
    const next = join(folder, 'next.parley')
    copyFileSync(there, unfinishedCopy(next))
    writeFileSync(`${unfinishedCopy(next)}-journal`, 'left')
    expect(await to(next)).toBe('ok')
    expect(readdirSync(folder).toSorted()).toEqual(['next.parley', 'there.parley'])
    mkdirSync(join(folder, '.folder.parley.part'))
    closeProjectFile(file)
    expect(existsSync(file.path)).toBe(true)
  })

  it('refuses a document that is not here', async () => {
    const { project, at } = twoCoders()
    const file = stored(project, at)
    const path = join(tempFolder(), 'copy.parley')
    const choice = { ...everything, documents: ['doc_gone' as DocumentId] }
    expect(await writeSharedCopy(file, path, choice, { now: 1, coder: null, source: '' })).toMatchObject({
      problem: { code: 'missingRecord' }
    })
    expect(readdirSync(join(path, '..'))).toEqual([])
    closeProjectFile(file)
  })
})

function byId(changes: Iterable<Change>): ReadonlyMap<ChangeId, Change> {
  return new Map([...changes].toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((change) => [change.id, change]))
}
