/** Copies of one project in which coders worked apart: the same codebook, documents and texts, each with annotations of its own. */
import fs from 'node:fs'
import path from 'node:path'
import { commit, commitInside, write } from '../../electron/db/commit.ts'
import { closeProjectFile, openProjectFile } from '../../electron/db/open.ts'
import type { ProjectFile } from '../../electron/db/projectFile.ts'
import { must } from '../../shared/errors.ts'
import {
  batchId,
  changeId,
  type CoderId,
  type Hash,
  type RecordId,
  type SessionId
} from '../../shared/ids.ts'
import { currentSchema, type Change } from '../../shared/log/change.ts'
import { stampOf } from '../../shared/log/stamp.ts'
import type { Json } from '../../shared/model/record.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { readRevision } from '../../electron/db/revisions.ts'
import { bigProject, benchInstallation, ids } from './bigProject.ts'
import { madeUpPassages, randomFrom } from './texts.ts'

/** The documents that every copy has. */
export const baseDocuments = 1000

const began = Date.UTC(2026, 2, 1)

/**
 * The path of a copy in which the coder numbered `side` made `annotations` annotations, one batch each as in tagging, spread over all
 * documents. Made once and kept; two sides share nothing but the base.
 */
export function sideOf(side: number, annotations: number, say: (line: string) => void): string {
  const base = bigProject({ documents: baseDocuments, annotationsEach: 0 }, say)
  const file = base.replace(/\.parley$/, `-side${side}-${annotations}.parley`)
  if (fs.existsSync(file)) return file
  say(`Making ${path.basename(file)} (once)`)
  const unfinished = path.join(path.dirname(file), `unfinished-${path.basename(file)}`)
  for (const ending of ['', '-wal', '-shm', '-lock']) fs.rmSync(`${unfinished}${ending}`, { force: true })
  fs.copyFileSync(base, unfinished)
  const project = must(
    openProjectFile(unfinished, { sha256, writer: benchInstallation, now: () => began, mode: 'write' })
  )
  project.connection.database.pragma('synchronous = OFF')
  annotate(project, side, annotations)
  closeProjectFile(project)
  fs.renameSync(unfinished, file)
  return file
}

function annotate(project: ProjectFile, side: number, annotations: number): void {
  const session = `bench${String(side).padStart(11, '0')}` as SessionId
  const random = randomFrom(side)
  const coder = `cod_benchside${String(side).padStart(7, '0')}` as CoderId
  let seq = 0
  const next = (kind: string, id: string, fields: Readonly<Record<string, Json>>): Change => {
    seq++
    return {
      id: changeId(session, seq),
      stamp: stampOf(began + seq * 1000 + side, 0),
      batch: batchId(session, seq),
      record: { kind, id: id as RecordId },
      fields,
      basedOn: [],
      schema: currentSchema
    }
  }
  const made = next('coder', coder, { name: `Coder ${side}`, initials: `C${side}` })
  must(commit(project, { batch: batchOf(made, coder, 'coder.create'), changes: [made] }))
  const documents = texts(project)
  const each = Math.ceil(annotations / documents.length)
  let left = annotations
  for (const [d, { id, hash, text }] of documents.entries()) {
    const passages = madeUpPassages(text, Math.min(each, left), side * 10_000 + d)
    left -= passages.length
    write(project, () => {
      for (const [i, at] of passages.entries()) {
        const change = next('annotation', `ann_${idFrom(random)}`, {
          document: id,
          coder,
          created: began + seq * 1000,
          anchor: { revision: hash, ...at, quote: text.slice(at.start, at.end) },
          issue: ids.issue(d * 7 + i),
          stance: ids.stance(d + i),
          [`actors/${ids.actor(d)}`]: true,
          certainty: 'medium'
        })
        commitInside(project, { batch: batchOf(change, coder, 'annotation.tag'), changes: [change] })
      }
    })
  }
}

function batchOf({ batch }: Change, coder: CoderId, command: string) {
  return { id: batch, coder, command, undoes: null }
}

function texts(project: ProjectFile): readonly { id: string; hash: Hash; text: string }[] {
  return Array.from({ length: baseDocuments }, (_, d) => {
    const id = ids.document(d)
    const row = project.connection.database
      .prepare(
        'SELECT r.id AS hash FROM document d JOIN name o ON o.n = d.n JOIN name r ON r.n = d.revision WHERE o.id = ?'
      )
      .get(id) as { readonly hash: Hash }
    return { id, hash: row.hash, text: readRevision(project, row.hash)?.text ?? '' }
  })
}

/** 16 letters and digits, as ids have: in no order, as those of people who tag are. */
function idFrom(random: () => number): string {
  return Array.from({ length: 16 }, () => Math.floor(random() * 36).toString(36)).join('')
}
