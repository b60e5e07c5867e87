/** Reads what coders made of documents, as agreement is measured on it: today's places, joined records counted as one. */
import type { AgreementRequest } from '../../shared/api/agreementMethods.ts'
import type { CodebookView } from '../../shared/api/views.ts'
import { excluded, type Coding, type Excluded } from '../../shared/analysis/agreementReport.ts'
import type { CodedDocument, Stretch, Tag } from '../../shared/analysis/codedUnits.ts'
import { roundOf } from '../../shared/analysis/rounds.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { AnnotationId, CoderId, DocumentId, Hash, IssueId } from '../../shared/ids.ts'
import { referencesIn } from '../../shared/text/references.ts'
import type { Revision } from '../../shared/text/revision.ts'
import { sentencesIn } from '../../shared/text/sentences.ts'
import { sightOf } from './blind.ts'
import { codebookOf } from './codebookView.ts'
import { flatList } from './documentList.ts'
import { workOf, type CoderWork } from './documentProgress.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRevision, revisionSize } from './revisions.ts'
import { sql } from './sql.ts'
import { documentGroup } from './tableStatements.ts'

export type CodingAsked = Pick<
  AgreementRequest,
  'coders' | 'documents' | 'issues' | 'units' | 'onlyDone' | 'rounds'
>

/**
 * Everything that the figures are made of. Fails with missingRecord for a coder who is not there and with oneCoder where all of them count as
 * one. `onDocument` hears how far it is.
 */
export function readCoding(
  file: ProjectFile,
  asked: CodingAsked,
  onDocument: (done: number, total: number) => void = () => undefined
): Result<Coding> {
  const codebook = codebookOf(file)
  const coders = codersAsked(codebook, asked.coders)
  if (!coders) return fail('missingRecord', { kind: 'coder' })
  if (coders.length < 2) return fail('oneCoder')
  const read = reader(file, asked, codebook, coders)
  const { numbers, gone } = documentsAsked(file, asked.documents)
  if (gone > 0) read.leave('gone', gone)
  const documents: CodedDocument[] = []
  for (const [done, n] of numbers.entries()) {
    const document = read.document(n)
    if (document) documents.push(document)
    onDocument(done + 1, numbers.length)
  }
  return ok({
    units: asked.units,
    coders: coders.map(({ id, name }, number) => ({
      coder: id,
      name,
      annotations: read.annotations[number] ?? 0
    })),
    issues: read.issues(),
    scale: codebook.stances.map(({ id, label, polarity }) => ({ stance: id, label, polarity })),
    documents: read.inOrder(documents),
    excluded: read.excluded()
  })
}

type Coder = { readonly id: CoderId; readonly name: string }
type Left = keyof typeof words

/** What was left out while reading: of one, of several. */
const words = {
  lost: [
    'annotation is lost: none of its words are in today’s text.',
    'annotations are lost: none of their words are in today’s text.'
  ],
  otherIssues: [
    'annotation has an issue that was not chosen.',
    'annotations have issues that were not chosen.'
  ],
  notBegun: [
    'document was begun by fewer than two of the coders.',
    'documents were begun by fewer than two of the coders.'
  ],
  notDone: [
    'document is not marked done by every one of the coders.',
    'documents are not marked done by every one of the coders.'
  ],
  blind: [
    'document is left out because the project is coded blind and you have not marked it done.',
    'documents are left out because the project is coded blind and you have not marked them done.'
  ],
  textMissing: ['document has no text here yet.', 'documents have no text here yet.'],
  issuesGone: [
    'issue that was chosen is not in the project any more.',
    'issues that were chosen are not in the project any more.'
  ],
  gone: [
    'document that was chosen is not in the project any more.',
    'documents that were chosen are not in the project any more.'
  ]
} as const satisfies Record<string, readonly [string, string]>

/** The coders, those joined into one once; null where one of them is not there. */
function codersAsked(codebook: CodebookView, asked: readonly CoderId[]): readonly Coder[] | null {
  const byId = new Map(codebook.coders.map((coder) => [coder.id, coder]))
  const found = new Map<CoderId, Coder>()
  for (const id of asked) {
    const named = byId.get(id)
    const end = named?.joinedInto ? byId.get(named.joinedInto) : named
    if (!end) return null
    found.set(end.id, { id: end.id, name: end.name })
  }
  return [...found.values()]
}

/** The numbers of the documents in their order, joined ones as what they were joined into. */
function documentsAsked(
  file: ProjectFile,
  asked: readonly DocumentId[] | undefined
): { readonly numbers: readonly number[]; readonly gone: number } {
  const all = flatList(file, { filter: {}, sort: 'place', descending: false, coder: null })
  if (!asked) return { numbers: all, gone: 0 }
  const chosen = new Set<number>()
  let gone = 0
  for (const id of new Set(asked)) {
    const n = file.names.find(id)
    const end = n === null ? undefined : file.connection.get(endOf, n)
    if (end) chosen.add(end.n)
    else gone++
  }
  return { numbers: all.filter((n) => chosen.has(n)), gone }
}

function reader(file: ProjectFile, asked: CodingAsked, codebook: CodebookView, coders: readonly Coder[]) {
  const { connection, names } = file
  const sight = sightOf(file)
  const works = coders.map(({ id }) => workOf(file, id))
  const coderNumber = new Map(coders.map(({ id }, number) => [names.find(id), number]))
  const stanceNumber = new Map(codebook.stances.map(({ id }, number) => [names.find(id), number]))
  const issues = issuesAsked(file, codebook, asked.issues)
  const left = new Map<Left, number>()
  const leave = (why: Left, count = 1): void => void left.set(why, (left.get(why) ?? 0) + count)
  const annotations = coders.map(() => 0)
  if (issues.gone > 0) leave('issuesGone', issues.gone)

  return {
    annotations,
    document,
    leave,
    issues: () => issues.inOrder(),
    /** With the numbers of issues as `issues` tells them. */
    inOrder: (documents: readonly CodedDocument[]) => issues.numbered(documents),
    excluded: (): readonly Excluded[] =>
      Object.entries(words).flatMap(([why, [one, several]]) => {
        const count = left.get(why as Left) ?? 0
        return count === 0 ? [] : [excluded(why, count, one, several)]
      })
  }

  function document(n: number): CodedDocument | null {
    const row = connection.get(documentRow, n)
    const group = connection.all(documentGroup, n, n).map((one) => one.n)
    if (!row || works.every((work) => !hasBegun(work, group))) return null
    if (sight && !sight.sees({ coder: null, document: n })) return dropped('blind')
    if (asked.onlyDone && !works.every((work) => isDone(work, group))) return dropped('notDone')
    const begun = works.map((work) => hasBegun(work, group))
    if (begun.filter(Boolean).length < 2) return dropped('notBegun')
    const revision = names.idOf(row.revision) as Hash
    const length = revisionSize(file, revision)?.length
    const needsText = asked.units === 'sentence' || asked.units === 'paragraph'
    const text = needsText ? readRevision(file, revision) : null
    if (length === undefined || text === undefined) return dropped('textMissing')
    const tags = coders.map((): Tag[] => [])
    let last = 0
    for (const annotation of connection.all(annotationsIn, JSON.stringify(group))) {
      const number = coderNumber.get(annotation.coder)
      if (number === undefined) continue
      const { today_start: start, today_end: end } = annotation
      const counted = issues.of(annotation.issue)
      if (start === null || end === null || start >= end) leave('lost')
      else if (counted.length === 0) leave('otherIssues')
      else {
        last = Math.max(last, annotation.created)
        annotations[number] = (annotations[number] ?? 0) + 1
        tags[number]?.push({
          annotation: names.idOf(annotation.n) as AnnotationId,
          start,
          end,
          issue: counted[0] ?? 0,
          issues: counted,
          stance: annotation.stance === null ? null : (stanceNumber.get(annotation.stance) ?? null)
        })
      }
    }
    return {
      document: names.idOf(n) as DocumentId,
      revision,
      length,
      round: roundOf(asked.rounds, { group: row.place_group, last }),
      stretches: text ? stretchesOf(text, asked.units === 'sentence') : [],
      coders: tags.map((own, number) => (begun[number] ? own.toSorted(byPlace) : null))
    }
  }

  function dropped(why: Left): null {
    leave(why)
    return null
  }
}

/** Numbers for the chosen issues, or for every one that comes up; of an issue, the chosen ones at or above it. */
function issuesAsked(file: ProjectFile, codebook: CodebookView, asked: readonly IssueId[] | undefined) {
  const { names } = file
  const byId = new Map(codebook.issues.map((issue) => [issue.id, issue]))
  const endOfIssue = (id: IssueId): IssueId => byId.get(id)?.joinedInto ?? id
  /** In the order in which they came up. */
  const chosen = new Map<IssueId, number>()
  const choose = (id: IssueId): number => {
    const number = chosen.get(id) ?? chosen.size
    chosen.set(id, number)
    return number
  }
  const here = (asked ?? []).filter((id) => byId.has(id))
  for (const id of here) choose(endOfIssue(id))
  const known = new Map<number, number[]>()
  const treeOrder = new Map(codebook.issues.map(({ id }, at) => [id, at]))
  const sorted = (): readonly IssueId[] =>
    [...chosen.keys()].toSorted(
      (a, b) =>
        (treeOrder.get(a) ?? Infinity) - (treeOrder.get(b) ?? Infinity) || (a < b ? -1 : a > b ? 1 : 0)
    )
  return { of, inOrder, numbered, gone: new Set(asked).size - new Set(here).size }

  function of(n: number): readonly number[] {
    const before = known.get(n)
    if (before) return before
    const own = endOfIssue(names.idOf(n) as IssueId)
    const line = above(own)
    const numbers = asked ? line.flatMap((id) => chosen.get(id) ?? []) : [choose(own)]
    known.set(n, numbers)
    return numbers
  }

  /** An issue and those it stands under, from itself to the top. */
  function above(id: IssueId): readonly IssueId[] {
    const line: IssueId[] = []
    for (let at: IssueId | null = id; at !== null && !line.includes(at);) {
      line.push(at)
      const issue = byId.get(at)
      at = issue?.joinedInto ?? issue?.parent ?? null
    }
    return line
  }

  function inOrder(): Coding['issues'] {
    return sorted().map((id) => {
      const path = above(id).toReversed().map(nameOf)
      return { issue: id, name: nameOf(id), path }
    })
  }

  /** An issue that is not here yet has no name. */
  function nameOf(id: IssueId): string {
    return byId.get(id)?.name ?? id
  }

  /** Tags with the numbers that their issues have in tree order. Without a choice of issues, one stands for those below it that came up too. */
  function numbered(documents: readonly CodedDocument[]): readonly CodedDocument[] {
    const order = new Map(sorted().map((id, at) => [id, at]))
    const idOf = [...chosen.keys()]
    const numbersOf = idOf.map((id) => {
      const line = above(id).flatMap((one) => order.get(one) ?? [])
      return line
    })
    return documents.map((document) => ({
      ...document,
      coders: document.coders.map(
        (tags) =>
          tags?.map((tag) => {
            const issues = numbersOf[tag.issue] ?? []
            return { ...tag, issue: issues[0] ?? 0, issues }
          }) ?? null
      )
    }))
  }
}

/** Whether a coder said so or tagged something, in any of these documents that are one. */
function hasBegun(work: CoderWork, group: readonly number[]): boolean {
  return group.some((n) => {
    const told = work.told.get(n)
    return (work.annotations.get(n) ?? 0) > 0 || (told !== undefined && told !== 'new')
  })
}

function isDone(work: CoderWork, group: readonly number[]): boolean {
  return group.some((n) => work.told.get(n) === 'done')
}

/** Sentences, or whole blocks, without the blanks at their edges; a stretch of blanks alone is none. */
function stretchesOf(revision: Revision, isSentences: boolean): readonly Stretch[] {
  const { text } = revision
  const found: Stretch[] = []
  for (const block of revision.blocks) {
    const inside = isSentences
      ? sentencesIn(text, block, referencesIn(revision, block.start, block.end))
      : [block]
    for (const one of inside) {
      const words = text.slice(one.start, one.end)
      const start = one.start + words.length - words.trimStart().length
      const end = one.start + words.trimEnd().length
      if (start < end) found.push({ start, end })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

function byPlace(a: Tag, b: Tag): number {
  return a.start - b.start || a.end - b.end || (a.annotation < b.annotation ? -1 : 1)
}

type AnnotationRow = {
  readonly n: number
  readonly coder: number
  readonly created: number
  readonly today_start: number | null
  readonly today_end: number | null
  readonly issue: number
  readonly stance: number | null
}
const annotationsIn = sql<[string], AnnotationRow>(
  `SELECT a.n, coalesce(c.joined, a.coder) AS coder, a.created, a.today_start, a.today_end, a.issue, a.stance
FROM annotation a LEFT JOIN coder c ON c.n = a.coder WHERE a.document IN (SELECT value FROM json_each(?)) AND a.shown = 1`
)
const documentRow = sql<[number], { revision: number; place_group: string }>(
  'SELECT revision, place_group FROM document WHERE n = ?'
)
const endOf = sql<[number], { n: number }>(
  'SELECT coalesce(joined, n) AS n FROM document WHERE n = ? AND shown = 1'
)
