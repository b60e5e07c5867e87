/** Who codes in this project, how far each is, and what is hidden while coding is blind. */
import { Users } from 'lucide-react'
import type { CoderProgress } from '../../../shared/api/coderMethods.ts'
import type { CoderView } from '../../../shared/api/views.ts'
import { useCodebook, useParley, useSession } from '../../state/parley.ts'
import { isReadOnly } from '../../state/session.ts'
import { formatMoment, formatNumber } from '../../ui/format.ts'
import { initialsOf } from '../../ui/initials.ts'
import { MenuButton, type MenuEntry } from '../../ui/Menu.tsx'
import { Empty, Loading } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'
import { BlindCoding } from './BlindCoding.tsx'
import { useCoderProgress } from './useCoderProgress.ts'
import './coders.css'

/** Coders by name, gold ones last. */
export function CodersPart() {
  const progress = useCoderProgress()
  const coders = useCodebook((state) => state.codebook.coders)
  const shown = coders
    .filter(({ joinedInto }) => joinedInto === null)
    .toSorted((a, b) => Number(a.kind === 'gold') - Number(b.kind === 'gold'))
  const byCoder = new Map(progress?.coders.map((one) => [one.coder, one]))
  return (
    <div className="team-column coders-part">
      <h1>{t('team.parts.coders')}</h1>
      <p className="soft">{t('coders.about')}</p>
      {progress === null && <Loading />}
      {progress && shown.length === 0 && (
        <Empty what={t('coders.none')} next={t('coders.noneNext')} icon={Users} small />
      )}
      {progress && shown.length > 0 && (
        <table className="coder-table" aria-label={t('coders.table')}>
          <thead>
            <tr>
              <th scope="col">{t('coders.coder')}</th>
              <th scope="col" className="number">
                {t('coders.annotations')}
              </th>
              <th scope="col">{t('coders.documents')}</th>
              <th scope="col">{t('coders.last')}</th>
              <th scope="col" aria-label={t('ui.actions')} />
            </tr>
          </thead>
          <tbody>
            {shown.map((coder) => (
              <CoderRow
                key={coder.id}
                coder={coder}
                documents={progress.documents}
                progress={byCoder.get(coder.id) ?? null}
              />
            ))}
          </tbody>
        </table>
      )}
      <BlindCoding />
    </div>
  )
}

function CoderRow({
  coder,
  documents,
  progress
}: {
  readonly coder: CoderView
  readonly documents: number
  readonly progress: CoderProgress | null
}) {
  const me = useSession((state) => state.project?.coder ?? null)
  const { annotations = 0, incomplete = 0, done = 0, inProgress = 0, last = null } = progress ?? {}
  return (
    <tr>
      <th scope="row">
        <span className="coder-name">
          <span className="initials" aria-hidden>
            {coder.initials || initialsOf(coder.name)}
          </span>
          <span className="ellipsis" dir="auto">
            {coder.name}
          </span>
          {coder.id === me && <span className="coder-mark">{t('coders.you')}</span>}
          {coder.kind === 'gold' && <span className="coder-mark">{t('coders.gold')}</span>}
        </span>
      </th>
      <td className="number tabular">
        {formatNumber(annotations)}
        {incomplete > 0 && (
          <span className="coder-note">{t('coders.incomplete', { count: incomplete })}</span>
        )}
      </td>
      <td>
        <span
          className="coder-bar"
          role="img"
          aria-label={t('coders.sum', {
            done: formatNumber(done),
            begun: formatNumber(inProgress),
            all: formatNumber(documents)
          })}
        >
          <Share of={documents} count={done} look="done" />
          <Share of={documents} count={inProgress} look="begun" />
        </span>
        <span className="coder-note tabular" aria-hidden>
          {[
            t('coders.done', { done: formatNumber(done) }),
            t('coders.begun', { begun: formatNumber(inProgress) }),
            t('coders.untouched', { new: formatNumber(Math.max(0, documents - done - inProgress)) })
          ].join(' · ')}
        </span>
      </td>
      <td className="soft">{last === null ? t('coders.never') : formatMoment(last)}</td>
      <td>
        <Actions coder={coder} hasPassages={annotations > 0} />
      </td>
    </tr>
  )
}

/** A stretch of the bar; its width goes through the CSSOM, which the page's policy allows. */
function Share({ of, count, look }: { readonly of: number; readonly count: number; readonly look: string }) {
  return count > 0 && of > 0 ? <span className={look} style={{ width: `${(100 * count) / of}%` }} /> : null
}

function Actions({ coder, hasPassages }: { readonly coder: CoderView; readonly hasPassages: boolean }) {
  const parley = useParley()
  const readOnly = useSession((state) => isReadOnly(state.project))
  const { id } = coder
  const entries: readonly MenuEntry[] = [
    {
      name: t('coders.details'),
      run: () =>
        parley.workspace.setState({ view: 'read', inspected: { kind: 'coder', id }, inspectorOver: true })
    },
    {
      name: t('coders.passages'),
      disabled: !hasPassages,
      run: () => parley.workspace.setState({ view: 'passages', passageFilter: { coders: [id] } })
    },
    {
      name: t('coders.history'),
      run: () => parley.workspace.setState({ dialog: { kind: 'history', coder: id } })
    },
    ...(readOnly
      ? []
      : [
          {
            name: t('coders.join'),
            run: () => parley.workspace.setState({ dialog: { kind: 'joinCoder', id } })
          }
        ])
  ]
  return <MenuButton small label={t('coders.more', { name: coder.name })} entries={entries} />
}
