/** Looks for an expression in a thread of its own, so that no pattern holds the window up. */
import { proposeReplacing } from '../../shared/text/replaceIn.ts'
import type { RevisionContent } from '../../shared/text/revision.ts'
import type { Proposal } from '../../shared/text/tidyText.ts'

export type ReplaceRequest = {
  readonly content: RevisionContent
  readonly pattern: RegExp
  readonly by: string
}
export type ReplaceReport = readonly Proposal[]

addEventListener('message', ({ data: { content, pattern, by } }: MessageEvent<ReplaceRequest>) => {
  postMessage(proposeReplacing(content, pattern, by) satisfies ReplaceReport)
})
