import { describe, expect, it } from 'vitest'
import { reportAgreement, type ReportOfAgreement } from '../../shared/analysis/agreementReport.ts'
import { planNewProject } from '../../shared/commands/newProject.ts'
import { must } from '../../shared/errors.ts'
import type { AnnotationId, CoderId, DocumentId, IssueId, StanceId } from '../../shared/ids.ts'
import { blocksFromText } from '../../shared/import/blocksFromText.ts'
import { MemoryProject, sha256 } from '../../shared/testing/memoryProject.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { nameRevision, revisionBlob, type Revision } from '../../shared/text/revision.ts'
import { readCoding, type CodingAsked } from './agreementCoding.ts'
import { lookAs } from './blind.ts'
import { putBlob } from './blobs.ts'
import { write } from './commit.ts'
import type { ProjectFile } from './projectFile.ts'
import { revisionRow } from './revisions.ts'
import { takeFrom } from './takeFrom.ts'
import { store, tempFolder, tempProject } from './testFiles.ts'

const text =
  'A full ceasefire 🕊️ comes first. Talks follow.\n\nLes gens rentrent chez eux, café et cafe\u0301.\nوقف إطلاق النار. Сначала мир.\n\nNobody says more than this.'
const other = 'A reply to it. It is short.'
const ana = 'cod_ana' as CoderId
const bo = 'cod_bo' as CoderId
const cy = 'cod_cy' as CoderId
const issue = (name: string): IssueId => `iss_${name}` as IssueId
const documents = { one: 'doc_one' as DocumentId, two: 'doc_two' as DocumentId }

/** A project with two documents, three coders and issues: peace, talks below it, return. */
function started() {
  const project = new MemoryProject(3)
  const revisions = { one: revisionOf(text), two: revisionOf(other) }
  for (const revision of Object.values(revisions)) project.texts.set(revision.hash, revision.text)
  project.append('project.create', planNewProject('Talks', project.randomBytes).drafts, null)
  for (const id of [ana, bo, cy]) must(project.run('coder.create', { id, name: id.slice(4), initials: 'X' }))
  project.coder = ana
  for (const key of ['one', 'two'] as const) {
    const original = { hash: revisions[key].hash, name: 'a.txt', format: 'txt' as const, encoding: 'utf-8' }
    const document = { id: documents[key], title: key, revision: revisions[key].hash, original }
    must(project.run('document.import', { documents: [document] }))
  }
  must(project.run('issue.create', { id: issue('peace'), name: 'Peace' }))
  must(project.run('issue.create', { id: issue('talks'), name: 'Talks', parent: issue('peace') }))
  must(project.run('issue.create', { id: issue('return'), name: 'Return' }))
  return { project, revisions, stances: project.idsOf('stance') as unknown as readonly StanceId[] }
}

type Started = ReturnType<typeof started>

/** Tags words of a document as a coder. */
function tagAs(
  { revisions, stances }: Pick<Started, 'revisions' | 'stances'>,
  project: MemoryProject,
  coder: CoderId,
  words: string,
  of: string,
  stance: number | null = 0,
  key: 'one' | 'two' = 'one'
): void {
  project.coder = coder
  const revision = revisions[key]
  const start = revision.text.indexOf(words)
  if (start < 0) throw new Error(`“${words}” is not in the text`)
  must(
    project.run('annotation.tag', {
      id: `ann_${coder}_${key}_${start}_${of}` as AnnotationId,
      document: documents[key],
      revision: revision.hash,
      start: utf16(start),
      end: utf16(start + words.length),
      issue: issue(of),
      stance: stance === null ? null : (stances[stance] ?? null)
    })
  )
}

/** A file that holds the project, texts and all. */
function fileOf({ project, revisions }: Pick<Started, 'project' | 'revisions'>, name?: string): ProjectFile {
  const file = tempProject(tempFolder(), name)
  store(file, project)
  write(file, () => {
    for (const revision of Object.values(revisions)) {
      putBlob(file, revision.hash, Buffer.from(revisionBlob(revision)))
      revisionRow(file, file.names.intern(revision.hash))
    }
  })
  return file
}

function revisionOf(words: string): Revision {
  const { content } = blocksFromText(words)
  return { ...content, ...nameRevision(content, sha256) }
}

const asked: CodingAsked = { coders: [ana, bo], units: 'sentence', onlyDone: false, rounds: 'month' }

function report(file: ProjectFile, more: Partial<CodingAsked> = {}): ReportOfAgreement {
  return reportAgreement(must(readCoding(file, { ...asked, ...more })), { draws: 20, seed: 1 })
}

function excludedBy({ excluded }: ReportOfAgreement): Record<string, number> {
  return Object.fromEntries(excluded.map(({ why, count }) => [why, count]))
}

describe('what agreement is measured on', () => {
  it('has sentences and paragraphs of any writing as units, each tagged where a passage touches it', () => {
    const all = started()
    tagAs(all, all.project, ana, '🕊️ comes first. Talks', 'peace')
    tagAs(all, all.project, bo, 'Talks follow.', 'peace')
    const file = fileOf(all)
    const sentences = report(file)
    expect([sentences.units, sentences.tagged, sentences.disagreements]).toEqual([6, 2, 1])
    const paragraphs = report(file, { units: 'paragraph' })
    expect([paragraphs.tagged, paragraphs.disagreements]).toEqual([1, 0])
    expect(paragraphs.units).toBe(3)
  })

  it('lets an issue stand for everything below it and joined into it', () => {
    const all = started()
    tagAs(all, all.project, ana, 'A full ceasefire', 'talks')
    tagAs(all, all.project, bo, 'A full ceasefire', 'return')
    must(all.project.run('issue.join', { issue: issue('return'), into: issue('talks') }))
    const file = fileOf(all)
    const every = report(file)
    expect(every.issues.map(({ path, disagreements }) => [path, disagreements])).toEqual([
      [['Peace', 'Talks'], 0]
    ])
    const chosen = report(file, { issues: [issue('peace')] })
    expect(chosen.issues.map(({ name, taggedBy }) => [name, taggedBy])).toEqual([['Peace', [1, 1]]])
    const gone = report(file, {
      issues: [issue('return'), issue('nowhere')],
      documents: ['doc_none' as DocumentId]
    })
    expect(gone.issues.map(({ name }) => name)).toEqual(['Talks'])
    expect(excludedBy(gone)).toEqual({ issuesGone: 1, gone: 1 })
    expect(gone.whole.every(({ value, why }) => value === null && why !== '')).toBe(true)
  })

  it('takes coders who are one for one, and says so where nobody else is left', () => {
    const all = started()
    tagAs(all, all.project, ana, 'Talks follow.', 'peace')
    tagAs(all, all.project, cy, 'Сначала мир.', 'peace')
    tagAs(all, all.project, bo, 'Сначала мир.', 'peace')
    must(all.project.run('coder.join', { coder: cy, into: ana }))
    const file = fileOf(all)
    const both = report(file, { coders: [cy, bo, ana] })
    expect(both.coders.map(({ coder, annotations }) => [coder, annotations])).toEqual([
      [ana, 2],
      [bo, 1]
    ])
    expect(both.issues[0]?.taggedBy).toEqual([2, 1])
    expect(readCoding(file, { ...asked, coders: [ana, cy] })).toMatchObject({ problem: { code: 'oneCoder' } })
    expect(readCoding(file, { ...asked, coders: [ana, 'cod_x' as CoderId] })).toMatchObject({
      problem: { code: 'missingRecord' }
    })
  })

  it('leaves out documents that one has not begun or not finished, and takes a bare one that was begun for nothing tagged', () => {
    const all = started()
    tagAs(all, all.project, ana, 'Talks follow.', 'peace')
    tagAs(all, all.project, ana, 'It is short.', 'return', 0, 'two')
    tagAs(all, all.project, bo, 'It is short.', 'return', 0, 'two')
    const file = fileOf(all)
    const begun = report(file)
    expect([begun.documents, excludedBy(begun)]).toEqual([1, { notBegun: 1 }])
    all.project.coder = bo
    must(all.project.run('progress.set', { documents: [documents.one], state: 'done' }))
    store(file, all.project)
    const bare = report(file)
    expect([bare.documents, bare.disagreements]).toEqual([2, 1])
    const done = report(file, { onlyDone: true })
    expect([done.documents, excludedBy(done)]).toEqual([0, { notDone: 2 }])
    all.project.coder = ana
    must(all.project.run('progress.set', { documents: [documents.one], state: 'done' }))
    store(file, all.project)
    expect(report(file, { onlyDone: true }).documents).toBe(1)
    // Who said that a document is new has not begun it.
    const third = report(file, { coders: [ana, bo, cy], units: 'span' })
    expect(third.issues.every(({ figures }) => figures.some(({ value }) => value === null))).toBe(true)
    expect(excludedBy(third)['notBegunByAll']).toBe(2)
  })

  it('counts passages where they stand today, and those that are lost', () => {
    const all = started()
    tagAs(all, all.project, ana, 'Talks follow.', 'peace')
    tagAs(all, all.project, bo, 'Talks follow.', 'peace')
    tagAs(all, all.project, bo, 'Nobody', 'peace')
    const file = fileOf(all)
    const cut = text.indexOf('\n\nNobody')
    const shorter = revisionOf(`Now: ${text.slice(0, cut)}`)
    const record = { kind: 'document', id: documents.one } as const
    const heads = all.project.read(record)?.heads.get('revision') ?? []
    const one = all.revisions.one
    const kept = one.text.indexOf('Nobody') - 1
    all.project.append(
      'document.correct',
      [
        {
          record,
          fields: { revision: { hash: shorter.hash, from: one.hash, kept: [[0, 5, kept]] } },
          basedOn: heads.map(({ id }) => id)
        }
      ],
      null
    )
    store(file, all.project)
    write(file, () => {
      putBlob(file, shorter.hash, Buffer.from(revisionBlob(shorter)))
      revisionRow(file, file.names.intern(shorter.hash))
    })
    const today = report(file)
    expect(excludedBy(today)).toEqual({ lost: 1 })
    expect([today.tagged, today.disagreements]).toEqual([1, 0])
  })

  it('leaves out what is still blind to the coder who looks', () => {
    const all = started()
    tagAs(all, all.project, ana, 'Talks follow.', 'peace')
    tagAs(all, all.project, bo, 'Talks follow.', 'peace')
    must(all.project.run('project.setBlind', { blind: true }))
    const file = fileOf(all)
    expect(report(file).documents).toBe(1)
    lookAs(file, ana)
    expect([report(file).documents, excludedBy(report(file))]).toEqual([0, { blind: 1 }])
    all.project.coder = ana
    must(all.project.run('progress.set', { documents: [documents.one], state: 'done' }))
    store(file, all.project)
    expect(report(file).documents).toBe(1)
  })

  it('gives the same report of files that were merged, in either order, and of one that held everything', () => {
    const all = started()
    const [mine, hers] = [
      all.project.copy(11, all.project.clock),
      all.project.copy(12, all.project.clock + 5000)
    ]
    tagAs(all, mine, ana, 'A full ceasefire', 'peace', 0)
    tagAs(all, mine, ana, 'Сначала мир.', 'return', 3)
    tagAs(all, mine, ana, 'It is short.', 'return', 4, 'two')
    tagAs(all, hers, bo, 'ceasefire 🕊️ comes', 'peace', 1)
    tagAs(all, hers, bo, 'Сначала', 'return', null)
    tagAs(all, hers, bo, 'It is short.', 'talks', 2, 'two')
    const union = all.project.copy(13, all.project.clock)
    union.merge(mine)
    union.merge(hers)
    const files = [mine, hers, union].map((project, at) =>
      fileOf({ project, revisions: all.revisions }, `${['ours', 'theirs', 'all'][at]}.parley`)
    )
    const again = [mine, hers].map((project, at) =>
      fileOf({ project, revisions: all.revisions }, `${['a', 'b'][at]}.parley`)
    )
    const [ours, theirs, whole] = files
    const [a, b] = again
    if (!ours || !theirs || !whole || !a || !b) throw new Error('Five files')
    must(takeFrom(ours, b, { now: 1, source: 'b' }))
    must(takeFrom(theirs, a, { now: 1, source: 'a' }))
    for (const units of ['sentence', 'paragraph', 'pair', 'span'] as const) {
      const one = report(whole, { units })
      expect(one.tagged).toBeGreaterThan(1)
      expect(report(ours, { units })).toEqual(one)
      expect(report(theirs, { units })).toEqual(one)
    }
  })
})
