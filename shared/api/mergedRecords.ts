/** What a merge brings besides annotations, counted by the words that tell it: decisions, progress and saved filters are no codebook. */
import type { MergePreview } from './mergeMethods.ts'

/** Parts in the order in which they are told. `codebook`: codebook, people, documents and the project itself. */
export const mergedParts = ['codebook', 'decision', 'progress', 'filter'] as const
export type MergedPart = (typeof mergedParts)[number]

/** How many records of each part would not stay as they are. */
export function mergedRecords({
  recordCounts
}: Pick<MergePreview, 'recordCounts'>): Readonly<Record<MergedPart, number>> {
  const counted: Record<MergedPart, number> = { codebook: 0, decision: 0, progress: 0, filter: 0 }
  for (const [kind, counts] of Object.entries(recordCounts))
    counted[partOf(kind)] += counts.new + counts.changed + counts.deleted + counts.conflicting
  return counted
}

function partOf(kind: string): MergedPart {
  return mergedParts.find((part) => part === kind) ?? 'codebook'
}
