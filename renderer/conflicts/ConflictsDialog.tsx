/** Everything that was changed in two places at once. */
import { CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { DocumentView, PassageRow } from '../../shared/api/views.ts'
import type { RecordId } from '../../shared/ids.ts'
import { useCodebook, useParley, type Parley } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Empty } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import './conflicts.css'

type InConflict = { readonly kind: string; readonly id: RecordId; readonly name: string }
const shown = 200
const pageSize = 1000

/** Codebook first, then documents and annotations; each opens what settles it. */
export function ConflictsDialog({ onClose }: { readonly onClose: () => void }) {
  const parley = useParley()
  const codebook = useCodebook((state) => state.codebook)
  const [documents, setDocuments] = useState<readonly DocumentView[]>([])
  const [passages, setPassages] = useState<readonly PassageRow[]>([])
  const [more, setMore] = useState(0)
  useEffect(() => {
    void parley.client
      .call('annotations.page', { filter: { state: 'conflict' }, limit: shown })
      .then((answer) => {
        if (!answer.ok) return
        setPassages(answer.value.passages)
        setMore(answer.value.total - answer.value.passages.length)
      })
    void documentsInConflict(parley).then(setDocuments)
  }, [parley, codebook])

  const all: readonly InConflict[] = [
    ...codebook.issues
      .filter(isInConflict)
      .map((issue) => ({ kind: 'issue', id: issue.id, name: issue.name })),
    ...codebook.stances
      .filter(isInConflict)
      .map((stance) => ({ kind: 'stance', id: stance.id, name: stance.label })),
    ...codebook.actors
      .filter(isInConflict)
      .map((actor) => ({ kind: 'actor', id: actor.id, name: actor.name })),
    ...codebook.coders
      .filter(isInConflict)
      .map((coder) => ({ kind: 'coder', id: coder.id, name: coder.name })),
    ...documents.map((document) => ({ kind: 'document', id: document.id, name: document.title })),
    ...passages.map((passage) => ({
      kind: 'annotation',
      id: passage.id,
      name: `“${passage.anchor.quote.slice(0, 80)}”`
    }))
  ]
  return (
    <Dialog title={t('conflicts.title')} size="wide" onClose={onClose}>
      {all.length === 0 ? (
        <Empty what={t('conflicts.none')} next={t('conflicts.noneNext')} icon={CircleCheck} small />
      ) : (
        <>
          <p className="soft">{t('conflicts.intro')}</p>
          <ul aria-label={t('conflicts.list')} className="conflict-list">
            {all.map((record) => (
              <li key={record.id}>
                <span className="label">{t(`app.recordKinds.${record.kind}`)}</span>
                <span className="ellipsis" dir="auto">
                  {record.name}
                </span>
                <Button
                  size="small"
                  onPress={() => parley.workspace.setState({ dialog: { kind: 'settle', record } })}
                >
                  {t('codebook.settle')}
                </Button>
              </li>
            ))}
          </ul>
          {more > 0 && (
            <Button
              onPress={() => {
                onClose()
                parley.workspace.setState({ view: 'passages', passageFilter: { state: 'conflict' } })
              }}
            >
              {t('conflicts.showPassages')}
            </Button>
          )}
        </>
      )}
    </Dialog>
  )
}

/** Those whose own fields are in conflict, however many documents there are. */
async function documentsInConflict({ client }: Pick<Parley, 'client'>): Promise<readonly DocumentView[]> {
  const found: DocumentView[] = []
  for (let offset = 0; ; offset += pageSize) {
    const answer = await client.call('documents.page', {
      offset,
      limit: pageSize,
      filter: { has: 'conflict' }
    })
    if (!answer.ok) return found
    found.push(...answer.value.documents.filter(isInConflict))
    if (offset + pageSize >= answer.value.total) return found
  }
}

function isInConflict(record: { readonly conflicts: readonly string[] }): boolean {
  return record.conflicts.length > 0
}
