/** The text in the editor: its blocks as they are read, in a place where they can be written. */
import {
  createContext,
  memo,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent
} from 'react'
import type { Descendant } from 'slate'
import { Editable, ReactEditor, Slate, type RenderElementProps, type RenderLeafProps } from 'slate-react'
import type { RenderChunkProps } from 'slate-react/dist/components/editable'
import { t } from '../ui/words.ts'
import type { BlockNode, MarkTable, TableNode, Words } from './nodes.ts'
import { CorrectionPaint, type ColourOf } from './paint.ts'
import type { Visit } from './visit.ts'

const Marks = createContext<MarkTable>([])

type EditedTextProps = {
  readonly visit: Visit
  readonly colourOf: ColourOf
  readonly onKeyDown: (press: KeyboardEvent) => void
}

/** Drawn once a visit; what changes is drawn by the editor itself. */
export const EditedText = memo(function EditedText({ visit, colourOf, onKeyDown }: EditedTextProps) {
  const { own, opened } = visit
  const scroller = useRef<HTMLDivElement>(null)
  const value = useMemo(() => own.editor.children as Descendant[], [own])
  usePainting(visit, scroller, colourOf)
  useEffect(() => {
    if (!own.editor.selection) own.select(0)
    ReactEditor.focus(own.editor)
  }, [own])
  return (
    <div className="correct-scroller" ref={scroller}>
      <Marks value={own.table}>
        <Slate editor={own.editor} initialValue={value} onChange={() => visit.changed()}>
          <Editable
            className="correct-text"
            role="textbox"
            aria-multiline
            aria-label={t('correct.label', { title: opened.document.title })}
            tabIndex={0}
            spellCheck={false}
            renderElement={renderElement}
            renderLeaf={renderLeaf}
            renderChunk={renderChunk}
            onKeyDown={onKeyDown}
          />
        </Slate>
      </Marks>
    </div>
  )
})

/** Paints when the text changed, and when other blocks come near the window. */
function usePainting(
  visit: Visit,
  scroller: React.RefObject<HTMLDivElement | null>,
  colourOf: ColourOf
): void {
  useLayoutEffect(() => {
    const view = scroller.current
    if (!view) return undefined
    const paint = new CorrectionPaint()
    let frame = 0
    const now = (): void => {
      frame = 0
      const { top, bottom } = view.getBoundingClientRect()
      const margin = bottom - top
      const near: HTMLElement[] = []
      // A short text is not drawn in chunks.
      const chunks = [...view.querySelectorAll<HTMLElement>('.correct-chunk')]
      const parts = chunks.length > 0 ? chunks : [...view.querySelectorAll<HTMLElement>('.correct-text')]
      for (const chunk of parts) {
        const box = chunk.getBoundingClientRect()
        if (box.bottom < top - margin || box.top > bottom + margin) continue
        near.push(...chunk.querySelectorAll<HTMLElement>('[data-block]'))
      }
      paint.paint(
        near,
        (element) => ReactEditor.toSlateNode(visit.own.editor, element),
        visit.followed,
        colourOf
      )
    }
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(now)
    }
    soon()
    const stop = visit.subscribe(() => {
      if (frame !== 0) cancelAnimationFrame(frame)
      now()
    })
    view.addEventListener('scroll', soon, { passive: true })
    return () => {
      stop()
      view.removeEventListener('scroll', soon)
      cancelAnimationFrame(frame)
      paint.close()
    }
  }, [visit, scroller, colourOf])
}

// These must keep their identity: a new one would draw every block again.
function renderElement({ attributes, children, element }: RenderElementProps) {
  const node = element as unknown as BlockNode | TableNode | { readonly type: 'row' }
  if (node.type === 'table')
    return (
      <div
        {...attributes}
        className="correct-table"
        style={{ gridTemplateColumns: `repeat(${node.columns}, minmax(72px, auto))` }}
      >
        {children}
      </div>
    )
  if (node.type === 'row')
    return (
      <div {...attributes} className="correct-row">
        {children}
      </div>
    )
  const { shape } = node
  const common = { ...attributes, 'data-block': shape.kind, dir: 'auto', className: 'correct-block' }
  switch (shape.kind) {
    case 'heading':
      return (
        <div {...common} data-level={Math.min(shape.level, 6)}>
          {children}
        </div>
      )
    case 'listItem':
      return (
        <div
          {...common}
          data-marker={shape.marker === '' ? '–' : shape.marker}
          style={{ '--depth': Math.min(shape.depth, 8) } as CSSProperties}
        >
          {children}
        </div>
      )
    case 'tableCell':
      return (
        <div {...common} data-header={shape.header || undefined} style={{ gridColumn: shape.column + 1 }}>
          {children}
        </div>
      )
    case 'footnote':
      return (
        <div {...common} data-marker={shape.label}>
          {children}
        </div>
      )
    case 'pageBreak':
      return (
        <div {...common} data-marker={t('correct.pageMark')}>
          {children}
        </div>
      )
    case 'paragraph':
      return <div {...common}>{children}</div>
  }
}

function renderLeaf(props: RenderLeafProps) {
  return <MarkedWords {...props} />
}

function MarkedWords({ attributes, leaf, children }: RenderLeafProps) {
  const table = useContext(Marks)
  const { marks = [] } = leaf as unknown as Words
  const kinds = marks.map((number) => table[number]?.kind)
  return (
    <span
      {...attributes}
      {...(kinds.length > 0 ? { className: kinds.map((kind) => `mark-${kind}`).join(' ') } : {})}
    >
      {children}
    </span>
  )
}

function renderChunk({ attributes, lowest, children }: RenderChunkProps) {
  return (
    <div {...attributes} className={lowest ? 'correct-chunk' : undefined}>
      {children}
    </div>
  )
}
