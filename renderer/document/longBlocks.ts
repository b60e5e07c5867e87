/** Cuts a block that is too long to be drawn at once. For display only: the canonical text never changes. */
import { graphemeStart } from '../../shared/text/snap.ts'

/** Longer blocks are cut into parts of about `part` UTF-16 code units; a cut looks back at most `reach` for a good place. */
const longest = 6_000
const part = 3_000
const reach = 800

/**
 * The stretches [start, end) a block is drawn in: one for most, several for a giant paragraph. They join without gaps. A cut falls after a line
 * break, else after a sentence, else after a space, else between two characters as people see them.
 */
export function cutLongBlock(
  text: string,
  block: { readonly start: number; readonly end: number }
): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = []
  let start: number = block.start
  while (block.end - start > longest) {
    const end = goodCut(text, start + part)
    parts.push({ start, end })
    start = end
  }
  parts.push({ start, end: block.end })
  return parts
}

function goodCut(text: string, at: number): number {
  const from = at - reach
  const near = text.slice(from, at)
  const line = near.lastIndexOf('\n')
  if (line >= 0) return from + line + 1
  const sentence = Math.max(near.lastIndexOf('. '), near.lastIndexOf('? '), near.lastIndexOf('! '))
  if (sentence >= 0) return from + sentence + 2
  const space = near.lastIndexOf(' ')
  return space >= 0 ? from + space + 1 : graphemeStart(text, at)
}
