import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { questionsOf, type Decided, type Outcome } from '../analysis/adjudication.ts'
import type { Result } from '../errors.ts'
import type { AnnotationId, ChangeId, CoderId, IssueId, RecordId, StanceId } from '../ids.ts'
import { allHeads } from '../log/fold.ts'
import { readValues } from '../model/records.ts'
import { startingProject } from '../testing/histories.ts'
import type { MemoryProject } from '../testing/memoryProject.ts'

const at = startingProject()
const gold = 'cod_gold' as CoderId
const coders = ['cod_ana', 'cod_bo'] as const

describe('deciding', () => {
  it('accepts one: the gold annotation is an ordinary annotation of the gold coder, made by the coder at work', () => {
    const { project, ana, bo } = tagged()
    const plan = project.run('decision.make', {
      gold,
      decisions: [{ sources: seen(project, ana, bo), outcome: { as: 'accepted', annotation: bo } }]
    })
    expect(plan).toMatchObject({ ok: true, value: { made: [{ kind: 'decision' }, { kind: 'annotation' }] } })
    const [made] = goldIn(project)
    expect(made).toMatchObject({ ...essence(project, bo), coder: gold })
    expect(project.written.at(-1)?.coder).toBe('cod_ana')
    expect(stateOf(project)).toBe('settled')
  })

  it('accepts one with another boundary and another stance, and keeps the rest', () => {
    const { project, ana, bo } = tagged()
    const stance = project.idsOf('stance')[1] as StanceId
    project.run('decision.make', {
      gold,
      decisions: [
        {
          sources: seen(project, ana, bo),
          outcome: {
            as: 'changed',
            annotation: ana,
            stance,
            anchor: { revision: at.revision, start: 3, end: 14 }
          }
        }
      ]
    })
    expect(goldIn(project)).toMatchObject([
      { stance, anchor: { start: 3, end: 14, quote: 'negotiation' }, issue: essence(project, ana)['issue'] }
    ])
  })

  it('writes a third where none of them is right, and nothing where all are wrong', () => {
    const { project, ana, bo } = tagged()
    const issue = project.idsOf('issue')[1] as IssueId
    project.run('decision.make', {
      gold,
      decisions: [
        {
          sources: seen(project, ana, bo),
          outcome: { as: 'own', document: at.document, revision: at.revision, start: 0, end: 2, issue }
        }
      ]
    })
    expect(goldIn(project)).toMatchObject([{ issue, anchor: { quote: 'No' } }])
    project.run('decision.change', { decision: decisionIn(project), outcome: { as: 'rejected' } })
    expect(goldIn(project)).toEqual([])
    expect(stateOf(project)).toBe('rejected')
    project.run('decision.change', {
      decision: decisionIn(project),
      outcome: { as: 'accepted', annotation: ana }
    })
    expect(goldIn(project)).toMatchObject([{ coder: gold, anchor: { start: 0, end: 14 } }])
    expect(stateOf(project)).toBe('settled')
  })

  it('is taken back by one undo, done again by one redo', () => {
    const { project, ana, bo } = tagged()
    project.run('decision.make', {
      gold,
      decisions: [{ sources: seen(project, ana, bo), outcome: { as: 'accepted', annotation: ana } }]
    })
    project.undo()
    expect(goldIn(project)).toEqual([])
    expect(stateOf(project)).toBe('agree')
    project.redo()
    expect(goldIn(project)).toHaveLength(1)
    expect(stateOf(project)).toBe('settled')
  })

  it('takes the gold annotation away with its decision', () => {
    const { project, ana, bo } = tagged()
    project.run('decision.make', {
      gold,
      decisions: [{ sources: seen(project, ana, bo), outcome: { as: 'accepted', annotation: ana } }]
    })
    project.run('decision.delete', { decisions: [decisionIn(project)] })
    expect(goldIn(project)).toEqual([])
    expect(stateOf(project)).toBe('agree')
  })

  it('says that a source was changed since, until what was decided is kept over it', () => {
    const { project, ana, bo } = tagged()
    project.run('decision.make', {
      gold,
      decisions: [{ sources: seen(project, ana, bo), outcome: { as: 'accepted', annotation: ana } }]
    })
    project.run('annotation.change', { annotations: [bo], note: 'é, later' })
    expect(stateOf(project)).toBe('changed')
    project.run('decision.change', { decision: decisionIn(project), sources: seen(project, ana, bo) })
    expect(stateOf(project)).toBe('settled')
    expect(goldIn(project)).toHaveLength(1)
  })

  it('refuses a coder who is not gold, and sources that are not there', () => {
    const { project, ana } = tagged()
    const outcome = { as: 'accepted', annotation: ana } as const
    const decisions = [{ sources: seen(project, ana), outcome }]
    expect(code(project.run('decision.make', { gold: 'cod_bo' as CoderId, decisions }))).toBe('badInput')
    expect(code(project.run('decision.make', { gold: 'cod_none' as CoderId, decisions }))).toBe(
      'missingRecord'
    )
    const lost = { as: 'accepted', annotation: 'ann_none' as AnnotationId } as const
    expect(
      code(
        project.run('decision.make', { gold, decisions: [{ sources: seen(project, ana), outcome: lost }] })
      )
    ).toBe('missingRecord')
  })
})

describe('laws over copies', () => {
  it('keeps what was decided, whatever later work is merged in and in whatever order', () => {
    const work = fc.array(
      fc.record({ who: fc.nat(1), act: fc.constantFrom('tag', 'note', 'delete'), start: fc.nat(20) }),
      { maxLength: 8 }
    )
    fc.assert(
      fc.property(work, fc.integer({ min: -1e9, max: 1e9 }), (steps, skew) => {
        const { project, ana, bo } = tagged()
        const other = project.copy(77, project.clock + skew)
        other.coder = 'cod_bo' as CoderId
        project.run('decision.make', {
          gold,
          decisions: [{ sources: seen(project, ana, bo), outcome: { as: 'accepted', annotation: ana } }]
        })
        const before = goldIn(project)
        for (const { who, act, start } of steps) {
          const issue = other.idsOf('issue')[who] as IssueId
          if (act === 'tag')
            other.run('annotation.tag', { ...passage, start, end: start + 9, issue, note: 'later' })
          else if (act === 'note') other.run('annotation.change', { annotations: [bo], note: `n${start}` })
          else if (other.annotationsOf(at.document).includes(bo))
            other.run('annotation.delete', { annotations: [bo] })
        }
        const one = project.copy(78, project.clock)
        one.merge(other)
        const two = other.copy(79, other.clock)
        two.merge(project)
        for (const merged of [one, two]) {
          expect(goldIn(merged)).toEqual(before)
          const question = questionOf(merged)
          const touched = steps.some(({ act }) => act !== 'tag')
          expect(['settled', 'changed']).toContain(question?.state)
          if (touched) expect(question?.state).toBe('changed')
        }
        expect(questionOf(one)).toEqual(questionOf(two))
      }),
      { numRuns: 40 }
    )
  })

  it('keeps both decisions of two adjudicators on one question, told as decided twice until one is chosen', () => {
    const { project, ana, bo } = tagged()
    const other = project.copy(77, project.clock + 5)
    other.coder = 'cod_bo' as CoderId
    for (const [copy, annotation] of [
      [project, ana],
      [other, bo]
    ] as const)
      copy.run('decision.make', {
        gold,
        decisions: [{ sources: seen(copy, ana, bo), outcome: { as: 'accepted', annotation } }]
      })
    project.merge(other)
    expect(stateOf(project)).toBe('twice')
    expect(goldIn(project)).toHaveLength(2)
    const [, second] = project.shown('decision').filter(({ deleted }) => !deleted)
    project.run('decision.delete', { decisions: [second?.record.id as RecordId] })
    expect(stateOf(project)).toBe('settled')
    expect(goldIn(project)).toHaveLength(1)
  })
})

const passage = { document: at.document, revision: at.revision, start: 0, end: 14 }

/** Ana and Bo tagged the same words alike; there is a gold layer. */
function tagged(): {
  readonly project: MemoryProject
  readonly ana: AnnotationId
  readonly bo: AnnotationId
} {
  const project = at.project.copy(5, at.project.clock)
  project.run('coder.create', { id: gold, name: 'Gold', initials: 'G', kind: 'gold' })
  const issue = project.idsOf('issue')[0] as IssueId
  const stance = project.idsOf('stance')[0] as StanceId
  const ids = coders.map((coder) => {
    project.coder = coder as CoderId
    const id = `ann_${coder}` as AnnotationId
    project.run('annotation.tag', { ...passage, id, issue, stance })
    return id
  })
  project.coder = 'cod_ana' as CoderId
  const [ana, bo] = ids
  if (!ana || !bo) throw new Error('nothing was tagged')
  return { project, ana, bo }
}

function seen(
  project: MemoryProject,
  ...annotations: readonly AnnotationId[]
): { annotation: AnnotationId; heads: ChangeId[] }[] {
  return annotations.map((annotation) => {
    const folded = project.read({ kind: 'annotation', id: annotation })
    return { annotation, heads: folded ? [...allHeads(folded)] : [] }
  })
}

function goldIn(project: MemoryProject): readonly Readonly<Record<string, unknown>>[] {
  return project
    .shown('annotation')
    .filter(({ deleted, shown }) => !deleted && shown['coder'] === gold)
    .map(({ shown }) => shown)
}

function essence(project: MemoryProject, id: AnnotationId): Readonly<Record<string, unknown>> {
  const { anchor, issue, stance } = project.read({ kind: 'annotation', id })?.shown ?? {}
  return { anchor, issue, stance }
}

function decisionIn(project: MemoryProject): RecordId {
  const [only] = project.shown('decision')
  if (!only) throw new Error('nothing was decided')
  return only.record.id
}

function stateOf(project: MemoryProject): string | undefined {
  return questionOf(project)?.state
}

/** The first question, as the pure grouping sees the project. */
function questionOf(project: MemoryProject) {
  const shown = project.shown('annotation').filter(({ deleted }) => !deleted)
  const standing = new Map(shown.map((folded) => [folded.record.id as string, folded]))
  const questions = questionsOf({
    coders,
    progress: new Map(coders.map((coder) => [coder, 'done'])),
    marked: shown
      .filter((folded) => folded.shown['coder'] !== gold)
      .map((folded) => {
        const values = readValues('annotation', folded.shown)
        return {
          id: folded.record.id,
          coder: values.coder ?? '',
          issue: values.issue ?? '',
          stance: values.stance ?? null,
          actors: values.actors,
          start: values.anchor?.start ?? 0,
          end: values.anchor?.end ?? 0,
          created: values.created ?? 0,
          heads: [...allHeads(folded)]
        }
      }),
    decided: project
      .shown('decision')
      .filter(({ deleted }) => !deleted)
      .map((folded): Decided => {
        const values = readValues('decision', folded.shown)
        const own = values.annotation && standing.get(values.annotation)
        const anchor = own ? readValues('annotation', own.shown).anchor : undefined
        return {
          id: folded.record.id,
          outcome: values.outcome as Outcome,
          sources: values.sources ?? [],
          gold: anchor ? { start: anchor.start, end: anchor.end } : null
        }
      })
  })
  return questions.find(({ decisions }) => decisions.length > 0) ?? questions[0]
}

function code(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.problem.code
}
