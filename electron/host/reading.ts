/** A document with all that a reader needs of it. */
import { fail, ok } from '../../shared/errors.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { annotationsOfDocument } from '../db/annotationViews.ts'
import { seeing } from '../db/blind.ts'
import { documentNamed } from '../db/documentViews.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { readRevision } from '../db/revisions.ts'

/** The document, its text (null: still to arrive) and every annotation that stands in it, but those that blind coding hides. Fails with missingRecord. */
export function openDocument(file: ProjectFile, id: DocumentId) {
  const document = documentNamed(file, id)
  if (!document) return fail('missingRecord', { kind: 'document' })
  const all = annotationsOfDocument(file, id)
  const annotations = all.filter(seeing(file))
  return ok({
    document,
    revision: readRevision(file, document.revision) ?? null,
    annotations,
    hidden: all.length - annotations.length
  })
}
