/** What came out of a team folder in one round: counted by coder, and told to the windows now and then. */
import type { CoderId } from '../../shared/ids.ts'
import type { TakenBatches } from '../db/takeBatches.ts'
import type { Touched } from '../db/tables.ts'
import { announce } from './state.ts'
import type { TeamArrival } from './teamMemory.ts'
import type { Team } from './teamState.ts'

/** How often windows hear of what came, in milliseconds. */
const toldEvery = 400

/** What came in one round. */
export class Came {
  readonly #team: Team
  readonly #arrivals = new Map<string, number>()
  readonly #byCoder = new Map<
    CoderId,
    { readonly annotations: Set<string>; readonly documents: Set<string>; changes: number }
  >()
  #touched: Touched | null = null
  #told = performance.now()

  constructor(team: Team) {
    this.#team = team
  }

  /** The number under which what comes from a subfolder in this round is marked; 0: none yet. */
  arrivalOf(folder: string): number {
    return this.#arrivals.get(folder) ?? 0
  }

  /** What Parley itself wrote (a new coder, say) counts as the work of whoever shared it. */
  add(folder: string, sharedBy: CoderId, { arrival, taken, touched }: TakenBatches): void {
    this.#arrivals.set(folder, arrival)
    for (const { batch, change } of taken) {
      const coder = batch.coder ?? sharedBy
      const own = this.#byCoder.get(coder) ?? {
        annotations: new Set<string>(),
        documents: new Set<string>(),
        changes: 0
      }
      this.#byCoder.set(coder, own)
      own.changes++
      const document = change.record.kind === 'annotation' ? change.fields['document'] : undefined
      if (typeof document !== 'string') continue
      own.annotations.add(change.record.id)
      own.documents.add(document)
    }
    if (taken.length > 0) this.touch(touched)
  }

  touch(touched: Touched): void {
    this.#touched = this.#touched ? together(this.#touched, touched) : touched
    if (performance.now() - this.#told > toldEvery) this.tell()
  }

  tell(): void {
    const { core, session } = this.#team
    this.#told = performance.now()
    if (this.#touched) announce(core, session, this.#touched, 'merge')
    this.#touched = null
  }

  arrivals(): readonly TeamArrival[] {
    const time = this.#team.core.ports.clock()
    return [...this.#byCoder].map(([coder, { annotations, documents, changes }]) => ({
      time,
      coder,
      annotations: annotations.size,
      documents: documents.size,
      changes
    }))
  }
}

function together(a: Touched, b: Touched): Touched {
  const records = new Map([...a.records].map(([kind, ids]) => [kind, new Set(ids)] as const))
  for (const [kind, ids] of b.records) {
    const own = records.get(kind) ?? new Set()
    for (const id of ids) own.add(id)
    records.set(kind, own)
  }
  return { records, documents: new Set([...a.documents, ...b.documents]) }
}
