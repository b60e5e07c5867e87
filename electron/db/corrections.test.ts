import { describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import type { AnnotationId, DocumentId, Hash, IssueId } from '../../shared/ids.ts'
import { startingProject } from '../../shared/testing/histories.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { nameRevision, revisionBlob } from '../../shared/text/revision.ts'
import { annotationsOfDocument } from './annotationViews.ts'
import { annotationsPage } from './annotationsPage.ts'
import { write } from './commit.ts'
import { putBlob } from './blobs.ts'
import { examine } from './doctor.ts'
import { documentNamed } from './documentViews.ts'
import { lookupIn } from './lookup.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRevision, revisionRow } from './revisions.ts'
import { store, tempProject } from './testFiles.ts'

function opened(): {
  file: ProjectFile
  own: ReturnType<typeof startingProject>
  tag: (id: string, start: number, end: number) => void
  correct: (hash: string, from: string, kept: readonly (readonly [number, number, number])[]) => void
  places: () => unknown
} {
  const own = startingProject()
  const file = tempProject()
  const record = { kind: 'document', id: own.document } as const
  return {
    file,
    own,
    tag(id, start, end) {
      must(
        own.project.run('annotation.tag', {
          id: id as AnnotationId,
          document: own.document,
          revision: own.revision,
          start: utf16(start),
          end: utf16(end),
          issue: own.project.idsOf('issue')[0] as IssueId
        })
      )
      store(file, own.project)
    },
    correct(hash, from, kept) {
      const heads = own.project.read(record)?.heads.get('revision') ?? []
      own.project.append(
        'document.correct',
        [
          {
            record,
            fields: { revision: { hash: hash.repeat(64), from, kept } },
            basedOn: heads.map((head) => head.id)
          }
        ],
        null
      )
      store(file, own.project)
    },
    places: () =>
      annotationsOfDocument(file, own.document).map(({ id, place }) => [
        id,
        place && [place.start, place.end]
      ])
  }
}

describe('annotations of a text that was corrected', () => {
  it('stand where their kept words stand now, and are listed as lost where none were kept', async () => {
    const { file, own, tag, correct, places } = opened()
    tag('ann_kept', 3, 14)
    tag('ann_lost', 15, 17)
    // "No " and "on " are gone, "The " is put in front.
    correct('1', own.revision, [
      [3, 4, 12],
      [18, 16, own.text.length - 18]
    ])
    tag('ann_later', 57, 61)
    expect(places()).toEqual([
      ['ann_kept', [4, 15]],
      ['ann_later', [55, 59]],
      ['ann_lost', null]
    ])
    expect(
      annotationsPage(file, { offset: 0, limit: 9, filter: { state: 'lost' } }).passages.map(({ id }) => id)
    ).toEqual(['ann_lost'])
    correct('2', '1'.repeat(64), [[0, 10, 60]])
    expect(places()).toEqual([
      ['ann_kept', [14, 25]],
      ['ann_later', [65, 69]],
      ['ann_lost', null]
    ])
    const { findings } = must(await examine(file, { now: own.project.clock + 1e9 }))
    expect(findings.map(({ code, count }) => [code, count])).toEqual([
      ['lostPlace', 1],
      ['textMissing', 1],
      ['originalMissing', 1]
    ])
  })

  it('come back when the correction is taken back', () => {
    const { file, own, tag, correct, places } = opened()
    tag('ann_lost', 15, 17)
    correct('1', own.revision, [[18, 0, own.text.length - 18]])
    expect(places()).toEqual([['ann_lost', null]])
    own.project.undo()
    store(file, own.project)
    expect(places()).toEqual([['ann_lost', [15, 17]]])
  })

  it('stand in the document that theirs was joined into', () => {
    const { file, own, tag, places } = opened()
    tag('ann_a', 3, 14)
    const other = 'doc_same' as DocumentId
    must(
      own.project.run('document.import', {
        documents: [
          {
            id: other,
            title: 'The same',
            revision: own.revision,
            original: { hash: own.revision, name: 'b.txt', format: 'txt', encoding: 'utf-8' }
          }
        ]
      })
    )
    must(own.project.run('document.join', { document: own.document, into: other }))
    store(file, own.project)
    expect(annotationsOfDocument(file, other).map(({ id }) => id)).toEqual(['ann_a'])
    expect(documentNamed(file, other)?.annotations).toBe(1)
    expect(documentNamed(file, own.document)?.joinedInto).toBe(other)
    expect(places()).toEqual([['ann_a', [3, 14]]])
  })
})

describe('a text', () => {
  it('is read from its blob, and still to arrive before', () => {
    const { file, own } = opened()
    store(file, own.project)
    expect(documentNamed(file, own.document)?.length).toBeNull()
    const content = {
      text: own.text,
      blocks: [{ kind: 'paragraph' as const, start: utf16(0), end: utf16(own.text.length) }],
      marks: []
    }
    expect(nameRevision(content, sha256).hash).toBe(own.revision)
    write(file, () => {
      putBlob(file, own.revision, new TextEncoder().encode(revisionBlob(content)))
      revisionRow(file, file.names.intern(own.revision))
    })
    expect(documentNamed(file, own.document)?.length).toBe(own.text.length)
    expect(readRevision(file, own.revision)).toEqual(nameRevision(content, sha256))
    expect(lookupIn(file).textOf(own.revision)).toBe(own.text)
  })

  it('that is no revision, though its hash is right, is not read', () => {
    const { file } = opened()
    for (const blob of [
      'not JSON',
      '{"text":"a","blocks":[],"marks":[]}',
      '{"text":"a","blocks":[{"kind":"paragraph","start":0,"end":9}],"marks":[]}',
      '{"text":1}',
      '{"blocks":[],"marks":[],"text":""}'
    ]) {
      const bytes = new TextEncoder().encode(blob)
      const hash = sha256(bytes) as Hash
      write(file, () => putBlob(file, hash, bytes))
      expect(readRevision(file, hash)).toBeUndefined()
    }
  })
})
