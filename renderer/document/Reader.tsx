/** The text itself: one Slate editor, read-only, whose sections are mounted on sight. */
import {
  createContext,
  memo,
  type CSSProperties,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject
} from 'react'
import { createEditor, type Editor } from 'slate'
import { IS_FOCUSED } from 'slate-dom'
import { Editable, Slate, withReact, type RenderElementProps, type RenderLeafProps } from 'slate-react'
import { firstDirection } from '../../shared/text/direction.ts'
import type { Block } from '../../shared/text/revision.ts'
import { t } from '../ui/words.ts'
import { keepCaret } from './caret.ts'
import type { ChapterElement, PieceElement, SectionElement, TableElement, TextLayout } from './slateValue.ts'
import type { Surface } from './surface.ts'
import { useSharedScroll } from './sharedScroll.ts'

export type ReaderProps = {
  readonly surface: Surface
  /** What a screen reader calls the text: the document's title. */
  readonly label: string
  readonly rootRef: RefObject<HTMLDivElement | null>
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Draws a document's text. Nothing in here changes when annotations do: they are painted over it. */
export const Reader = memo(function Reader({ surface, label, rootRef, onKeyDown }: ReaderProps) {
  const editor = useMemo(() => onlySelecting(withReact(createEditor())), [])
  useEffect(() => (rootRef.current ? keepCaret(rootRef.current) : undefined), [rootRef])
  useEffect(() => surface.onSelect(() => leaveSelection(editor)), [surface, editor])
  const copy = useCallback((event: ClipboardEvent) => copySelected(surface, event), [surface])
  return (
    <SurfaceContext value={surface}>
      <Slate editor={editor} initialValue={surface.layout.value}>
        <Editable
          ref={rootRef}
          readOnly
          className="reader-text"
          // Not aria-readonly: a document cannot have it, though the EditContext makes the text look editable to some readers.
          role="document"
          aria-label={label}
          tabIndex={0}
          spellCheck={false}
          renderElement={renderElement}
          renderLeaf={renderLeaf}
          scrollSelectionIntoView={stayPut}
          onKeyDown={onKeyDown}
          onCopy={copy}
          onCut={copy}
        />
      </Slate>
    </SurfaceContext>
  )
})

const SurfaceContext = createContext<Surface | null>(null)

function useSurface(): Surface {
  const surface = useContext(SurfaceContext)
  if (!surface) throw new Error('A piece of text outside a Reader')
  return surface
}

/** The text never changes through the editor: it only follows the selection. */
function onlySelecting(editor: Editor): Editor {
  const { apply } = editor
  editor.apply = (operation) => {
    if (operation.type !== 'set_selection') return
    apply(operation)
    leaveSelection(editor)
  }
  return editor
}

/**
 * The page's selection is Parley's here. Slate looks at it a moment later, if at all, and whenever it draws in between it would put back what
 * it knew: it would end a drag, or take the focus from a box that was just opened. It does so only while it thinks that it has the focus.
 */
function leaveSelection(editor: Editor): void {
  IS_FOCUSED.delete(editor)
}

function copySelected(surface: Surface, event: ClipboardEvent): void {
  const selected = surface.selected()
  event.preventDefault()
  if (!selected || selected.anchor === selected.focus) return
  const { anchor, focus } = selected
  event.clipboardData.setData(
    'text/plain',
    surface.text.slice(Math.min(anchor, focus), Math.max(anchor, focus))
  )
}

function stayPut(): void {
  // The window scrolls only when Parley says so.
}

// These must keep their identity: a new one would draw every paragraph again.
function renderElement(props: RenderElementProps) {
  switch (props.element.type) {
    case 'chapter':
      return <ChapterView {...props} element={props.element} />
    case 'section':
      return <SectionView {...props} element={props.element} />
    case 'table':
      return <TableView {...props} element={props.element} />
    case 'row':
      return (
        <div {...props.attributes} className="text-row" role="row" aria-rowindex={props.element.row + 1}>
          {props.children}
        </div>
      )
    case 'piece':
      return <PieceView {...props} element={props.element} />
  }
}

function renderLeaf({ attributes, leaf, children }: RenderLeafProps) {
  const names = [
    leaf.strong && 'text-strong',
    leaf.emphasis && 'text-emphasis',
    leaf.href !== undefined && 'text-link',
    leaf.label !== undefined && 'text-reference'
  ].filter(Boolean)
  if (names.length === 0) return <span {...attributes}>{children}</span>
  const isEmptyReference = leaf.label !== undefined && leaf.text === ''
  return (
    <span {...attributes} className={names.join(' ')} data-label={isEmptyReference ? leaf.label : undefined}>
      {children}
    </span>
  )
}

type Of<E> = {
  readonly attributes: RenderElementProps['attributes']
  readonly children: ReactNode
  readonly element: E
}

/** A place of the right height until one of its sections is wanted. */
function ChapterView({ attributes, children, element: { chapter, children: held } }: Of<ChapterElement>) {
  const { sections, layout } = useSurface()
  const isMounted = useSyncExternalStore(
    useCallback((changed) => sections.subscribeChapter(chapter, changed), [sections, chapter]),
    () => sections.hasChapter(chapter)
  )
  const setRef = attributes.ref as (element: HTMLElement | null) => void
  const ref = useCallback(
    (element: HTMLElement | null) => {
      setRef(element)
      sections.setChapterElement(chapter, element)
    },
    [setRef, sections, chapter]
  )
  const first = held[0]?.section ?? 0
  const height = isMounted ? undefined : estimatedHeight(layout, first, first + held.length)
  return (
    <div {...attributes} ref={ref} data-chapter={chapter} style={{ height }}>
      {isMounted && children}
    </div>
  )
}

function SectionView({ attributes, children, element: { section } }: Of<SectionElement>) {
  const { sections, layout } = useSurface()
  const isMounted = useSyncExternalStore(
    useCallback((changed) => sections.subscribe(section, changed), [sections, section]),
    () => sections.isMounted(section)
  )
  const estimate = useMemo(() => estimatedHeight(layout, section, section + 1), [layout, section])
  const setRef = attributes.ref as (element: HTMLElement | null) => void
  const ref = useCallback(
    (element: HTMLElement | null) => {
      setRef(element)
      sections.setElement(section, element)
    },
    [setRef, sections, section]
  )
  return (
    <div
      {...attributes}
      ref={ref}
      data-section={section}
      className="text-section"
      style={{
        contentVisibility: 'auto',
        containIntrinsicSize: `auto ${estimate}`,
        ...(isMounted ? undefined : { height: estimate })
      }}
    >
      {isMounted && <SectionBody section={section}>{children}</SectionBody>}
    </div>
  )
}

function SectionBody({ section, children }: { readonly section: number; readonly children: ReactNode }) {
  const surface = useSurface()
  useLayoutEffect(() => {
    if (surface.sections.isNear(section)) surface.paintSection(section)
  }, [surface, section])
  return children
}

function TableView({ attributes, children, element }: Of<TableElement>) {
  const { columns, part, shares, table } = element
  const shared = useSharedScroll(table, attributes.ref as (element: HTMLElement | null) => void)
  return (
    <div
      {...attributes}
      {...shared}
      className="text-table"
      data-part={part}
      role="table"
      tabIndex={-1}
      style={{
        gridTemplateColumns: shares
          ? shares.map((share) => `minmax(${Math.ceil(share / 2) + 2}ch, ${share}fr)`).join(' ')
          : `repeat(${columns}, minmax(72px, auto))`
      }}
    >
      {children}
    </div>
  )
}

function PieceView({ attributes, children, element: { piece } }: Of<PieceElement>) {
  const { dom, layout } = useSurface()
  const setRef = attributes.ref as (element: HTMLElement | null) => void
  const ref = useCallback(
    (element: HTMLElement | null) => {
      setRef(element)
      dom.setElement(piece, element)
    },
    [setRef, dom, piece]
  )
  const at = layout.pieces[piece]
  const block = at && layout.content.blocks[at.block]
  if (!at || !block) throw new Error(`There is no piece ${piece}`)
  const isFirst = at.part === 'whole' || at.part === 'first'
  const endsLine = at.part !== 'whole' && at.part !== 'last' && layout.content.text[at.end - 1] === '\n'
  const common = {
    ...attributes,
    ref,
    'data-piece': piece,
    'data-part': at.part,
    'data-ends-line': endsLine || undefined,
    // Of the whole block: each part of a long one runs the same way.
    dir: firstDirection(layout.content.text, block.start, block.end) ?? layout.direction
  }
  switch (block.kind) {
    case 'heading':
      return (
        <div
          {...common}
          className="piece text-heading"
          data-level={Math.min(block.level, 6)}
          role={isFirst ? 'heading' : undefined}
          aria-level={Math.min(block.level + 1, 6)}
        >
          {children}
        </div>
      )
    case 'listItem':
      return (
        <div
          {...common}
          className="piece text-item"
          data-marker={isFirst ? block.marker : undefined}
          style={depth(block.depth)}
        >
          {children}
        </div>
      )
    case 'tableCell':
      return (
        <div
          {...common}
          className={block.header ? 'piece text-cell text-header' : 'piece text-cell'}
          role={block.header ? 'columnheader' : 'cell'}
          style={{ gridColumn: block.column + 1 }}
        >
          {children}
        </div>
      )
    case 'footnote':
      return (
        <div {...common} className="piece text-footnote" data-marker={isFirst ? block.label : undefined}>
          {children}
        </div>
      )
    case 'pageBreak':
      return (
        <div
          {...common}
          className="piece text-page-break"
          data-marker={t('document.text.page', { number: pageAfter(layout.content.blocks, at.block) })}
        >
          {children}
        </div>
      )
    case 'paragraph':
      return (
        <div {...common} className="piece">
          {children}
        </div>
      )
  }
}

/** The number of the page that starts with this page break. */
export function pageAfter(blocks: readonly Block[], pageBreak: number): number {
  let page = 1
  for (let i = 0; i <= pageBreak; i += 1) if (blocks[i]?.kind === 'pageBreak') page += 1
  return page
}

/** How high sections are before they were ever drawn, as a length of CSS: by their characters, the size of the text and the width of its lines. */
function estimatedHeight(
  { content: { blocks }, pieces, sections }: TextLayout,
  first: number,
  end: number
): string {
  let lines = 0
  let gaps = 0
  let row = -1
  for (let i = sections[first]?.firstPiece ?? 0; i < (sections[end - 1]?.endPiece ?? 0); i += 1) {
    const piece = pieces[i]
    const block = piece && blocks[piece.block]
    if (!block) continue
    if (block.kind === 'tableCell') {
      if (block.row !== row) gaps += 36
      row = block.row
      continue
    }
    row = -1
    // At the usual 70 characters a line; half a line is empty at the end of a paragraph.
    lines += (piece.end - piece.start) / 70 + 0.5
    gaps += block.kind === 'heading' ? 46 : 13
  }
  return `calc(var(--zoom) * (${Math.round(lines * 29)}px * 70 / var(--line-width, 70) + ${gaps}px))`
}

function depth(levels: number): CSSProperties {
  return { '--depth': Math.min(levels, 8) } as CSSProperties
}
