/** The annotation in hand, in the inspector. */
import { useCallback } from 'react'
import { Inspector } from '../document/Inspector.tsx'
import { useCodebook, useParley, useReading, useSession } from '../state/parley.ts'
import { addExample } from '../state/examples.ts'
import { run } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { announce } from '../state/tell.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { span } from '../../shared/text/offsets.ts'
import { AnnotationConflicts } from './AnnotationConflicts.tsx'

/** Empty where no document is open. */
export function AnnotationDetails() {
  const parley = useParley()
  const document = useReading((state) => state.document)
  const revision = useReading((state) => state.revision)
  const annotations = useReading((state) => state.annotations)
  const selected = useReading((state) => state.selected)
  const codebook = useCodebook((state) => state.codebook)
  const coder = useSession((state) => state.project?.coder ?? null)
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
      coder={coder}
      conflictsOf={(annotation) => <AnnotationConflicts annotation={annotation} />}
      passage={() => {
        const passage = parley.reader.getState().handle?.passage() ?? null
        return passage && span(passage.start, passage.end)
      }}
      onUseSelected={() => parley.reader.getState().handle?.command('retagHere')}
      onExample={(annotation) => void addExample(parley, annotation)}
    />
  )
}
