/** Documents and annotations written straight into a project file, for the tests and benchmarks of searching. Serves them alone. */
import { must } from '../../../shared/errors.ts'
import {
  batchId,
  changeId,
  type ChangeId,
  type DocumentId,
  type Hash,
  type SessionId
} from '../../../shared/ids.ts'
import { blocksFromText } from '../../../shared/import/blocksFromText.ts'
import { currentSchema } from '../../../shared/log/change.ts'
import { stampOf } from '../../../shared/log/stamp.ts'
import type { Json, RecordRef } from '../../../shared/model/record.ts'
import { sha256 } from '../../../shared/testing/memoryProject.ts'
import { nameRevision, revisionBlob, type Revision } from '../../../shared/text/revision.ts'
import { commit } from '../commit.ts'
import type { ProjectFile } from '../projectFile.ts'

export type Filler = ReturnType<typeof filler>

/** Writes into a file in the name of one session (16 characters). */
export function filler(file: ProjectFile, session = '0000000000000000') {
  let seq = 0
  const heads = new Map<string, ChangeId>()

  return { addDocument, annotate, setNote, correct, remove, revisionOf }

  /** A document of this text, its paragraphs divided by empty lines. `blob` 'missing': its text is still to arrive. */
  function addDocument(title: string, text: string, blob: 'here' | 'missing' = 'here'): DocumentId {
    const id = `doc_${session.slice(0, 4)}${String(seq + 1).padStart(12, '0')}` as DocumentId
    const revision = revisionOf(text)
    const order = `a${String(seq + 1).padStart(8, '0')}1`
    write(
      { kind: 'document', id },
      { title, place: { group: '', order }, revision: { hash: revision.hash, from: null, kept: [] } },
      blob === 'here' ? [revision] : []
    )
    return id
  }

  function annotate(document: DocumentId, text: string, start: number, end: number): string {
    const id = `ann_${session.slice(0, 4)}${String(seq + 1).padStart(12, '0')}`
    const anchor = { revision: revisionOf(text).hash, start, end, quote: text.slice(start, end) }
    write(
      { kind: 'annotation', id: id as never },
      { document, coder: 'cod_0000000000000001', created: 1, anchor, issue: 'iss_0000000000000001' }
    )
    return id
  }

  function setNote(annotation: string, note: string): void {
    write({ kind: 'annotation', id: annotation as never }, { note })
  }

  function correct(document: DocumentId, from: string, to: string): void {
    const revision = { hash: revisionOf(to).hash, from: revisionOf(from).hash, kept: [] }
    write({ kind: 'document', id: document }, { revision }, [revisionOf(to)])
  }

  function remove(document: DocumentId): void {
    write({ kind: 'document', id: document }, { deleted: true })
  }

  function write(
    record: RecordRef,
    fields: Readonly<Record<string, Json>>,
    revisions: readonly Revision[] = []
  ): void {
    seq += 1
    const id = changeId(session as SessionId, seq)
    const batch = batchId(session as SessionId, seq)
    const before = heads.get(record.id)
    heads.set(record.id, id)
    must(
      commit(file, {
        batch: { id: batch, coder: null, command: 'test', undoes: null },
        changes: [
          {
            id,
            stamp: stampOf(1_700_000_000_000 + seq, 0),
            batch,
            record,
            fields,
            basedOn: before ? [before] : [],
            schema: currentSchema
          }
        ],
        blobs: new Map(
          revisions.map((revision): [Hash, Uint8Array] => [
            revision.hash,
            Buffer.from(revisionBlob(revision))
          ])
        )
      })
    )
  }
}

function revisionOf(text: string): Revision {
  return nameRevision(blocksFromText(text).content, sha256)
}
