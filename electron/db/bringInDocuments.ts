/** Another project's documents beside ours: which are here already, by id or by text, and in which texts of ours their passages can stand. */
import type { BringInDocument } from '../../shared/api/bringInMethods.ts'
import type { DocumentView } from '../../shared/api/views.ts'
import type { DocumentId, Hash } from '../../shared/ids.ts'
import type { Revision } from '../../shared/text/revision.ts'
import { documentNamed, documentsPage, documentsWithText } from './documentViews.ts'
import { changesOf } from './log.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRevision } from './revisions.ts'

export type ForeignDocument = {
  readonly view: DocumentView
  readonly state: BringInDocument['state']
  /** Ours that takes its annotations; null: it is made, or has no text. */
  readonly into: DocumentView | null
}

/** The documents of the other project that stand for themselves, in its order. */
export function foreignDocuments(ours: ProjectFile, theirs: ProjectFile): readonly ForeignDocument[] {
  const { documents } = documentsPage(theirs, { offset: 0, limit: Number.MAX_SAFE_INTEGER })
  return documents.map((view) => {
    const text = readRevision(theirs, view.revision)
    if (!text) return { view, state: 'noText', into: null }
    const own = standing(ours, documentNamed(ours, view.id))
    if (own) {
      const isSame = readRevision(ours, own.revision)?.textHash === text.textHash
      return { view, state: isSame ? 'here' : 'otherText', into: own }
    }
    if (changesOf(ours, { kind: 'document', id: view.id }).length > 0)
      return { view, state: 'deleted', into: null }
    const same = standing(ours, documentsWithText(ours, text.textHash)[0])
    return same ? { view, state: 'sameText', into: same } : { view, state: 'new', into: null }
  })
}

/** Every text that a document of ours has or had, by the hash of its words: today's first. */
export function textsOfDocument(file: ProjectFile, document: DocumentView): ReadonlyMap<Hash, Revision> {
  const earlier = changesOf(file, { kind: 'document', id: document.id })
    .map(({ fields }) => fields['revision'])
    .flatMap((revision) =>
      typeof revision === 'object' && revision !== null && 'hash' in revision
        ? [revision['hash'] as Hash]
        : []
    )
    .toReversed()
  const texts = new Map<Hash, Revision>()
  for (const hash of new Set([document.revision, ...earlier])) {
    const revision = readRevision(file, hash)
    if (revision && !texts.has(revision.textHash)) texts.set(revision.textHash, revision)
  }
  return texts
}

/** The document that another was joined into. */
function standing(file: ProjectFile, document: DocumentView | undefined): DocumentView | null {
  const walked = new Set<DocumentId>()
  let at = document
  while (at?.joinedInto && !walked.has(at.id)) {
    walked.add(at.id)
    at = documentNamed(file, at.joinedInto) ?? undefined
  }
  return at ?? null
}
