/** A quote with where it is from, for pasting into other texts. */
import { blockIndexAt } from '../../shared/text/revision.ts'
import type { AnnotationView } from '../../shared/api/views.ts'
import { formatDocumentDate } from '../ui/format.ts'
import type { Annotating } from './annotating.ts'
import { actorName } from './says.ts'

/** “Quote” (authors, title, date, § number): what is not known is left out. */
export function citation(
  { document, revision, codebook }: Pick<Annotating, 'document' | 'revision' | 'codebook'>,
  { anchor, place }: Pick<AnnotationView, 'anchor' | 'place'>
): string {
  const authors = document.authors.map((author) => actorName(codebook, author)).join(', ')
  const block = place ? `§ ${blockIndexAt(revision.blocks, place.start) + 1}` : ''
  const from = [authors, document.title, formatDocumentDate(document.date), block].filter(
    (part) => part !== ''
  )
  return `“${anchor.quote}” (${from.join(', ')})`
}
