/** Everybody who coded in this project. */
import type { CoderView } from '../../shared/api/views.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../state/parley.ts'
import { isReadOnly } from '../state/session.ts'
import { formatNumber } from '../ui/format.ts'
import { MenuButton } from '../ui/Menu.tsx'
import { Empty } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { RecordList } from './RecordList.tsx'

/** A coder is never deleted; two that are one person are joined. */
export function CoderList({ words }: { readonly words: string }) {
  const parley = useParley()
  const coders = useCodebook((state) => state.codebook.coders)
  const index = useCodebook((state) => state.index.coders)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const inspected = useWorkspace((state) => state.inspected)
  return (
    <RecordList
      label={t('codebook.list.coders')}
      records={coders}
      nameOf={nameOf}
      words={words}
      selected={inspected.kind === 'coder' ? inspected.id : null}
      onOpen={(coder, asked) =>
        parley.workspace.setState({
          inspected: { kind: 'coder', id: coder.id },
          ...(asked ? { inspectorOver: true } : {})
        })
      }
      empty={<Empty what={t('codebook.empty.coders')} next={t('codebook.emptyNext.coders')} small />}
      row={(coder) => (
        <>
          <span className="initials">{coder.initials || coder.name.slice(0, 2)}</span>
          <span className={coder.joinedInto === null ? 'ellipsis' : 'ellipsis faint'} dir="auto">
            {coder.name}
          </span>
          {coder.joinedInto !== null && (
            <span className="faint ellipsis">
              {t('codebook.joined', { name: index.get(coder.joinedInto)?.name ?? '' })}
            </span>
          )}
          <span className="row-actions">
            <MenuButton
              label={t('codebook.more', { name: coder.name })}
              small
              entries={[
                {
                  name: t('codebook.showPassages'),
                  disabled: coder.uses === 0,
                  run: () =>
                    parley.workspace.setState({ view: 'passages', passageFilter: { coders: [coder.id] } })
                },
                ...(readOnly
                  ? []
                  : [
                      {
                        name: t('codebook.join'),
                        run: () =>
                          parley.workspace.setState({ dialog: { kind: 'joinCoder' as const, id: coder.id } })
                      }
                    ])
              ]}
            />
          </span>
          {coder.uses > 0 && <span className="count">{formatNumber(coder.uses)}</span>}
        </>
      )}
    />
  )
}

function nameOf(coder: CoderView): string {
  return coder.name
}
