/** Renames the open project; its file keeps its name. */
import { useState } from 'react'
import { projectRecordId } from '../../shared/ids.ts'
import { useParley, useSession } from '../state/parley.ts'
import { run } from '../state/run.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'

/** Shown with the name it has. */
export function RenameProject({ onClose }: { readonly onClose: () => void }) {
  const parley = useParley()
  const current = useSession((state) => state.project?.name ?? '')
  const [name, setName] = useState(current)
  const go = async (): Promise<void> => {
    if (name.trim() === '') return
    const now = await parley.client.call('record.get', { kind: 'project', id: projectRecordId })
    const answer = await run(
      parley,
      'project.rename',
      { name: name.trim() },
      now.ok ? { [`project:${projectRecordId}`]: now.value.heads } : {}
    )
    if (answer.ok) onClose()
  }
  return (
    <Dialog
      title={t('app.renameTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="primary"
            isDisabled={name.trim() === '' || name === current}
            onPress={() => void go()}
          >
            {t('app.rename')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('app.renameField')}
        value={name}
        onChange={setName}
        onEnter={() => void go()}
        autoFocus
      />
    </Dialog>
  )
}
