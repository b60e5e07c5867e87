/** Footnotes for markdown-it: definitions `[^1]: words` (with indented continuation) and references `[^1]`, and `^[words]` in place. */
import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'

/** What the reader finds on the tokens: `footnote_open` and `footnote_close` around a body, `footnote_ref` in a line; `meta.label` on each. */
export type FootnoteMeta = { readonly label: string }

/** Teaches a parser footnotes. */
export function withFootnotes(parser: MarkdownIt): MarkdownIt {
  parser.block.ruler.before('reference', 'footnote_def', readDefinition, { alt: ['paragraph', 'reference'] })
  parser.inline.ruler.after('image', 'footnote_ref', readReference)
  return parser
}

/** The labels that a text defines, kept while it is parsed: a reference without a note stays words. */
function labelsOf(env: unknown): Set<string> {
  const holder = env as { footnotes?: Set<string> }
  holder.footnotes ??= new Set()
  return holder.footnotes
}

function readDefinition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  const end = state.eMarks[startLine] ?? 0
  const match = /^\[\^([^\s\]]{1,100})\]:/.exec(state.src.slice(start, Math.min(end, start + 110)))
  const label = match?.[1]
  if (!match || !label) return false
  if (silent) return true
  labelsOf(state.env).add(label)

  // The body is parsed as if the definition's own beginning were indentation.
  const body = start + match[0].length
  const indent = (state.sCount[startLine] ?? 0) + body - start
  let column = indent
  let at = body
  for (; at < end && (state.src[at] === ' ' || state.src[at] === '\t'); at += 1)
    column += state.src[at] === '\t' ? 4 - (column % 4) : 1
  const kept = {
    bMark: state.bMarks[startLine] ?? 0,
    tShift: state.tShift[startLine] ?? 0,
    sCount: state.sCount[startLine] ?? 0,
    parentType: state.parentType
  }
  state.tShift[startLine] = at - body
  state.sCount[startLine] = column - indent
  state.bMarks[startLine] = body
  state.blkIndent += 4
  state.sCount[startLine] = (state.sCount[startLine] ?? 0) + state.blkIndent
  const open = state.push('footnote_open', '', 1)
  open.meta = { label } satisfies FootnoteMeta
  state.md.block.tokenize(state, startLine, endLine)
  state.push('footnote_close', '', -1)
  state.blkIndent -= 4
  state.parentType = kept.parentType
  state.bMarks[startLine] = kept.bMark
  state.tShift[startLine] = kept.tShift
  state.sCount[startLine] = kept.sCount
  return true
}

function readReference(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e) return false
  const match = /^\[\^([^\s\]]{1,100})\]/.exec(state.src.slice(state.pos, state.pos + 110))
  const label = match?.[1]
  if (!match || !label || !labelsOf(state.env).has(label)) return false
  if (!silent) state.push('footnote_ref', '', 0).meta = { label } satisfies FootnoteMeta
  state.pos += match[0].length
  return true
}
