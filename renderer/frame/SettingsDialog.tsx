/** Settings that outlive projects. */
import type { Settings } from '../../shared/api/contract.ts'
import { useParley, useSession } from '../state/parley.ts'
import { changeSettings } from '../state/settings.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Segments, Tick } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark', 'contrast']

/** Everything holds at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const parley = useParley()
  const settings = useSession((state) => state.settings)
  return (
    <Dialog title={t('app.settings')} onClose={onClose}>
      <Segments
        label={t('app.theme')}
        bare={false}
        value={settings.theme}
        onChange={(theme) => void changeSettings(parley, { theme })}
        choices={themes.map((theme) => ({ key: theme, name: t(`app.themes.${theme}`) }))}
      />
      <Tick on={settings.singleKeys} onChange={(singleKeys) => void changeSettings(parley, { singleKeys })}>
        {t('app.settingsKeys')}
      </Tick>
      <p className="faint">{t('app.settingsKeysHelp')}</p>
    </Dialog>
  )
}
