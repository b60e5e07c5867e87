import { expect, it } from 'vitest'
import type { MergeReport } from './mergeMethods.ts'
import { mergePage, mergeSentences } from './mergeReport.ts'

const page = { title: 'Talks é', moment: () => '2026-11-23 10:00' }
const counts = { new: 2, changed: 0, deleted: 0, identical: 0, conflicting: 1 }
const report: MergeReport = {
  arrival: 7,
  time: 0,
  sources: ['bea.parley'],
  backup: 'talks before merge.parley',
  joined: 0,
  preview: {
    files: [
      {
        file: 'f' as MergeReport['preview']['files'][number]['file'],
        name: 'bea.parley',
        kind: 'copy',
        sentence: '',
        projectName: 'Talks é',
        lastChange: 0,
        isNewer: false,
        changes: 3
      }
    ],
    changes: 3,
    batches: 3,
    blobs: 0,
    annotations: counts,
    coders: [],
    documents: [],
    records: [],
    recordCounts: {},
    offers: [],
    setAside: [],
    conflicts: 1,
    unknown: 0
  }
}

it('tells a merge that was done as done', () => {
  const told = mergePage(report, page)
  expect(told).toContain('Merged 2026-11-23 10:00; backup before it: talks before merge.parley')
  expect(told).toContain('Taken in: 2 new annotations, 1 annotation in conflict.')
  expect(told).toContain('1 conflict is left to settle')
  expect(told).toContain('Changes taken')
  const nothing = { ...report.preview, changes: 0, annotations: { ...counts, new: 0, conflicting: 0 } }
  expect(mergePage({ ...report, arrival: 0, backup: '', preview: nothing }, page)).toContain('Nothing new')
})

it('tells decisions, progress and saved filters by their own words', () => {
  const one = { new: 1, changed: 0, deleted: 0, conflicting: 0 }
  const recordCounts = {
    issue: one,
    coder: { ...one, changed: 2 },
    decision: { ...one, new: 3, deleted: 1 },
    progress: { ...one, new: 4 },
    filter: one
  }
  expect(mergePage({ ...report, preview: { ...report.preview, recordCounts } }, page)).toContain(
    '1 annotation in conflict, 4 changes to codebook, people or documents, 4 changes to decisions of adjudication, 4 changes to coders’ progress, 1 change to saved filters.'
  )
  const marked = { ...report.preview, annotations: { ...counts, new: 0, conflicting: 0 } }
  expect(mergeSentences({ ...marked, recordCounts: { progress: one } }, 'would')[0]).toBe(
    'This would bring 1 change to coders’ progress.'
  )
})

it('tells a look, of which nothing was taken in, as a look', () => {
  const told = mergePage({ ...report, arrival: 0, backup: '' }, page)
  expect(told).toContain('Looked at 2026-11-23 10:00; nothing was taken in')
  expect(told).toContain('This would bring 2 new annotations, 1 annotation in conflict.')
  expect(told).toContain('1 conflict would be left to settle')
  expect(told).not.toMatch(/Merged|Taken in|[Tt]aken</)
})
