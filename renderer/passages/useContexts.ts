/** The words around the passages in sight that their rows came without. */
import { useEffect, useRef, useState } from 'react'
import type { PassageRow } from '../../shared/api/views.ts'
import { useParley } from '../state/parley.ts'

export type Around = { readonly before: string; readonly after: string }

/** By passage and its anchor. Asked for once the rows in sight stay. */
export function useContexts(inSight: readonly PassageRow[]): (row: PassageRow) => Around | null {
  const { client } = useParley()
  const [found, setFound] = useState<ReadonlyMap<string, Around>>(new Map())
  const asked = useRef(new Set<string>())
  const missing = inSight.filter((row) => row.before === null && !found.has(nameOf(row)))
  const wanted = missing.map(nameOf).join(' ')
  useEffect(() => {
    if (wanted === '') return undefined
    const waiting = setTimeout(() => {
      const rows = missing.filter((row) => !asked.current.has(nameOf(row))).slice(0, 200)
      if (rows.length === 0) return
      for (const row of rows) asked.current.add(nameOf(row))
      void client.call('annotations.context', { annotations: rows.map(({ id }) => id) }).then((answer) => {
        if (!answer.ok) return
        const names = new Map<string, string>(rows.map((row) => [row.id, nameOf(row)]))
        setFound((before) => {
          const next = new Map(before)
          for (const { annotation, before: words, after } of answer.value)
            next.set(names.get(annotation) ?? annotation, { before: words, after })
          return next
        })
      })
    }, 80)
    return () => clearTimeout(waiting)
    // `wanted` names what is missing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, wanted])
  return (row) =>
    row.before === null || row.after === null
      ? (found.get(nameOf(row)) ?? null)
      : { before: row.before, after: row.after }
}

function nameOf({ id, anchor }: PassageRow): string {
  return `${id}:${anchor.start}-${anchor.end}`
}
