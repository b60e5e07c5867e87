/** How many passages each choice of a filter would let through, with the other filters as they are. */
import { useEffect, useState } from 'react'
import type { PassageFilter, PassageGrouping } from '../../shared/api/filters.ts'
import type { CodebookView } from '../../shared/api/views.ts'
import { flatten, issueTree } from '../state/issueTree.ts'
import { useParley } from '../state/parley.ts'
import type { Choice } from '../ui/fields.tsx'
import { formatNumber } from '../ui/format.ts'
import { undecided } from './choices.tsx'

const partOf: Readonly<Record<PassageGrouping, keyof PassageFilter>> = {
  issue: 'issues',
  stance: 'stances',
  actor: 'actors',
  document: 'documents',
  coder: 'coders'
}

type Counts = { readonly by: PassageGrouping; readonly counts: ReadonlyMap<string, number> }

/** Asked for when a filter is opened; until then, and for a moment after, the choices show none. */
export function useCounts(filter: PassageFilter): {
  readonly ask: (by: PassageGrouping) => void
  readonly of: (by: PassageGrouping, choices: readonly Choice<string>[]) => readonly Choice<string>[]
  /** An issue counts everything below it. */
  readonly ofIssues: (choices: readonly Choice<string>[], codebook: CodebookView) => readonly Choice<string>[]
} {
  const { client } = useParley()
  const [by, ask] = useState<PassageGrouping | null>(null)
  const [known, setKnown] = useState<Counts | null>(null)
  const { [by === null ? 'text' : partOf[by]]: _own, ...others } = filter
  const question = by === null ? '' : JSON.stringify([by, others])
  useEffect(() => {
    if (by === null) return undefined
    let isCurrent = true
    void client
      .call('annotations.groups', { filter: by === null ? filter : others, group: by })
      .then((answer) => {
        // While the host still counts, no number is better than a wrong one.
        if (!isCurrent || !answer.ok || !answer.value.isWhole) return
        const counts = new Map(
          answer.value.groups.map(({ key, count }): [string, number] => [key ?? undecided, count])
        )
        setKnown({ by, counts })
      })
    return () => {
      isCurrent = false
    }
    // The question names the filters.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, question])

  const shown = (
    kind: PassageGrouping,
    choices: readonly Choice<string>[],
    count: (key: string) => number
  ): readonly Choice<string>[] =>
    known?.by === kind
      ? choices.map((choice) => ({ ...choice, hint: formatNumber(count(choice.key)) }))
      : choices
  return {
    ask,
    of: (kind, choices) => shown(kind, choices, (key) => known?.counts.get(key) ?? 0),
    ofIssues: (choices, codebook) => {
      if (known?.by !== 'issue') return choices
      const { counts } = known
      const nodes = flatten(
        issueTree(codebook.issues.map((issue) => ({ ...issue, uses: counts.get(issue.id) ?? 0 })))
      )
      const totals = new Map(nodes.map(({ issue, total }): [string, number] => [issue.id, total]))
      return shown('issue', choices, (key) => totals.get(key) ?? 0)
    }
  }
}
