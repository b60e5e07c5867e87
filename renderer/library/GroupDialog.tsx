/** Putting documents into a group, and naming a group anew. */
import { useState } from 'react'
import type { DocumentId } from '../../shared/ids.ts'
import { useParley } from '../state/parley.ts'
import { run, runUndoably } from '../state/run.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { SuggestField } from './SuggestField.tsx'
import { useOverview } from './useOverview.ts'

/** A group is there as long as a document is in it, so naming a new one makes it. */
export function GroupDialog({
  ids,
  onClose
}: {
  readonly ids: readonly DocumentId[]
  readonly onClose: () => void
}) {
  const parley = useParley()
  const overview = useOverview()
  const [name, setName] = useState('')
  const groups = (overview?.groups ?? []).map((group) => group.name).filter((one) => one !== '')
  const isNew = name.trim() !== '' && !groups.includes(name.trim())
  const put = (): void => {
    if (name.trim() === '') return
    onClose()
    void run(parley, 'document.place', { documents: [...ids], group: name.trim(), before: null })
  }
  return (
    <Dialog
      title={t('library.groupTitle', { count: ids.length })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" isDisabled={name.trim() === ''} onPress={put}>
            {t(isNew ? 'library.groupMake' : 'library.groupPut')}
          </Button>
        </>
      }
    >
      <SuggestField
        label={t('library.group')}
        value={name}
        suggestions={groups}
        onChange={setName}
        onEnter={put}
        autoFocus
        help={t('library.groupHelp')}
      />
    </Dialog>
  )
}

/** All documents of the group move in one batch. */
export function RenameGroup({ group, onClose }: { readonly group: string; readonly onClose: () => void }) {
  const parley = useParley()
  const overview = useOverview()
  const [name, setName] = useState(group)
  const wanted = name.trim()
  const isOther = wanted !== '' && wanted !== group
  const isThere = isOther && (overview?.groups ?? []).some((one) => one.name === wanted)
  const rename = (): void => {
    if (!isOther) return
    onClose()
    void runUndoably(parley, 'document.renameGroup', { group, name: wanted })
  }
  return (
    <Dialog
      title={t('library.renameGroupTitle', { group })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" isDisabled={!isOther} onPress={rename}>
            {t(isThere ? 'library.renameInto' : 'library.renameGroup')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('library.groupName')}
        value={name}
        onChange={setName}
        onEnter={rename}
        autoFocus
        {...(isThere ? { help: t('library.renameThere', { group: wanted }) } : {})}
      />
    </Dialog>
  )
}
