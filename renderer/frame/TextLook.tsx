/** What the text is set in, how large and how wide: behind one button of the status bar. */
import { ALargeSmall, Minus, Plus } from 'lucide-react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { Settings } from '../../shared/api/settings.ts'
import { doCommand, type AppCommandId } from '../state/appCommands.ts'
import { useParley, useSession } from '../state/parley.ts'
import { changeSettings } from '../state/settings.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Segments } from '../ui/fields.tsx'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'

const fonts: readonly Settings['font'][] = ['serif', 'sans', 'spaced']

/** Every change shows at once, in the text behind it. */
export function TextLook() {
  return (
    <DialogTrigger>
      <IconButton label={t('app.textLook')} icon={ALargeSmall} size="small" />
      <Popover className="popover" placement="top end" offset={6}>
        <Dialog className="text-look" aria-label={t('app.textLook')}>
          <TextLookFields />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

/** The same without the button, for the settings. */
export function TextLookFields() {
  const parley = useParley()
  const { font, textZoom, lineWidth } = useSession((state) => state.settings)
  return (
    <>
      <Segments
        label={t('app.font')}
        bare={false}
        value={font}
        onChange={(wanted) => void changeSettings(parley, { font: wanted })}
        choices={fonts.map((name) => ({ key: name, name: t(`app.fonts.${name}`) }))}
      />
      <Stepper
        label={t('app.zoom')}
        value={t('app.zoomValue', { percent: formatNumber(textZoom) })}
        less="view.smallerText"
        more="view.largerText"
        onUsual={() => void changeSettings(parley, { textZoom: 100 })}
      />
      <Stepper
        label={t('app.lineWidth')}
        value={t('app.lineWidthValue', { count: lineWidth })}
        less="view.narrowerText"
        more="view.widerText"
        onUsual={() => void changeSettings(parley, { lineWidth: 70 })}
      />
    </>
  )
}

function Stepper({
  label,
  value,
  less,
  more,
  onUsual
}: {
  readonly label: string
  readonly value: string
  readonly less: AppCommandId
  readonly more: AppCommandId
  readonly onUsual: () => void
}) {
  const parley = useParley()
  return (
    <div className="field" role="group" aria-label={label}>
      <span className="label" aria-hidden>
        {label}
      </span>
      <div className="stepper">
        <IconButton
          label={t(`menu.${less}`)}
          icon={Minus}
          size="small"
          onPress={() => doCommand(parley, less)}
        />
        <Button look="quiet" size="small" onPress={onUsual} aria-label={t('app.usual', { label, value })}>
          <span className="tabular">{value}</span>
        </Button>
        <IconButton
          label={t(`menu.${more}`)}
          icon={Plus}
          size="small"
          onPress={() => doCommand(parley, more)}
        />
      </div>
    </div>
  )
}
