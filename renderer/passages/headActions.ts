/** What the heads of the columns do: sort, widen, hide. Kept for the next time. */
import type { Parley } from '../state/parley.ts'
import { changeSettings, rememberPane } from '../state/settings.ts'
import { announce } from '../state/tell.ts'
import { t } from '../ui/words.ts'
import { narrowest, sortOf, widest, type Column, type ColumnName, type Sort } from './columns.ts'
import type { PassageList } from './useList.ts'

/** True where the list as it is grouped can be sorted by a column. */
export function canSortBy({ group }: PassageList, name: ColumnName): boolean {
  const sort = sortOf[name]
  return sort !== undefined && (group === null || sort === 'modified' || name === 'quote')
}

/** Sorts by a column; by the one that it is sorted by, the other way round. */
export function sortBy(parley: Parley, list: PassageList, name: ColumnName): void {
  const sort = sortOf[name]
  if (sort === undefined || !canSortBy(list, name)) return announce(parley, t('passages.noSort'))
  setOrder(parley, sort, list.sort === sort ? !list.descending : false)
}

/** Sorts, and remembers it. */
export function setOrder(parley: Parley, sort: Sort, descending: boolean): void {
  const { panes } = parley.session.getState().settings
  void changeSettings(parley, { panes: { ...panes, passageSort: sort, passageDescending: descending } })
  announce(
    parley,
    t('passages.sorted', {
      by: t(`passages.sorts.${sort}`),
      way: t(descending ? 'passages.descending' : 'passages.ascending')
    })
  )
}

/** Makes a column wider or, by less than nothing, narrower: in px. */
export function widen(parley: Parley, column: Column, by: number): void {
  setWidth(parley, column.name, column.width + by)
}

/** Gives a column a width in px. */
export function setWidth(parley: Parley, name: ColumnName, width: number): void {
  rememberPane(parley, widthName(name), fitting(width))
}

/** The same while it is dragged: remembered when the pointer is let go. */
export function showWidth(parley: Parley, name: ColumnName, width: number): void {
  parley.session.setState(({ settings }) => ({
    settings: { ...settings, panes: { ...settings.panes, [widthName(name)]: fitting(width) } }
  }))
}

function widthName(name: ColumnName): string {
  return `passageWidth.${name}`
}

function fitting(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)))
}
