/** The list as it is printed: all rows of the filter up to a limit, below the headings of their groups. Only there while it is printed. */
import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import type { PassageRow } from '../../shared/api/views.ts'
import type { Result } from '../../shared/errors.ts'
import { fail, ok } from '../../shared/errors.ts'
import { useCodebook, useSession, type Parley } from '../state/parley.ts'
import { t } from '../ui/words.ts'
import { CellContent } from './Passage.tsx'
import type { ListGroup } from './listRows.ts'
import type { PassageList } from './useList.ts'

/** More than these are told, not printed: a report is exported instead. */
export const mostPrinted = 2000

export type Printed = {
  readonly rows: readonly PassageRow[]
  readonly total: number
  readonly groups: readonly ListGroup[] | null
}

/** All rows that will be printed, with the words around them. */
export async function rowsToPrint(
  parley: Parley,
  list: PassageList,
  groups: readonly ListGroup[] | null
): Promise<Result<Printed>> {
  const { filter, sort, descending, group } = list
  const rows: PassageRow[] = []
  let total = 0
  for (let offset = 0; offset < mostPrinted; offset += 500) {
    const answer = await parley.client.call('annotations.page', {
      offset,
      limit: 500,
      filter,
      sort,
      descending,
      group
    })
    if (!answer.ok) return answer
    total = answer.value.total
    rows.push(...answer.value.passages)
    if (rows.length >= total) break
  }
  const bare = rows.filter((row) => row.before === null).map(({ id }) => id)
  const around = new Map<string, { readonly before: string; readonly after: string }>()
  for (let at = 0; at < bare.length; at += 200) {
    const answer = await parley.client.call('annotations.context', { annotations: bare.slice(at, at + 200) })
    if (!answer.ok) return fail(answer.problem.code, answer.problem.about)
    for (const one of answer.value) around.set(one.annotation, one)
  }
  return ok({ rows: rows.map((row) => ({ ...row, ...around.get(row.id) })), total, groups })
}

/** Opens the shell's print dialog once it is drawn. */
export function PrintList({ printed, onDone }: { readonly printed: Printed; readonly onDone: () => void }) {
  const name = useSession((state) => state.project?.name ?? '')
  const index = useCodebook((state) => state.index)
  useEffect(() => {
    document.documentElement.dataset['printing'] = 'passages'
    const end = (): void => {
      delete document.documentElement.dataset['printing']
      onDone()
    }
    addEventListener('afterprint', end, { once: true })
    print()
    return () => {
      removeEventListener('afterprint', end)
      delete document.documentElement.dataset['printing']
    }
  }, [onDone])
  const { rows, total, groups } = printed
  const headings = headingsOf(rows.length, groups)
  return createPortal(
    <section className="printed-list" aria-hidden>
      <h1 dir="auto">{name}</h1>
      <p>
        {t('passages.total', { count: total })}
        {rows.length < total && ` ${t('passages.printedFirst', { most: rows.length })}`}
      </p>
      {rows.map((row, at) => (
        <article key={`${row.id} ${at}`}>
          {headings.has(at) && (
            <h2 dir="auto">
              {headings.get(at)?.key === null ? t('passages.noneOf') : headings.get(at)?.name}
            </h2>
          )}
          <div className="printed-tag">
            {(['issue', 'stance', 'actors'] as const).map((column) => (
              <CellContent key={column} column={column} passage={row} around={null} index={index} />
            ))}
          </div>
          <blockquote dir="auto">
            <span className="around">{row.before}</span>
            {row.anchor.quote}
            <span className="around">{row.after}</span>
          </blockquote>
          {row.note !== '' && <p dir="auto">{row.note}</p>}
          <p className="printed-source" dir="auto">
            {row.documentTitle} · {index.coders.get(row.coder)?.name ?? ''}
          </p>
        </article>
      ))}
    </section>,
    document.body
  )
}

/** Row -> the group that begins there. */
function headingsOf(rows: number, groups: readonly ListGroup[] | null): ReadonlyMap<number, ListGroup> {
  const headings = new Map<number, ListGroup>()
  let at = 0
  for (const group of groups ?? []) {
    if (at >= rows) break
    headings.set(at, group)
    at += group.count
  }
  return headings
}
