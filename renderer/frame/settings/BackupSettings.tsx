/** How much room backups may take. */
import { useParley, useSession } from '../../state/parley.ts'
import { changeSettings } from '../../state/settings.ts'
import { SelectField } from '../../ui/fields.tsx'
import { formatBytes } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'

const sizes = [100, 250, 500, 1000, 2000, 5000, 10_000, 50_000]

/** What is kept is said in words, so that nobody has to guess. */
export function BackupSettings() {
  const parley = useParley()
  const { backupMegabytes } = useSession((state) => state.settings)
  const offered = [...new Set([...sizes, backupMegabytes])].toSorted((a, b) => a - b)
  return (
    <>
      <p>{t('settings.backups')}</p>
      <SelectField
        label={t('settings.backupRoom')}
        value={String(backupMegabytes)}
        onChange={(megabytes) => void changeSettings(parley, { backupMegabytes: Number(megabytes) })}
        choices={offered.map((megabytes) => ({
          key: String(megabytes),
          name: formatBytes(megabytes * 1_000_000)
        }))}
      />
      <p className="faint">{t('settings.backupsHelp')}</p>
    </>
  )
}
