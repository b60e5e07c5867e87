/** The actors, by name. */
import { useMemo } from 'react'
import type { ActorView } from '../../shared/api/views.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../state/parley.ts'
import { runUndoably, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { Button } from '../ui/Button.tsx'
import { safeColour } from '../ui/colour.ts'
import { compareNames, formatNumber } from '../ui/format.ts'
import { MenuButton } from '../ui/Menu.tsx'
import { Empty } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { RecordList } from './RecordList.tsx'

/** Joined actors are named with what they were joined into. */
export function ActorList({ words, onAdd }: { readonly words: string; readonly onAdd: () => void }) {
  const parley = useParley()
  const actors = useCodebook((state) => state.codebook.actors)
  const index = useCodebook((state) => state.index.actors)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const inspected = useWorkspace((state) => state.inspected)
  const sorted = useMemo(() => actors.toSorted((a, b) => compareNames(a.name, b.name)), [actors])
  return (
    <RecordList
      label={t('codebook.list.actors')}
      records={sorted}
      nameOf={allNames}
      words={words}
      selected={inspected.kind === 'actor' ? inspected.id : null}
      onOpen={(actor, asked) =>
        parley.workspace.setState({
          inspected: { kind: 'actor', id: actor.id },
          ...(asked ? { inspectorOver: true } : {})
        })
      }
      empty={
        <Empty what={t('codebook.empty.actors')} next={t('codebook.emptyNext.actors')} small>
          {!readOnly && (
            <Button size="small" onPress={onAdd}>
              {t('codebook.new.actors')}
            </Button>
          )}
        </Empty>
      }
      row={(actor) => (
        <>
          <span className="swatch round" style={{ color: safeColour(actor.colour) }} />
          <span className={actor.joinedInto === null ? 'ellipsis' : 'ellipsis faint'} dir="auto">
            {actor.name}
          </span>
          {actor.conflicts.length > 0 && <span className="conflict-dot" title={t('codebook.conflict')} />}
          {actor.joinedInto !== null && (
            <span className="faint ellipsis">
              {t('codebook.joined', { name: index.get(actor.joinedInto)?.name ?? '' })}
            </span>
          )}
          <span className="row-actions">
            <MenuButton
              label={t('codebook.more', { name: actor.name })}
              small
              entries={[
                {
                  name: t('codebook.showPassages'),
                  disabled: actor.uses === 0,
                  run: () =>
                    parley.workspace.setState({ view: 'passages', passageFilter: { actors: [actor.id] } })
                },
                ...(readOnly
                  ? []
                  : [
                      {
                        name: t('codebook.join'),
                        run: () =>
                          parley.workspace.setState({ dialog: { kind: 'joinActor' as const, id: actor.id } })
                      },
                      {
                        name: t('codebook.delete'),
                        danger: true,
                        disabled: actor.uses > 0,
                        run: () =>
                          void runUndoably(
                            parley,
                            'actor.delete',
                            { actor: actor.id },
                            seenOf({ kind: 'actor', id: actor.id, heads: actor.heads })
                          )
                      }
                    ])
              ]}
            />
          </span>
          {actor.uses > 0 && <span className="count">{formatNumber(actor.uses)}</span>}
        </>
      )}
    />
  )
}

function allNames(actor: ActorView): string {
  return [actor.name, ...actor.otherNames].join(', ')
}
