/** An annotation in words: for cards, for the inspector, for the ear. */
import type { AnnotationView, CodebookView } from '../../shared/api/views.ts'
import type { ActorId, IssueId } from '../../shared/ids.ts'
import type { Pin } from '../state/pins.ts'
import { stanceGlyph, undecidedGlyph } from '../ui/stance.ts'
import { t } from '../ui/words.ts'

/** An issue's name; one that was joined says the name it now counts under; one not here says so. */
export function issueName(codebook: CodebookView, id: IssueId): string {
  const issue = codebook.issues.find((one) => one.id === id)
  const target = issue?.joinedInto ? codebook.issues.find((one) => one.id === issue.joinedInto) : issue
  return target?.name ?? issue?.name ?? t('document.says.issueMissing')
}

export function stanceWord(codebook: CodebookView, id: AnnotationView['stance']): string {
  if (id === null) return t('document.says.undecided')
  return codebook.stances.find((stance) => stance.id === id)?.label ?? t('document.says.stanceMissing')
}

export function stanceSign(codebook: CodebookView, id: AnnotationView['stance']): string {
  const stance = id === null ? undefined : codebook.stances.find((one) => one.id === id)
  return stance ? stanceGlyph(stance.polarity) : undecidedGlyph
}

export function actorName(codebook: CodebookView, id: ActorId): string {
  return codebook.actors.find((actor) => actor.id === id)?.name ?? t('document.says.actorMissing')
}

export function coderName(codebook: CodebookView, id: AnnotationView['coder']): string {
  return codebook.coders.find((coder) => coder.id === id)?.name ?? t('document.says.coderMissing')
}

export function coderInitials(codebook: CodebookView, id: AnnotationView['coder']): string {
  return codebook.coders.find((coder) => coder.id === id)?.initials ?? '?'
}

/** A pinned tag in one line: its issue and stance, and its actors where they are not the document's authors. */
export function pinInOneLine(codebook: CodebookView, { issue, stance, actors }: Pin): string {
  const named = actors === 'authors' ? [] : actors.map((actor) => actorName(codebook, actor))
  return [
    issueName(codebook, issue),
    ...(stance === null ? [] : [stanceWord(codebook, stance)]),
    ...named
  ].join(' · ')
}

/** Issue, stance and actors in one line, for the ear and for tooltips. */
export function inOneLine(codebook: CodebookView, annotation: AnnotationView): string {
  const actors = annotation.actors.map((actor) => actorName(codebook, actor)).join(', ')
  return [issueName(codebook, annotation.issue), stanceWord(codebook, annotation.stance), actors]
    .filter(Boolean)
    .join(' · ')
}
