/** The text and annotations of the bench: the same for every side and every run. */
import type { AnnotationView, CodebookView, DocumentView, RevisionView } from '../../../shared/api/views.ts'
import type {
  ActorId,
  AnnotationId,
  CoderId,
  DocumentId,
  Hash,
  IssueId,
  StanceId
} from '../../../shared/ids.ts'
import { utf16 } from '../../../shared/text/offsets.ts'
import { blockIndexAt, type Block } from '../../../shared/text/revision.ts'
import { palette } from '../../../shared/model/palette.ts'

export type BenchText = {
  readonly document: DocumentView
  readonly revision: RevisionView
  readonly codebook: CodebookView
  readonly annotations: readonly AnnotationView[]
}

const revisionHash = 'b'.repeat(64) as Hash
const documentId = 'doc_bench' as DocumentId
const coder = 'cod_bench' as CoderId
const issueCount = 12

/** Paragraphs of 250-550 characters; annotations of 20-300, 15 % of them across two blocks. */
export function makeBenchText({
  characters,
  annotations: count
}: {
  readonly characters: number
  readonly annotations: number
}): BenchText {
  const random = seeded(7)
  const parts: string[] = []
  const blocks: Block[] = []
  let length = 0
  while (length < characters) {
    const words = paragraph(random)
    const start = length === 0 ? 0 : length + 1
    blocks.push({ kind: 'paragraph', start: utf16(start), end: utf16(start + words.length) })
    parts.push(words)
    length = start + words.length
  }
  const text = parts.join('\n')
  const revision: RevisionView = { hash: revisionHash, textHash: revisionHash, text, blocks, marks: [] }
  const place = seeded(11)
  const annotations: AnnotationView[] = []
  for (let i = 0; i < count; i += 1) {
    const size = 20 + Math.floor(place() * 280)
    const crosses = place() < 0.15
    const within = Math.floor(place() * (length - size))
    const border = blocks[Math.floor(place() * (blocks.length - 1))]?.end ?? 0
    const start = crosses ? Math.max(0, border - Math.floor(size / 2)) : within
    annotations.push(
      benchAnnotation(text, {
        number: i,
        start,
        end: Math.min(length, start + size),
        issue: Math.floor(place() * issueCount),
        stance: Math.floor(place() * 5)
      })
    )
  }
  return { document: benchDocument(text.length, count), revision, codebook: benchCodebook(), annotations }
}

export function benchAnnotation(
  text: string,
  {
    number,
    start,
    end,
    issue,
    stance = number % 5
  }: {
    readonly number: number
    readonly start: number
    readonly end: number
    readonly issue: number
    readonly stance?: number
  }
): AnnotationView {
  const at = { start: utf16(start), end: utf16(end) }
  return {
    id: `ann_${number}` as AnnotationId,
    document: documentId,
    coder,
    created: 0,
    modified: 0,
    anchor: { revision: revisionHash, ...at, quote: text.slice(start, end) },
    place: at,
    issue: issueIdOf(issue),
    stance: `sta_${stance}` as StanceId,
    actors: ['act_bench' as ActorId],
    certainty: null,
    note: '',
    heads: [],
    conflicts: []
  }
}

export function issueIdOf(number: number): IssueId {
  return `iss_${number}` as IssueId
}

/** The block that holds an offset, and where in it. */
export function placeIn(
  blocks: readonly Block[],
  offset: number
): { readonly block: number; readonly inside: number } {
  const block = blockIndexAt(blocks, offset)
  return { block, inside: offset - (blocks[block]?.start ?? 0) }
}

/** The part of [start, end) in the first block it has a character of: what one range of a highlight can cover. */
export function firstPart(
  blocks: readonly Block[],
  start: number,
  end: number
): { readonly start: number; readonly end: number } {
  const { block } = placeIn(blocks, start)
  const at = blocks[block]
  const next = blocks[block + 1]
  if (at && next && start >= at.end) return { start: next.start, end: Math.min(end, next.end) }
  return { start, end: Math.min(end, at?.end ?? end) }
}

function benchDocument(length: number, annotations: number): DocumentView {
  return {
    id: documentId,
    title: 'Bench',
    authors: [],
    date: '',
    kind: '',
    source: '',
    url: '',
    notes: '',
    attributes: {},
    group: '',
    order: 'a',
    revision: revisionHash,
    length,
    original: null,
    joinedInto: null,
    annotations,
    heads: [],
    conflicts: []
  }
}

function benchCodebook(): CodebookView {
  const polarities = [1, 0.5, 0, -1, null]
  return {
    issues: Array.from({ length: issueCount }, (_, i) => ({
      id: issueIdOf(i),
      name: `Issue number ${i}`,
      definition: '',
      examples: [],
      supporting: '',
      opposing: '',
      colour: palette[i] ?? '#6b7280',
      parent: null,
      order: 'a',
      retired: false,
      joinedInto: null,
      uses: 0,
      heads: [],
      conflicts: []
    })),
    stances: polarities.map((polarity, i) => ({
      id: `sta_${i}` as StanceId,
      key: `s${i}`,
      label: `Stance ${i}`,
      polarity,
      colour: palette[i] ?? '#6b7280',
      shortcut: String(i + 1),
      order: 'a',
      retired: false,
      uses: 0,
      heads: [],
      conflicts: []
    })),
    actors: [
      {
        id: 'act_bench' as ActorId,
        name: 'An actor',
        otherNames: [],
        kind: '',
        colour: '#3d7eb0',
        group: '',
        joinedInto: null,
        uses: 0,
        heads: [],
        conflicts: []
      }
    ],
    coders: [
      {
        id: coder,
        name: 'A coder',
        initials: 'AC',
        kind: 'person',
        joinedInto: null,
        uses: 0,
        heads: [],
        conflicts: []
      }
    ]
  }
}

function paragraph(random: () => number): string {
  const target = 250 + Math.floor(random() * 300)
  let words = ''
  while (words.length < target) {
    const sentence = Array.from(
      { length: 6 + Math.floor(random() * 18) },
      () => vocabulary[Math.floor(random() * random() * vocabulary.length)] ?? ''
    ).join(' ')
    words += `${words === '' ? '' : ' '}${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
  }
  return words
}

/** Mulberry32: numbers in [0, 1) that are the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const vocabulary =
  'the of and to in a is that for it as was with be by on not this are from or had which one you were all there would their when who will no more if out so said what its about than into them can only other new some could these two may first then do any such our made after also did many before must well back through years where much your way because long each those people how too little state good very world still see own work men day get here between both life being under three never know same last another while us might great old year come since against came right used take public policy regulation provision article member authority compliance assessment market services directive obligation framework risk impact consumer environment proposal commission measure implementation transparency procedure requirement ceasefire territory sanctions guarantees'.split(
    ' '
  )
