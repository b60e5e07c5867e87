/** Exporting what is shown, in its order: as a dataset or as a page to read. */
import { chooseFile } from '../state/files.ts'
import type { Parley } from '../state/parley.ts'
import { announce, toast } from '../state/tell.ts'
import { t } from '../ui/words.ts'
import type { PassageList } from './useList.ts'

export type ExportFormat = 'csv' | 'jsonl' | 'html' | 'md'

/** Lets a file be chosen and writes it; says how many rows it has. */
export async function exportList(
  parley: Parley,
  { filter, sort, descending, group }: PassageList,
  format: ExportFormat
): Promise<void> {
  const name = t('passages.export.suggested', { name: parley.session.getState().project?.name ?? '' })
  const isData = format === 'csv' || format === 'jsonl'
  const file = await chooseFile(parley, isData ? 'exportDataset' : 'exportReport', `${name}.${format}`)
  if (!file) return
  announce(parley, t('passages.export.running'))
  const list = { filter, sort, descending, group }
  const answer = isData
    ? await parley.client.call('dataset.export', { file: file.handle, format, ...list })
    : await parley.client.call('passages.report', { file: file.handle, format, ...list })
  toast(
    parley,
    answer.ok
      ? t('passages.export.done', { count: answer.value.rows, name: answer.value.name })
      : answer.problem
  )
}
