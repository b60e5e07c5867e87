/**
 * Makes electron/host/sampleProject.json, the sample project as a log: `node build/sample/make.ts`. Ids, clocks and sessions are fixed, so
 * that every run gives the same records and copies of the sample from two machines can be merged.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { must } from '../../shared/errors.ts'
import type { ActorId, AnnotationId, CoderId, DocumentId, Hash, IssueId, StanceId } from '../../shared/ids.ts'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import { blocksFromMarkdown } from '../../shared/import/blocksFromMarkdown.ts'
import { sampleName, type SampleLog } from '../../electron/host/sample.ts'
import { compareChanges } from '../../shared/log/change.ts'
import { MemoryProject, sha256 } from '../../shared/testing/memoryProject.ts'
import { nameRevision, revisionBlob, type Revision } from '../../shared/text/revision.ts'
import {
  samplePassages,
  type SampleActor,
  type SampleDocument,
  type SampleIssue,
  type SamplePassage,
  type SampleStance
} from './passages.ts'

export const sampleProjectFile = fileURLToPath(
  new URL('../../electron/host/sampleProject.json', import.meta.url)
)

export const sampleIds = {
  document: (name: SampleDocument): DocumentId => `doc_sample-${name}` as DocumentId,
  issue: (name: SampleIssue): IssueId => `iss_sample-${name}` as IssueId,
  stance: (name: SampleStance): StanceId => `sta_sample-${name}` as StanceId,
  actor: (name: SampleActor): ActorId => `act_sample-${name}` as ActorId,
  first: 'cod_sample-first' as CoderId,
  second: 'cod_sample-second' as CoderId
}

const saturday = Date.UTC(2025, 3, 26, 9)
const sunday = Date.UTC(2025, 3, 27, 14)
const minute = 60_000

type Source = { readonly file: SampleDocument } & Omit<
  CommandInput<'document.import'>['documents'][number],
  'revision' | 'original' | 'id'
>

const documents: readonly Source[] = [
  {
    file: 'counter-proposal',
    title: 'Ukrainian and European counter-proposal',
    authors: [sampleIds.actor('ukraine'), sampleIds.actor('allies')],
    date: '2025-04',
    kind: 'Proposal',
    source: 'Written for the sample project from public reports of about 25 April 2025'
  },
  {
    file: 'framework',
    title: 'United States framework, as described by officials',
    authors: [sampleIds.actor('united-states')],
    date: '2025-04',
    kind: 'Proposal',
    source: 'Written for the sample project from public reports of about 25 April 2025'
  },
  {
    file: 'reactions',
    title: 'Reactions in allied capitals',
    authors: [],
    date: '2025-04',
    kind: 'Briefing',
    source: 'Written for the sample project from public reports of about 25 April 2025'
  }
]

/** The whole sample. Throws where a source does not fit: a quote that is not there exactly once, an unknown name. */
export function makeSample(): SampleLog {
  const blobs: Record<Hash, string> = {}
  const project = new MemoryProject(20_250_425, saturday)
  project.coder = sampleIds.first
  must(project.run('project.rename', { name: sampleName }))
  must(
    project.run('codebook.import', JSON.parse(readSource('codebook.json')) as CommandInput<'codebook.import'>)
  )
  const revisions = new Map<SampleDocument, Revision>()
  const inputs = documents.map(({ file, ...words }) => {
    const source = readSource(`${file}.md`)
    const revision = nameRevision(blocksFromMarkdown(source).content, sha256)
    const original = sha256(source) as Hash
    blobs[revision.hash] = revisionBlob(revision)
    blobs[original] = source
    project.texts.set(revision.hash, revision.text)
    revisions.set(file, revision)
    return {
      id: sampleIds.document(file),
      ...words,
      revision: revision.hash,
      original: { hash: original, name: `${file}.md`, format: 'md' as const, encoding: 'utf-8' }
    }
  })
  must(project.run('document.import', { documents: inputs }))
  tagAll(project, revisions, 'c1', saturday, (passage) => passage)
  const second = project.copy(20_250_427, sunday)
  second.coder = sampleIds.second
  tagAll(second, revisions, 'c2', sunday, asSecondSaw)
  return { batches: inOrder(second), blobs }
}

/** The second coder's passage where it was tagged; null where it was missed. Their notes are their own, written only where they read another stance. */
export function asSecondSaw(passage: SamplePassage): SamplePassage | null {
  const { second, note: _firsts, ...same } = passage
  return second === 'missed' ? null : { ...same, ...second }
}

function tagAll(
  project: MemoryProject,
  revisions: ReadonlyMap<SampleDocument, Revision>,
  initials: string,
  from: number,
  seen: (passage: SamplePassage) => SamplePassage | null
): void {
  let number = 0
  for (const { file } of documents) {
    for (const passage of samplePassages[file]) {
      number++
      const own = seen(passage)
      const revision = revisions.get(file)
      if (!own || !revision) continue
      project.clock = from + 30 * minute + number * 2 * minute
      must(
        project.run('annotation.tag', {
          id: `ann_sample-${String(number).padStart(2, '0')}-${initials}` as AnnotationId,
          document: sampleIds.document(file),
          revision: revision.hash,
          ...placeOf(own.quote, revision.text),
          issue: sampleIds.issue(own.issue),
          stance: sampleIds.stance(own.stance),
          actors: own.actors.map(sampleIds.actor),
          certainty: own.certainty,
          note: own.note ?? ''
        })
      )
    }
  }
}

function placeOf(quote: string, text: string): { readonly start: number; readonly end: number } {
  const start = text.indexOf(quote)
  if (start < 0 || text.includes(quote, start + 1))
    throw new Error(`“${quote}” does not stand exactly once in its document`)
  return { start, end: start + quote.length }
}

/** Batches in the order they were written, each with its changes. */
function inOrder(project: MemoryProject): SampleLog['batches'] {
  const changes = [...project.changes.values()].toSorted(compareChanges)
  return [...project.batches.values()].map((batch) => ({
    batch,
    changes: changes.filter((change) => change.batch === batch.id)
  }))
}

/** Line ends are unified, so that a checkout with other ones gives the same hashes. */
function readSource(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8').replaceAll('\r\n', '\n')
}

/** The JSON as it stands in the repository: one change a line, so that a difference can be read. */
export function sampleText(sample: SampleLog): string {
  const batches = sample.batches.map(
    ({ batch, changes }) =>
      `    { "batch": ${JSON.stringify(batch)}, "changes": [\n      ${changes.map((change) => JSON.stringify(change)).join(',\n      ')}\n    ] }`
  )
  const blobs = Object.entries(sample.blobs).map(
    ([hash, text]) => `    ${JSON.stringify(hash)}: ${JSON.stringify(text)}`
  )
  return `{\n  "batches": [\n${batches.join(',\n')}\n  ],\n  "blobs": {\n${blobs.join(',\n')}\n  }\n}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(sampleProjectFile, sampleText(makeSample()))
