/** How often a codebook record is used, the way to its passages, and its conflicts. */
import type { PassageFilter } from '../../shared/api/filters.ts'
import type { RecordId } from '../../shared/ids.ts'
import { useParley } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'

type UsesProps = {
  readonly kind: string
  readonly id: RecordId
  readonly count: number
  /** Annotations of the issues below it as well; the same where there are none below. */
  readonly total?: number
  readonly conflicts: readonly string[]
  readonly filter: PassageFilter
}

/** A line under the fields of a record. */
export function Uses({ kind, id, count, total = count, conflicts, filter }: UsesProps) {
  const { workspace } = useParley()
  return (
    <div className="uses">
      <span className="faint tabular">
        {t('codebook.count', { count })}
        {total > count && t('codebook.countBelow', { count: total - count })}
      </span>
      {total > 0 && (
        <Button
          look="quiet"
          size="small"
          onPress={() => workspace.setState({ view: 'passages', passageFilter: filter })}
        >
          {t('codebook.showPassages')}
        </Button>
      )}
      {conflicts.length > 0 && (
        <Button
          size="small"
          onPress={() => workspace.setState({ dialog: { kind: 'settle', record: { kind, id } } })}
        >
          {t('codebook.settle')}
        </Button>
      )}
    </div>
  )
}
