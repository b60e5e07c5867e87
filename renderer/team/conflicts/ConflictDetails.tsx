/** One conflict: what it is about, every side with who and when, and what can be decided. */
import { ArrowRight, GitCompareArrows, History, ListFilter } from 'lucide-react'
import type { ConflictSide } from '../../../shared/api/conflictMethods.ts'
import type { Hash } from '../../../shared/ids.ts'
import { useCodebook, useParley, useSession } from '../../state/parley.ts'
import { isReadOnly } from '../../state/session.ts'
import { Button, classes } from '../../ui/Button.tsx'
import { t } from '../../ui/words.ts'
import { actionsOf, canGoTo, goTo, showUses, type Action } from './settling.ts'
import { revisionOf, revisionsIn, TextPlaces, useDifference } from './TextDifference.tsx'
import { adviceOf, byOf, sentenceOf, standsOf, titleOf, valueOf } from './told.ts'
import type { ConflictRow } from './useConflicts.ts'

/** `onDone`: something was decided, so the button that had the focus may be gone. `isAlone`: in a dialog, where digits decide nothing. */
export function ConflictDetails({
  row,
  isAlone = false,
  onDone
}: {
  readonly row: ConflictRow
  readonly isAlone?: boolean
  readonly onDone: () => void
}) {
  const parley = useParley()
  const readOnly = useSession((state) => isReadOnly(state.project))
  const issues = useCodebook((state) => state.index.issues)
  const { conflict, names } = row
  const { kind, record, document, sides, uses, issue } = conflict
  const actions = readOnly ? [] : actionsOf(conflict, (id) => names[id] ?? '')
  const decide = (action: Action): void => void action.run(parley).then(onDone)
  const isText = kind === 'text'
  const texts = isText ? revisionsIn(sides) : null
  const compared = useDifference(texts)
  const isAnnotation = record.kind === 'annotation'
  return (
    <article className="conflict-details">
      <h2 dir="auto">{titleOf(row)}</h2>
      {isAnnotation && (
        <blockquote dir="auto" className="conflict-quote">
          {conflict.name}
        </blockquote>
      )}
      {(isAnnotation || record.kind === 'progress') && document && (
        <p className="soft" dir="auto">
          {[
            t('settling.inDocument', { title: names[document] ?? '' }),
            ...(issue
              ? [t('settling.taggedAs', { issue: issues.get(issue)?.name ?? names[issue] ?? '' })]
              : [])
          ].join(' · ')}
        </p>
      )}
      <p className="soft">{adviceOf(row)}</p>
      <ul className="conflict-sides">
        {sides.map((side, i) => (
          <li
            key={`${side.change ?? ''} ${side.field} ${i}`}
            className={classes('conflict-side', side.isShown && 'shows')}
          >
            <SideValue side={side} row={row} />
            {texts && compared && isOneOf(texts, revisionOf(side)) && (
              <TextPlaces compared={compared} side={revisionOf(side) === texts.before ? 'before' : 'after'} />
            )}
            <span className="conflict-by">
              {byOf(side, row)}
              {side.isShown && kind !== 'missing' && !conflict.kind.startsWith('same') && (
                <span className="conflict-shows">{t('settling.shows')}</span>
              )}
            </span>
            <SideAction side={side} actions={actions} isAlone={isAlone} onDecide={decide} />
          </li>
        ))}
      </ul>
      {kind === 'circle' && <p>{standsOf(row)}</p>}
      {actions.some(({ side }) => side === null) && (
        <div className="conflict-actions">
          {actions.map((action, i) =>
            action.side === null ? (
              <Button key={i} look={action.isDanger ? 'danger' : 'plain'} onPress={() => decide(action)}>
                {action.name}
                {!isAlone && <kbd>{i + 1}</kbd>}
              </Button>
            ) : null
          )}
        </div>
      )}
      <div className="conflict-actions">
        {!isAlone && canGoTo(conflict) && (
          <Button look="quiet" size="small" icon={ArrowRight} onPress={() => goTo(parley, conflict)}>
            {t('settling.goTo')}
            <kbd>Enter</kbd>
          </Button>
        )}
        {uses > 0 && record.kind !== 'annotation' && (
          <Button look="quiet" size="small" icon={ListFilter} onPress={() => showUses(parley, conflict)}>
            {t('settling.showUses')}
          </Button>
        )}
        {texts && document && (
          <Button
            look="quiet"
            size="small"
            icon={GitCompareArrows}
            onPress={() =>
              parley.workspace.setState({ dialog: { kind: 'revisions', document, compare: texts } })
            }
          >
            {t('settling.compare')}
          </Button>
        )}
        {kind !== 'missing' && (
          <Button
            look="quiet"
            size="small"
            icon={History}
            onPress={() =>
              parley.workspace.setState({
                dialog: { kind: 'history', record: { kind: record.kind, id: record.id } }
              })
            }
          >
            {t('settling.history')}
          </Button>
        )}
      </div>
    </article>
  )
}

function isOneOf(texts: { readonly before: Hash; readonly after: Hash }, revision: Hash | null): boolean {
  return revision === texts.before || revision === texts.after
}

/** What a side wrote where that can be read by itself, else what it did. */
function SideValue({ side, row }: { readonly side: ConflictSide; readonly row: ConflictRow }) {
  const { kind } = row.conflict
  const isPlain =
    kind === 'values' &&
    !side.field.includes('/') &&
    !['place', 'joinedInto', 'deleted', 'retired'].includes(side.field)
  if (!isPlain)
    return (
      <div className="conflict-value" dir="auto">
        {sentenceOf(side, row)}
      </div>
    )
  const value = valueOf(side, row)
  return (
    <div className={classes('conflict-value', value === '' && 'faint')} dir="auto">
      {value === '' ? t('settling.empty') : value}
    </div>
  )
}

function SideAction({
  side,
  actions,
  isAlone,
  onDecide
}: {
  readonly side: ConflictSide
  readonly actions: readonly Action[]
  readonly isAlone: boolean
  readonly onDecide: (action: Action) => void
}) {
  const at = actions.findIndex((action) => action.side !== null && action.side === side.change)
  const action = actions[at]
  if (!action) return null
  return (
    <div>
      <Button size="small" onPress={() => onDecide(action)}>
        {action.name}
        {!isAlone && <kbd>{at + 1}</kbd>}
      </Button>
    </div>
  )
}
