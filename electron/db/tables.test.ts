import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../shared/ids.ts'
import { allHeads } from '../../shared/log/fold.ts'
import { missingFields } from '../../shared/model/record.ts'
import { kindNamed, recordKinds, type KindName } from '../../shared/model/records.ts'
import { copiesOf, history, play, startingProject } from '../../shared/testing/histories.ts'
import { seededBytes, type MemoryProject } from '../../shared/testing/memoryProject.ts'
import { arrangementOf, lookupIn } from './lookup.ts'
import type { ProjectFile } from './projectFile.ts'
import { byText, conflictsOfRecord, idsOfKind, readRecord, totals, usesOf } from './read.ts'
import { store, tempProject } from './testFiles.ts'

const start = startingProject()

describe('the tables', () => {
  it('equal fold and arrange after random histories, in whatever order the batches arrive', () => {
    fc.assert(
      fc.property(history, fc.nat(), ({ skews, steps }, seed) => {
        const copies = copiesOf(start.project, skews)
        play(copies, steps, start)
        const all = copies[0]
        if (!all) throw new Error('at least two copies')
        const file = tempProject()
        // First what one copy saw, then what the others bring, shuffled.
        store(file, all)
        for (const copy of copies) all.merge(copy)
        const random = seededBytes(seed)
        const shuffled = [...all.batches.keys()]
          .map((id) => ({ id, at: random(1)[0] ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
        store(
          file,
          all,
          shuffled.map(({ id }) => id)
        )
        expect(stateOfFile(file)).toEqual(stateOfMemory(all))
      }),
      { numRuns: 40 }
    )
  }, 60_000)
})

/** Everything the tables say that `fold` and `arrange` say too. */
export function stateOfFile(file: ProjectFile): unknown {
  const lookup = lookupIn(file)
  return {
    kinds: kindNames().map((kind) => [kind, idsOfKind(file, kind)]),
    records: kindNames().flatMap((kind) =>
      allIds(file, kind).map((id) => [kind, id, stateOfRow(file, kind, id)])
    ),
    arrangements: (['issue', 'actor', 'coder', 'document'] as const).map((kind) =>
      arrangementState(arrangementOf(file, kind), kind)
    ),
    siblings: lookup.siblings('issue', null),
    totals: totals(file)
  }
}

function stateOfMemory(project: MemoryProject): unknown {
  const arrangements = (['issue', 'actor', 'coder', 'document'] as const).map(
    (kind) => [kind, project.arrangement(kind)] as const
  )
  const shown = new Map(
    kindNames().map((kind) => [
      kind,
      project
        .shown(kind)
        .map((folded) => folded.record.id as string)
        .toSorted(byText)
    ])
  )
  let conflicts = arrangements.reduce((sum, [, { setAside }]) => sum + setAside.length, 0)
  const records = kindNames().flatMap((kind) =>
    [...project.folded(kind).values()].map((folded) => {
      const inUse = folded.deleted && shown.get(kind)?.includes(folded.record.id)
      const declared = kindNamed(kind)
      const gone = folded.deleted && !inUse
      const own = gone
        ? []
        : [
            ...folded.conflicts.map(({ field, why }) => [field, why]),
            ...(inUse ? [['deleted', 'deletedInUse']] : [])
          ]
      conflicts += own.length
      return [
        kind,
        folded.record.id,
        {
          complete: declared !== undefined && missingFields(declared, folded.shown).length === 0,
          deleted: folded.deleted,
          heads: allHeads(folded),
          conflicts: own.toSorted(byPair),
          uses: ['issue', 'stance', 'actor', 'coder', 'document'].includes(kind)
            ? project.uses(folded.record)
            : 0,
          shown: folded.shown
        }
      ] as const
    })
  )
  const annotations = project.shown('annotation')
  const documentJoins = arrangements.find(([kind]) => kind === 'document')?.[1].joined
  return {
    kinds: kindNames().map((kind) => [kind, shown.get(kind)]),
    records,
    arrangements: arrangements.map(([kind, arrangement]) => arrangementState(arrangement, kind)),
    siblings: project.siblings('issue', null),
    totals: {
      documents: project.shown('document').filter((folded) => !documentJoins?.has(folded.record.id)).length,
      annotations: annotations.length,
      incomplete: annotations.filter((folded) => folded.shown['stance'] === undefined).length,
      conflicts
    }
  }
}

function stateOfRow(file: ProjectFile, kind: KindName, id: RecordId): unknown {
  const n = file.names.find(id) ?? -1
  const row = file.connection.database
    .prepare(`SELECT complete, deleted, heads FROM ${kind} WHERE n = ?`)
    .get(n) as { complete: number; deleted: number; heads: string }
  const folded = readRecord(file, { kind, id })
  return {
    complete: row.complete === 1,
    deleted: row.deleted === 1,
    heads: row.heads.split(' ').map((text) => {
      const [session = '', seq = ''] = text.split('-')
      return `${file.names.idOf(Number(session))}-${seq}`
    }),
    conflicts: conflictsOfRecord(file, { kind, id })
      .filter(({ why }) => why !== 'setAside')
      .map(({ field, why }) => [field, why])
      .toSorted(byPair),
    uses: usesOf(file, { kind, id }),
    shown: folded?.shown
  }
}

function arrangementState(arrangement: ReturnType<typeof arrangementOf>, kind: string): unknown {
  const { parents, joined, orders, setAside } = arrangement
  const pairs = (map: ReadonlyMap<string, unknown>): unknown[] =>
    [...map].toSorted(([a], [b]) => byText(a, b))
  return [
    kind,
    kind === 'issue' ? pairs(parents) : [],
    pairs(joined),
    kind === 'issue' ? pairs(orders) : [],
    setAside
  ]
}

function allIds(file: ProjectFile, kind: KindName): readonly RecordId[] {
  const rows = file.connection.database
    .prepare(`SELECT name.id FROM ${kind} AS record JOIN name ON name.n = record.n`)
    .all() as { id: RecordId }[]
  return rows.map(({ id }) => id).toSorted(byText)
}

function kindNames(): readonly KindName[] {
  return Object.keys(recordKinds) as KindName[]
}

function byPair(a: readonly string[], b: readonly string[]): number {
  return byText(a.join(' '), b.join(' '))
}
