/** How the text is read and worked on. */
import { useParley, useSession } from '../../state/parley.ts'
import { changeSettings } from '../../state/settings.ts'
import { SelectField, Tick } from '../../ui/fields.tsx'
import { t } from '../../ui/words.ts'

const sizes = [75, 90, 100, 110, 125, 150, 175, 200, 250, 300]

/** A size chosen by Ctrl and + stands among the others. */
export function TextSettings() {
  const parley = useParley()
  const settings = useSession((state) => state.settings)
  const offered = [...new Set([...sizes, settings.textZoom])].toSorted((a, b) => a - b)
  return (
    <>
      <SelectField
        label={t('app.zoom')}
        value={String(settings.textZoom)}
        onChange={(percent) => void changeSettings(parley, { textZoom: Number(percent) })}
        choices={offered.map((percent) => ({ key: String(percent), name: t('app.zoomValue', { percent }) }))}
      />
      <Tick
        on={settings.singleKeys}
        onChange={(singleKeys) => void changeSettings(parley, { singleKeys })}
        help={t('app.settingsKeysHelp')}
      >
        {t('app.settingsKeys')}
      </Tick>
    </>
  )
}
