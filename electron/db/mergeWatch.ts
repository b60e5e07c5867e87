/** Watches a merge: how each record stood before it and stands after it, added up by coder and document. */
import type { AnnotationCounts } from '../../shared/api/mergeMethods.ts'
import type { KindName } from '../../shared/model/records.ts'
import type { Entity, Row } from './entities.ts'
import type { StoredRecord } from './rows.ts'

export type What = 'new' | 'changed' | 'deleted' | 'conflicting'

type Stand = {
  readonly shown: boolean
  readonly conflicts: number
  /** Of an annotation alone: the numbers of its document and coder. */
  readonly document: number
  readonly coder: number
}
/** Of a record that was not here at all before there is its stand alone: most are such. */
type Seen = Stand | { readonly before: Stand; after: Stand }

/** Numbers are those of `name`. */
export class MergeWatch {
  readonly #byKind = new Map<KindName, Map<number, Seen>>()
  /** Annotations that a change of the other files is about, arrived or here before. */
  readonly #met = new Set<number>()

  /** To be told of every record stored while it watches. */
  stored(entity: Entity, before: StoredRecord | undefined, after: StoredRecord): void {
    let own = this.#byKind.get(entity.kind)
    if (!own) this.#byKind.set(entity.kind, (own = new Map<number, Seen>()))
    const n = Number(after.row['n'])
    const seen = before ? own.get(n) : undefined
    const stand = standOf(after.row)
    if (!before) own.set(n, stand)
    else if (!seen) own.set(n, { before: standOf(before.row), after: stand })
    else if ('after' in seen) seen.after = stand
    else own.set(n, stand)
  }

  met(annotation: number): void {
    this.#met.add(annotation)
  }

  /** Whether a record was not here at all before. */
  isNew(kind: KindName, n: number): boolean {
    const seen = this.#byKind.get(kind)?.get(n)
    return seen !== undefined && !('after' in seen)
  }

  /** The records of a kind that stand differently, and how: what is deleted, as it stood. What is new and not shown is left out. */
  *records(kind: KindName): Generator<{ readonly n: number; readonly what: What; readonly stand: Stand }> {
    for (const [n, seen] of this.#byKind.get(kind) ?? []) {
      const { before, after } = 'after' in seen ? seen : { before: null, after: seen }
      const what = whatHappened(before, after)
      if (what !== null) yield { n, what, stand: what === 'deleted' ? (before ?? after) : after }
    }
  }

  /** How annotations stand, in all, by coder and by document. `standing` gives the place of one that is here and shown. */
  annotations(standing: (n: number) => { readonly document: number; readonly coder: number } | undefined): {
    readonly all: AnnotationCounts
    readonly byCoder: ReadonlyMap<number, AnnotationCounts>
    readonly byDocument: ReadonlyMap<number, AnnotationCounts>
  } {
    const all = noCounts()
    const byCoder = new Map<number, Mutable>()
    const byDocument = new Map<number, Mutable>()
    const count = (what: What | 'identical', at: { document: number; coder: number }): void => {
      all[what]++
      countsIn(byCoder, at.coder)[what]++
      countsIn(byDocument, at.document)[what]++
    }
    for (const { what, stand } of this.records('annotation')) count(what, stand)
    const touched = this.#byKind.get('annotation')
    for (const n of this.#met) {
      const at = touched?.has(n) ? undefined : standing(n)
      if (at) count('identical', at)
    }
    return { all, byCoder, byDocument }
  }
}

type Mutable = { -readonly [K in keyof AnnotationCounts]: AnnotationCounts[K] }

/** Nothing of anything. */
export function noCounts(): Mutable {
  return { new: 0, changed: 0, deleted: 0, identical: 0, conflicting: 0 }
}

function countsIn(map: Map<number, Mutable>, n: number): Mutable {
  const own = map.get(n) ?? noCounts()
  map.set(n, own)
  return own
}

function standOf(row: Row): Stand {
  return {
    shown: row['shown'] === 1,
    conflicts: Number(row['conflicts'] ?? 0),
    document: Number(row['document'] ?? 0),
    coder: Number(row['coder'] ?? 0)
  }
}

/** A record that is in conflict afterwards counts as that and nothing else. */
function whatHappened(before: Stand | null, after: Stand): What | null {
  if (!after.shown) return before?.shown ? 'deleted' : null
  if (after.conflicts > 0) return 'conflicting'
  return before?.shown ? 'changed' : 'new'
}
