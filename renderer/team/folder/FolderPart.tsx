/** A folder that any sync engine replicates. */
import { Empty } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'

export function FolderPart() {
  return <Empty what={t('team.parts.folder')} small />
}
