/** The sample project says what its sources say, and shows what the positions view must show. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { batchSchema, changeSchema, whatBreaksChange } from '../../shared/log/change.ts'
import { fold } from '../../shared/log/fold.ts'
import { readValues, type ValuesByKind } from '../../shared/model/records.ts'
import { whatBreaksRevision, type RevisionContent } from '../../shared/text/revision.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import type { Change } from '../../shared/log/change.ts'
import { makeSample, sampleIds, sampleProjectFile, sampleText } from './make.ts'
import { samplePassages, type SampleDocument, type SampleIssue } from './passages.ts'

const sample = makeSample()
const annotations = read('annotation')
const documents = read('document')

describe('The sample project', () => {
  test('is the one that its readable sources make (else run: node build/sample/make.ts)', () => {
    expect(readFileSync(sampleProjectFile, 'utf8')).toBe(sampleText(sample))
  })

  test('is the same however often it is made', () => {
    expect(makeSample()).toEqual(sample)
  })

  test('is a log that any project may take', () => {
    for (const { batch, changes } of sample.batches) {
      expect(batchSchema.safeParse(batch).success).toBe(true)
      for (const change of changes) {
        expect(changeSchema.safeParse(change).success).toBe(true)
        expect(whatBreaksChange(change)).toBeNull()
        expect(change.batch).toBe(batch.id)
      }
    }
    for (const [hash, text] of Object.entries(sample.blobs)) expect(sha256(text)).toBe(hash)
  })

  test('has every quote of both coders where its anchor says', () => {
    expect(annotations.size).toBe(45)
    for (const { anchor } of annotations.values()) {
      if (!anchor) throw new Error('an annotation without an anchor')
      const content = textOf(anchor.revision)
      expect(whatBreaksRevision(content)).toBeNull()
      expect(content.text.slice(anchor.start, anchor.end)).toBe(anchor.quote)
    }
  })

  test('has documents of a readable length with headings, lists, tables and footnotes', () => {
    for (const document of documents.values()) {
      const { text, blocks } = textOf(document.revision?.hash ?? '')
      expect(text.split(/\s+/).length).toBeGreaterThan(500)
      expect(text.split(/\s+/).length).toBeLessThan(900)
      const kinds = new Set(blocks.map((block) => block.kind))
      for (const kind of ['heading', 'paragraph', 'listItem', 'tableCell', 'footnote'] as const)
        expect(kinds).toContain(kind)
    }
  })

  test('has a second coder who drew one boundary elsewhere, read one stance otherwise and missed one passage', () => {
    const firsts = [...annotations].filter(([, annotation]) => annotation.coder === sampleIds.first)
    const differences = firsts.map(([id, first]) => {
      const second = annotations.get(id.replace(/c1$/, 'c2'))
      if (!second) return 'missed'
      expect(second.coder).toBe(sampleIds.second)
      if (first.anchor?.end !== second.anchor?.end || first.anchor?.start !== second.anchor?.start)
        return 'boundary'
      return first.stance === second.stance ? 'same' : 'stance'
    })
    expect(differences.toSorted().filter((difference) => difference !== 'same')).toEqual([
      'boundary',
      'missed',
      'stance'
    ])
    expect(firsts.length).toBe(23)
    expect(
      [...annotations.values()].filter((annotation) => annotation.coder === sampleIds.second).length
    ).toBe(22)
  })

  test('has an overlap: the frozen assets stand inside the sentence on reconstruction', () => {
    const [assets] = inDocument('counter-proposal', 'assets')
    const [reconstruction] = inDocument('counter-proposal', 'reconstruction')
    expect(
      assets?.anchor &&
        reconstruction?.anchor &&
        assets.anchor.start > reconstruction.anchor.start &&
        assets.anchor.end < reconstruction.anchor.end
    ).toBe(true)
  })
})

describe('The positions of the sample, by mean polarity of issue and document', () => {
  // Issue: counter-proposal, framework, divergence = half the distance of the means. Null: not addressed, never neutral.
  const oracle: readonly (readonly [SampleIssue, number | null, number | null, number | null])[] = [
    ['guarantees', 1, -1, 1],
    ['nato', -1, -1, 0],
    ['ceasefire', 1, null, null],
    ['recognition', -1, 0.5, 0.75],
    ['relief', -1, 0.5, 0.75],
    ['children', 1, null, null],
    ['minerals', 1, 1, 0],
    ['reconstruction', 1, null, null],
    ['assets', 1, null, null]
  ]

  test.each(oracle)('%s', (issue, counterProposal, framework, divergence) => {
    const ukraine = meanPolarity('counter-proposal', issue)
    const unitedStates = meanPolarity('framework', issue)
    expect(ukraine).toBe(counterProposal)
    expect(unitedStates).toBe(framework)
    expect(ukraine === null || unitedStates === null ? null : Math.abs(ukraine - unitedStates) / 2).toBe(
      divergence
    )
  })

  test('the briefing: territory by the German official and the diplomats, the rest without a position', () => {
    // First coder opposes + opposes, second coder neutral + opposes: (-1 - 1 + 0 - 1) / 4; the passages without a position are left out.
    expect(meanPolarity('reactions', 'recognition')).toBe(-0.75)
    for (const issue of ['nato', 'ceasefire', 'relief', 'guarantees'] as const)
      expect(meanPolarity('reactions', issue)).toBeNull()
  })

  test('every passage of the two proposals is held by the authors of its document', () => {
    for (const file of ['counter-proposal', 'framework'] as const) {
      const authors = documents.get(sampleIds.document(file))?.authors
      for (const annotation of annotations.values())
        if (annotation.document === sampleIds.document(file)) expect(annotation.actors).toEqual(authors)
    }
    expect(Object.keys(samplePassages).length).toBe(documents.size)
  })
})

function read<K extends 'annotation' | 'document' | 'stance'>(kind: K): ReadonlyMap<string, ValuesByKind[K]> {
  const changes = new Map<string, Change[]>()
  for (const { changes: own } of sample.batches) {
    for (const change of own)
      if (change.record.kind === kind)
        changes.set(change.record.id, [...(changes.get(change.record.id) ?? []), change])
  }
  return new Map([...changes].map(([id, own]) => [id, readValues(kind, fold(own).shown)]))
}

function textOf(revision: string): RevisionContent {
  const blob = Object.entries(sample.blobs).find(([hash]) => hash === revision)?.[1]
  if (blob === undefined) throw new Error(`No text for ${revision}`)
  return JSON.parse(blob) as RevisionContent
}

function inDocument(document: SampleDocument, issue: SampleIssue): readonly ValuesByKind['annotation'][] {
  return [...annotations.values()].filter(
    (one) => one.document === sampleIds.document(document) && one.issue === sampleIds.issue(issue)
  )
}

/** Passages of both coders, each once; stances without a polarity are left out. Null where nothing is left. */
function meanPolarity(document: SampleDocument, issue: SampleIssue): number | null {
  const stances = read('stance')
  const polarities = inDocument(document, issue).flatMap(
    (one) => stances.get(one.stance ?? '')?.polarity ?? []
  )
  return polarities.length === 0
    ? null
    : polarities.reduce((sum, polarity) => sum + polarity, 0) / polarities.length
}
