/** Joins a document into another one: the same text, imported twice. */
import { useState } from 'react'
import type { DocumentId } from '../../shared/ids.ts'
import { useParley } from '../state/parley.ts'
import { runUndoably, seenOf } from '../state/run.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { DocumentPick, type PickedDocument } from './DocumentPick.tsx'
import { useDetails } from './useOverview.ts'

/** Says what it means before it is done; undo takes it back. */
export function JoinDocument({ id, onClose }: { readonly id: DocumentId; readonly onClose: () => void }) {
  const parley = useParley()
  const [into, setInto] = useState<PickedDocument | null>(null)
  const document = useDetails([id])?.[0]
  if (!document) return <Loading />
  const join = (): void => {
    if (!into) return
    onClose()
    void runUndoably(
      parley,
      'document.join',
      { document: id, into: into.id },
      seenOf({ kind: 'document', id, heads: document.heads })
    )
  }
  return (
    <Dialog
      title={t('library.joinTitle', { title: document.title })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" isDisabled={into === null} onPress={join}>
            {t('library.joinVerb')}
          </Button>
        </>
      }
    >
      <DocumentPick label={t('library.joinInto')} value={into} but={[id]} onChange={setInto} autoFocus />
      <p className="soft">{t('library.joinConsequence', { count: document.annotations })}</p>
    </Dialog>
  )
}
