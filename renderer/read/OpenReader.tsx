/** The reader with the window around it: settings, commands, the status bar, what should be brought into sight. */
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { DocumentView, RevisionView } from '../../shared/api/views.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { DocumentPane, type DocumentPaneHandle } from '../document/DocumentPane.tsx'
import type { ReadingPlace } from '../document/place.ts'
import { useCodebook, useParley, useReading, useSession, useWorkspace } from '../state/parley.ts'
import type { LeftAt } from '../state/reader.ts'
import { run } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { announce } from '../state/tell.ts'

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
        find: () => pane.current?.find(),
        command: (command) => pane.current?.perform({ do: command })
      }
    })
    return () => parley.reader.setState({ handle: null, place: null })
  }, [parley])
  // Another view or document is a glance aside: the text comes back as it was left.
  useEffect(() => {
    const left = parley.reader.getState().left.get(document.id)
    // Once React is done: coming back may mount text at once.
    if (left?.revision === revision.hash && parley.workspace.getState().wanted === null)
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

  const select = useCallback(
    (annotation: AnnotationId | null) => {
      parley.reading.setState({ selected: annotation })
      if (annotation !== null) parley.workspace.setState({ inspected: { kind: 'annotation' } })
    },
    [parley]
  )
  const onPlace = useCallback((place: ReadingPlace) => parley.reader.setState({ place }), [parley])
  return (
    <DocumentPane
      ref={pane}
      document={document}
      revision={revision}
      annotations={annotations}
      codebook={codebook}
      coder={coder}
      colourBy={settings.colourBy}
      textZoom={settings.textZoom}
      singleKeys={settings.singleKeys}
      keys={settings.keys}
      selected={selected}
      onSelect={select}
      onDetails={useCallback(() => parley.workspace.setState({ inspectorOver: true }), [parley])}
      onCommand={useCallback((kind, input, seen) => run(parley, kind, input, seen), [parley])}
      onAskCoder={useCallback(() => parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } }), [parley])}
      onPlace={onPlace}
      announce={useCallback((words: string) => announce(parley, words), [parley])}
      readOnly={readOnly}
    />
  )
}
