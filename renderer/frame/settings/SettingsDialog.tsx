/** Settings that outlive projects, in four parts. Everything holds at once. */
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useParley } from '../../state/parley.ts'
import { rememberPane } from '../../state/settings.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { t } from '../../ui/words.ts'
import { BackupSettings } from './BackupSettings.tsx'
import { GeneralSettings } from './GeneralSettings.tsx'
import { KeySettings } from './KeySettings.tsx'
import { TextSettings } from './TextSettings.tsx'
import './settings.css'

const parts = ['general', 'text', 'keys', 'backups'] as const
export type SettingsPart = (typeof parts)[number]

/** Arrows walk the parts; the one looked at last comes first, unless another is asked for. */
export function SettingsDialog({
  part,
  onClose
}: {
  readonly part?: SettingsPart
  readonly onClose: () => void
}) {
  const parley = useParley()
  const last = parley.session.getState().settings.panes['settingsPart']
  const first = part ?? parts.find((one) => one === last) ?? 'general'
  return (
    <Dialog title={t('app.settings')} size="wide" onClose={onClose}>
      <Tabs
        className="settings"
        orientation="vertical"
        defaultSelectedKey={first}
        onSelectionChange={(key) => rememberPane(parley, 'settingsPart', String(key))}
      >
        <TabList aria-label={t('app.settings')} className="settings-parts">
          {parts.map((one) => (
            <Tab key={one} id={one} className="settings-part">
              {t(`settings.parts.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="general" className="settings-panel">
          <GeneralSettings onLeave={onClose} />
        </TabPanel>
        <TabPanel id="text" className="settings-panel">
          <TextSettings />
        </TabPanel>
        <TabPanel id="keys" className="settings-panel">
          <KeySettings />
        </TabPanel>
        <TabPanel id="backups" className="settings-panel">
          <BackupSettings />
        </TabPanel>
      </Tabs>
    </Dialog>
  )
}
