/** A short list of codebook records: arrows walk it, Enter or a click shows one in the inspector. */
import { useMemo, type ReactNode } from 'react'
import { GridList, GridListItem, useDragAndDrop, type Key } from 'react-aria-components'
import { Empty } from '../ui/states.tsx'
import { t } from '../ui/words.ts'

type RecordListProps<T extends { readonly id: string }> = {
  readonly label: string
  readonly records: readonly T[]
  readonly nameOf: (record: T) => string
  readonly words: string
  readonly selected: string | null
  /** `asked`: by a press or Enter, not by walking past it. */
  readonly onOpen: (record: T, asked: boolean) => void
  readonly row: (record: T) => ReactNode
  readonly empty: ReactNode
  /** Puts a record before another, or last; without it the order is fixed. */
  readonly onMove?: (record: T, before: T | null) => void
}

/** Shows the records whose names hold the words. */
export function RecordList<T extends { readonly id: string }>({
  label,
  records,
  nameOf,
  words,
  selected,
  onOpen,
  row,
  empty,
  onMove
}: RecordListProps<T>) {
  const wanted = words.trim().toLowerCase()
  const shown = useMemo(
    () => records.filter((record) => wanted === '' || nameOf(record).toLowerCase().includes(wanted)),
    [records, wanted, nameOf]
  )
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !onMove || wanted !== '',
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder({ keys, target }) {
      const moved = records.find((record) => record.id === [...keys][0])
      const at = records.findIndex((record) => record.id === target.key)
      const before = target.dropPosition === 'before' ? records[at] : records[at + 1]
      if (moved && moved !== before) onMove?.(moved, before ?? null)
    }
  })
  if (records.length === 0) return empty
  if (shown.length === 0) return <Empty what={t('codebook.noMatch')} small />
  const open = (key: Key | undefined, asked: boolean): void => {
    const record = records.find((one) => one.id === key)
    if (record) onOpen(record, asked)
  }
  return (
    <GridList
      aria-label={label}
      className="list"
      items={shown}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={selected === null ? [] : [selected]}
      onSelectionChange={(keys) => open(keys === 'all' ? undefined : [...keys][0], false)}
      onAction={(key) => open(key, true)}
      dependencies={[row]}
      {...(onMove ? { dragAndDropHooks } : {})}
    >
      {(record) => (
        <GridListItem
          id={record.id}
          textValue={nameOf(record)}
          className="row"
          onPress={(press) => {
            if (press.pointerType !== 'keyboard') open(record.id, true)
          }}
        >
          {row(record)}
        </GridListItem>
      )}
    </GridList>
  )
}
