/** Whom to compare before anybody chose: the two coders who tagged the most documents in common. */
import type { CoderView } from '../../shared/api/views.ts'
import type { CoderId } from '../../shared/ids.ts'
import type { Parley } from '../state/parley.ts'

/** Documents looked at: as many as one request takes. More would not change who works together. */
const looked = 1000

/** Two coders; fewer where there are fewer. People come before the settled layer, and the earlier before the later where nothing else tells. */
export async function defaultCoders(
  parley: Pick<Parley, 'client'>,
  coders: readonly CoderView[]
): Promise<readonly CoderId[]> {
  const offered = coders.filter((coder) => coder.joinedInto === null)
  if (offered.length <= 2) return offered.map(({ id }) => id)
  const page = await parley.client.call('documents.page', { limit: looked })
  const ids = page.ok ? page.value.documents.map(({ id }) => id) : []
  const details = ids.length === 0 ? null : await parley.client.call('documents.get', { documents: ids })
  const worked = details?.ok
    ? details.value.map((one) =>
        one.coders.filter(({ annotations }) => annotations > 0).map(({ coder }) => coder)
      )
    : []
  return mostShared(offered, worked)
}

/** `worked`: who tagged anything, document by document. */
export function mostShared(
  coders: readonly Pick<CoderView, 'id' | 'kind' | 'uses'>[],
  worked: readonly (readonly CoderId[])[]
): readonly CoderId[] {
  let best: readonly CoderId[] = coders.slice(0, 2).map(({ id }) => id)
  let bestWeight: readonly number[] = [-1, 0, 0]
  for (const [at, a] of coders.entries())
    for (const b of coders.slice(at + 1)) {
      const shared = worked.filter((here) => here.includes(a.id) && here.includes(b.id)).length
      const people = Number(a.kind === 'person') + Number(b.kind === 'person')
      const weight = [shared > 0 ? 1 : 0, people, shared, Math.min(a.uses, b.uses)]
      if (!isMore(weight, bestWeight)) continue
      best = [a.id, b.id]
      bestWeight = weight
    }
  return best
}

function isMore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => value !== (b[i] ?? 0))
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0)
}
