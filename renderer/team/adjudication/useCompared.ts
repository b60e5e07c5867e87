/** Whose work is adjudicated, in which gold layer: as it was chosen, else the two whose work can be compared best and the first layer. */
import { useEffect, useMemo, useState } from 'react'
import type { CoderId } from '../../../shared/ids.ts'
import type { AdjudicationChoice } from '../../state/adjudication.ts'
import { useCodebook, useParley, useWorkspace } from '../../state/parley.ts'
import { defaultCoders } from '../defaultCoders.ts'

export type Compared = { readonly coders: CoderId[]; readonly gold: CoderId | null }

/** Null until it is known. */
export function useCompared(): Compared | null {
  const parley = useParley()
  const people = usePeople()
  const layers = useLayers()
  const choice = useWorkspace((state) => state.adjudication)
  const [usual, setUsual] = useState<readonly CoderId[] | null>(null)
  const isChosen = choice.coders.length > 0
  const known = people.map(({ id }) => id).join(' ')
  useEffect(() => {
    if (isChosen) return
    let isCurrent = true
    void defaultCoders(parley, people).then((coders) => {
      if (isCurrent) setUsual(coders)
    })
    return () => {
      isCurrent = false
    }
    // Who there is, is named by their ids.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [parley, known, isChosen])
  const here = (isChosen ? choice.coders : (usual ?? [])).filter((id) => people.some((one) => one.id === id))
  const gold = layers.some(({ id }) => id === choice.gold) ? choice.gold : (layers[0]?.id ?? null)
  const key = here.join(' ')
  const isKnown = isChosen || usual !== null
  return useMemo(
    () => (isKnown ? { coders: key === '' ? [] : (key.split(' ') as CoderId[]), gold } : null),
    [isKnown, key, gold]
  )
}

/** Coders whose work can be compared. */
export function usePeople() {
  const coders = useCodebook((state) => state.codebook.coders)
  return useMemo(() => coders.filter((one) => one.kind === 'person' && one.joinedInto === null), [coders])
}

/** Gold layers there are. */
export function useLayers() {
  const coders = useCodebook((state) => state.codebook.coders)
  return useMemo(() => coders.filter((one) => one.kind === 'gold' && one.joinedInto === null), [coders])
}

/** Changes what is adjudicated. */
export function useChoose(): (change: Partial<AdjudicationChoice>) => void {
  const parley = useParley()
  return (change) =>
    parley.workspace.setState((state) => ({ adjudication: { ...state.adjudication, ...change } }))
}
