/** Which passages are ticked: all but those tagged so already, until somebody says otherwise. */
import { useCallback, useMemo, useState } from 'react'
import type { Grow, TagDocument, TagPassage } from './tagHits.ts'

export type Ticks = {
  readonly count: number
  readonly total: number
  readonly isTicked: (passage: TagPassage) => boolean
  /** Of all passages of a document, by its number. */
  readonly ofDocument: (group: number) => boolean | 'mixed'
  readonly toggle: (passage: TagPassage) => void
  /** Ticks all of a document, or none where all are. */
  readonly toggleDocument: (group: number) => void
  readonly set: (which: 'all' | 'none') => void
}

type Own = { readonly base: 'usual' | 'all' | 'none'; readonly own: ReadonlyMap<string, boolean> }

/** What was ticked by hand stays so when the passages grow or another issue is chosen. `isTagged`: keep its identity. */
export function useTicks(
  documents: readonly TagDocument[],
  grow: Grow,
  isTagged: (passage: TagPassage) => boolean
): Ticks {
  const [{ base, own }, setOwn] = useState<Own>({ base: 'usual', own: new Map() })
  const isTicked = useCallback(
    (passage: TagPassage) => own.get(passage.key) ?? (base === 'usual' ? !isTagged(passage) : base === 'all'),
    [own, base, isTagged]
  )
  const counts = useMemo(
    () => documents.map(({ passages }) => passages[grow].filter(isTicked).length),
    [documents, grow, isTicked]
  )
  const sizeOf = (group: number): number => documents[group]?.passages[grow].length ?? 0
  const ofDocument = (group: number): boolean | 'mixed' => {
    const count = counts[group] ?? 0
    return count === 0 ? false : count === sizeOf(group) ? true : 'mixed'
  }
  const tick = (passages: readonly TagPassage[], on: boolean): void =>
    setOwn((before) => ({
      ...before,
      own: new Map([...before.own, ...passages.map(({ key }) => [key, on] as const)])
    }))
  return {
    count: counts.reduce((sum, count) => sum + count, 0),
    total: documents.reduce((sum, { passages }) => sum + passages[grow].length, 0),
    isTicked,
    ofDocument,
    toggle: (passage) => tick([passage], !isTicked(passage)),
    toggleDocument: (group) => tick(documents[group]?.passages[grow] ?? [], ofDocument(group) !== true),
    set: (which) => setOwn({ base: which, own: new Map() })
  }
}
