/** Moving one end of a passage: by character, word, sentence or paragraph. Offsets are UTF-16 code units; only the text near the end is read. */
import { span, type Span } from '../../shared/text/offsets.ts'
import { referenceAround, referencesIn } from '../../shared/text/references.ts'
import { blockIndexAt, type Block, type RevisionContent } from '../../shared/text/revision.ts'
import { sentencesIn } from '../../shared/text/sentences.ts'
import { graphemeEnd, graphemeStart, splitsGrapheme, trimSpan } from '../../shared/text/snap.ts'
import type { Edge, Unit } from './textKeys.ts'

/** One step of one end. */
export type Step = { readonly edge: Edge; readonly unit: Unit; readonly forwards: boolean }

/**
 * The passage with one end a step further forward or back; the other end stays. Null where the end cannot move that way: at the end of the
 * text, or where nothing would be left. Every unit has its stops, and the stops of a larger unit are stops of the smaller ones: so a step
 * from a stop and back is the same passage. No stop is inside a grapheme or a footnote reference, and none leaves white space at an end.
 */
export function moveBoundary(
  content: RevisionContent,
  at: Span,
  { edge, unit, forwards }: Step
): Span | null {
  const from = edge === 'start' ? at.start : at.end
  const to =
    unit === 'character'
      ? characterStop(content, from, { edge, forwards })
      : stopInBlocks(content, from, { edge, unit, forwards })
  if (to === null) return null
  const [start, end] = edge === 'start' ? [to, at.end] : [at.start, to]
  return start < end ? span(start, end) : null
}

/** The nearest place for an end that is dragged to `offset`: of a word, or with `exact` of a character; never inside a footnote reference. */
export function snapEdge(
  content: RevisionContent,
  offset: number,
  { edge, exact }: { readonly edge: Edge; readonly exact: boolean }
): number {
  const place = Math.min(Math.max(0, offset), content.text.length)
  if (exact && isStop(content, place, edge)) return place
  const stops = [true, false].flatMap((forwards) => {
    // A step less on the way, so that the place itself is found where it is a stop.
    const from = forwards ? place - 1 : place + 1
    return (
      (exact
        ? characterStop(content, place, { edge, forwards })
        : stopInBlocks(content, from, { edge, unit: 'word', forwards })) ?? []
    )
  })
  return stops.toSorted((a, b) => Math.abs(a - place) - Math.abs(b - place))[0] ?? place
}

type Way = { readonly edge: Edge; readonly forwards: boolean }

/** True where an end may stand: no white space at its inner side, nothing cut. */
function isStop(content: RevisionContent, offset: number, edge: Edge): boolean {
  const { text } = content
  const inner = edge === 'start' ? text.charAt(offset) : text.charAt(offset - 1)
  return (
    inner !== '' &&
    !/\s/.test(inner) &&
    !splitsGrapheme(text, offset) &&
    referenceAround(content, offset) === null
  )
}

function characterStop(content: RevisionContent, from: number, { edge, forwards }: Way): number | null {
  const { text } = content
  let at = from
  while (forwards ? at < text.length : at > 0) {
    const next = forwards ? graphemeEnd(text, at + 1) : graphemeStart(text, at - 1)
    const reference = referenceAround(content, next)
    at = reference ? (forwards ? reference.end : reference.start) : next
    if (isStop(content, at, edge)) return at
  }
  return null
}

/** Blocks that are longer are read in windows of this length. */
const reach = 4_000
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

function stopInBlocks(
  content: RevisionContent,
  from: number,
  { edge, unit, forwards }: Way & { readonly unit: Exclude<Unit, 'character'> }
): number | null {
  const { blocks } = content
  const step = forwards ? 1 : -1
  const first = blockIndexAt(blocks, from)
  for (let i = first; i >= 0 && i < blocks.length; i += step) {
    const block = blocks[i]
    if (!block) return null
    const windows = Math.max(1, Math.ceil((block.end - block.start) / reach))
    let window =
      i === first ? Math.max(0, Math.floor((from - block.start) / reach)) : forwards ? 0 : windows - 1
    for (window = Math.min(window, windows - 1); window >= 0 && window < windows; window += step) {
      const stops =
        unit === 'paragraph'
          ? paragraphStops(content, block, edge)
          : stopsIn(content, block, { window, edge, unit })
      const found = forwards ? stops.find((stop) => stop > from) : stops.findLast((stop) => stop < from)
      if (found !== undefined) return found
    }
  }
  return null
}

function paragraphStops({ text }: RevisionContent, block: Block, edge: Edge): readonly number[] {
  const words = trimSpan(text, block)
  return words ? [edge === 'start' ? words.start : words.end] : []
}

/** The stops of a unit in and around a window of a block, ascending. */
function stopsIn(
  content: RevisionContent,
  block: Block,
  { window, edge, unit }: { readonly window: number; readonly edge: Edge; readonly unit: 'word' | 'sentence' }
): readonly number[] {
  const { text } = content
  const start = Math.max(block.start, graphemeStart(text, block.start + (window - 1) * reach))
  const end = Math.min(
    block.end,
    graphemeEnd(text, Math.min(text.length, block.start + (window + 2) * reach))
  )
  const references = referencesIn(content, start, end)
  const pieces: { readonly start: number; readonly end: number }[] = []
  for (const sentence of sentencesIn(text, { start, end }, references)) {
    const words = trimSpan(text, sentence)
    if (words) pieces.push(words)
  }
  if (unit === 'word') {
    pieces.push(...references)
    for (const part of segmenter.segment(text.slice(start, end)))
      if (part.isWordLike)
        pieces.push({ start: start + part.index, end: start + part.index + part.segment.length })
  }
  const stops = pieces
    // What the window cuts off neither starts nor ends there.
    .map((piece) => piece[edge])
    .filter((stop) => (stop !== start || start === block.start) && (stop !== end || end === block.end))
    .filter((stop) => isStop(content, stop, edge))
  return [...new Set(stops)].toSorted((a, b) => a - b)
}
