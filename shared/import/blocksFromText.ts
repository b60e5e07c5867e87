/** Plain text -> blocks. The canonical text is the file's own text, character by character. */
import { canonicalText } from '../text/canonical.ts'
import { span } from '../text/offsets.ts'
import type { Block } from '../text/revision.ts'
import type { ImportedText } from './importedText.ts'
import { listLosses, lose, type LossCounter } from './losses.ts'

/**
 * Paragraphs of a plain text. Offsets of other tools that count in the file stay true: the content's text is the canonical text of the
 * file, blank lines included; these end the block before them, so that a block starts with words. Lines of a hard-wrapped text
 * stay together, with `\n` inside their block; where most of the text stands in long lines, each line is a paragraph of its own.
 * A line that holds only a form feed is a page break. Headings and lists are not guessed.
 */
export function blocksFromText(raw: string): ImportedText {
  const { text, replaced } = canonicalText(raw)
  const losses: LossCounter = new Map()
  lose(losses, 'replacedCharacters', replaced)
  return { content: { text, blocks: blocksOf(text), marks: [] }, title: null, losses: listLosses(losses) }
}

/** UTF-16 code units; a line of a text wrapped by hand or by a mail program is shorter. */
const longLine = 120

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  const eachLine = standsInLongLines(text)
  let start = 0
  let hasWords = false
  let wasBlank = false
  const close = (end: number): void => {
    if (end >= start) blocks.push({ kind: 'paragraph', ...span(start, end) })
    start = end + 1
    hasWords = false
  }
  for (const { from, to } of linesOf(text)) {
    const line = text.slice(from, Math.min(to, from + 200))
    const isBreak = to - from === 1 && line === '\f'
    const isBlank = !isBreak && line.trim() === '' && text.slice(from, to).trim() === ''
    // A block ends where the next words begin: the blank lines between belong to the one before.
    if (isBreak || (!isBlank && hasWords && (wasBlank || eachLine || line.startsWith('\f')))) {
      if (from > start || hasWords) close(from - 1)
    }
    if (isBreak) {
      blocks.push({ kind: 'pageBreak', ...span(from, to) })
      start = to + 1
    } else if (!isBlank) hasWords = true
    wasBlank = isBlank
  }
  if (text !== '' && start <= text.length) close(text.length)
  return blocks
}

/** The lines of a text, without their line breaks. */
function* linesOf(text: string): Generator<{ readonly from: number; readonly to: number }> {
  for (let from = 0; from <= text.length;) {
    const found = text.indexOf('\n', from)
    const to = found < 0 ? text.length : found
    yield { from, to }
    from = to + 1
  }
}

function standsInLongLines(text: string): boolean {
  let inLong = 0
  for (const { from, to } of linesOf(text)) if (to - from > longLine) inLong += to - from
  return inLong * 2 > text.length
}
