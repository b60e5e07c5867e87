/** The middle of the Read view: a document's text with its annotations, and everything that is done to it. */
import {
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref
} from 'react'
import type { Settings } from '../../shared/api/settings.ts'
import type { AnnotationView, CodebookView, DocumentView, RevisionView } from '../../shared/api/views.ts'
import type { AnnotationId, CoderId } from '../../shared/ids.ts'
import { span as spanBetween, type Span } from '../../shared/text/offsets.ts'
import { isMac } from '../state/appCommands.ts'
import { t } from '../ui/words.ts'
import { tagPassage, type Annotating, type Draft, type RunCommand } from './annotating.ts'
import { InOrder } from './inOrder.ts'
import { actionOf, isRepeatable, type TextAction } from './keys.ts'
import { useKeywords, type MarkedWords } from './keywords.ts'
import type { AnnotationSpan, ColourBy } from './looks.ts'
import { Handles } from './Handles.tsx'
import { Margin } from './Margin.tsx'
import { Outline } from './Outline.tsx'
import { usePlace, type ReadingPlace } from './place.ts'
import { usePointer } from './pointer.ts'
import { Reader } from './Reader.tsx'
import { passageOf } from './passage.ts'
import { usePlacing } from './placing.ts'
import { moveAndRetag, RetagBox } from './RetagBox.tsx'
import { useHereList } from './useHereList.tsx'
import { useTextMenu } from './useTextMenu.tsx'
import { SelectionButton } from './SelectionButton.tsx'
import { Surface, type Spot } from './surface.ts'
import type { Pin } from '../state/pins.ts'
import type { DomPoint } from './textDom.ts'
import { KeptPlace } from './keptPlace.ts'
import { applyLook, usualLook, type TextLook } from './textLook.ts'
import { TagBox } from './TagBox.tsx'
import { Trail } from './trail.ts'
import { useFindBar } from './useFindBar.tsx'
import { useReferences } from './useReferences.tsx'
import { doAction, edgeWords, type TextWork } from './textActions.ts'
import { shownBy, useAnnotations } from './useAnnotations.ts'
import './reader.css'
import './tagging.css'

export type DocumentPaneHandle = {
  /** Brings an annotation into view and puts the caret at its start. */
  readonly scrollToAnnotation: (id: AnnotationId) => void
  /** Brings an offset (UTF-16 code units) into view and puts the caret there. */
  readonly scrollToOffset: (offset: number) => void
  /** Brings an offset into view and leaves the caret where it is. */
  readonly reveal: (offset: number) => void
  /** Brings [start, end) into view where it is not; with `focus` it is selected and the text takes the focus. */
  readonly showPassage: (
    at: { readonly start: number; readonly end: number },
    options: { readonly focus: boolean }
  ) => void
  /** Where the caret stands; null before the first click. */
  readonly caret: () => number | null
  readonly focusText: () => void
  /** Where the text stands now and what is selected; null where none is drawn. */
  readonly spot: () => Spot | null
  readonly returnTo: (spot: Spot) => void
  readonly find: () => void
  /** The next place (1) or the one before (-1) of what was looked for last. */
  readonly findAgain: (by: 1 | -1) => void
  /** Brings an offset into view, puts the caret there, and remembers where the reader was. */
  readonly jump: (offset: number) => void
  /** To where the latest jump started. */
  readonly back: () => void
  /** What would be tagged now; null where nothing is selected. */
  readonly passage: () => Span | null
  /** Exactly what is selected, in text order; null before the first click. */
  readonly selection: () => Span | null
  readonly perform: (action: TextAction) => void
  /** Stores what is on its way; fulfilled when nothing is. */
  readonly settle: () => Promise<void>
  /** Fulfilled when all of the text is mounted. */
  readonly allMounted: () => Promise<void>
  /** Where the character at an offset starts (or the one before it ends) in the page; null where it is not mounted. */
  readonly domPoint: (offset: number, edge: 'start' | 'end') => DomPoint | null
  /** The offset under a point of the window; null where no text is there. */
  readonly offsetAtPoint: (x: number, y: number) => number | null
}

export type DocumentPaneProps = {
  readonly document: DocumentView
  readonly revision: RevisionView
  readonly annotations: readonly AnnotationView[]
  readonly codebook: CodebookView
  /** Who is coding; null: nothing can be tagged before Parley knows. */
  readonly coder: CoderId | null
  readonly colourBy: ColourBy
  /** As usual where it is not said. Keep its identity as long as nothing of it changes. */
  readonly look?: TextLook
  /** Keep its identity as long as it lets the same through: a new one paints again. */
  readonly filter?: (annotation: AnnotationView) => boolean
  /** Words of searches to be marked, in the order of the text; keep their identity. */
  readonly words?: readonly MarkedWords[]
  readonly selected: AnnotationId | null
  readonly onSelect: (id: AnnotationId | null) => void
  /** A passage was chosen to be looked at: by a click, its card or Enter, not by walking past it. */
  readonly onDetails?: () => void
  readonly onCommand: RunCommand
  /** Asked for when somebody tags while nobody is coding. */
  readonly onAskCoder?: () => void
  readonly onPlace?: (place: ReadingPlace) => void
  readonly announce: (words: string) => void
  readonly readOnly: boolean
  /** Single-key commands (T, R, J, K, digits …); on where it is not said. */
  readonly singleKeys?: boolean
  /** Opens the history of an annotation; without it none is offered. */
  readonly onHistory?: (annotation: AnnotationId) => void
  /** Opens what chooses the annotations to be shown. */
  readonly onLayer?: () => void
  /** The user's own keys, by the names of `textCommands`. */
  readonly keys?: Settings['keys']
  /** Tags kept at hand, in their order; null: none at this place. */
  readonly pins?: readonly (Pin | null)[]
  /** Keeps a tag at a place (from 0), or takes it off (null). */
  readonly onPin?: (at: number, pin: Pin | null) => void
  /** A selection made with the pointer is taken to whole words unless Alt is held; so it is where it is not said. */
  readonly wholeWords?: boolean
  readonly ref?: Ref<DocumentPaneHandle>
}

/** Another text is another pane: nothing of the last one stays. */
export function DocumentPane(props: DocumentPaneProps) {
  return <Pane key={`${props.document.id} ${props.revision.hash}`} {...props} />
}

function Pane(props: DocumentPaneProps) {
  const {
    document: shown,
    revision,
    annotations,
    codebook,
    colourBy,
    filter,
    selected,
    onSelect,
    onPlace,
    readOnly,
    ref
  } = props
  // One for the pane's whole life: its key names the text.
  const [surface] = useState(() => new Surface(revision))
  const pane = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const root = useRef<HTMLDivElement>(null)
  useKeywords(surface, props.words ?? noWords)
  useAnnotations({ surface, annotations, codebook, colourBy, filter })
  const isShown = useMemo(() => shownBy(filter), [filter])
  const [hovered, setHovered] = useState<AnnotationId | null>(null)
  const [tagging, setTagging] = useState<Span | null>(null)
  const [trail] = useState(() => new Trail())
  const [kept] = useState(() => new KeptPlace(surface))

  useLayoutEffect(() => {
    if (!scroller.current || !page.current || !root.current) return undefined
    const stops = [
      surface.attach(scroller.current, page.current, root.current),
      kept.start(scroller.current, root.current)
    ]
    return () => {
      for (const stop of stops) stop()
      surface.close()
    }
  }, [surface, kept])
  const { look = usualLook } = props
  // Another look of the text: the line that is read stays, everything that is laid over it is measured again.
  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    kept.around(() => applyLook(element, look))
    surface.layoutChanged()
  }, [surface, kept, look])

  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })
  const annotating = useCallback(
    (): Annotating => ({
      document: latest.current.document,
      revision,
      codebook: latest.current.codebook,
      run: (kind, input, seen) => latest.current.onCommand(kind, input, seen),
      announce: (words) => latest.current.announce(words)
    }),
    [revision]
  )
  const choose = useCallback(
    (id: AnnotationId): void => {
      onSelect(id)
      latest.current.onDetails?.()
      const at = surface.index.get(id)
      if (!at) return
      surface.scrollTo(at.start)
      // The keys of the text work on it at once.
      surface.select({ anchor: at.start, focus: at.start })
      surface.focus()
    },
    [onSelect, surface]
  )
  const announce = useCallback((words: string) => latest.current.announce(words), [])
  const {
    list: hereList,
    open: openHere,
    show: showHere
  } = useHereList({
    surface,
    isShown,
    codebook,
    colourBy,
    selected,
    choose,
    onHover: setHovered,
    announce
  })
  const [retagging, setRetagging] = useState<{
    readonly annotation: AnnotationView
    readonly to: Span
  } | null>(null)
  const openRetag = useCallback(
    (annotation: AnnotationView, to: Span): void => {
      surface.scrollTo(to.end)
      surface.mark(to)
      setRetagging({ annotation, to })
    },
    [surface]
  )
  const closeRetag = useCallback((): void => {
    surface.mark(null)
    setRetagging(null)
    surface.focus()
  }, [surface])
  const placing = usePlacing(surface, annotating, annotations)
  const [actions] = useState(() => new InOrder())
  const openTagBox = useCallback(
    (at: Span): void => {
      if (latest.current.readOnly) return
      if (latest.current.coder === null) {
        latest.current.onAskCoder?.()
        return
      }
      surface.mark(at)
      surface.scrollTo(at.end)
      setTagging(at)
    },
    [surface]
  )
  const closeTagBox = useCallback((): void => {
    surface.mark(null)
    setTagging(null)
    surface.focus()
  }, [surface])
  const finding = useFindBar(surface, trail, openTagBox)
  const perform = useCallback(
    (action: TextAction): void => {
      const work = (current: DocumentPaneProps): TextWork => ({
        surface,
        annotating: annotating(),
        placing,
        isShown: shownBy(current.filter),
        selected: current.selected,
        inHand: current.annotations.find((one) => one.id === current.selected) ?? null,
        readOnly: current.readOnly || current.coder === null,
        select: current.onSelect,
        openDetails: () => current.onDetails?.(),
        openTagBox,
        openLayer: () => current.onLayer?.(),
        openHere,
        openRetag,
        pins: current.pins ?? []
      })
      actions.take((): Promise<void> | undefined => {
        const { current } = latest
        if (current.coder !== null || current.readOnly || (action.do !== 'tag' && action.do !== 'repeat'))
          return doAction(work(current), action)
        current.onAskCoder?.()
        return undefined
      })
    },
    [surface, annotating, placing, openTagBox, openHere, openRetag, actions]
  )
  const referring = useReferences({ surface, trail, announce })
  const references = useRef(referring)
  useLayoutEffect(() => {
    references.current = referring
  })
  const onKeyDown = useCallback(
    (event: KeyboardEvent): void => {
      const { singleKeys = true, keys = {} } = latest.current
      if (!event.nativeEvent.isComposing && references.current.onKey(event)) return
      const action = actionOf(event.nativeEvent, { singleKeys, own: keys, isMac: isMac() })
      if (!action || event.nativeEvent.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat || isRepeatable(action)) perform(action)
    },
    [perform]
  )

  useImperativeHandle(ref, () => ({
    scrollToAnnotation: (id) => {
      const at = surface.index.get(id)
      if (!at) return
      surface.scrollTo(at.start, { always: true })
      surface.select({ anchor: at.start, focus: at.start })
    },
    scrollToOffset: (offset) => {
      surface.scrollTo(offset, { always: true })
      surface.select({ anchor: offset, focus: offset })
    },
    reveal: (offset) => surface.scrollTo(offset, { always: true }),
    showPassage: ({ start, end }, { focus }) => {
      surface.scrollTo(start)
      if (!focus) return
      surface.select({ anchor: start, focus: end })
      surface.focus()
    },
    caret: () => surface.selected()?.focus ?? null,
    focusText: () => surface.focus(),
    spot: () => surface.spot(),
    returnTo: (spot) => surface.returnTo(spot),
    find: finding.find,
    findAgain: finding.step,
    jump: (offset) => {
      trail.leave(surface.spot())
      surface.scrollTo(offset, { always: true })
      surface.select({ anchor: offset, focus: offset })
    },
    back: () => {
      const spot = trail.back()
      if (spot) surface.returnTo(spot)
      surface.focus()
    },
    passage: () => passageOf(surface),
    selection: () => {
      const chosen = surface.selected()
      return (
        chosen && spanBetween(Math.min(chosen.anchor, chosen.focus), Math.max(chosen.anchor, chosen.focus))
      )
    },
    perform,
    settle: async () => {
      await actions.done()
      await placing.settle()
    },
    allMounted: () => surface.sections.allMounted(),
    domPoint: (offset, edge) => surface.dom.pointOf(offset, { forwards: edge === 'start' }),
    offsetAtPoint: (x, y) => surface.offsetAtPoint(x, y)
  }))

  usePlace(surface, kept, isShown, onPlace)
  const pointer = usePointer(surface, isShown, onSelect, setHovered, {
    wholeWords: props.wholeWords ?? true,
    onDetails: props.onDetails,
    onPlaceClicked: showHere
  })
  const { menu, onContextMenu } = useTextMenu({ surface, isShown, latest, perform })
  const store = async (draft: Draft, { again }: { readonly again: boolean }) => {
    if (!tagging) throw new Error('The tag box has no passage')
    const done = await tagPassage(annotating(), tagging, draft)
    if (!done.ok) return done
    onSelect(done.value)
    if (!again) {
      closeTagBox()
      surface.select({ anchor: tagging.end, focus: tagging.end })
    }
    return done
  }
  const selectedSpan = selected === null ? undefined : surface.index.get(selected)
  const hoveredSpan = hovered === null || hovered === selected ? undefined : surface.index.get(hovered)
  const onMoved = useCallback(
    (moved: AnnotationSpan, edge: 'start' | 'end'): void => {
      const caret = edge === 'start' ? moved.start : moved.end
      surface.select({ anchor: caret, focus: caret })
      surface.focus()
      latest.current.announce(edgeWords(surface.text, spanBetween(moved.start, moved.end), edge))
    },
    [surface]
  )
  return (
    <div className="document-pane" ref={pane}>
      {finding.bar}
      <div className="reader-scroller" ref={scroller}>
        <div
          className="reader-page"
          ref={page}
          dir={surface.layout.direction}
          onClick={referring.onClick}
          onPointerOver={referring.onPointerOver}
          {...pointer}
          onContextMenu={onContextMenu}
        >
          <Reader
            surface={surface}
            label={t('document.text.label', { title: shown.title })}
            rootRef={root}
            onKeyDown={onKeyDown}
          />
          <Margin
            surface={surface}
            page={page}
            scroller={scroller}
            isShown={isShown}
            codebook={codebook}
            colourBy={colourBy}
            selected={selected}
            hovered={hovered}
            onSelect={choose}
            onHover={setHovered}
          />
          {hoveredSpan && <Outline surface={surface} span={hoveredSpan} kind="hovered" />}
          {selectedSpan && isShown(selectedSpan) && (
            <Outline surface={surface} span={selectedSpan} kind="selected" />
          )}
          {selectedSpan && isShown(selectedSpan) && !readOnly && !tagging && (
            <Handles surface={surface} span={selectedSpan} placing={placing} onMoved={onMoved} />
          )}
          {!tagging && referring.card}
          {!tagging && !readOnly && <SelectionButton surface={surface} onTag={openTagBox} />}
          {hereList}
          {menu}
          {retagging && (
            <RetagBox
              surface={surface}
              annotation={retagging.annotation}
              to={retagging.to}
              codebook={codebook}
              onClose={closeRetag}
              onPick={(issue) => {
                closeRetag()
                const { annotation: before, to } = retagging
                surface.select({ anchor: to.start, focus: to.start })
                const annotation = annotations.find((one) => one.id === before.id) ?? before
                void moveAndRetag(annotating(), annotation, { to, issue })
              }}
            />
          )}
          {tagging && (
            <TagBox
              surface={surface}
              span={tagging}
              document={shown}
              codebook={codebook}
              pins={props.pins ?? []}
              onPin={(at, pin) => props.onPin?.(at, pin)}
              announce={props.announce}
              onStore={store}
              onClose={closeTagBox}
              inHand={annotations.find((one) => one.id === selected) ?? null}
              onMoveHere={(annotation) => {
                setTagging(null)
                openRetag(annotation, tagging)
              }}
            />
          )}
        </div>
      </div>
    </div>
  )
}

const noWords: readonly MarkedWords[] = []
