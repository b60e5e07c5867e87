/** The line at the foot: where the caret stands, what colours mean, how large the text is. */
import { Minus, Plus } from 'lucide-react'
import type { Settings } from '../../shared/api/settings.ts'
import { doCommand } from '../state/appCommands.ts'
import { useParley, useReader, useReading, useSession, useWorkspace } from '../state/parley.ts'
import { useLayer } from '../state/useLayer.ts'
import { changeSettings } from '../state/settings.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { SelectField } from '../ui/fields.tsx'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import { LayerMenu } from './LayerMenu.tsx'
import { Legend } from './Legend.tsx'
import { TextLook } from './TextLook.tsx'

const ways: readonly Settings['colourBy'][] = ['issue', 'stance', 'actor', 'coder']
const wayWords = {
  issue: 'app.colourByIssue',
  stance: 'app.colourByStance',
  actor: 'app.colourByActor',
  coder: 'app.colourByCoder'
} as const

/** In Read: place, selection, colours and size. Elsewhere: how much there is. */
export function StatusBar() {
  const parley = useParley()
  const view = useWorkspace((state) => state.view)
  const colourBy = useSession((state) => state.settings.colourBy)
  const zoom = useSession((state) => state.settings.textZoom)
  const isOpen = useReading((state) => state.document !== null)
  return (
    <footer className="status-bar" aria-label={t('app.status')} data-pane="status">
      <div className="status-place tabular">{view === 'read' ? isOpen && <Place /> : <Totals />}</div>
      {view === 'read' && (
        <>
          {isOpen && <Legend />}
          {isOpen && <LayerMenu />}
          <span className="status-label" aria-hidden>
            {t('app.colourBy')}
          </span>
          <SelectField
            label={t('app.colourBy')}
            bare
            value={colourBy}
            onChange={(way) => void changeSettings(parley, { colourBy: way })}
            choices={ways.map((way) => ({ key: way, name: t(wayWords[way]) }))}
          />
          <div className="status-zoom" role="group" aria-label={t('app.zoom')}>
            <IconButton
              label={t('menu.view.smallerText')}
              icon={Minus}
              size="small"
              onPress={() => doCommand(parley, 'view.smallerText')}
            />
            <Button
              look="quiet"
              size="small"
              onPress={() => doCommand(parley, 'view.usualText')}
              aria-label={`${t('app.zoom')}: ${t('app.zoomValue', { percent: zoom })}`}
            >
              <span className="tabular">{t('app.zoomValue', { percent: formatNumber(zoom) })}</span>
            </Button>
            <IconButton
              label={t('menu.view.largerText')}
              icon={Plus}
              size="small"
              onPress={() => doCommand(parley, 'view.largerText')}
            />
          </div>
          <TextLook />
        </>
      )}
    </footer>
  )
}

function Place() {
  const place = useReader((state) => state.place)
  const count = useReading((state) => state.annotations.length)
  const hidden = useLayer().hidden.length
  const parts = place
    ? [
        t('app.block', { number: place.block }),
        ...(place.selected > 0 ? [t('app.selected', { count: place.selected })] : []),
        t('app.here', { count: place.here })
      ]
    : [hidden > 0 ? t('read.layer.of', { shown: count - hidden, count }) : t('app.inDocument', { count })]
  return parts.join('  ·  ')
}

function Totals() {
  const counts = useSession((state) => state.project?.counts)
  if (!counts) return null
  return `${t('data.documents', { count: counts.documents })}  ·  ${t('data.annotations', { count: counts.annotations })}`
}
