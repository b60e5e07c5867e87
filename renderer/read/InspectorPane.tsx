/** The right pane: details of the annotation, issue, stance, actor, coder or document in hand. */
import { MousePointerClick, X } from 'lucide-react'
import { ActorDetails } from '../codebook/ActorDetails.tsx'
import { CoderDetails } from '../codebook/CoderDetails.tsx'
import { IssueDetails } from '../codebook/IssueDetails.tsx'
import { StanceDetails } from '../codebook/StanceDetails.tsx'
import { RecordHistory } from '../history/RecordHistory.tsx'
import { DocumentDetails } from '../library/DocumentDetails.tsx'
import { ManyDocuments } from '../library/ManyDocuments.tsx'
import { useCodebook, useParley, useReading, useWorkspace } from '../state/parley.ts'
import type { Inspected } from '../state/workspace.ts'
import { IconButton } from '../ui/Button.tsx'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { Empty } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { AnnotationDetails } from './AnnotationDetails.tsx'

/** `onClose`: where it lies over the text. */
export function InspectorPane({ onClose }: { readonly onClose?: () => void }) {
  const parley = useParley()
  const inspected = useInspected()
  const selected = useReading((state) => state.selected)

  const heading =
    inspected.kind === 'annotation'
      ? 'app.inspectorPane'
      : inspected.kind === 'document'
        ? 'library.meta.heading'
        : inspected.kind === 'documents'
          ? 'library.many.heading'
          : `codebook.${inspected.kind}.heading`
  const isOther = inspected.kind !== 'annotation'
  return (
    <div className="pane" data-pane="inspector">
      <div className="pane-head">
        <h2>{t(heading)}</h2>
        {(isOther || onClose) && (
          <IconButton
            label={t('ui.close')}
            icon={X}
            size="small"
            onPress={() => {
              if (isOther) parley.workspace.setState({ inspected: { kind: 'annotation' } })
              onClose?.()
            }}
          />
        )}
      </div>
      <ErrorBoundary key={`${inspected.kind} ${'id' in inspected ? inspected.id : selected}`}>
        <div className="inspector-body">
          <Details inspected={inspected} />
          <HistoryHere inspected={inspected} />
        </div>
      </ErrorBoundary>
    </div>
  )
}

/** What is shown: the annotation in hand where the codebook record that was asked for is gone (an undo may bring it back). */
function useInspected(): Inspected {
  const inspected = useWorkspace((state) => state.inspected)
  const { issues, stances, actors, coders } = useCodebook((state) => state.index)
  switch (inspected.kind) {
    case 'issue':
      return issues.has(inspected.id) ? inspected : annotationInHand
    case 'stance':
      return stances.has(inspected.id) ? inspected : annotationInHand
    case 'actor':
      return actors.has(inspected.id) ? inspected : annotationInHand
    case 'coder':
      return coders.has(inspected.id) ? inspected : annotationInHand
    default:
      return inspected
  }
}

/** What was done to what is shown. */
function HistoryHere({ inspected }: { readonly inspected: Inspected }) {
  const selected = useReading((state) => state.selected)
  const id = inspected.kind === 'annotation' ? selected : 'id' in inspected ? inspected.id : null
  if (id === null || !historied.includes(inspected.kind)) return null
  return <RecordHistory key={id} kind={inspected.kind} id={id} />
}

const historied: readonly string[] = ['annotation', 'document', 'issue', 'stance', 'actor', 'coder']

const annotationInHand: Inspected = { kind: 'annotation' }

function Details({ inspected }: { readonly inspected: Inspected }) {
  const selected = useReading((state) => state.selected)
  switch (inspected.kind) {
    case 'issue':
      return <IssueDetails id={inspected.id} />
    case 'stance':
      return <StanceDetails id={inspected.id} />
    case 'actor':
      return <ActorDetails id={inspected.id} />
    case 'coder':
      return <CoderDetails id={inspected.id} />
    case 'document':
      return <DocumentDetails id={inspected.id} />
    case 'documents':
      return <ManyDocuments ids={inspected.ids} />
    case 'annotation':
      return selected === null ? (
        <Empty
          what={t('read.inspectorEmpty')}
          next={t('read.inspectorEmptyNext')}
          icon={MousePointerClick}
          small
        />
      ) : (
        <AnnotationDetails />
      )
  }
}
