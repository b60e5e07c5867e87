/** Hits as passages to tag: themselves, their sentences or their paragraphs. Offsets are UTF-16 code units. */
import type { AnnotationView } from '../../shared/api/views.ts'
import type { CoderId, DocumentId, Hash, IssueId } from '../../shared/ids.ts'
import { paragraphAt, sentenceAt } from '../../shared/text/grow.ts'
import { span, type Span } from '../../shared/text/offsets.ts'
import type { RevisionContent } from '../../shared/text/revision.ts'
import { graphemeEnd, graphemeStart } from '../../shared/text/snap.ts'
import type { HitGroup } from '../state/hits.ts'
import type { Parley } from '../state/parley.ts'

export type Grow = 'hit' | 'sentence' | 'paragraph'

/** The words of a passage around its first hit, as a row shows them. */
export type ShownWords = { readonly before: string; readonly quote: string; readonly after: string }

/** A stretch that can be tagged. */
export type TagPassage = Span &
  ShownWords & {
    /** Names it among all of them. */
    readonly key: string
    readonly block: number
    /** How many hits stand in it. */
    readonly hits: number
    /** What the coder at work tagged exactly this passage with. */
    readonly issues: readonly IssueId[]
  }

/** The hits of one document in every form they can be tagged in. */
export type TagDocument = {
  readonly document: DocumentId
  readonly title: string
  readonly revision: Hash
  readonly passages: Readonly<Record<Grow, readonly TagPassage[]>>
}

export type ReadHits = {
  readonly documents: readonly TagDocument[]
  /** Documents whose text is another one by now. */
  readonly skipped: number
}

type Options = {
  readonly coder: CoderId | null
  readonly onProgress: (done: number) => void
  readonly signal: AbortSignal
}

/** Longer waits would be felt, in ms. */
const slice = 12

/** Reads the documents one after the other, in slices between which the window stays alive. Null where it was aborted. */
export async function readHits(
  parley: Pick<Parley, 'client'>,
  groups: readonly HitGroup[],
  { coder, onProgress, signal }: Options
): Promise<ReadHits | null> {
  const documents: TagDocument[] = []
  let skipped = 0
  for (const [done, group] of groups.entries()) {
    onProgress(done)
    const answer = await parley.client.call('document.open', { document: group.document })
    if (signal.aborted) return null
    const revision = answer.ok ? answer.value.revision : null
    if (!answer.ok || revision?.hash !== group.revision) {
      skipped += 1
      continue
    }
    const mine = tagsOf(answer.value.annotations, coder)
    const passages = { hit: passageList(mine), sentence: passageList(mine), paragraph: passageList(mine) }
    let until = performance.now() + slice
    for (const hit of group.hits) {
      const at = span(hit.start, hit.end)
      const add = (grow: Grow, grown: Span): void =>
        passages[grow].add(group.document, grown, hit.block, () =>
          grow === 'hit' ? hit : wordsAround(revision, grown, at)
        )
      add('hit', at)
      add('sentence', sentenceAt(revision, at) ?? at)
      add('paragraph', paragraphAt(revision, at) ?? at)
      if (performance.now() < until) continue
      await new Promise((resolve) => setTimeout(resolve, 0))
      if (signal.aborted) return null
      until = performance.now() + slice
    }
    documents.push({
      document: group.document,
      title: group.title,
      revision: group.revision,
      passages: {
        hit: passages.hit.all(),
        sentence: passages.sentence.all(),
        paragraph: passages.paragraph.all()
      }
    })
  }
  return { documents, skipped }
}

/** How many hits stand in a passage together with an earlier one. */
export function foldedHits(documents: readonly TagDocument[], grow: Grow): number {
  return documents.reduce(
    (sum, { passages }) => sum + passages[grow].reduce((more, { hits }) => more + hits - 1, 0),
    0
  )
}

type PassageList = {
  readonly add: (document: DocumentId, at: Span, block: number, words: () => ShownWords) => void
  readonly all: () => readonly TagPassage[]
}

/** Passages that are the same are one. */
function passageList(mine: ReadonlyMap<string, readonly IssueId[]>): PassageList {
  const found = new Map<string, TagPassage>()
  return {
    add: (document, { start, end }, block, words) => {
      const place = `${start}-${end}`
      const known = found.get(place)
      if (known) found.set(place, { ...known, hits: known.hits + 1 })
      else {
        const { before, quote, after } = words()
        found.set(place, {
          key: `${document} ${place}`,
          start,
          end,
          block,
          before,
          quote,
          after,
          hits: 1,
          issues: mine.get(place) ?? []
        })
      }
    },
    all: () => [...found.values()]
  }
}

function tagsOf(
  annotations: readonly AnnotationView[],
  coder: CoderId | null
): ReadonlyMap<string, readonly IssueId[]> {
  const tags = new Map<string, IssueId[]>()
  for (const { coder: who, place, issue } of annotations) {
    if (who !== coder || !place) continue
    const key = `${place.start}-${place.end}`
    const known = tags.get(key)
    if (known) known.push(issue)
    else tags.set(key, [issue])
  }
  return tags
}

/** So much of a passage is shown before and after its hit. */
const shown = { before: 60, after: 160 }

function wordsAround({ text }: RevisionContent, whole: Span, hit: Span): ShownWords {
  const from = Math.max(whole.start, graphemeStart(text, Math.max(whole.start, hit.start - shown.before)))
  const to = Math.min(whole.end, graphemeEnd(text, Math.min(whole.end, hit.end + shown.after)))
  return {
    before: (from > whole.start ? '…' : '') + text.slice(from, hit.start),
    quote: text.slice(hit.start, hit.end),
    after: text.slice(hit.end, to) + (to < whole.end ? '…' : '')
  }
}
