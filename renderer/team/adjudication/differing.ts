/** In what the annotations of a question differ. */
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { CodebookIndex } from '../../state/codebook.ts'

export type Differing = {
  readonly issue: boolean
  readonly stance: boolean
  readonly actors: boolean
  readonly span: boolean
}

export const alike: Differing = { issue: false, stance: false, actors: false, span: false }

/** Joined issues and actors count as what they were joined into. */
export function differingIn(annotations: readonly AnnotationView[], index: CodebookIndex): Differing {
  const differ = (of: (one: AnnotationView) => string): boolean => new Set(annotations.map(of)).size > 1
  return {
    issue: differ(({ issue }) => index.issues.get(issue)?.joinedInto ?? issue),
    stance: differ(({ stance }) => stance ?? ''),
    actors: differ(({ actors }) =>
      [...new Set(actors.map((id) => index.actors.get(id)?.joinedInto ?? id))].toSorted().join(' ')
    ),
    span: differ(({ place }) => (place ? `${place.start}-${place.end}` : ''))
  }
}
