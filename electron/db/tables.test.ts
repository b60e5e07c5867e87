import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import type { ActorId, IssueId, RecordId } from '../../shared/ids.ts'
import { allHeads, headsOfFields } from '../../shared/log/fold.ts'
import { missingFields, type Json } from '../../shared/model/record.ts'
import { kindNamed, recordKinds, type KindName } from '../../shared/model/records.ts'
import type { Lookup } from '../../shared/commands/command.ts'
import { copiesOf, history, play, startingProject, type Step } from '../../shared/testing/histories.ts'
import { seededBytes, type MemoryProject } from '../../shared/testing/memoryProject.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { examine, repair } from './doctor.ts'
import { arrangementOf, lookupIn } from './lookup.ts'
import { tablesAreFresh } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import { byText, conflictsOfRecord, idsOfKind, readRecord, totals, usesOf } from './read.ts'
import { rebuildTables } from './rebuild.ts'
import { missingFrom, takeFrom } from './takeFrom.ts'
import { store, tempProject } from './testFiles.ts'

const start = startingProject()
const joinable = withFourOfEach()

describe('the tables', () => {
  it('equal fold and arrange after random histories, in whatever order the batches arrive', () => {
    fc.assert(
      fc.property(history, fc.nat(), ({ skews, steps }, seed) => {
        const copies = copiesOf(start.project, skews)
        play(copies, steps, start)
        const all = copies[0]
        if (!all) throw new Error('at least two copies')
        const file = lawFile()
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

  it('follow joins of actors, coders and documents, circles and deletions too, as arrange does', () => {
    const acts = fc.record({
      who: fc.nat(1),
      kind: fc.constantFrom('actor' as const, 'coder' as const, 'document' as const, 'stance' as const),
      field: fc.constantFrom('joinedInto' as const, 'joinedInto' as const, 'deleted' as const),
      from: fc.nat(3),
      into: fc.nat(3),
      takesBack: fc.boolean()
    })
    fc.assert(
      fc.property(
        fc.array(acts, { minLength: 1, maxLength: 14 }),
        fc.integer({ min: -5000, max: 5000 }),
        (steps, skew) => {
          const copies = copiesOf(joinable, [0, skew])
          for (const { who, kind, field, from, into, takesBack } of steps) {
            const copy = copies[who]
            const record = { kind, id: `${kind}_${from}` as RecordId }
            if (
              !copy ||
              (field === 'deleted' && kind === 'coder') ||
              (field === 'joinedInto' && kind === 'stance')
            )
              continue
            const heads = copy.read(record)
            const basedOn = heads
              ? field === 'deleted'
                ? allHeads(heads)
                : headsOfFields(heads, [field])
              : []
            const value = takesBack ? null : field === 'deleted' ? true : `${kind}_${into}`
            copy.append('test', [{ record, fields: { [field]: value }, basedOn }], null)
          }
          const [one, two] = copies
          if (!one || !two) throw new Error('two copies')
          const file = lawFile()
          store(file, one)
          one.merge(two)
          store(file, one)
          expect(stateOfFile(file)).toEqual(stateOfMemory(one))
        }
      ),
      { numRuns: 40 }
    )
  }, 60_000)

  it('hold nothing that the doctor would mend, and a rebuild changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ skews, steps }) => {
        const file = lawFile()
        const all = mergedHistory(skews, steps)
        store(file, all)
        const before = tablesOf(file)
        expect(await tableFindings(file)).toEqual([])
        must(await rebuildTables(file))
        expect(tablesOf(file)).toEqual(before)
        expect(await tableFindings(file)).toEqual([])
      }),
      { numRuns: 20 }
    )
  }, 60_000)

  it('are the same whether changes came one by one or by merging files, in any order, twice, or in part', () => {
    fc.assert(
      fc.property(history, ({ skews, steps }) => {
        const copies = copiesOf(start.project, skews)
        play(copies, steps, start)
        const files = copies.map((copy) => {
          const file = lawFile()
          store(file, copy)
          return file
        })
        const [first, second] = files
        const all = copies[0]
        if (!first || !second || !all) throw new Error('at least two copies')
        for (const copy of copies) all.merge(copy)
        const merge = { now: 0, source: 'colleague.parley' }
        for (const other of files.slice(1)) must(takeFrom(first, other, merge))
        for (const other of files.toReversed()) if (other !== second) must(takeFrom(second, other, merge))
        expect(stateOfFile(first)).toEqual(stateOfMemory(all))
        expect(stateOfFile(second)).toEqual(stateOfMemory(all))
        const again = must(takeFrom(first, second, merge))
        expect([again.changes, again.batches, again.touched.records.size]).toEqual([0, 0, 0])
        expect(must(missingFrom(second, first)).changes).toBe(0)
      }),
      { numRuns: 15 }
    )
  }, 60_000)

  it('that somebody altered by hand are told by the doctor and mended by a repair', async () => {
    const file = lawFile()
    const { project, document, revision } = startingProject()
    const issues = project.idsOf('issue')
    for (const start of [0, 5, 10]) {
      must(
        project.run('annotation.tag', {
          document,
          revision,
          start: utf16(start),
          end: utf16(start + 6),
          issue: issues[0] as IssueId,
          actors: project.idsOf('actor') as ActorId[]
        })
      )
    }
    store(file, project)
    const before = tablesOf(file)
    const { database } = file.connection
    for (const statement of [
      "UPDATE annotation SET quote = 'other words'",
      'UPDATE issue SET parent = n',
      'UPDATE count SET annotations = 7',
      "INSERT INTO conflict (kind, record, field, why, sides) SELECT 'issue', n, 'name', 'values', '[]' FROM issue",
      'DELETE FROM annotation_actor',
      'INSERT INTO actor SELECT 100000, name, other_names, kind, colour, actor_group, joined_into, joined, complete, deleted, shown, conflicts, modified, heads FROM actor LIMIT 1',
      'DELETE FROM document'
    ]) {
      database.exec(statement)
      expect(await tableFindings(file)).not.toEqual([])
      const repaired = must(await repair(file, { now: Date.UTC(2026, 10, 22) }))
      expect(repaired.backup.name).toMatch(/before repair/)
      expect(tablesOf(file)).toEqual(before)
      expect(await tableFindings(file)).toEqual([])
    }
  })

  it('stop being shown when a rebuild is stopped half way, and are whole again after the next', async () => {
    const file = lawFile()
    store(file, start.project)
    const before = tablesOf(file)
    const stop = new AbortController()
    expect(await rebuildTables(file, { signal: stop.signal, onProgress: () => stop.abort() })).toMatchObject({
      ok: false,
      problem: { code: 'cancelled' }
    })
    expect(tablesAreFresh(file)).toBe(false)
    must(await rebuildTables(file))
    expect(tablesAreFresh(file)).toBe(true)
    expect(tablesOf(file)).toEqual(before)
  })
})

/** A project file that does not wait for the disk: the laws are about what it holds. */
function lawFile(): ProjectFile {
  const file = tempProject()
  file.connection.database.pragma('synchronous = OFF')
  return file
}

/** Four actors, coders, documents and stances; some of each are used by an annotation or a document. */
function withFourOfEach(): MemoryProject {
  const { project, revision } = startingProject()
  const anchor = { revision, start: 0, end: 5, quote: 'No ne' }
  const issue = project.idsOf('issue')[0] ?? ''
  for (let i = 0; i < 4; i++) {
    const records: readonly (readonly [string, Readonly<Record<string, Json>>])[] = [
      ['actor', { name: `Actor ${i}` }],
      ['coder', { name: `Coder ${i}` }],
      ['stance', { key: `s${i}`, label: `Stance ${i}`, place: { group: '', order: `b${i}` } }],
      [
        'document',
        {
          title: `Document ${i}`,
          revision: { hash: revision, from: null, kept: [] },
          [`authors/actor_${i}`]: true
        }
      ],
      [
        'annotation',
        {
          document: `document_${i}`,
          coder: `coder_${i}`,
          created: i,
          anchor,
          issue,
          stance: `stance_${i}`,
          [`actors/actor_${(i + 1) % 4}`]: true
        }
      ]
    ]
    // The last of each is used by nothing.
    for (const [kind, fields] of records.slice(0, i === 3 ? 3 : 5)) {
      project.append(
        'test',
        [{ record: { kind, id: `${kind}_${i}` as RecordId }, fields, basedOn: [] }],
        null
      )
    }
  }
  return project
}

function mergedHistory(skews: readonly number[], steps: readonly Step[]): MemoryProject {
  const copies = copiesOf(start.project, skews)
  play(copies, steps, start)
  const [all] = copies
  if (!all) throw new Error('at least two copies')
  for (const copy of copies) all.merge(copy)
  return all
}

/** What the doctor says about the tables; the histories have no blobs, so texts are missing. */
async function tableFindings(file: ProjectFile): Promise<unknown> {
  const report = must(await examine(file, { now: start.project.clock + 1e12 }))
  return report.findings.filter(({ severity }) => severity !== 'attention')
}

/** Every row of every table but the log's. */
function tablesOf(file: ProjectFile): unknown {
  const { database } = file.connection
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('meta', 'name', 'batch', 'change', 'arrival', 'blob')"
    )
    .pluck()
    .all() as string[]
  return tables.map((table) => {
    const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
    const own = columns.filter((column) => !(table === 'conflict' && column === 'n'))
    const rows = database
      .prepare(`SELECT ${own.join(', ')} FROM ${table}`)
      .raw()
      .all() as unknown[][]
    // A sum that came back to nothing is no row in tables made anew.
    const kept = rows.filter(
      (row) =>
        !(
          ['use', 'total', 'count'].includes(table) &&
          row.every((value, i) =>
            own[i] !== 'uses' && own[i] !== 'count' && own[i] !== 'annotations' ? true : value === 0
          )
        )
    )
    return [table, kept.map((row) => JSON.stringify(row)).toSorted(byText)]
  })
}

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
    ...answersOf(lookup, idsOfKind(file, 'issue')),
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
    ...answersOf(project, project.idsOf('issue').toSorted(byText)),
    totals: {
      documents: project.shown('document').filter((folded) => !documentJoins?.has(folded.record.id)).length,
      annotations: annotations.length,
      incomplete: annotations.filter((folded) => folded.shown['stance'] === undefined).length,
      conflicts
    }
  }
}

/** What plans ask, answered from the tables or from memory. */
function answersOf(lookup: Lookup, issues: readonly RecordId[]): Record<string, unknown> {
  return {
    siblings: [null, ...issues].map((under) => lookup.siblings('issue', under)),
    stances: lookup.siblings('stance', ''),
    children: issues.map((id) =>
      lookup
        .childrenOf({ kind: 'issue', id })
        .map((child) => child.id)
        .toSorted(byText)
    ),
    annotations: lookup.annotationsOf(start.document).toSorted(byText)
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
