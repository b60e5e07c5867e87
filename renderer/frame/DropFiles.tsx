/** Takes documents dropped anywhere in the window. */
import { FileDown } from 'lucide-react'
import { useState, type DragEvent, type ReactNode } from 'react'
import { useParley } from '../state/parley.ts'
import { isReadOnly } from '../state/session.ts'
import { takeDropped } from '../state/files.ts'
import { toast } from '../state/tell.ts'
import { t } from '../ui/words.ts'

/** Shows where files may fall while they are over the window; then the import's preview opens. */
export function DropFiles({ children }: { readonly children: ReactNode }) {
  const parley = useParley()
  const [over, setOver] = useState<'window' | 'group' | null>(null)

  const isFiles = (drag: DragEvent): boolean => drag.dataTransfer.types.includes('Files')
  /** A group of documents under the pointer takes them in; '' is none. */
  const groupAt = (target: EventTarget): string =>
    (target instanceof Element ? target.closest<HTMLElement>('[data-group]')?.dataset['group'] : '') ?? ''
  const take = async (files: readonly File[], group: string): Promise<void> => {
    const { project } = parley.session.getState()
    if (files.some((file) => file.name.endsWith('.parley'))) return toast(parley, t('app.dropProject'))
    if (isReadOnly(project))
      return toast(parley, project ? { code: 'readOnly', about: {} } : t('app.dropNoProject'))
    const taken = await takeDropped(parley, files)
    if (taken.length > 0) parley.workspace.setState({ dialog: { kind: 'import', files: taken, group } })
  }
  return (
    <div
      className="drop-files"
      onDragOver={(drag) => {
        if (!isFiles(drag)) return
        drag.preventDefault()
        setOver(groupAt(drag.target) === '' ? 'window' : 'group')
      }}
      onDragLeave={(drag) => {
        if (drag.relatedTarget === null) setOver(null)
      }}
      onDrop={(drag) => {
        if (!isFiles(drag)) return
        drag.preventDefault()
        setOver(null)
        void take([...drag.dataTransfer.files], groupAt(drag.target))
      }}
    >
      {children}
      {over === 'window' && (
        <div className="drop-here">
          <FileDown size={32} strokeWidth={1.25} aria-hidden />
          <strong>{t('app.dropHere')}</strong>
          <span>{t('app.dropNext')}</span>
        </div>
      )}
    </div>
  )
}
