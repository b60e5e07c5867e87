/** How the text is set, and which keys hold in it. */
import { useParley, useSession } from '../../state/parley.ts'
import { changeSettings } from '../../state/settings.ts'
import { Tick } from '../../ui/fields.tsx'
import { t } from '../../ui/words.ts'
import { TextLookFields } from '../TextLook.tsx'

/** What the status bar offers at the text, and single keys. */
export function TextSettings() {
  const parley = useParley()
  const settings = useSession((state) => state.settings)
  return (
    <>
      <TextLookFields />
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
