/** Laws of merging that are about files: another project (14), figures (16), blind coding (18), and a copy whose writing is cut off (15, for sharing). */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import type { AnnotationId, CoderId, DocumentId, IssueId, RecordId } from '../../shared/ids.ts'
import { lawRuns, startingProject } from '../../shared/testing/histories.ts'
import { merged, playedHistory } from '../../shared/testing/mergeLaws.ts'
import { MemoryProject, sha256 } from '../../shared/testing/memoryProject.ts'
import { planNewProject } from '../../shared/commands/newProject.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { revisionBlob } from '../../shared/text/revision.ts'
import { readCoding } from './agreementCoding.ts'
import { annotationIds } from './annotationsPage.ts'
import { annotationsOfDocument } from './annotationViews.ts'
import { hiddenAnnotations, isBlind, lookAs, seeing } from './blind.ts'
import { putBlob } from './blobs.ts'
import { write } from './commit.ts'
import { examine } from './doctor.ts'
import { openForeign } from './foreign.ts'
import { allChanges } from './log.ts'
import { closeProjectFile, openProjectFile } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import { idsOfKind, readRecord, totals } from './read.ts'
import { unfinishedCopy } from './shareFile.ts'
import { missingFrom, takeFrom } from './takeFrom.ts'
import { options, store, tempFolder, tempProject } from './testFiles.ts'

const start = startingProject()
const played = playedHistory(start)
const runs = { numRuns: lawRuns(4) }
const timeout = Math.max(60_000, runs.numRuns * 3000)

function stored(project: MemoryProject, name: string): ProjectFile {
  const file = tempProject(tempFolder(), name)
  store(file, project)
  const { text, revision } = start
  const content = {
    text,
    blocks: [{ kind: 'paragraph' as const, start: utf16(0), end: utf16(text.length) }],
    marks: []
  }
  write(file, () => putBlob(file, revision, new TextEncoder().encode(revisionBlob(content))))
  return file
}

/** Takes a copy in, as a file of its own. */
function mergeIn(file: ProjectFile, copy: MemoryProject, now: number): void {
  const theirs = stored(copy, `copy ${now}.parley`)
  closeProjectFile(theirs)
  const foreign = must(openForeign(theirs.path, { sha256, tempFolder: tempFolder() }))
  must(takeFrom(file, foreign.file, { now, source: theirs.name }))
  foreign.close()
}

it(
  'law 14: a file of another project is never merged by itself, and trying changes nothing',
  { timeout },
  async () => {
    await fc.assert(
      fc.asyncProperty(played, fc.nat(), ({ copies: [first] }, seed) => {
        const ours = stored(first, 'ours.parley')
        const other = new MemoryProject(seed + 10_000)
        must(other.append('project.create', planNewProject('Talks', other.randomBytes).drafts, null))
        const theirs = stored(other, 'other.parley')
        closeProjectFile(theirs)
        const before = [...allChanges(ours)]
        const foreign = must(openForeign(theirs.path, { sha256, tempFolder: tempFolder() }))
        for (const tried of [
          missingFrom(ours, foreign.file),
          takeFrom(ours, foreign.file, { now: 1, source: 'other.parley' })
        ])
          expect(tried).toMatchObject({ ok: false, problem: { code: 'otherProject' } })
        foreign.close()
        expect([...allChanges(ours)]).toEqual(before)
        closeProjectFile(ours)
        return Promise.resolve()
      }),
      runs
    )
  }
)

it('law 16: figures of merged files equal those of one file that holds everything', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(played, ({ copies, old }) => {
      const [first, ...others] = copies
      const everything = stored(merged(...copies), 'everything.parley')
      const file = stored(first, 'merged.parley')
      for (const [i, one] of [...others, ...old].entries()) mergeIn(file, one, i)
      expect(totals(file)).toEqual(totals(everything))
      expect(figuresOf(file)).toEqual(figuresOf(everything))
      closeProjectFile(file)
      closeProjectFile(everything)
      return Promise.resolve()
    }),
    runs
  )
})

it(
  'law 18: where coding is blind, merging shows nobody what others tagged in a document they have not marked done',
  { timeout },
  async () => {
    const begun = startingProject()
    must(begun.project.run('project.setBlind', { blind: true }))
    await fc.assert(
      fc.asyncProperty(playedHistory(begun), ({ copies }) => {
        const [first, ...others] = copies
        const file = stored(first, 'merged.parley')
        for (const [i, one] of others.entries()) mergeIn(file, one, i)
        const all = standing(file)
        for (const coder of ['cod_ana', 'cod_bo', null] as (CoderId | null)[]) {
          const done = doneBy(file, coder)
          const visible = isBlind(file)
            ? all.filter((one) => one.coder === coder || done.has(one.document))
            : all
          lookAs(file, coder)
          const ids = visible.map(({ id }) => id).toSorted()
          expect(annotationIds(file, {}, 1000).annotations.toSorted()).toEqual(ids)
          const inDocuments = idsOfKind(file, 'document')
            .flatMap((id) => annotationsOfDocument(file, id as DocumentId))
            .filter(seeing(file))
          expect([...new Set(inDocuments.map(({ id }) => id))].toSorted()).toEqual(ids)
          expect(hiddenAnnotations(file)).toBe(all.length - ids.length)
        }
        closeProjectFile(file)
        return Promise.resolve()
      }),
      runs
    )
  }
)

it(
  'law 15: a copy whose writing is killed leaves only an unfinished file, which the next one removes',
  { timeout: 120_000 },
  async () => {
    const { project, document, revision } = startingProject()
    const issue = project.idsOf('issue')[0] as IssueId
    for (let i = 0; i < 60; i++)
      must(project.run('annotation.tag', { document, revision, start: i % 30, end: (i % 30) + 9, issue }))
    const file = stored(project, 'ours.parley')
    closeProjectFile(file)
    const folder = tempFolder()
    const program = fileURLToPath(new URL('./testShareChild.ts', import.meta.url))
    const shares = (target: string, delay: number | null): Promise<void> =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, file.path, target], {
          stdio: ['ignore', 'pipe', 'inherit']
        })
        child.stdout.on('data', () => {
          if (delay !== null) setTimeout(() => child.kill('SIGKILL'), delay)
        })
        child.on('error', reject)
        child.on('close', () => resolve())
      })
    for (let kill = 0; kill < 4; kill++) {
      const target = join(folder, 'copy.parley')
      await shares(target, kill * 12)
      const left = readdirSync(folder).filter((name) => name !== 'copy.parley')
      expect(left.every((name) => join(dirname(target), name).startsWith(unfinishedCopy(target)))).toBe(true)
      // Killed after the end: then it is whole.
      if (existsSync(target)) break
    }
    const next = join(folder, 'copy.parley')
    if (!existsSync(next)) await shares(next, null)
    expect(readdirSync(folder)).toEqual(['copy.parley'])
    const copy = must(openProjectFile(next, { ...options, mode: 'read' }))
    expect(must(await examine(copy, { now: Date.UTC(2040, 0, 1) })).findings.map(({ code }) => code)).toEqual(
      []
    )
    expect(totals(copy)).toMatchObject({ annotations: 60 })
    closeProjectFile(copy)
  }
)

/** What figures are made of: counts by document and coder, the dataset, and what agreement is measured on. */
function figuresOf(file: ProjectFile): unknown {
  const rows = (statement: string): unknown => file.connection.database.prepare(statement).all()
  const coding = must(
    readCoding(file, {
      coders: ['cod_ana', 'cod_bo'] as CoderId[],
      units: 'sentence',
      onlyDone: false,
      rounds: 'month'
    })
  )
  return [
    // A count that is none again may stay as a row of noughts.
    rows(`SELECT d.id AS document, c.id AS coder, annotations, incomplete, conflicts FROM count
JOIN name d ON d.n = count.document JOIN name c ON c.n = count.coder
WHERE annotations <> 0 OR incomplete <> 0 OR conflicts <> 0 ORDER BY d.id, c.id`),
    rows(
      'SELECT annotation_id, issue_id, issue, stance, actors, coder, start_utf16, end_utf16, note FROM dataset ORDER BY annotation_id'
    ),
    coding
  ]
}

/** The annotations that are shown, straight from their table. */
function standing(
  file: ProjectFile
): readonly { readonly id: AnnotationId; readonly coder: CoderId; readonly document: DocumentId }[] {
  return file.connection.database
    .prepare(
      `SELECT o.id, c.id AS coder, d.id AS document FROM annotation a JOIN name o ON o.n = a.n
JOIN name c ON c.n = a.coder JOIN name d ON d.n = a.document WHERE a.shown = 1`
    )
    .all() as ReturnType<typeof standing>
}

/** The documents that a coder marked done and did not take back, straight from the log. */
function doneBy(file: ProjectFile, coder: CoderId | null): ReadonlySet<DocumentId> {
  const isDone = (document: RecordId): boolean => {
    const mark = readRecord(file, { kind: 'progress', id: `prg_${coder}_${document}` as RecordId })
    return mark !== undefined && !mark.deleted && mark.shown['state'] === 'done'
  }
  const documents = coder === null ? [] : idsOfKind(file, 'document')
  return new Set(documents.filter(isDone) as readonly RecordId[] as unknown as readonly DocumentId[])
}
