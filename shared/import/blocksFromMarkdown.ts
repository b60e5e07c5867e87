/** Markdown -> blocks: CommonMark with tables, strike-through and footnotes; HTML inside it stays as it is written. */
import MarkdownIt, { type Token } from 'markdown-it'
import type { MarkShape } from '../text/buildContent.ts'
import { canonicalText } from '../text/canonical.ts'
import type { BlockShape } from '../text/revision.ts'
import { blockWriter, type BlockWriter } from './blockWriter.ts'
import { keptHref } from './blocksFromHtml.ts'
import { importPieces, type ImportedText } from './importedText.ts'
import { bullet } from './listMarker.ts'
import { lose, type LossCounter } from './losses.ts'
import { withFootnotes, type FootnoteMeta } from './markdownFootnotes.ts'

/**
 * The blocks of a Markdown text. A line break in the source is a space, as it is when the text is published; a hard one stays. Code keeps
 * its lines. Metadata between `---` lines at the top gives the title and is left out.
 */
export function blocksFromMarkdown(raw: string): ImportedText {
  const losses: LossCounter = new Map()
  const { text, replaced } = canonicalText(raw)
  lose(losses, 'replacedCharacters', replaced)
  const { body, title } = withoutFrontMatter(text, losses)
  const reading: Reading = {
    writer: blockWriter(),
    losses,
    lists: [],
    marks: [],
    tables: -1,
    heading: null,
    ...start
  }
  const parser = withFootnotes(
    new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: mostNesting })
  )
  for (const token of parser.parse(body, {})) {
    if (token.level >= mostNesting - 1) lose(losses, 'tooDeep')
    readBlockToken(reading, token)
  }
  reading.writer.endBlock()
  return importPieces(reading.writer.pieces, title ?? reading.heading, losses)
}

type Reading = {
  readonly writer: BlockWriter
  readonly losses: LossCounter
  readonly lists: { readonly isOrdered: boolean; next: number; sign: string; marker: string | null }[]
  /** The marks that are open; null for a link that is not kept, so that its end finds it. */
  readonly marks: (MarkShape | null)[]
  tables: number
  row: number
  column: number
  isHead: boolean
  isInCell: boolean
  level: number | null
  note: string | null
  heading: string | null
}

const start = { row: -1, column: -1, isHead: false, isInCell: false, level: null, note: null }

/** Deeper than this markdown-it reads no further; a text that comes near is told as incomplete. */
const mostNesting = 200

function readBlockToken(reading: Reading, token: Token): void {
  const { writer, lists } = reading
  switch (token.type) {
    case 'inline':
      if (reading.level !== null) reading.heading ??= wordsOf(token)
      for (const child of token.children ?? []) readInlineToken(reading, child)
      reading.marks.length = 0
      if (!reading.isInCell) writer.endBlock()
      break
    case 'heading_open':
      reading.level = Number(token.tag.slice(1))
      break
    case 'heading_close':
      reading.level = null
      break
    case 'bullet_list_open':
      lists.push({ isOrdered: false, next: 1, sign: '', marker: null })
      break
    case 'ordered_list_open':
      lists.push({
        isOrdered: true,
        next: Number(token.attrGet('start') ?? 1),
        sign: token.markup,
        marker: null
      })
      break
    case 'bullet_list_close':
    case 'ordered_list_close':
      lists.pop()
      break
    case 'list_item_open': {
      const list = lists.at(-1)
      if (!list) break
      list.marker = list.isOrdered
        ? `${list.next}${token.markup || list.sign || '.'}`
        : bullet(lists.length - 1)
      list.next += 1
      break
    }
    case 'fence':
    case 'code_block':
      writer.endBlock()
      writer.verbatim(token.content, [], () => shapeIn(reading))
      writer.endBlock()
      break
    case 'footnote_open':
      reading.note = (token.meta as FootnoteMeta).label
      break
    case 'footnote_close':
      reading.note = null
      break
    case 'table_open':
      reading.tables += 1
      reading.row = -1
      break
    case 'thead_open':
      reading.isHead = true
      break
    case 'thead_close':
      reading.isHead = false
      break
    case 'tr_open':
      reading.row += 1
      reading.column = -1
      break
    case 'th_open':
    case 'td_open':
      reading.column += 1
      reading.isInCell = true
      writer.startCell({
        kind: 'tableCell',
        table: reading.tables,
        row: reading.row,
        column: reading.column,
        header: reading.isHead
      })
      break
    case 'th_close':
    case 'td_close':
      writer.endCell()
      reading.isInCell = false
      break
    default:
      break
  }
}

function readInlineToken(reading: Reading, token: Token): void {
  const { writer, losses, marks } = reading
  const shape = (): BlockShape => shapeIn(reading)
  const write = (text: string, ...extra: readonly MarkShape[]): void =>
    writer.words(text, [...marks.filter((mark) => mark !== null), ...extra], shape)
  switch (token.type) {
    case 'text':
      write(token.content)
      lose(losses, 'markup', token.content.match(/<\/?[a-z][^<>]*>/gi)?.length ?? 0)
      break
    case 'code_inline':
      write(token.content)
      break
    case 'softbreak':
      write(' ')
      break
    case 'hardbreak':
      writer.lineBreak()
      break
    case 'strong_open':
      marks.push({ kind: 'strong' })
      break
    case 'em_open':
      marks.push({ kind: 'emphasis' })
      break
    case 'link_open': {
      const href = keptHref(String(token.attrGet('href') ?? ''))
      if (href === null) lose(losses, 'links')
      marks.push(href === null ? null : { kind: 'link', href })
      break
    }
    case 'strong_close':
    case 'em_close':
    case 'link_close':
      marks.pop()
      break
    case 's_open':
      lose(losses, 'struckText')
      break
    case 'image':
      lose(losses, 'images')
      break
    case 'footnote_ref': {
      const { label } = token.meta as FootnoteMeta
      write(`[${label}]`, { kind: 'footnoteReference', label })
      break
    }
    default:
      if (token.content !== '') write(token.content)
      break
  }
}

function shapeIn(reading: Reading): BlockShape {
  if (reading.note !== null) return { kind: 'footnote', label: reading.note }
  if (reading.level !== null) return { kind: 'heading', level: reading.level }
  const list = reading.lists.at(-1)
  if (!list) return { kind: 'paragraph' }
  // Only an item's first block shows its marker.
  const marker = list.marker ?? ''
  list.marker = null
  return { kind: 'listItem', depth: reading.lists.length - 1, marker }
}

function wordsOf(inline: Token): string {
  return (inline.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('')
}

/** Metadata at the top as many writers put it: lines `name: value` between `---` and `---` or `...`. */
function withoutFrontMatter(
  text: string,
  losses: LossCounter
): { readonly body: string; readonly title: string | null } {
  const match = /^---[ \t]*\n((?:[^\n]*\n){1,200}?)(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  const lines = match?.[1]?.split('\n').slice(0, -1) ?? []
  if (!match || !lines.some((line) => /^[A-Za-z][\w-]*:(\s|$)/.test(line)) || !lines.every(isMetadata))
    return { body: text, title: null }
  lose(losses, 'frontMatter', lines.length)
  const title = lines
    .map((line) => /^title:\s*(["']?)(.+?)\1\s*$/i.exec(line)?.[2])
    .find((value) => value !== undefined)
  return { body: text.slice(match[0].length), title: title ?? null }
}

function isMetadata(line: string): boolean {
  return /^([A-Za-z][\w-]*:(\s|$)|\s|-\s|#|$)/.test(line)
}
