/** What a merge brings: by coder, by document, codebook and people, and what was set aside. */
import { CircleAlert, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AnnotationCounts, MergePreview } from '../../../shared/api/mergeMethods.ts'
import { classes } from '../../ui/Button.tsx'
import { formatMoment, formatNumber } from '../../ui/format.ts'
import { hasWords, t } from '../../ui/words.ts'
import { clockWords, touchedIn } from './counts.ts'

/** Lists of a preview name at most so many. */
const mostListed = 1000

export function Changes({ preview }: { readonly preview: MergePreview }) {
  return (
    <>
      <ByCoder preview={preview} />
      <ByDocument preview={preview} />
      <Records preview={preview} />
      <SetAside preview={preview} />
    </>
  )
}

function ByCoder({ preview: { coders } }: { readonly preview: MergePreview }) {
  const active = coders.filter(({ annotations, batches }) => touchedIn(annotations) + batches > 0)
  const quiet = coders.length - active.length
  if (active.length === 0) return null
  return (
    <section aria-label={t('merge.byCoder')}>
      <h3>{t('merge.byCoder')}</h3>
      <CountTable
        of={t('merge.coder')}
        label={t('merge.byCoder')}
        rows={active.map((coder) => ({
          key: coder.coder,
          isHere: coder.isHere,
          name: coder.name,
          detail: timesOf(coder),
          counts: coder.annotations
        }))}
      />
      {quiet > 0 && <p className="faint">{t('merge.quietCoders', { count: quiet })}</p>}
      {coders
        .filter(({ ahead }) => ahead > 0)
        .map(({ coder, name, ahead }) => (
          <p key={coder} className="merge-warn">
            <Clock size={15} aria-hidden />
            {t('merge.clock', { name, how: clockWords(ahead) })}
          </p>
        ))}
    </section>
  )
}

/** When a coder's edits were made, by their clock. */
function timesOf({ first, last }: MergePreview['coders'][number]): string {
  if (first === null || last === null) return ''
  const [from, to] = [formatMoment(first), formatMoment(last)]
  return from === to ? t('merge.on', { when: to }) : t('merge.from', { first: from, last: to })
}

function ByDocument({ preview: { documents } }: { readonly preview: MergePreview }) {
  const active = documents
    .filter(({ annotations, isHere }) => touchedIn(annotations) > 0 || !isHere)
    .toSorted((a, b) => touchedIn(b.annotations) - touchedIn(a.annotations))
  const untouched = documents.length - active.length
  if (active.length === 0) return null
  return (
    <section aria-label={t('merge.byDocument')}>
      <h3>{t('merge.byDocument')}</h3>
      <CountTable
        of={t('merge.document')}
        label={t('merge.byDocument')}
        rows={active.map((document) => ({
          key: document.document,
          isHere: document.isHere,
          name: document.title,
          detail: '',
          counts: document.annotations
        }))}
      />
      {untouched > 0 && <p className="faint">{t('merge.untouched', { count: untouched })}</p>}
      {documents.length >= mostListed && (
        <p className="faint">{t('merge.listIsCut', { count: documents.length })}</p>
      )}
    </section>
  )
}

type CountRow = {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly isHere: boolean
  readonly counts: AnnotationCounts
}
const columns = ['new', 'changed', 'deleted', 'conflicting', 'identical'] as const

/** Long ones scroll by themselves, and can be walked by the keyboard. */
function CountTable({
  label,
  of,
  rows
}: {
  readonly label: string
  readonly of: string
  readonly rows: readonly CountRow[]
}) {
  return (
    <Scrolling label={label} isLong={rows.length > 7}>
      <table className="merge-table">
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {t(`merge.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <span className="merge-name">
                  <span className="ellipsis" dir="auto">
                    {row.name}
                  </span>
                  {!row.isHere && <span className="chip">{t('merge.newHere')}</span>}
                </span>
                {row.detail !== '' && <span className="faint merge-detail">{row.detail}</span>}
              </th>
              {columns.map((column) => (
                <td
                  key={column}
                  className={classes(
                    'number',
                    'tabular',
                    (row.counts[column] === 0 || column === 'identical') && 'faint',
                    column === 'conflicting' && row.counts.conflicting > 0 && 'merge-clash'
                  )}
                >
                  {formatNumber(row.counts[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  )
}

function Records({ preview: { records } }: { readonly preview: MergePreview }) {
  if (records.length === 0) return null
  return (
    <section aria-label={t('merge.records')}>
      <h3>{t('merge.records')}</h3>
      <Scrolling label={t('merge.records')} isLong={records.length > 9}>
        <ul className="merge-records">
          {records.map((record) => (
            <li key={`${record.kind} ${record.id}`}>
              <span className="faint">{kindWords(record.kind)}</span>
              <span className="ellipsis" dir="auto">
                {record.name}
              </span>
              <span className={classes('merge-what', record.what)}>{t(`merge.what.${record.what}`)}</span>
            </li>
          ))}
        </ul>
      </Scrolling>
      {records.length >= mostListed && (
        <p className="faint">{t('merge.listIsCut', { count: records.length })}</p>
      )}
    </section>
  )
}

function SetAside({ preview: { setAside, unknown } }: { readonly preview: MergePreview }) {
  if (setAside.length === 0 && unknown === 0) return null
  return (
    <section aria-label={t('merge.aside')}>
      <h3>{t('merge.aside')}</h3>
      {setAside.map(({ why, sentence }) => (
        <p key={why} className="merge-warn">
          <CircleAlert size={15} aria-hidden />
          {sentence}
        </p>
      ))}
      {unknown > 0 && <p className="faint">{t('merge.unknown', { count: unknown })}</p>}
    </section>
  )
}

function Scrolling({
  label,
  isLong,
  children
}: {
  readonly label: string
  readonly isLong: boolean
  readonly children: ReactNode
}) {
  if (!isLong) return <div className="merge-sheet">{children}</div>
  return (
    // Something that scrolls has to be reached by the keyboard.
    <div className="merge-sheet long" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}

function kindWords(kind: string): string {
  return hasWords(`merge.kinds.${kind}`) ? t(`merge.kinds.${kind}`) : t('merge.otherKind')
}
