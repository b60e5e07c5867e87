/** The stance scale, in its order. */
import { GripVertical } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { StanceView } from '../../shared/api/views.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../state/parley.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { inkColour } from '../ui/colour.ts'
import { formatNumber } from '../ui/format.ts'
import { MenuButton, type MenuEntry } from '../ui/Menu.tsx'
import { stanceGlyph, stanceToken } from '../ui/stance.ts'
import { Empty } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { RecordList } from './RecordList.tsx'

/** Order by dragging, or by the row's menu. */
export function StanceList({ words }: { readonly words: string }) {
  const parley = useParley()
  const stances = useCodebook((state) => state.codebook.stances)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const inspected = useWorkspace((state) => state.inspected)
  const move = (stance: StanceView, before: StanceView | null): void =>
    void run(parley, 'stance.move', { stance: stance.id, before: before?.id ?? null }, seen(stance))
  const entries = (stance: StanceView): readonly MenuEntry[] => {
    const at = stances.findIndex((one) => one.id === stance.id)
    return [
      { name: t('codebook.up'), disabled: at === 0, run: () => move(stance, stances[at - 1] ?? null) },
      {
        name: t('codebook.down'),
        disabled: at === stances.length - 1,
        run: () => move(stance, stances[at + 2] ?? null)
      },
      'line',
      {
        name: t('codebook.showPassages'),
        disabled: stance.uses === 0,
        run: () => parley.workspace.setState({ view: 'passages', passageFilter: { stances: [stance.id] } })
      },
      {
        name: t(stance.retired ? 'codebook.restore' : 'codebook.retire'),
        run: () =>
          void runUndoably(
            parley,
            'stance.retire',
            { stance: stance.id, retired: !stance.retired },
            seen(stance)
          )
      },
      {
        name: t('codebook.delete'),
        danger: true,
        disabled: stance.uses > 0,
        run: () => void runUndoably(parley, 'stance.delete', { stance: stance.id }, seen(stance))
      }
    ]
  }
  return (
    <RecordList
      label={t('codebook.list.stances')}
      records={stances}
      nameOf={labelOf}
      words={words}
      selected={inspected.kind === 'stance' ? inspected.id : null}
      onOpen={(stance, asked) =>
        parley.workspace.setState({
          inspected: { kind: 'stance', id: stance.id },
          ...(asked ? { inspectorOver: true } : {})
        })
      }
      empty={<Empty what={t('codebook.empty.stances')} next={t('codebook.emptyNext.stances')} small />}
      {...(readOnly ? {} : { onMove: move })}
      row={(stance) => (
        <>
          <span
            className="stance-glyph"
            style={{ color: inkColour(stance.colour, stanceToken(stance.polarity)) }}
            aria-hidden
          >
            {stanceGlyph(stance.polarity)}
          </span>
          <span className={stance.retired ? 'ellipsis faint' : 'ellipsis'} dir="auto">
            {stance.label}
          </span>
          {stance.conflicts.length > 0 && <span className="conflict-dot" title={t('codebook.conflict')} />}
          {stance.shortcut !== '' && <kbd>{stance.shortcut}</kbd>}
          {!readOnly && (
            <span className="row-actions">
              <AriaButton
                slot="drag"
                className="button quiet icon small"
                aria-label={t('codebook.drag', { name: stance.label })}
              >
                <GripVertical size={13} aria-hidden />
              </AriaButton>
              <MenuButton
                label={t('codebook.more', { name: stance.label })}
                small
                entries={entries(stance)}
              />
            </span>
          )}
          {stance.uses > 0 && <span className="count">{formatNumber(stance.uses)}</span>}
        </>
      )}
    />
  )
}

function labelOf(stance: StanceView): string {
  return stance.label
}

function seen(stance: StanceView) {
  return seenOf({ kind: 'stance', id: stance.id, heads: stance.heads })
}
