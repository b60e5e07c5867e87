/** The annotation in hand, in the inspector. */
import { useCallback } from 'react'
import type { AnnotationView } from '../../shared/api/views.ts'
import { Inspector } from '../document/Inspector.tsx'
import { useCodebook, useParley, useReading, useSession } from '../state/parley.ts'
import { run } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { announce } from '../state/tell.ts'
import type { AnnotationId } from '../../shared/ids.ts'

/** Empty where no document is open. */
export function AnnotationDetails() {
  const parley = useParley()
  const document = useReading((state) => state.document)
  const revision = useReading((state) => state.revision)
  const annotations = useReading((state) => state.annotations)
  const selected = useReading((state) => state.selected)
  const codebook = useCodebook((state) => state.codebook)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const select = useCallback(
    (annotation: AnnotationId | null) => {
      parley.reading.setState({ selected: annotation })
      if (annotation !== null) parley.reader.getState().handle?.showAnnotation(annotation)
    },
    [parley]
  )
  if (!document || !revision) return null
  return (
    <Inspector
      document={document}
      revision={revision}
      annotations={annotations}
      codebook={codebook}
      selected={selected}
      onSelect={select}
      onCommand={(kind, input, seen) => run(parley, kind, input, seen)}
      announce={(words) => announce(parley, words)}
      readOnly={readOnly}
      onSettle={(annotation: AnnotationView) =>
        parley.workspace.setState({
          dialog: { kind: 'settle', record: { kind: 'annotation', id: annotation.id } }
        })
      }
    />
  )
}
