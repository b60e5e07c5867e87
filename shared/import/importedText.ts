/** What every reader gives: a content, a title if the source names one, and what was lost on the way. */
import { buildContent, type Piece } from '../text/buildContent.ts'
import type { RevisionContent } from '../text/revision.ts'
import { listLosses, lose, type Loss, type LossCounter } from './losses.ts'

export type ImportedText = {
  readonly content: RevisionContent
  /** As the source names itself; null where it does not (the file's name serves then). */
  readonly title: string | null
  readonly losses: readonly Loss[]
}

/**
 * Turns pieces into a content and adds what the building itself lost. Blocks without words (but table cells) and page breaks that nothing
 * follows are left out.
 */
export function importPieces(
  pieces: readonly Piece[],
  title: string | null,
  losses: LossCounter
): ImportedText {
  const kept = pieces.filter(hasPlace)
  const last = kept.findLastIndex(({ shape }) => shape.kind !== 'pageBreak')
  const { content, replaced, widened } = buildContent(kept.slice(0, last + 1))
  lose(losses, 'replacedCharacters', replaced)
  lose(losses, 'widenedMarks', widened)
  return { content, title: plainTitle(title), losses: listLosses(losses) }
}

function hasPlace({ shape, runs }: Piece): boolean {
  return shape.kind === 'pageBreak' || shape.kind === 'tableCell' || runs.some(({ text }) => /\S/.test(text))
}

/** One line of at most 300 characters; null where nothing is left. */
function plainTitle(title: string | null): string | null {
  const line = (title ?? '').replace(/[\s\0]+/g, ' ').trim()
  return line === '' ? null : [...line].slice(0, 300).join('').toWellFormed()
}
