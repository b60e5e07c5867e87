/** The documents list: any number of rows in groups, walked by arrows, chosen several at once, moved by key and pointer. */
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type Ref
} from 'react'
import { useStore } from 'zustand'
import type { DocumentRow } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { pageSize, type Pages } from '../state/pages.ts'
import { classes } from '../ui/Button.tsx'
import { stepOf } from '../ui/listSteps.ts'
import type { MenuPoint } from '../ui/ContextMenu.tsx'
import { t } from '../ui/words.ts'
import { dropAt, type Drop } from './documentMoves.ts'
import { Document, Heading, type OneDocument } from './DocumentRows.tsx'
import { useRowDrag } from './useRowDrag.ts'

/** `goTo`: the document that will stand in that row, once the list is asked for again, is in hand. */
export type DocumentListHandle = { focus(): void; goTo(row: number, document: DocumentId): void }

type DocumentListProps = {
  readonly pages: Pages<DocumentRow>
  /** Names the list: one that is filtered or sorted otherwise begins at its top. */
  readonly name: string
  readonly count: number
  /** The rows that are headings. */
  readonly headings: ReadonlySet<number>
  readonly open: DocumentId | null
  readonly chosen: readonly DocumentId[]
  /** False: the list stands in another order than it is arranged in, or is filtered, so that a drop is about the group alone. */
  readonly isArranged: boolean
  readonly readOnly: boolean
  readonly onOpen: (document: OneDocument) => void
  readonly onToggleGroup: (name: string, open: boolean) => void
  /** `add`: with what is chosen already; `stretch`: from the last one to this. */
  readonly onChoose: (row: number, how: 'add' | 'stretch') => void
  readonly onProgress: (document: OneDocument) => void
  readonly onMenu: (row: number, at: MenuPoint) => void
  readonly onDrop: (documents: readonly DocumentId[], drop: Drop) => void
  /** Keys that the list does not take itself; true where they were used. */
  readonly onKey: (press: KeyboardEvent, row: number) => boolean
  readonly ref?: Ref<DocumentListHandle>
}

/** Heights in pixels. */
const documentHeight = 44
const headingHeight = 28

/** A listbox with one tab stop. A heading is an option that opens and closes its group, and says so in its name. */
export function DocumentList(props: DocumentListProps) {
  const { pages, name, count, headings, open, chosen, isArranged, readOnly } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(0)
  const [inside, setInside] = useState(false)
  const current = Math.min(focused, Math.max(0, count - 1))
  /** The row in hand by its name: when the list is another one, it is found again. */
  const inHand = useRef<string | null>(null)
  const loaded = useStore(pages.store).pages
  // Its answers are used here only, never handed to a memoised component.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (headings.has(index) ? headingHeight : documentHeight),
    overscan: 10
  })
  useEffect(() => list.measure(), [list, headings])
  const rows = list.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => pages.need(first, last), [first, last, count, pages])
  const focusOn = (index: number): void => {
    const row = pages.row(index)
    inHand.current = row ? keyOf(row) : null
    setFocused(index)
  }
  const follow = useEffectEvent(() => {
    const row = pages.row(current)
    if (row && (inHand.current === null || keyOf(row) === inHand.current)) inHand.current = keyOf(row)
    else if (inHand.current !== null) {
      for (const [page, own] of loaded) {
        const at = own.findIndex((one) => keyOf(one) === inHand.current)
        if (at < 0) continue
        setFocused(page * pageSize + at)
        if (inside) list.scrollToIndex(page * pageSize + at, { align: 'auto' })
        return
      }
      // Gone, or far away: what stands at its place now is in hand.
      if (row) inHand.current = keyOf(row)
    }
  })
  useEffect(() => follow(), [loaded])
  const named = useRef(name)
  useEffect(() => {
    if (named.current === name) return
    named.current = name
    inHand.current = null
    setFocused(0)
    scroller.current?.scrollTo({ top: 0 })
  }, [name])
  const go = (index: number): void => {
    const to = Math.min(count - 1, Math.max(0, index))
    focusOn(to)
    list.scrollToIndex(to, { align: 'auto' })
  }
  useImperativeHandle(props.ref, () => ({
    focus: () => scroller.current?.focus(),
    goTo: (to, document) => {
      go(to)
      inHand.current = document
    }
  }))

  const drag = useRowDrag<readonly DocumentId[], Drop>({
    scroller,
    hoverAt: (offset) => {
      const at = list.getVirtualItemForOffset(offset)
      return at ? { index: at.index, share: Math.min(1, (offset - at.start) / at.size) } : null
    },
    targetOf: (hover) => dropAt((index) => pages.row(index), hover.index, hover.share, isArranged),
    onDrop: props.onDrop
  })
  const shows = drag.dragging?.target?.shows

  const key = (press: KeyboardEvent): void => {
    if (press.target !== press.currentTarget) return
    const row = pages.row(current)
    const hasMod = press.ctrlKey || press.metaKey || press.altKey
    const to = hasMod ? undefined : stepOf(press, { current, count, rowHeight: documentHeight })
    if (to !== undefined) {
      if (press.shiftKey) {
        if (chosen.length === 0) props.onChoose(current, 'add')
        props.onChoose(Math.min(count - 1, Math.max(0, to)), 'stretch')
      }
      go(to)
    } else if (!hasMod && press.key === 'Enter' && row) act(row)
    else if (!hasMod && press.key === ' ') props.onChoose(current, press.shiftKey ? 'stretch' : 'add')
    else if (!hasMod && (press.key === 'ArrowRight' || press.key === 'ArrowLeft') && row) {
      const isOpening = press.key === 'ArrowRight'
      if (row.row === 'group' && row.isOpen !== isOpening) props.onToggleGroup(row.name, isOpening)
      else if (row.row === 'document' && !isOpening) goToHeading()
    } else if (!props.onKey(press, current)) return
    press.preventDefault()
  }
  const goToHeading = (): void => {
    for (let at = current - 1; at >= 0; at--) if (headings.has(at)) return go(at)
  }
  const act = (row: DocumentRow): void =>
    row.row === 'group' ? props.onToggleGroup(row.name, !row.isOpen) : props.onOpen(row)
  const click = (press: MouseEvent, index: number): void => {
    const row = pages.row(index)
    if (!row || drag.wasDragged()) return
    if (press.shiftKey) return props.onChoose(index, 'stretch')
    if (press.ctrlKey || press.metaKey) return props.onChoose(index, 'add')
    const isOnSign = press.target instanceof Element && press.target.closest('.progress-sign') !== null
    if (isOnSign && row.row === 'document' && !readOnly) return props.onProgress(row)
    act(row)
  }
  const menu = (press: MouseEvent): void => {
    const element = press.target instanceof Element ? press.target.closest('[data-row]') : null
    press.preventDefault()
    // The menu key has the list itself as its target: the row in hand is meant.
    const index = element instanceof HTMLElement ? Number(element.dataset['row']) : current
    const box = scroller.current?.querySelector(`[data-row="${index}"]`)?.getBoundingClientRect()
    if (element) focusOn(index)
    props.onMenu(
      index,
      element ? { x: press.clientX, y: press.clientY } : { x: (box?.left ?? 0) + 24, y: box?.bottom ?? 0 }
    )
  }

  return (
    <div
      ref={scroller}
      className={classes('list', 'virtual', 'documents', drag.dragging && 'dragging')}
      role="listbox"
      aria-label={t('library.title')}
      aria-multiselectable
      tabIndex={0}
      {...(inside && count > 0 ? { 'aria-activedescendant': idOf(current) } : {})}
      onKeyDown={key}
      onFocus={() => setInside(true)}
      onBlur={() => setInside(false)}
      onContextMenu={menu}
    >
      <div style={{ height: list.getTotalSize(), position: 'relative' }} role="presentation">
        {rows.map((shown) => {
          const row = pages.row(shown.index)
          const isDocument = row?.row === 'document'
          const isChosen = isDocument && chosen.includes(row.id)
          const isOpen = isDocument && row.id === open
          return (
            <div
              key={row ? keyOf(row) : shown.index}
              id={idOf(shown.index)}
              data-row={shown.index}
              data-group={row ? (row.row === 'group' ? row.name : row.group) : undefined}
              role="option"
              aria-selected={chosen.length > 0 ? isChosen : isOpen}
              {...(isOpen ? { 'aria-current': true } : {})}
              aria-posinset={shown.index + 1}
              aria-setsize={count}
              className={classes(
                'row',
                headings.has(shown.index) && 'heading',
                isOpen && 'open',
                inside && shown.index === current && 'focused',
                shows?.row === shown.index && `drop-${shows.at}`
              )}
              style={{
                position: 'absolute',
                insetInline: 0,
                top: 0,
                height: shown.size,
                transform: `translateY(${shown.start}px)`
              }}
              onPointerDown={(press) => {
                if (press.button === 0) focusOn(shown.index)
                if (!isDocument || readOnly || press.shiftKey || press.ctrlKey || press.metaKey) return
                drag.begin(press, isChosen ? chosen : [row.id])
              }}
              onClick={(press) => click(press, shown.index)}
            >
              {!row && <span className="faint">…</span>}
              {row?.row === 'group' && <Heading group={row} />}
              {row?.row === 'document' && <Document document={row} />}
            </div>
          )
        })}
      </div>
      {drag.dragging && (
        <div
          className="drag-label"
          style={{ transform: `translate(${drag.dragging.at.x + 12}px, ${drag.dragging.at.y + 10}px)` }}
        >
          {t('library.count', { count: drag.dragging.dragged.length })}
        </div>
      )}
    </div>
  )
}

function idOf(row: number): string {
  return `documents-row-${row}`
}

function keyOf(row: DocumentRow): string {
  return row.row === 'group' ? `group ${row.name}` : row.id
}
