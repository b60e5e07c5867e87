/** Projects of any size, written straight through electron/db, and kept between runs. */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { commit } from '../../electron/db/commit.ts'
import { closeProjectFile, createProjectFile } from '../../electron/db/open.ts'
import { latestVersion } from '../../electron/db/schema.ts'
import { logSchema } from '../../electron/db/migrations/version1.ts'
import type { ProjectFile } from '../../electron/db/projectFile.ts'
import { must } from '../../shared/errors.ts'
import { batchId, changeId, type SessionId } from '../../shared/ids.ts'
import { currentSchema, type Change } from '../../shared/log/change.ts'
import { stampOf } from '../../shared/log/stamp.ts'
import type { Json } from '../../shared/model/record.ts'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import { MemoryProject, sha256 } from '../../shared/testing/memoryProject.ts'
import { revisionBlob } from '../../shared/text/revision.ts'
import { ordersAtEnd } from '../../shared/commands/order.ts'
import { madeUpPassages, madeUpRevision } from './texts.ts'

export type ProjectSize = { readonly documents: number; readonly annotationsEach: number }

/** The installation that makes these projects and measures them: their tables need not be made anew. */
export const benchInstallation = 'bench'

export const benchFolder = fileURLToPath(new URL('../../.cache/bench', import.meta.url))

/** UTF-16 code units of every document's text. */
export const charactersEach = 20_000

/** The issues, stances, actors and the one coder of every made-up project. */
export const ids = {
  issue: (n: number) => `iss_bench-${n % issueCount}`,
  stance: (n: number) =>
    [
      'sta_bench-supports',
      'sta_bench-conditional',
      'sta_bench-neutral',
      'sta_bench-opposes',
      'sta_bench-none'
    ][n % 5] ?? '',
  actor: (n: number) => `act_bench-${n % actorCount}`,
  coder: 'cod_bench',
  document: (n: number) => `doc_bench-${n}`
}
const issueCount = 200
const actorCount = 50

/**
 * The path of a project of this size at rest: made once for each form of the tables, below .cache/bench. The same size gives the same
 * log.
 */
export function bigProject(size: ProjectSize, say: (line: string) => void): string {
  // A file of another form would be refused, so the form is part of the name.
  const form = sha256(JSON.stringify([logSchema, latestVersion()])).slice(0, 8)
  const name = `${size.documents}x${size.annotationsEach}-${form}.parley`
  const file = path.join(benchFolder, name)
  if (fs.existsSync(file)) return file
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = path.join(path.dirname(file), `unfinished-${name}`)
  for (const ending of ['', '-wal', '-shm', '-lock']) fs.rmSync(`${unfinished}${ending}`, { force: true })
  say(`Making ${name} (once)`)
  const project = must(createProjectFile(unfinished, { sha256, writer: benchInstallation, now: () => start }))
  // Only for making it: a crash here costs nothing but time.
  project.connection.database.pragma('synchronous = OFF')
  fill(project, size, say)
  closeProjectFile(project)
  fs.renameSync(unfinished, file)
  return file
}

const start = Date.UTC(2026, 0, 1)
const session = 'benchbenchbench0' as SessionId

function fill(project: ProjectFile, size: ProjectSize, say: (line: string) => void): void {
  addCodebook(project)
  const writer = changeWriter()
  const orders = ordersAtEnd([], size.documents)
  // Texts repeat: what is measured is how many documents and annotations there are, not how many different words.
  const revisions = Array.from({ length: Math.min(20, size.documents) }, (_, i) =>
    madeUpRevision(charactersEach, i + 1)
  )
  const began = performance.now()
  for (let d = 0; d < size.documents; d++) {
    const revision = revisions[d % revisions.length]
    if (!revision) continue
    const document = ids.document(d)
    const batch = writer.batch()
    const changes: Change[] = [
      writer.change(batch, 'document', document, {
        title: `Proposal ${d + 1}`,
        [`authors/${ids.actor(d)}`]: true,
        date: '2025-04',
        place: { group: '', order: orders[d] ?? 'a0' },
        revision: { hash: revision.hash, from: null, kept: [] }
      })
    ]
    for (const [i, at] of madeUpPassages(revision.text, size.annotationsEach, d + 1).entries()) {
      changes.push(
        writer.change(batch, 'annotation', `ann_bench-${d}-${i}`, {
          document,
          coder: ids.coder,
          created: start + d * 1000 + i,
          anchor: { revision: revision.hash, ...at, quote: revision.text.slice(at.start, at.end) },
          issue: ids.issue(d * 7 + i),
          stance: ids.stance(d + i),
          [`actors/${ids.actor(d)}`]: true,
          certainty: 'medium'
        })
      )
    }
    must(
      commit(project, {
        batch: { id: batch, coder: ids.coder as never, command: 'annotation.import', undoes: null },
        changes,
        blobs: new Map([[revision.hash, Buffer.from(revisionBlob(revision))]])
      })
    )
    if (d % 1000 === 999) say(`  ${d + 1} documents in ${Math.round((performance.now() - began) / 1000)} s`)
  }
}

/** Numbers and stamps changes one after another, a millisecond apart. */
function changeWriter() {
  let seq = 1_000_000
  return {
    batch: () => batchId(session, seq + 1),
    change: (
      batch: ReturnType<typeof batchId>,
      kind: string,
      id: string,
      fields: Readonly<Record<string, Json>>
    ): Change => {
      seq++
      return {
        id: changeId(session, seq),
        stamp: stampOf(start + seq, 0),
        batch,
        record: { kind, id: id as Change['record']['id'] },
        fields,
        basedOn: [],
        schema: currentSchema
      }
    }
  }
}

/** A codebook of 200 issues in 20 groups, five stances, 50 actors and one coder, by the ordinary commands. */
function addCodebook(project: ProjectFile): void {
  const memory = new MemoryProject(1, start)
  memory.coder = ids.coder as never
  must(memory.run('project.rename', { name: 'Benchmark' }))
  must(memory.run('codebook.import', madeUpCodebook()))
  for (const batch of memory.batches.values())
    must(
      commit(project, {
        batch,
        changes: [...memory.changes.values()].filter((change) => change.batch === batch.id)
      })
    )
}

function madeUpCodebook(): CommandInput<'codebook.import'> {
  const issues = Array.from({ length: issueCount }, (_, i) => ({
    id: ids.issue(i),
    name: `Issue ${i + 1}`,
    colour: '#4c78a8',
    parent: i < 20 ? null : ids.issue(i % 20)
  }))
  const polarities: readonly (readonly [string, number | null])[] = [
    ['supports', 1],
    ['conditional', 0.5],
    ['neutral', 0],
    ['opposes', -1],
    ['none', null]
  ]
  const stances = polarities.map(([key, polarity], i) => ({
    id: `sta_bench-${key}`,
    key,
    label: key,
    polarity,
    shortcut: String(i + 1)
  }))
  const actors = Array.from({ length: actorCount }, (_, i) => ({ id: ids.actor(i), name: `Actor ${i + 1}` }))
  return { issues, stances, actors, coders: [{ id: ids.coder, name: 'Bench', initials: 'B' }] }
}

/** Bytes of blobs as they lie in the file, so that what annotations cost can be told apart from texts. */
export function blobBytes(project: { readonly connection: ProjectFile['connection'] }): number {
  const row = project.connection.database
    .prepare('SELECT coalesce(sum(length(bytes)), 0) AS bytes FROM blob')
    .get() as { readonly bytes: number }
  return row.bytes
}
