import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import type { AnnotationId, CoderId, Hash, IssueId, RecordId } from '../../shared/ids.ts'
import { copiesOf, history, lawRuns, play, startingProject } from '../../shared/testing/histories.ts'
import { MemoryProject, seededBytes, sha256 } from '../../shared/testing/memoryProject.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { nameRevision, revisionBlob } from '../../shared/text/revision.ts'
import { putBlob } from './blobs.ts'
import { write } from './commit.ts'
import { examine } from './doctor.ts'
import { openForeign } from './foreign.ts'
import { allChanges } from './log.ts'
import { closeProjectFile, openProjectFile } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import type { ShareChoice } from './shareChoice.ts'
import { writePublishedCopy } from './sharePublish.ts'
import { isSameProject } from './takeFrom.ts'
import { options, store, tempFolder, tempProject } from './testFiles.ts'

const everything: ShareChoice = { documents: null, annotations: { of: 'everybody' }, originals: false }
const kinds = ['project', 'document', 'annotation', 'issue', 'stance', 'actor', 'coder', 'progress', 'filter']

function paragraph(text: string): Parameters<typeof revisionBlob>[0] {
  return { text, blocks: [{ kind: 'paragraph', start: utf16(0), end: utf16(text.length) }], marks: [] }
}

function stored(project: MemoryProject, texts: readonly string[]): ProjectFile {
  const file = tempProject()
  store(file, project)
  write(file, () => {
    for (const text of texts) {
      const content = paragraph(text)
      putBlob(file, nameRevision(content, sha256).hash, new TextEncoder().encode(revisionBlob(content)))
    }
  })
  return file
}

async function publish(
  file: ProjectFile,
  choice: Partial<ShareChoice> = {}
): Promise<{
  readonly path: string
  readonly published: MemoryProject
  readonly findings: readonly string[]
}> {
  const path = join(tempFolder(), 'published.parley')
  const done = await writePublishedCopy(
    file,
    path,
    { ...everything, ...choice },
    { now: 1_760_000_000_000, source: 'Talks', randomBytes: seededBytes(77) }
  )
  must(done)
  const opened = must(openProjectFile(path, { ...options, mode: 'read' }))
  const published = new MemoryProject(3)
  for (const change of allChanges(opened)) published.changes.set(change.id, change)
  const report = must(await examine(opened, { now: Date.UTC(2040, 0, 1) }))
  closeProjectFile(opened)
  return { path, published, findings: report.findings.map(({ code }) => code) }
}

/** What is shown of every kind, but for what publishing leaves out on purpose. */
function shownOf(project: MemoryProject): unknown {
  return kinds.map((kind) =>
    project.shown(kind).map(({ record, shown }) => {
      const {
        deleted: _deleted,
        blind: _blind,
        original: _original,
        place,
        joinedInto: _join,
        revision,
        ...rest
      } = shown
      const hash = (revision as { hash: string } | undefined)?.hash ?? null
      return [
        record.id,
        Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        kind === 'issue' ? null : (place ?? null),
        hash
      ]
    })
  )
}

function arrangementOf(project: MemoryProject): unknown {
  return (['issue', 'actor', 'coder', 'document'] as const).map((kind) => {
    const { parents, joined, orders } = project.arrangement(kind)
    const sorted = <V>(pairs: ReadonlyMap<RecordId, V>): unknown =>
      [...pairs].toSorted(([a], [b]) => (a < b ? -1 : 1))
    return [sorted(parents), sorted(joined), sorted(new Map([...orders].filter(([id]) => parents.has(id))))]
  })
}

describe('sharing a copy to publish', () => {
  it('law: shows what the project shows today, with one change a record, no conflict and no finding', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ skews, steps }) => {
        const at = startingProject()
        const copies = copiesOf(at.project, skews)
        play(copies, steps, at)
        const [first, second] = copies
        if (!first || !second) throw new Error('two copies')
        first.merge(second)
        const file = stored(first, [at.text])
        const { path, published, findings } = await publish(file)
        expect(shownOf(published)).toEqual(shownOf(first))
        expect(arrangementOf(published)).toEqual(arrangementOf(first))
        const records = new Set(
          [...published.changes.values()].map(({ record }) => `${record.kind} ${record.id}`)
        )
        expect(records.size).toBe(published.changes.size)
        for (const kind of kinds)
          for (const folded of published.folded(kind).values()) expect(folded.conflicts).toEqual([])
        expect(findings).toEqual([])
        const foreign = must(openForeign(path, { sha256, tempFolder: tempFolder() }))
        expect(isSameProject(file, foreign.file)).toBe(false)
        foreign.close()
        closeProjectFile(file)
      }),
      { numRuns: lawRuns(5) }
    )
  })

  it('holds no word of what was deleted or changed, no earlier text, and no name of a session', async () => {
    const at = startingProject()
    const { project } = at
    const issue = project.idsOf('issue')[0] as IssueId
    const tagged = must(
      project.run('annotation.tag', {
        document: at.document,
        revision: at.revision,
        start: 0,
        end: 14,
        issue
      })
    )
    const id = tagged.made[0]?.id as AnnotationId
    must(project.run('annotation.change', { annotations: [id], note: 'firstthought' }))
    must(project.run('annotation.change', { annotations: [id], note: 'second thought' }))
    const gone = must(
      project.run('annotation.tag', {
        document: at.document,
        revision: at.revision,
        start: 20,
        end: 30,
        issue
      })
    )
    must(
      project.run('annotation.change', {
        annotations: [gone.made[0]?.id as AnnotationId],
        note: 'deletedword'
      })
    )
    must(project.run('annotation.delete', { annotations: [gone.made[0]?.id as AnnotationId] }))
    must(project.run('project.setBlind', { blind: true }))
    const file = stored(project, [at.text])
    const { path, published } = await publish(file)
    const bytes = readFileSync(path).toString('latin1')
    for (const word of [
      'firstthought',
      'deletedword',
      'talks.txt',
      project.session,
      String(gone.made[0]?.id)
    ])
      expect(bytes).not.toContain(word)
    expect(bytes).toContain('second thought')
    expect(published.shown('project')[0]?.shown['blind']).toBeUndefined()
    closeProjectFile(file)
  })

  it('lets passages stand where they stand in today’s text, and takes no earlier text along', async () => {
    const at = startingProject()
    const { project } = at
    const issue = project.idsOf('issue')[0] as IssueId
    must(
      project.run('annotation.tag', {
        document: at.document,
        revision: at.revision,
        start: 3,
        end: 14,
        issue
      })
    )
    must(
      project.run('annotation.tag', {
        document: at.document,
        revision: at.revision,
        start: 15,
        end: 28,
        issue
      })
    )
    const today = `Well: ${at.text.slice(0, 14)}.`
    const { hash } = nameRevision(paragraph(today), sha256)
    const change = [...project.changes.values()].findLast(({ fields }) => 'revision' in fields)
    project.append(
      'document.correct',
      [
        {
          record: { kind: 'document', id: at.document },
          fields: { revision: { hash, from: at.revision, kept: [[0, 6, 14]] } },
          basedOn: change ? [change.id] : []
        }
      ],
      null
    )
    const file = stored(project, [at.text, today])
    const { path, published, findings } = await publish(file)
    const anchors = published.shown('annotation').map(({ shown }) => shown['anchor'])
    expect(anchors).toContainEqual({ revision: hash, start: 9, end: 20, quote: at.text.slice(3, 14) })
    expect(anchors).toContainEqual({
      revision: at.revision,
      start: 15,
      end: 28,
      quote: at.text.slice(15, 28)
    })
    expect(findings).toEqual(['lostPlace'])
    const opened = must(openProjectFile(path, { ...options, mode: 'read' }))
    expect(opened.connection.database.prepare('SELECT hash FROM blob').pluck().all()).toEqual([hash])
    expect(totals(opened)).toMatchObject({ documents: 1, annotations: 2, conflicts: 0 })
    closeProjectFile(opened)
    closeProjectFile(file)
  })

  it('keeps decisions with what they had seen, and shows which annotation was changed after', async () => {
    const at = startingProject()
    const { project } = at
    const issue = project.idsOf('issue')[0] as IssueId
    const tag = (start: number): RecordId => {
      const done = must(
        project.run('annotation.tag', {
          document: at.document,
          revision: at.revision,
          start,
          end: start + 9,
          issue
        })
      )
      return done.made[0]?.id as RecordId
    }
    const [one, two] = [tag(0), tag(1)]
    const sources = [one, two].map((annotation) => ({
      annotation,
      heads: project.headsOf({ kind: 'annotation', id: annotation })[`annotation:${annotation}`] ?? []
    }))
    project.append(
      'decision.make',
      [
        {
          record: { kind: 'decision', id: 'dec_1' as RecordId },
          fields: { sources, outcome: 'rejected' },
          basedOn: []
        }
      ],
      null
    )
    must(project.run('annotation.change', { annotations: [two as AnnotationId], note: 'changed since' }))
    const file = stored(project, [at.text])
    const { published } = await publish(file)
    const decided = published.shown('decision')[0]?.shown['sources'] as {
      annotation: string
      heads: readonly string[]
    }[]
    const written = [...published.changes.values()].find(({ record }) => record.id === one)?.id
    expect(decided).toEqual([
      { annotation: one, heads: [written] },
      { annotation: two, heads: [] }
    ])
    closeProjectFile(file)
  })

  it('takes only what was chosen', async () => {
    const at = startingProject()
    const { project } = at
    const issue = project.idsOf('issue')[0] as IssueId
    must(
      project.run('annotation.tag', {
        document: at.document,
        revision: at.revision,
        start: 0,
        end: 14,
        issue
      })
    )
    const file = stored(project, [at.text])
    const { published } = await publish(file, {
      annotations: { of: 'allBut', coders: ['cod_ana' as CoderId] }
    })
    expect(published.shown('annotation')).toEqual([])
    expect(
      published.shown('document').map(({ shown }) => (shown['revision'] as { hash: Hash }).hash)
    ).toEqual([at.revision])
    closeProjectFile(file)
  })
})
