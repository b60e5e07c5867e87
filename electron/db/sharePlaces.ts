/** Where issues stand and what is joined, as it is shown: worked out of the log, so that a published copy shows the same without the moves before. */
import type { RecordId } from '../../shared/ids.ts'
import { arrange, placedFrom, type Arrangement } from '../../shared/log/arrange.ts'
import { fold, type Folded } from '../../shared/log/fold.ts'
import type { Json, RecordRef } from '../../shared/model/record.ts'
import { changesOfNumber } from './log.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

/** `place`: the displayed place of an issue that has one. `joinedInto`: what a record that is joined is part of, followed to the end. */
export type ShownPlace = { readonly place: Json | null; readonly joinedInto: RecordId | null }

/** Asked for an issue, actor, coder or document; undefined for other kinds. `goes` says what is there. The source's tables must be whole. */
export function shownArrangement(
  file: ProjectFile,
  goes: (folded: Folded) => boolean
): (record: RecordRef) => ShownPlace | undefined {
  const arrangements = new Map<string, Arrangement>()
  return ({ kind, id }) => {
    if (kind !== 'issue' && kind !== 'actor' && kind !== 'coder' && kind !== 'document') return undefined
    const own = arrangements.get(kind) ?? arrangementOf(file, kind, goes)
    arrangements.set(kind, own)
    const parent = own.parents.get(id)
    const order = own.orders.get(id)
    return {
      place: kind === 'issue' && parent !== undefined && order !== undefined ? { parent, order } : null,
      joinedInto: own.joined.get(id) ?? null
    }
  }
}

function arrangementOf(
  file: ProjectFile,
  kind: 'issue' | 'actor' | 'coder' | 'document',
  goes: (folded: Folded) => boolean
): Arrangement {
  const number = file.names.find(kind)
  if (number === null) return arrange([])
  // The table's name is one of a closed set.
  const shown = file.connection.all(sql<[], { n: number }>(`SELECT n FROM ${kind} WHERE shown = 1`))
  return arrange(
    shown.flatMap(({ n }) => {
      const changes = changesOfNumber(file, number, n)
      const folded = fold(changes)
      return goes(folded) ? [placedFrom(folded, changes)] : []
    })
  )
}
