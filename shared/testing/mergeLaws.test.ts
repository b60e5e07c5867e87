/** The laws of merging, by their numbers. Where one is proved on files, processes or clocks of its own, its test says so in its name there. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnnotationId, CoderId, IssueId, RecordId } from '../ids.ts'
import type { Change } from '../log/change.ts'
import { asSeenFrom } from '../log/fold.ts'
import { union } from '../merge/merge.ts'
import { splitField, type RecordRef } from '../model/record.ts'
import { lawRuns, lookAt, startingProject, stateOf } from './histories.ts'
import { conflictsOf, exported, merged, playedHistory, stampedAnew } from './mergeLaws.ts'
import { sha256, type MemoryProject } from './memoryProject.ts'

const start = startingProject()
const played = playedHistory(start)
const runs = { numRuns: lawRuns(20) }
/** Ten thousand runs take a while. */
const timeout = Math.max(60_000, runs.numRuns * 120)
const kinds = ['document', 'annotation', 'issue', 'stance', 'actor', 'coder', 'progress', 'filter']

describe('merging copies of a project', { timeout }, () => {
  it('law 1: the order of two files does not matter, byte by byte', () => {
    fc.assert(
      fc.property(played, ({ copies: [a, b] }) => {
        const [ab, ba] = [merged(a, b), merged(b, a)]
        expect(exported(ab)).toBe(exported(ba))
        expect(stateOf(ab)).toBe(stateOf(ba))
      }),
      runs
    )
  })

  it('law 2: of three files it does not matter which two are merged first', () => {
    fc.assert(
      fc.property(played, ({ copies, old }) => {
        const [a, b] = copies
        const c = copies[2] ?? old[0] ?? a
        const [left, right] = [merged(merged(a, b), c), merged(a, merged(b, c))]
        expect(exported(left)).toBe(exported(right))
        expect(stateOf(left)).toBe(stateOf(right))
      }),
      runs
    )
  })

  it('law 3: merging a file again, or any earlier form of it, changes nothing', () => {
    fc.assert(
      fc.property(played, ({ copies, old }) => {
        const all = merged(...copies)
        expect(exported(merged(all, ...copies, ...old, start.project, all))).toBe(exported(all))
        for (const [i, copy] of copies.entries()) {
          const before = old[i] ?? copy
          expect(exported(merged(copy, before))).toBe(exported(copy))
          expect(exported(merged(before, copy))).toBe(exported(copy))
        }
      }),
      runs
    )
  })

  it('law 4: every change of every file is in the result, as it was', () => {
    fc.assert(
      fc.property(played, ({ copies, old }) => {
        const all = merged(...copies)
        for (const one of [...copies, ...old]) {
          for (const [id, change] of one.changes) expect(all.changes.get(id)).toEqual(change)
          for (const [id, batch] of one.batches) expect(all.batches.get(id)).toEqual(batch)
        }
      }),
      runs
    )
  })

  it('law 5: no annotation vanishes unless it was deleted by somebody who had seen all that was done to it', () => {
    fc.assert(
      fc.property(played, ({ copies }) => {
        const all = merged(...copies)
        const shown = new Set(all.shown('annotation').map(({ record }) => record.id))
        for (const [id, folded] of all.folded('annotation')) {
          if (shown.has(id)) continue
          const deletions = (folded.heads.get('deleted') ?? []).filter(
            (head) => head.fields['deleted'] === true
          )
          expect(deletions.length).toBeGreaterThan(0)
          const changes = all.changesOf(folded.record)
          const seen = new Set(
            asSeenFrom(
              changes,
              deletions.flatMap((head) => [head.id, ...head.basedOn])
            )
          )
          expect(changes.filter((change) => !seen.has(change))).toEqual([])
        }
      }),
      runs
    )
  })

  describe('law 6: what two did apart gives exactly one conflict, one after the other none', () => {
    const clashes = {
      'renamed here and there': {
        about: 'issue',
        here: (p, { issue }) => p.run('issue.change', { issue, name: 'Here' }),
        there: (p, { issue }) => p.run('issue.change', { issue, name: 'There' })
      },
      'recoded here and there': {
        about: 'annotation',
        here: (p, { annotation, other }) =>
          p.run('annotation.change', { annotations: [annotation], issue: other }),
        there: (p, { annotation, third }) =>
          p.run('annotation.change', { annotations: [annotation], issue: third })
      },
      'deleted here, edited there': {
        about: 'annotation',
        here: (p, { annotation }) => p.run('annotation.delete', { annotations: [annotation] }),
        there: (p, { annotation }) => p.run('annotation.change', { annotations: [annotation], note: 'Look' })
      },
      'deleted here, used there': {
        about: 'third',
        here: (p, { third }) => p.run('issue.delete', { issue: third }),
        there: (p, { third }) =>
          p.run('annotation.tag', {
            document: start.document,
            revision: start.revision,
            start: 0,
            end: 9,
            issue: third
          })
      }
    } as const satisfies Record<string, Clash>
    for (const [name, clash] of Object.entries(clashes) as [string, Clash][]) {
      it(name, () => {
        fc.assert(
          fc.property(played, fc.boolean(), ({ copies }, isHereFirst) => {
            const settled = settledAll(merged(...copies))
            const made = prepared(settled)
            const record = {
              kind: clash.about === 'annotation' ? 'annotation' : 'issue',
              id: made[clash.about]
            } as RecordRef
            const [here, there] = [
              made.project.copy(71, made.project.clock),
              made.project.copy(72, made.project.clock + 5)
            ]
            expect(clash.here(here, made).ok && clash.there(there, made).ok).toBe(true)
            const both = isHereFirst ? merged(here, there) : merged(there, here)
            expect(conflictsIn(both, record)).toBe(1)
            // One after the other: whoever comes second had seen the first.
            const after = made.project.copy(73, made.project.clock)
            expect(clash.there(after, made).ok).toBe(true)
            clash.here(after, made)
            expect(conflictsIn(after, record)).toBe(0)
          }),
          runs
        )
      })
    }
  })

  it('law 7: what was settled stays settled when old files are merged again', () => {
    fc.assert(
      fc.property(played, ({ copies, old }) => {
        const settled = settledAll(merged(...copies))
        const open = (project: MemoryProject): number =>
          kinds
            .flatMap((kind) => [...project.folded(kind).values()])
            .reduce((sum, { conflicts }) => sum + conflicts.length, 0)
        expect(open(settled)).toBe(0)
        const again = merged(settled, ...old, ...copies)
        expect(open(again)).toBe(0)
        expect(exported(again)).toBe(exported(settled))
        expect(open(merged(copies[0], settled))).toBe(0)
      }),
      runs
    )
  })

  it('law 8: nothing that is shown names what is not there: every tag’s issue, stance, actors, coder and document resolve', () => {
    fc.assert(
      fc.property(played, ({ copies, old }) => {
        for (const project of [merged(...copies), merged(copies[0], ...old), ...copies]) {
          const there = new Set(
            kinds.flatMap((kind) => project.shown(kind).map(({ record }) => `${record.kind} ${record.id}`))
          )
          for (const { shown } of project.shown('annotation')) {
            for (const [field, value] of Object.entries(shown)) {
              const { name, element } = splitField(field)
              if (['document', 'coder', 'issue', 'stance'].includes(name))
                expect(there).toContain(`${name} ${value as string}`)
              if (name === 'actors') expect(there).toContain(`actor ${element ?? ''}`)
            }
          }
        }
      }),
      runs
    )
  })

  it('law 9: issues are a forest under one root, all of it in reach, whatever was moved and joined at once', () => {
    fc.assert(
      fc.property(played, ({ copies }) => {
        const all = merged(...copies)
        const shown = all.idsOf('issue')
        const { parents, joined } = all.arrangement('issue')
        expect([...parents.keys(), ...joined.keys()].toSorted()).toEqual([...shown].toSorted())
        const under = new Map<RecordId | null, RecordId[]>()
        for (const [id, parent] of parents) under.set(parent, [...(under.get(parent) ?? []), id])
        const reached: RecordId[] = []
        for (const open: (RecordId | null)[] = [null]; open.length > 0;) {
          const children = under.get(open.pop() ?? null) ?? []
          reached.push(...children)
          open.push(...children)
        }
        expect(reached.toSorted()).toEqual([...parents.keys()].toSorted())
        for (const end of joined.values()) expect(parents.has(end)).toBe(true)
      }),
      runs
    )
  })

  it('law 10: two coders who tag the same passage with the same issue are two observations, and no conflict', () => {
    fc.assert(
      fc.property(played, fc.nat(20), ({ copies }, from) => {
        const { project, issue } = prepared(settledAll(merged(...copies)))
        const before = project.shown('annotation').length
        const tagged = (['cod_ana', 'cod_bo'] as CoderId[]).map((coder, i) => {
          const copy = project.copy(80 + i, project.clock + i)
          copy.coder = coder
          copy.run('annotation.tag', {
            document: start.document,
            revision: start.revision,
            start: from,
            end: from + 9,
            issue
          })
          return copy
        })
        const both = merged(project, ...tagged)
        const own = both.shown('annotation').filter(({ record }) => !project.changesOf(record).length)
        expect(both.shown('annotation').length).toBe(before + 2)
        expect(own.map(({ shown }) => String(shown['coder'] as string)).toSorted()).toEqual([
          'cod_ana',
          'cod_bo'
        ])
        expect(own.flatMap(({ conflicts }) => conflicts)).toEqual([])
      }),
      runs
    )
  })

  it('law 11: clocks that are off by ten years change which value is displayed, and nothing else', () => {
    const skew = fc.integer({ min: -3.15e11, max: 3.15e11 })
    fc.assert(
      fc.property(played, fc.array(skew, { minLength: 6, maxLength: 6 }), ({ copies }, skews) => {
        const all = merged(...copies)
        const sessions = [...new Set([...all.changes.keys()].map((id) => id.slice(0, 16)))].toSorted()
        const other = stampedAnew(all, (session) => skews[sessions.indexOf(session) % skews.length] ?? 0)
        for (const kind of kinds) {
          const there = other.folded(kind)
          for (const [id, folded] of all.folded(kind)) {
            const anew = there.get(id)
            if (!anew) throw new Error(`${id} is gone`)
            expect(anew.deleted).toBe(folded.deleted)
            expect(sidesOf(anew)).toEqual(sidesOf(folded))
            const inConflict = new Set(folded.conflicts.map(({ field }) => field))
            const certain = (shown: (typeof folded)['shown']): unknown =>
              Object.entries(shown)
                .filter(([field]) => !inConflict.has(field))
                .toSorted(([a], [b]) => (a < b ? -1 : 1))
            expect(certain(anew.shown)).toEqual(certain(folded.shown))
          }
        }
      }),
      runs
    )
  })

  it('law 12: of two contents under one id both orders keep the same one, and say so', () => {
    fc.assert(
      fc.property(played, fc.nat(), fc.string(), ({ copies }, pick, word) => {
        const [ours] = copies
        const theirs = merged(ours)
        const ids = [...theirs.changes.keys()]
        const id = ids[pick % ids.length]
        const change = id && theirs.changes.get(id)
        if (!change) return
        theirs.changes.set(id, { ...change, fields: { ...change.fields, note: `tampered ${word}` } })
        const [one, two] = [union(ours, theirs, sha256), union(theirs, ours, sha256)]
        expect(one.log.changes.get(id)).toEqual(two.log.changes.get(id))
        expect([one.clashes, two.clashes].map((clashes) => clashes.map((clash) => clash.id))).toEqual([
          [id],
          [id]
        ])
        expect(one.clashes[0]?.kept).not.toBe(two.clashes[0]?.kept)
      }),
      runs
    )
  })

  it('law 13: kinds and fields of a newer version survive merging through older ones', () => {
    fc.assert(
      fc.property(played, fc.json(), ({ copies }, text) => {
        const [newer, older, ...rest] = copies
        const issue = newer.idsOf('issue')[0] ?? ('iss_gone' as IssueId)
        const value = { of: text }
        newer.append(
          'hologram.make',
          [
            { record: { kind: 'hologram', id: 'hol_1' as RecordId }, fields: { value }, basedOn: [] },
            { record: { kind: 'issue', id: issue }, fields: { weight: value }, basedOn: [] }
          ],
          null
        )
        const back = merged(newer, merged(older, newer, ...rest))
        const through = merged(merged(older, newer), back)
        for (const project of [back, through]) {
          expect(project.read({ kind: 'hologram', id: 'hol_1' as RecordId })?.shown['value']).toEqual(value)
          expect(project.read({ kind: 'issue', id: issue })?.shown['weight']).toEqual(value)
        }
      }),
      runs
    )
  })
})

type Made = {
  readonly project: MemoryProject
  readonly issue: IssueId
  readonly other: IssueId
  readonly third: IssueId
  readonly annotation: AnnotationId
}
type Clash = {
  readonly about: 'issue' | 'third' | 'annotation'
  readonly here: (project: MemoryProject, made: Made) => { readonly ok: boolean }
  readonly there: (project: MemoryProject, made: Made) => { readonly ok: boolean }
}

/** A project with three fresh issues and an annotation of the first, that nobody else has touched. */
function prepared(from: MemoryProject): Made {
  const project = from.copy(60, from.clock)
  project.coder = 'cod_ana' as CoderId
  const [issue, other, third] = ['One', 'Two', 'Three'].map((name) => {
    const made = project.run('issue.create', { name: `${name} ${project.changes.size}` })
    return (made.ok ? made.value.made[0]?.id : undefined) as IssueId
  })
  if (!issue || !other || !third) throw new Error('three issues')
  const tagged = project.run('annotation.tag', {
    document: start.document,
    revision: start.revision,
    start: 0,
    end: 14,
    issue
  })
  const annotation = (tagged.ok ? tagged.value.made[0]?.id : undefined) as AnnotationId
  return { project, issue, other, third, annotation }
}

/** The same project with every conflict settled, by somebody who sees all of it. */
function settledAll(from: MemoryProject): MemoryProject {
  const project = from.copy(61, from.clock)
  project.coder = 'cod_ana' as CoderId
  for (const kind of kinds) {
    for (let rounds = 0; rounds < 50; rounds++) {
      const folded = [...project.folded(kind).values()].find(({ conflicts }) => conflicts.length > 0)
      const conflict = folded?.conflicts[0]
      if (!folded || !conflict) break
      const [side] = conflict.sides
      const settled =
        conflict.why === 'values' && side
          ? project.run(
              'conflict.settle',
              { record: folded.record as never, field: conflict.field, take: { change: side.change } },
              lookAt(project)
            )
          : project.run(
              'conflict.settle',
              { record: folded.record as never, field: 'deleted', take: { keepDeleted: false } },
              lookAt(project)
            )
      expect(settled.ok).toBe(true)
    }
  }
  return project
}

function conflictsIn(project: MemoryProject, record: RecordRef): number {
  const folded = project.read(record)
  return folded ? conflictsOf(project, folded) : 0
}

/** Which changes stand against each other, whatever their order. */
function sidesOf({
  conflicts
}: {
  readonly conflicts: readonly {
    field: string
    why: string
    sides: readonly { change: Change['id']; field: string }[]
  }[]
}): unknown {
  return conflicts.map(({ field, why, sides }) => [
    field,
    why,
    sides.map((side) => `${side.field} ${side.change}`).toSorted()
  ])
}
