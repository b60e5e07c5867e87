/** Taking the figures along: every figure as CSV, or the paragraph for a methods section. */
import { Copy, FileText, Table } from 'lucide-react'
import type { AgreementReport } from '../../../shared/api/agreementMethods.ts'
import { chooseFile } from '../../state/files.ts'
import { useParley, useSession } from '../../state/parley.ts'
import { useTask } from '../../state/tasks.ts'
import { toast } from '../../state/tell.ts'
import { Button } from '../../ui/Button.tsx'
import { MenuButton } from '../../ui/Menu.tsx'
import { t } from '../../ui/words.ts'
import { TaskLine } from '../TaskLine.tsx'
import type { Asked } from './useReport.ts'

export function ExportMenu({ asked, report }: { readonly asked: Asked; readonly report: AgreementReport }) {
  const parley = useParley()
  const task = useTask()
  const name = useSession((state) => state.project?.name ?? '')
  const write = async (format: 'csv' | 'md'): Promise<void> => {
    const suggested = t(format === 'csv' ? 'agreement.suggested' : 'agreement.suggestedMethods', { name })
    const file = await chooseFile(parley, 'exportAgreement', `${suggested}.${format}`)
    if (!file) return
    const answer = await task.start((running) =>
      parley.client.call('agreement.export', { request: asked, format, file: file.handle, task: running })
    )
    if (!answer.ok) return toast(parley, answer.problem)
    toast(parley, t('agreement.exported', { name: answer.value.name }))
  }
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(report.methods)
      toast(parley, t('agreement.copied'))
    } catch {
      // The system refuses the clipboard to a window that is not in front.
      toast(parley, t('agreement.copyFailed'))
    }
  }
  return (
    <div className="agreement-actions">
      <TaskLine what={t('agreement.writing')} task={task} />
      <Button look="quiet" icon={Copy} onPress={() => void copy()}>
        {t('agreement.copy')}
      </Button>
      <MenuButton
        label={t('agreement.export')}
        entries={[
          {
            name: t('agreement.exportCsv'),
            icon: Table,
            run: () => void write('csv'),
            disabled: task.running
          },
          {
            name: t('agreement.exportMethods'),
            icon: FileText,
            run: () => void write('md'),
            disabled: task.running
          }
        ]}
      >
        {t('agreement.export')}
      </MenuButton>
    </div>
  )
}
