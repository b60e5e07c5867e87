/** Rows of the documents list: a group's heading, a document. */
import {
  ChevronDown,
  ChevronRight,
  Circle,
  CircleCheck,
  CircleDot,
  CircleHelp,
  TriangleAlert,
  Unlink,
  type LucideIcon
} from 'lucide-react'
import type { DocumentRow, ProgressState } from '../../shared/api/views.ts'
import { classes } from '../ui/Button.tsx'
import { formatDocumentDate, formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'

export type GroupRow = Extract<DocumentRow, { readonly row: 'group' }>
export type OneDocument = Extract<DocumentRow, { readonly row: 'document' }>

const signs: Readonly<Record<ProgressState, LucideIcon>> = {
  new: Circle,
  'in progress': CircleDot,
  done: CircleCheck
}

/** What a group is called; documents without one have a name too. */
export function groupName(name: string): string {
  return name === '' ? t('library.noGroup') : name
}

/** A group with its count; the whole row opens and closes it. */
export function Heading({ group }: { readonly group: GroupRow }) {
  const Chevron = group.isOpen ? ChevronDown : ChevronRight
  return (
    <>
      <Chevron size={14} strokeWidth={2} aria-hidden />
      <span className="ellipsis group-name" dir="auto">
        {groupName(group.name)}
      </span>
      <span className="unseen">
        {t(group.isOpen ? 'library.groupOpen' : 'library.groupClosed', { count: group.count })}
      </span>
      <span className="count" aria-hidden>
        {formatNumber(group.count)}
      </span>
    </>
  )
}

/** Title, what is known of it, how far the coder is, and how much is tagged. */
export function Document({ document }: { readonly document: OneDocument }) {
  const { progress, annotations, mine } = document
  return (
    <>
      {progress && <ProgressSign state={progress.state} />}
      <span className={classes('document-words', progress?.state === 'done' && 'done')}>
        <span className="ellipsis document-title" dir="auto">
          {document.title}
        </span>
        <span className="unseen">, </span>
        <span className="document-about">
          <span className="ellipsis faint">{about(document)}</span>
          <Flag icon={CircleHelp} count={document.incomplete} name="incomplete" />
          <Flag
            icon={TriangleAlert}
            count={document.inConflict + document.conflicts.length}
            name="conflicts"
          />
          <Flag icon={Unlink} count={document.lost} name="lost" />
        </span>
      </span>
      {annotations > 0 && (
        <span className="count">
          <span aria-hidden>
            {mine === annotations || progress === null
              ? formatNumber(annotations)
              : t('library.mineOf', { mine, all: annotations })}
          </span>
          <span className="unseen">
            {' '}
            {t('library.annotationsHere', { count: annotations })}
            {progress !== null && `, ${t('library.mine', { count: mine })}`}
          </span>
        </span>
      )}
    </>
  )
}

/** A glyph and a word for how far the coder is; a click on it in the list goes on to the next state. */
export function ProgressSign({ state }: { readonly state: ProgressState }) {
  const Sign = signs[state]
  return (
    <span
      className={classes('progress-sign', state.replace(' ', '-'))}
      title={t(`library.stateHint.${state}`)}
    >
      <Sign size={15} strokeWidth={2} aria-hidden />
      <span className="unseen">{t(`library.states.${state}`)}, </span>
    </span>
  )
}

function Flag({
  icon: Icon,
  count,
  name
}: {
  readonly icon: LucideIcon
  readonly count: number
  readonly name: 'incomplete' | 'conflicts' | 'lost'
}) {
  if (count === 0) return null
  const words = t(`library.flags.${name}`, { count })
  return (
    <span className={classes('flag', name)} title={words}>
      <Icon size={11} strokeWidth={2.25} aria-hidden />
      <span aria-hidden>{formatNumber(count)}</span>
      <span className="unseen">, {words}</span>
    </span>
  )
}

function about(document: OneDocument): string {
  if (document.joinedInto !== null) return t('library.joined')
  if (!document.isHere) return t('library.toArrive')
  return (
    [document.date === '' ? '' : formatDocumentDate(document.date), document.kind]
      .filter((part) => part !== '')
      .join(' · ') || t('library.undated')
  )
}
