/** What a helper would change in the text as it is now. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { proposeReplacing, type FindIn } from '../../shared/text/replaceIn.ts'
import type { RevisionContent } from '../../shared/text/revision.ts'
import { proposeTidying, type Proposal, type TidyKind } from '../../shared/text/tidyText.ts'
import type { ReplaceReport, ReplaceRequest } from './replace.worker.ts'
import type { Visit } from './visit.ts'

/** An expression is looked for in a thread: it may take for ever. */
export type Looking =
  | { readonly kind: 'tidy'; readonly what: TidyKind }
  | { readonly kind: 'words'; readonly find: FindIn; readonly by: string }
  | { readonly kind: 'expression'; readonly pattern: RegExp; readonly by: string }
  | { readonly kind: 'nothing' }

/** `text` is the one that the offsets of the proposals, UTF-16 code units, count in. */
export type Proposed = {
  readonly text: string
  readonly proposals: readonly Proposal[]
  readonly state: 'looking' | 'done' | 'tooSlow'
}

/** An expression that takes longer than this would take for ever, in milliseconds. */
const patience = 3000

/** `looking` keeps its identity while the same is looked for. */
export function useProposals(visit: Visit, looking: Looking): Proposed {
  const { own } = visit
  const children = useSyncExternalStore(
    (changed) => visit.subscribe(changed),
    () => own.editor.children
  )
  const content = useMemo(() => {
    // The content hangs on what the editor holds now.
    void children
    return own.content()
  }, [own, children])
  const here = useMemo<Proposed | null>(() => {
    if (looking.kind === 'expression') return null
    return { text: content.text, proposals: proposalsOf(content, looking), state: 'done' }
  }, [content, looking])
  const far = useExpression(content, looking)
  return here ?? far
}

function proposalsOf(
  content: RevisionContent,
  looking: Exclude<Looking, { kind: 'expression' }>
): readonly Proposal[] {
  if (looking.kind === 'nothing') return []
  return looking.kind === 'tidy'
    ? proposeTidying(looking.what, content)
    : proposeReplacing(content, looking.find, looking.by)
}

type Answer = { readonly content: RevisionContent; readonly looking: Looking; readonly proposed: Proposed }

/** Whatever is asked next ends what is under way. */
function useExpression(content: RevisionContent, looking: Looking): Proposed {
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    if (looking.kind !== 'expression') return
    const worker = new Worker(new URL('./replace.worker.ts', import.meta.url), { type: 'module' })
    const settle = (proposals: readonly Proposal[], state: Proposed['state']): void => {
      clearTimeout(watch)
      worker.terminate()
      setAnswer({ content, looking, proposed: { text: content.text, proposals, state } })
    }
    const watch = setTimeout(() => settle([], 'tooSlow'), patience)
    worker.addEventListener('message', ({ data }: MessageEvent<ReplaceReport>) => settle(data, 'done'))
    const { pattern, by } = looking
    worker.postMessage({ content, pattern, by } satisfies ReplaceRequest)
    return () => {
      clearTimeout(watch)
      worker.terminate()
    }
  }, [content, looking])
  const isCurrent = answer?.content === content && answer.looking === looking
  return isCurrent ? answer.proposed : { text: content.text, proposals: [], state: 'looking' }
}
