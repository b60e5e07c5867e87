/** What a merge would bring, in sentences. */
import { mergedParts, mergedRecords } from '../../../shared/api/mergedRecords.ts'
import type { AnnotationCounts, MergePreview } from '../../../shared/api/mergeMethods.ts'
import { formatList } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'

/** "3 new annotations, changes to 2 annotations and 1 change to codebook, people or documents"; '' where nothing would come. */
export function whatComes(preview: MergePreview): string {
  const { annotations } = preview
  const records = mergedRecords(preview)
  const parts = [
    ...(annotations.new > 0 ? [t('merge.sum.new', { count: annotations.new })] : []),
    ...(annotations.changed + annotations.conflicting > 0
      ? [t('merge.sum.changed', { count: annotations.changed + annotations.conflicting })]
      : []),
    ...(annotations.deleted > 0 ? [t('merge.sum.deleted', { count: annotations.deleted })] : []),
    ...mergedParts.flatMap((part) =>
      records[part] > 0 ? [t(`merge.sum.${part}`, { count: records[part] })] : []
    )
  ]
  if (parts.length > 0) return formatList(parts)
  return preview.changes > 0 ? t('merge.sum.onlyChanges', { count: preview.changes }) : ''
}

/** True where taking the files in would change anything. */
export function bringsSomething(preview: MergePreview): boolean {
  return preview.changes > 0 || preview.blobs > 0
}

/** Annotations that would not stay as they are. */
export function touchedIn(counts: AnnotationCounts): number {
  return counts.new + counts.changed + counts.deleted + counts.conflicting
}

/** How far a clock is ahead, in the largest unit that fits. `ahead` in milliseconds. */
export function clockWords(ahead: number): string {
  const minutes = Math.max(1, Math.round(ahead / 60_000))
  if (minutes < 120) return t('merge.minutes', { count: minutes })
  const hours = Math.round(minutes / 60)
  return hours < 48 ? t('merge.hours', { count: hours }) : t('merge.days', { count: Math.round(hours / 24) })
}
