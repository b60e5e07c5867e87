/** Where documents go when they are moved by a key or dropped: pure, over the list as ids. */
import type { DocumentRow } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'

/** The documents group by group, as the host lists them. */
export type Order = readonly { readonly group: string; readonly documents: readonly DocumentId[] }[]
export type Way = 'up' | 'down' | 'previousGroup' | 'nextGroup'
/** What `document.place` takes: these, in this order, right before that one, or last in the group. */
export type Move = {
  readonly documents: readonly DocumentId[]
  readonly group: string
  readonly before: DocumentId | null
}

/**
 * One step: past the neighbour, at the end of a group into the next one. What is moved comes together. Null where there is nowhere to go.
 * Before the first group there is always "no group".
 */
export function stepOf(order: Order, moving: ReadonlySet<DocumentId>, way: Way): Move | null {
  const groups = order.some(({ group }) => group === '') ? order : [{ group: '', documents: [] }, ...order]
  const holds = groups.map(({ documents }) => documents.some((id) => moving.has(id)))
  const isUp = way === 'up' || way === 'previousGroup'
  const at = isUp ? holds.indexOf(true) : holds.lastIndexOf(true)
  const here = groups[at]
  if (!here) return null
  const documents = groups.flatMap((group) => group.documents.filter((id) => moving.has(id)))
  const stay = (from: readonly DocumentId[]): readonly DocumentId[] => from.filter((id) => !moving.has(id))
  if (way === 'up') {
    const first = here.documents.findIndex((id) => moving.has(id))
    const before = stay(here.documents.slice(0, first)).at(-1)
    if (before !== undefined) return { documents, group: here.group, before }
  }
  if (way === 'down') {
    const last = here.documents.findLastIndex((id) => moving.has(id))
    const after = stay(here.documents.slice(last + 1))
    if (after.length > 0) return { documents, group: here.group, before: after[1] ?? null }
  }
  const there = groups[at + (isUp ? -1 : 1)]
  if (!there) return null
  return { documents, group: there.group, before: isUp ? null : (stay(there.documents)[0] ?? null) }
}

/** The list after a move. A group that is new stands last until the host lists it. */
export function afterMove(order: Order, move: Move): Order {
  const moving = new Set(move.documents)
  const rest = order.map(({ group, documents }) => ({
    group,
    documents: documents.filter((id) => !moving.has(id))
  }))
  const known = rest.some(({ group }) => group === move.group)
  const all = known ? rest : [...rest, { group: move.group, documents: [] }]
  return all
    .map(({ group, documents }) => {
      if (group !== move.group) return { group, documents }
      const at = move.before === null ? -1 : documents.indexOf(move.before)
      const place = at < 0 ? documents.length : at
      return {
        group,
        documents: [...documents.slice(0, place), ...move.documents, ...documents.slice(place)]
      }
    })
    .filter(({ documents }) => documents.length > 0)
    .toSorted((a, b) => (a.group === '' ? -1 : b.group === '' ? 1 : 0))
}

/** The number of a document's row, its heading's where its group is closed; -1 where it is not listed. */
export function rowOf(order: Order, id: DocumentId, closed: readonly string[], grouped: boolean): number {
  const hasHeadings = grouped && order.some(({ group }) => group !== '')
  let row = 0
  for (const { group, documents } of order) {
    const isClosed = hasHeadings && closed.includes(group)
    const at = documents.indexOf(id)
    if (at >= 0) return isClosed ? row : row + at + (hasHeadings ? 1 : 0)
    row += (hasHeadings ? 1 : 0) + (isClosed ? 0 : documents.length)
  }
  return -1
}

/** The listed documents from one to the other, both inclusive, in their order; of closed groups none. */
export function stretchOf(
  order: Order,
  from: DocumentId,
  to: DocumentId,
  closed: readonly string[]
): readonly DocumentId[] {
  const listed = order.flatMap(({ group, documents }) => (closed.includes(group) ? [] : documents))
  const [a, b] = [listed.indexOf(from), listed.indexOf(to)]
  if (a < 0 || b < 0) return [to]
  return listed.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** Where something is dropped: as `Move`, and the row at whose edge a line is drawn, or the heading that takes it in. */
export type Drop = {
  readonly group: string
  readonly before: DocumentId | null
  readonly shows: { readonly row: number; readonly at: 'above' | 'below' | 'into' }
}

/**
 * The place at a share (0 top, 1 bottom) of a row's height. `isArranged` false: the list stands in another order, so that only the group counts.
 */
export function dropAt(
  row: (index: number) => DocumentRow | undefined,
  index: number,
  share: number,
  isArranged: boolean
): Drop | null {
  const here = row(index)
  if (!here) return null
  if (here.row === 'group') {
    const above = row(index - 1)
    if (isArranged && share < 0.3 && above)
      return { group: groupOf(above), before: null, shows: { row: index, at: 'above' } }
    const next = row(index + 1)
    const first = isArranged && here.isOpen && next?.row === 'document' ? next.id : null
    return { group: here.name, before: first, shows: { row: index, at: 'into' } }
  }
  if (!isArranged) return { group: here.group, before: null, shows: { row: index, at: 'into' } }
  if (share < 0.5) return { group: here.group, before: here.id, shows: { row: index, at: 'above' } }
  const next = row(index + 1)
  return {
    group: here.group,
    before: next?.row === 'document' && next.group === here.group ? next.id : null,
    shows: { row: index, at: 'below' }
  }
}

function groupOf(row: DocumentRow): string {
  return row.row === 'group' ? row.name : row.group
}
