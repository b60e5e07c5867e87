/** Who is coding, how the window looks, in which language. */
import type { Settings } from '../../../shared/api/settings.ts'
import { catalogue } from '../../catalogue.ts'
import { useCodebook, useParley, useSession } from '../../state/parley.ts'
import { isReadOnly } from '../../state/session.ts'
import { changeSettings } from '../../state/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Segments, SelectField } from '../../ui/fields.tsx'
import { locale, t } from '../../ui/words.ts'

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark', 'contrast']

/** `onLeave`: before another dialog takes this one's place. */
export function GeneralSettings({ onLeave }: { readonly onLeave: () => void }) {
  const parley = useParley()
  const settings = useSession((state) => state.settings)
  const project = useSession((state) => state.project)
  const coder = useCodebook((state) => state.index.coders.get(project?.coder ?? ''))
  const languages = new Intl.DisplayNames([locale()], { type: 'language' })
  return (
    <>
      <Segments
        label={t('app.theme')}
        bare={false}
        value={settings.theme}
        onChange={(theme) => void changeSettings(parley, { theme })}
        choices={themes.map((theme) => ({ key: theme, name: t(`app.themes.${theme}`) }))}
      />
      {!isReadOnly(project) && (
        <div className="field">
          <span className="label">{t('settings.coder')}</span>
          <div className="settings-line">
            <span>{coder ? coder.name : t('app.nobody')}</span>
            <Button
              size="small"
              onPress={() => {
                onLeave()
                parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } })
              }}
            >
              {t('settings.changeCoder')}
            </Button>
          </div>
        </div>
      )}
      <SelectField
        label={t('settings.language')}
        value={settings.language}
        onChange={(language) => void changeSettings(parley, { language })}
        choices={Object.keys(catalogue).map((code) => ({ key: code, name: languages.of(code) ?? code }))}
      />
      <p className="faint">{t('settings.languageHelp', { locale: languages.of(locale()) ?? locale() })}</p>
    </>
  )
}
