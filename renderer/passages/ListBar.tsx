/** The line above the table: how many there are, in which groups and order, which columns, saved filters, and what can be made of the list. */
import { ArrowDownWideNarrow, ArrowUpNarrowWide, Columns3, Printer } from 'lucide-react'
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components'
import { useParley, useSession } from '../state/parley.ts'
import { rememberPane } from '../state/settings.ts'
import { IconButton } from '../ui/Button.tsx'
import { SelectField, Tick } from '../ui/fields.tsx'
import { MenuButton } from '../ui/Menu.tsx'
import { t } from '../ui/words.ts'
import { columnNames, hiddenAfter, hiddenColumns } from './columns.ts'
import { canSortBy, setOrder } from './headActions.ts'
import { SavedFilters } from './SavedFilters.tsx'
import { groupings, sorts, type ShownList } from './useList.ts'

type ListBarProps = {
  readonly list: ShownList
  readonly onPrint: () => void
  readonly onExport: (format: 'csv' | 'jsonl' | 'html' | 'md') => void
  readonly onCloseAll: (closed: boolean) => void
}

export function ListBar({ list, onPrint, onExport, onCloseAll }: ListBarProps) {
  const parley = useParley()
  const { total, state, sort, descending, group } = list
  const offered = sorts.filter((one) => group === null || one === 'document' || one === 'modified')
  return (
    <div className="list-bar">
      <span className="soft tabular list-total" role="status">
        {total === null ? '' : t(state.isWhole ? 'passages.total' : 'passages.totalSoFar', { count: total })}
      </span>
      <SelectField
        label={t('passages.group')}
        bare
        value={group ?? ''}
        onChange={(next) => rememberPane(parley, 'passageGroup', next)}
        choices={[
          { key: '' as const, name: t('passages.groups.none') },
          ...groupings.map((one) => ({ key: one, name: t(`passages.groups.${one}`) }))
        ]}
      />
      <SelectField
        label={t('passages.sort')}
        bare
        value={sort}
        onChange={(next) => setOrder(parley, next, descending)}
        choices={offered
          .filter((one) => one === 'document' || canSortBy(list, one === 'modified' ? 'modified' : one))
          .map((one) => ({ key: one, name: t(`passages.sorts.${one}`) }))}
      />
      <IconButton
        label={t(descending ? 'passages.descending' : 'passages.ascending')}
        icon={descending ? ArrowDownWideNarrow : ArrowUpNarrowWide}
        onPress={() => setOrder(parley, sort, !descending)}
      />
      <Columns />
      <SavedFilters list={list} />
      <span className="list-bar-end">
        <IconButton label={t('passages.print')} icon={Printer} keys="Ctrl P" onPress={onPrint} />
        <MenuButton
          label={t('passages.listMenu')}
          entries={[
            ...(group === null
              ? []
              : [
                  { name: t('passages.closeGroups'), run: () => onCloseAll(true) },
                  { name: t('passages.openGroups'), run: () => onCloseAll(false) },
                  'line' as const
                ]),
            { name: t('passages.export.csv'), run: () => onExport('csv') },
            { name: t('passages.export.jsonl'), run: () => onExport('jsonl') },
            { name: t('passages.export.html'), run: () => onExport('html') },
            { name: t('passages.export.md'), run: () => onExport('md') },
            'line',
            { name: t('passages.print'), run: onPrint, keys: 'Ctrl P' }
          ]}
        />
      </span>
    </div>
  )
}

/** Which columns are shown. */
function Columns() {
  const parley = useParley()
  const panes = useSession((state) => state.settings.panes)
  const hidden = hiddenColumns(panes, innerWidth)
  return (
    <DialogTrigger>
      <AriaButton className="button quiet icon" aria-label={t('passages.columnsShown')}>
        <Columns3 size={16} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <Popover className="popover columns-shown" offset={4} aria-label={t('passages.columnsShown')}>
        {columnNames
          .filter((name) => name !== 'quote')
          .map((name) => (
            <Tick
              key={name}
              on={!hidden.includes(name)}
              onChange={() => rememberPane(parley, 'passageHidden', hiddenAfter(hidden, name))}
            >
              {t(`passages.columns.${name}`)}
            </Tick>
          ))}
        <p className="faint help">{t('passages.columnsHelp')}</p>
      </Popover>
    </DialogTrigger>
  )
}
