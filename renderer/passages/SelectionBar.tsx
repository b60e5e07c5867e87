/** The line above the table while passages are selected: what can be done to all of them. */
import { Trash2, X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import type { Edited } from './CellEditor.tsx'

const actions: readonly Edited[] = ['issue', 'stance', 'addActors', 'removeActors', 'certainty']

type SelectionBarProps = {
  readonly count: number
  readonly readOnly: boolean
  readonly onEdit: (what: Edited, anchor: HTMLElement | null) => void
  readonly onDelete: () => void
  readonly onClear: () => void
}

export function SelectionBar({ count, readOnly, onEdit, onDelete, onClear }: SelectionBarProps) {
  return (
    <div className="list-bar selection-bar" role="group" aria-label={t('passages.selection')}>
      <span className="tabular list-total" role="status">
        {t('passages.selectedCount', { count })}
      </span>
      {!readOnly && actions.map((what) => <Action key={what} what={what} onEdit={onEdit} />)}
      {!readOnly && (
        <Button look="danger" icon={Trash2} onPress={onDelete}>
          {t('passages.delete')}
        </Button>
      )}
      <Button look="quiet" icon={X} onPress={onClear}>
        {t('passages.clearSelection')}
      </Button>
    </div>
  )
}

function Action({ what, onEdit }: { readonly what: Edited; readonly onEdit: SelectionBarProps['onEdit'] }) {
  const button = useRef<HTMLSpanElement>(null)
  return (
    <span ref={button}>
      <Button onPress={() => onEdit(what, button.current)}>{t(`passages.do.${what}`)}</Button>
    </span>
  )
}
