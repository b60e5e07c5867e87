/** What was tagged with lately, in this window: the tag box offers it first and R repeats it. Ids are random, so projects never mix. */
import type { AnnotationView } from '../../shared/api/views.ts'
import type { ActorId, DocumentId, IssueId } from '../../shared/ids.ts'
import type { Pin } from '../state/pins.ts'

export type LastTag = {
  readonly document: DocumentId
  readonly issue: IssueId
  readonly stance: AnnotationView['stance']
  readonly actors: readonly ActorId[]
  readonly certainty: AnnotationView['certainty']
}

const most = 12
let lately: readonly IssueId[] = []
let last: LastTag | null = null
let copied: Pin | null = null

export const recentTags = {
  remember(tag: LastTag): void {
    last = tag
    lately = [tag.issue, ...lately.filter((issue) => issue !== tag.issue)].slice(0, most)
  },
  last: (): LastTag | null => last,
  copy(tag: Pin): void {
    copied = tag
  },
  copied: (): Pin | null => copied,
  /** Latest first. */
  issues: (): readonly IssueId[] => lately
}
