/** The reader with the window around it: settings, commands, the status bar, what should be brought into sight. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import type { DocumentView, RevisionView } from '../../shared/api/views.ts'
import type { AnnotationId, DocumentId, Hash } from '../../shared/ids.ts'
import { DocumentPane, type DocumentPaneHandle } from '../document/DocumentPane.tsx'
import type { ReadingPlace } from '../document/place.ts'
import { KeywordLegend } from '../search/KeywordLegend.tsx'
import { useMarkedWords } from '../search/useMarkedWords.ts'
import { useCodebook, useParley, useReading, useSession, useWorkspace } from '../state/parley.ts'
import { pinsOf, withPin } from '../state/pins.ts'
import type { LeftAt } from '../state/reader.ts'
import { run } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { rememberPane } from '../state/settings.ts'
import { announce, toast } from '../state/tell.ts'
import { useLayer, type LayerShown } from '../state/useLayer.ts'
import { t } from '../ui/words.ts'
import { HiddenLine } from './HiddenLine.tsx'
import { LayerLine } from './LayerLine.tsx'

/** Lends the reader to menus and keys while it is shown. */
export function OpenReader({
  document,
  revision
}: {
  readonly document: DocumentView
  readonly revision: RevisionView
}) {
  const parley = useParley()
  const annotations = useReading((state) => state.annotations)
  const selected = useReading((state) => state.selected)
  const codebook = useCodebook((state) => state.codebook)
  const settings = useSession((state) => state.settings)
  const coder = useSession((state) => state.project?.coder ?? null)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const wanted = useWorkspace((state) => state.wanted)
  const pane = useRef<DocumentPaneHandle>(null)

  useEffect(() => {
    parley.reader.setState({
      place: null,
      handle: {
        focus: () => pane.current?.focusText(),
        showAnnotation: (annotation) => pane.current?.scrollToAnnotation(annotation),
        showPassage: (at, options) => pane.current?.showPassage(at, options),
        passage: () => pane.current?.passage() ?? null,
        caret: () => pane.current?.caret() ?? null,
        find: () => pane.current?.find(),
        findAgain: (by) => pane.current?.findAgain(by),
        showOffset: (offset) => pane.current?.jump(offset),
        back: () => pane.current?.back(),
        spot: () => pane.current?.spot() ?? null,
        settle: () => pane.current?.settle() ?? Promise.resolve(),
        command: (command) => pane.current?.perform({ do: command })
      }
    })
    return () => parley.reader.setState({ handle: null, place: null })
  }, [parley])
  // Another view or document is a glance aside: the text comes back as it was left.
  useEffect(() => {
    const left = parley.reader.getState().left.get(document.id)
    // Once React is done: coming back may mount text at once.
    const { wanted: annotation, wantedPlace: passage } = parley.workspace.getState()
    if (left?.revision === revision.hash && annotation === null && passage === null)
      queueMicrotask(() => pane.current?.returnTo(left))
  }, [parley, document.id, revision.hash])
  // Before the text is taken out of the page.
  useLayoutEffect(() => {
    const shown = pane.current
    return () => {
      const spot = shown?.spot()
      if (!spot) return
      const at: LeftAt = { revision: revision.hash, ...spot }
      parley.reader.setState((state) => ({ left: new Map([...state.left, [document.id, at]]) }))
    }
  }, [parley, document.id, revision.hash])
  useEffect(() => {
    if (!wanted || !annotations.some((annotation) => annotation.id === wanted.annotation)) return
    parley.workspace.setState({ wanted: null })
    pane.current?.scrollToAnnotation(wanted.annotation)
    pane.current?.focusText()
  }, [parley, wanted, annotations])

  useWantedPlace(pane, document.id, revision.hash)
  const layer = useLayer()
  useShownAnyway(layer)
  const words = useMarkedWords(document, revision.hash)
  const select = useCallback(
    (annotation: AnnotationId | null) => {
      parley.reading.setState({ selected: annotation })
      if (annotation !== null) parley.workspace.setState({ inspected: { kind: 'annotation' } })
    },
    [parley]
  )
  const { panes } = settings
  const project = useSession((state) => state.project?.key ?? '')
  const pins = useMemo(() => pinsOf(panes, project), [panes, project])
  const { textZoom: zoom, lineWidth, font } = settings
  const look = useMemo(() => ({ zoom, lineWidth, font }), [zoom, lineWidth, font])
  const onPlace = useCallback((place: ReadingPlace) => parley.reader.setState({ place }), [parley])
  return (
    <>
      <KeywordLegend />
      <DocumentPane
        ref={pane}
        pins={pins}
        onPin={(at, pin) => {
          const { name, value } = withPin(project, at, pin)
          rememberPane(parley, name, value)
        }}
        document={document}
        revision={revision}
        annotations={annotations}
        codebook={codebook}
        coder={coder}
        words={words}
        colourBy={settings.colourBy}
        look={look}
        singleKeys={settings.singleKeys}
        keys={settings.keys}
        {...(layer.filter ? { filter: layer.filter } : {})}
        onHistory={useCallback(
          (id: AnnotationId) =>
            parley.workspace.setState({ dialog: { kind: 'history', record: { kind: 'annotation', id } } }),
          [parley]
        )}
        onLayer={useCallback(() => parley.layer.setState({ isOpen: true }), [parley])}
        selected={selected}
        onSelect={select}
        onDetails={useCallback(() => parley.workspace.setState({ inspectorOver: true }), [parley])}
        onCommand={useCallback((kind, input, seen) => run(parley, kind, input, seen), [parley])}
        onAskCoder={useCallback(
          () => parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } }),
          [parley]
        )}
        onPlace={onPlace}
        announce={useCallback((words: string) => announce(parley, words), [parley])}
        readOnly={readOnly}
      />
      <LayerLine shown={layer} />
      <HiddenLine />
    </>
  )
}

/** What is in hand stays shown where the filter would hide it: a new tag, a passage that was gone to. */
function useShownAnyway({ layer, filter }: LayerShown): void {
  const parley = useParley()
  const selected = useReading((state) => state.selected)
  const annotations = useReading((state) => state.annotations)
  const judged = useRef(layer)
  useLayoutEffect(() => {
    const inHand = filter && annotations.find((one) => one.id === selected)
    const isNew = judged.current !== layer
    judged.current = layer
    if (!filter || !inHand || filter(inHand)) return
    // A filter that was chosen just now hides what it hides.
    if (isNew) return parley.reading.setState({ selected: null })
    parley.layer.setState(({ anyway }) => ({ anyway: new Set([...anyway, inHand.id]) }))
    toast(parley, t('read.layer.anyway'))
  }, [parley, layer, filter, selected, annotations])
}

/** Brings a passage into sight that another part of the window asked for, a hit of a search, say. */
function useWantedPlace(
  pane: RefObject<DocumentPaneHandle | null>,
  document: DocumentId,
  revision: Hash
): void {
  const parley = useParley()
  const wanted = useWorkspace((state) => state.wantedPlace)
  useEffect(() => {
    if (wanted?.document !== document) return
    parley.workspace.setState({ wantedPlace: null })
    // Once React is done: showing it may mount text at once.
    if (wanted.revision === revision) queueMicrotask(() => pane.current?.showPassage(wanted, wanted))
    else toast(parley, t('search.textChanged'))
  }, [parley, pane, wanted, document, revision])
}
