/** The dialog for a new project: its name first, then where its file is kept. */
import { useState } from 'react'
import { useParley } from '../state/parley.ts'
import { createProject } from '../state/project.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'

/** Asks for a name; the file is chosen next. */
export function NewProject({ onClose }: { readonly onClose: () => void }) {
  const parley = useParley()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    if (name.trim() === '' || busy) return
    setBusy(true)
    const isMade = await createProject(parley, name.trim())
    setBusy(false)
    if (isMade) onClose()
  }
  return (
    <Dialog
      title={t('start.newTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" isDisabled={name.trim() === '' || busy} onPress={() => void go()}>
            {t('start.newGo')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('start.newName')}
        help={t('start.newNameHelp')}
        placeholder={t('start.newPlaceholder')}
        value={name}
        onChange={setName}
        onEnter={() => void go()}
        autoFocus
      />
    </Dialog>
  )
}
