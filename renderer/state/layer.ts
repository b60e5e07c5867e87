/** Which annotations are shown over the text: a filter that changes nothing in the project and is kept while the window lives. */
import { createStore, type StoreApi } from 'zustand'
import type { AnnotationView, CodebookView } from '../../shared/api/views.ts'
import type { Parley } from './parley.ts'
import type { ActorId, AnnotationId, CoderId, IssueId, StanceId } from '../../shared/ids.ts'

/** What is chosen; nothing chosen of a kind lets all of that kind through. An issue stands for those below it too; null: undecided. */
export type Layer = {
  readonly issue: readonly IssueId[]
  readonly stance: readonly (StanceId | null)[]
  readonly actor: readonly ActorId[]
  readonly coder: readonly CoderId[]
}
export type LayerPart = keyof Layer

export type LayerState = {
  /** By project. */
  readonly layers: ReadonlyMap<string, Layer>
  /** Shown although the filter hides them: what was tagged or gone to while it held. */
  readonly anyway: ReadonlySet<AnnotationId>
  /** Whether the list of what can be chosen is open. */
  readonly isOpen: boolean
}

export const wholeLayer: Layer = { issue: [], stance: [], actor: [], coder: [] }

export function layerStore(): StoreApi<LayerState> {
  return createStore<LayerState>(() => ({ layers: new Map(), anyway: new Set(), isOpen: false }))
}

/** Shows another layer of a project. What was shown although it was hidden is judged anew. */
export function showLayer(store: StoreApi<LayerState>, project: string, layer: Layer): void {
  store.setState(({ layers }) => ({ layers: new Map([...layers, [project, layer]]), anyway: new Set() }))
}

/** Shows all annotations of the open project again. */
export function showAll(parley: Pick<Parley, 'layer' | 'session'>): void {
  showLayer(parley.layer, parley.session.getState().project?.key ?? '', wholeLayer)
}

export function isWhole(layer: Layer): boolean {
  return Object.values(layer).every((chosen) => chosen.length === 0)
}

/** The layer with a record chosen that was not, or the other way round. */
export function toggled<P extends LayerPart>(layer: Layer, part: P, id: Layer[P][number]): Layer {
  const chosen: readonly Layer[P][number][] = layer[part]
  return {
    ...layer,
    [part]: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]
  }
}

/** True for what a layer lets through; joined records count as what they were joined into. */
export function layerFilter(
  layer: Layer,
  { issues, actors, coders }: CodebookView
): (annotation: AnnotationView) => boolean {
  const lineOf = new Map<string, readonly string[]>()
  const byId = new Map(issues.map((one) => [one.id, one]))
  for (const { id } of issues) lineOf.set(id, lineage(id, byId))
  const actorOf = new Map(actors.map(({ id, joinedInto }) => [id, joinedInto ?? id]))
  const coderOf = new Map(coders.map(({ id, joinedInto }) => [id, joinedInto ?? id]))
  const wanted = {
    issue: new Set<string>(layer.issue),
    stance: new Set<string | null>(layer.stance),
    actor: new Set<string>(layer.actor),
    coder: new Set<string>(layer.coder)
  }
  return ({ issue, stance, actors: held, coder }) =>
    (wanted.issue.size === 0 || (lineOf.get(issue) ?? [issue]).some((id) => wanted.issue.has(id))) &&
    (wanted.stance.size === 0 || wanted.stance.has(stance)) &&
    (wanted.actor.size === 0 ||
      held.some((id) => wanted.actor.has(id) || wanted.actor.has(actorOf.get(id) ?? id))) &&
    (wanted.coder.size === 0 || wanted.coder.has(coder) || wanted.coder.has(coderOf.get(coder) ?? coder))
}

/** How many annotations name each record (of issues: it or one below it). */
export function layerCounts(
  annotations: readonly AnnotationView[],
  { issues }: CodebookView
): Readonly<Record<LayerPart, ReadonlyMap<string | null, number>>> {
  const counts = {
    issue: new Map<string | null, number>(),
    stance: new Map<string | null, number>(),
    actor: new Map<string | null, number>(),
    coder: new Map<string | null, number>()
  }
  const byId = new Map(issues.map((one) => [one.id, one]))
  const add = (part: LayerPart, id: string | null): void =>
    void counts[part].set(id, (counts[part].get(id) ?? 0) + 1)
  for (const annotation of annotations) {
    for (const id of lineage(annotation.issue, byId)) add('issue', id)
    add('stance', annotation.stance)
    for (const actor of annotation.actors) add('actor', actor)
    add('coder', annotation.coder)
  }
  return counts
}

/** An issue, what it was joined into, and everything above it. */
function lineage(
  id: IssueId,
  issues: ReadonlyMap<IssueId, CodebookView['issues'][number]>
): readonly IssueId[] {
  const line: IssueId[] = []
  for (let at: IssueId | null = id; at !== null && !line.includes(at);) {
    line.push(at)
    const issue: CodebookView['issues'][number] | undefined = issues.get(at)
    at = issue?.joinedInto ?? issue?.parent ?? null
  }
  return line
}
