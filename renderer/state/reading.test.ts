import { describe, expect, it } from 'vitest'
import type { AnnotationView } from '../../shared/api/views.ts'
import type { AnnotationId, CoderId, DocumentId, Hash, IssueId } from '../../shared/ids.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { withFresh } from './reading.ts'

const here = 'doc_here' as DocumentId
const annotation = (id: string, start: number | null, document = here): AnnotationView => ({
  id: id as AnnotationId,
  document,
  coder: 'cod_1' as CoderId,
  created: 0,
  modified: 0,
  anchor: { revision: 'f'.repeat(64) as Hash, start: utf16(0), end: utf16(1), quote: 'é' },
  place: start === null ? null : { start: utf16(start), end: utf16(start + 5) },
  issue: 'iss_1' as IssueId,
  stance: null,
  actors: [],
  certainty: null,
  note: '',
  heads: [],
  conflicts: []
})
const ids = (annotations: readonly AnnotationView[]): readonly string[] => annotations.map((one) => one.id)

describe('annotations of the open document after a change', () => {
  const shown = [annotation('a', 0), annotation('b', 10), annotation('lost', null)]

  it('puts a new one at its place, before those that lost theirs', () => {
    expect(ids(withFresh(shown, here, new Set(['c']), [annotation('c', 5)]))).toEqual(['a', 'c', 'b', 'lost'])
  })

  it('takes away one that was deleted, and moves one whose boundary moved', () => {
    expect(ids(withFresh(shown, here, new Set(['a', 'b']), [annotation('b', 0)]))).toEqual(['b', 'lost'])
  })

  it('takes none of another document, though the same batch wrote it', () => {
    expect(
      ids(withFresh(shown, here, new Set(['x']), [annotation('x', 1, 'doc_other' as DocumentId)]))
    ).toEqual(['a', 'b', 'lost'])
  })
})
