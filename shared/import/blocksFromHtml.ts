/** HTML -> blocks: parsed as a browser parses it, then walked once; the words that a browser shows, and nothing of the HTML, are kept. */
import { parse } from 'parse5'
import type { MarkShape } from '../text/buildContent.ts'
import type { BlockShape } from '../text/revision.ts'
import { blockWriter, type BlockWriter } from './blockWriter.ts'
import {
  attribute,
  hasStyle,
  isElement,
  isText,
  textOf,
  walk,
  type HtmlElement,
  type HtmlNode,
  type HtmlParent
} from './htmlNodes.ts'
import { findNotes, type HtmlNotes } from './htmlNotes.ts'
import { layoutTables, tableGrid, type TableGrid } from './htmlTables.ts'
import { importPieces, type ImportedText } from './importedText.ts'
import { bullet, ordinal, type MarkerStyle } from './listMarker.ts'
import { lose, type LossCounter } from './losses.ts'

/**
 * The blocks of a page. Headings, paragraphs, list items with depth and marker, table cells, footnotes; two line breaks in a row end a
 * paragraph; a footnote's reference reads "[1]". White space is collapsed as a browser does it, but in preformatted text.
 * `losses` are added to, so that a reader that made the HTML can count its own first.
 */
export function blocksFromHtml(html: string, losses: LossCounter = new Map()): ImportedText {
  const document = parse(html, { scriptingEnabled: false })
  const reading: Reading = {
    writer: blockWriter(),
    losses,
    notes: findNotes(document),
    layout: layoutTables(document),
    tables: 0,
    title: null,
    heading: null
  }
  walkBlocks(reading, document)
  reading.writer.endBlock()
  return importPieces(reading.writer.pieces, reading.title ?? reading.heading, losses)
}

type Reading = {
  readonly writer: BlockWriter
  readonly losses: LossCounter
  readonly notes: HtmlNotes
  readonly layout: ReadonlySet<HtmlElement>
  tables: number
  title: string | null
  heading: string | null
}

/** What the elements around a place say about the words in it. */
type Context = {
  readonly marks: readonly MarkShape[]
  readonly isVerbatim: boolean
  readonly heading: number | null
  readonly note: string | null
  readonly list: List | null
  readonly item: Item | null
  readonly table: Table | null
  readonly isInCell: boolean
}
type List = {
  readonly depth: number
  readonly isOrdered: boolean
  readonly style: MarkerStyle
  readonly step: 1 | -1
  next: number
}
type Item = { readonly depth: number; marker: string; isMarked: boolean }
type Table = { readonly index: number; readonly grid: TableGrid; readonly isHead: boolean }

const outside: Context = {
  marks: [],
  isVerbatim: false,
  heading: null,
  note: null,
  list: null,
  item: null,
  table: null,
  isInCell: false
}
const strong: MarkShape = { kind: 'strong' }
const emphasis: MarkShape = { kind: 'emphasis' }

const blockTags = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul xmp listing plaintext'.split(
    ' '
  )
)
const embeddedTags = new Set(
  'img picture svg video audio iframe frame object embed applet canvas map'.split(' ')
)
const silentTags = new Set(
  'style link meta base noscript noframes template datalist colgroup col source track param annotation annotation-xml'.split(
    ' '
  )
)
const fieldTags = new Set('input select textarea progress meter'.split(' '))

function walkBlocks(reading: Reading, root: HtmlParent): void {
  const contexts: Context[] = [outside]
  walk(root, {
    enter: (node) => {
      const context = contexts.at(-1) ?? outside
      if (!isElement(node)) {
        readLeaf(reading, node, context)
        return undefined
      }
      const inner = enterElement(reading, node, context)
      if (inner === 'skip') return 'skip'
      contexts.push(inner)
      return undefined
    },
    leave: (element) => {
      const inner = contexts.pop() ?? outside
      leaveElement(reading, element, inner, contexts.at(-1) ?? outside)
    }
  })
}

function readLeaf(reading: Reading, node: Exclude<HtmlNode, HtmlElement>, context: Context): void {
  if (node.nodeName === '#comment') lose(reading.losses, 'comments')
  if (!isText(node)) return
  const shape = (): BlockShape => shapeIn(context)
  if (context.isVerbatim) writeLines(reading.writer, node.value, context)
  else reading.writer.words(node.value, context.marks, shape)
}

/** Preformatted words: every space counts, a line break never ends the block. */
function writeLines(writer: BlockWriter, text: string, context: Context): void {
  writer.verbatim(text.replace(/\r\n?/g, '\n'), context.marks, () => shapeIn(context))
}

function shapeIn(context: Context): BlockShape {
  if (context.note !== null) return { kind: 'footnote', label: context.note }
  if (context.heading !== null) return { kind: 'heading', level: context.heading }
  if (!context.item) return { kind: 'paragraph' }
  // Only an item's first block shows its marker.
  const marker = context.item.isMarked ? '' : context.item.marker
  context.item.isMarked = true
  return { kind: 'listItem', depth: context.item.depth, marker }
}

function enterElement(reading: Reading, element: HtmlElement, context: Context): Context | 'skip' {
  const { writer, losses, notes } = reading
  const tag = element.tagName
  if (tag === 'title') {
    // A drawing may have a title too; the page's own comes first.
    reading.title ??= textOf(element)
    return 'skip'
  }
  if (tag === 'script') {
    lose(losses, 'scripts')
    return 'skip'
  }
  if (silentTags.has(tag) || notes.backlinks.has(element)) return 'skip'
  if (isHidden(element)) {
    if (textOf(element).trim() !== '') lose(losses, 'hiddenText')
    return 'skip'
  }
  if (embeddedTags.has(tag)) {
    lose(losses, 'images')
    return 'skip'
  }
  if (tag === 'input' && hasClass(element, softPageBreakClass)) {
    writer.pageBreak({ splits: false })
    return 'skip'
  }
  if (fieldTags.has(tag)) {
    if (attribute(element, 'type') !== 'hidden') lose(losses, 'formFields')
    return 'skip'
  }
  if (tag === 'br') {
    if (context.isVerbatim) writeLines(writer, '\n', context)
    else writer.lineBreak()
    return 'skip'
  }
  const label = notes.references.get(element)
  if (label !== undefined) {
    const mark: MarkShape = { kind: 'footnoteReference', label }
    // Several runs of one mark: no white space of the source may come between the brackets.
    writer.words(`[${label}]`, [...context.marks, mark], () => shapeIn(context))
    return 'skip'
  }
  if (hasClass(element, markerClass)) {
    const marker = textOf(element).trim()
    // In a list item it is the item's marker; before a heading, and in a cell, it is words that the reader saw.
    if (context.item && !context.item.isMarked && context.heading === null && !context.isInCell)
      context.item.marker = marker
    else if (marker !== '') writer.words(`${marker} `, context.marks, () => shapeIn(context))
    return 'skip'
  }
  if (blockTags.has(tag)) return enterBlock(reading, element, context)
  return {
    ...context,
    marks: marksOf(reading, element, context),
    isVerbatim: context.isVerbatim || keepsSpace(element)
  }
}

function enterBlock(reading: Reading, element: HtmlElement, context: Context): Context {
  const { writer, losses, notes } = reading
  const tag = element.tagName
  writer.endBlock()
  if (
    tag === 'hr'
      ? hasClass(element, pageBreakClass)
      : hasStyle(element, /(^|;)(page-)?break-before:(always|page|left|right)/)
  ) {
    writer.pageBreak({ splits: true })
  }
  const label = notes.notes.get(element)
  const inner: Context = {
    ...context,
    note: label ?? context.note,
    isVerbatim: context.isVerbatim || keepsSpace(element) || /^(pre|xmp|listing|plaintext)$/.test(tag)
  }
  const level = headingLevel(element)
  if (level !== null) {
    if (context.isInCell) lose(losses, 'flattenedCells')
    else if (reading.heading === null) reading.heading = textOf(element)
    return { ...inner, heading: level, note: context.note }
  }
  if (tag === 'ul' || tag === 'ol' || tag === 'menu' || tag === 'dir') {
    if (context.isInCell) lose(losses, 'flattenedCells')
    return { ...inner, list: listOf(element, context) }
  }
  if (tag === 'li') return { ...inner, item: itemOf(element, context) }
  if (tag === 'table' && !reading.layout.has(element) && !context.isInCell && inner.note === null) {
    const table: Table = { index: reading.tables, grid: tableGrid(), isHead: false }
    reading.tables += 1
    return { ...inner, table, item: null, list: null }
  }
  if (tag === 'table' && reading.layout.has(element)) {
    lose(losses, 'layoutTables')
    return { ...inner, table: null }
  }
  if (!context.table || context.isInCell) return inner
  if (tag === 'tr') context.table.grid.startRow()
  if (tag === 'thead') return { ...inner, table: { ...context.table, isHead: true } }
  if (tag === 'td' || tag === 'th') {
    const { row, column, isMerged } = context.table.grid.place(element)
    if (isMerged) lose(losses, 'mergedCells')
    writer.startCell({
      kind: 'tableCell',
      table: context.table.index,
      row,
      column,
      header: tag === 'th' || context.table.isHead
    })
    return { ...inner, isInCell: true }
  }
  return inner
}

function leaveElement(reading: Reading, element: HtmlElement, inner: Context, context: Context): void {
  const { writer } = reading
  if (inner.isInCell && !context.isInCell) writer.endCell()
  else if (blockTags.has(element.tagName)) writer.endBlock()
  if (hasStyle(element, /(^|;)(page-)?break-after:(always|page|left|right)/))
    writer.pageBreak({ splits: true })
}

/** Classes by which a reader that makes its own HTML marks page breaks, and the markers of its source. */
export const markerClass = 'parley-marker'
export const pageBreakClass = 'parley-page-break'
export const softPageBreakClass = 'parley-soft-page-break'

function hasClass(element: HtmlElement, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name)
}

function isHidden(element: HtmlElement): boolean {
  if (attribute(element, 'hidden') !== null && attribute(element, 'hidden') !== 'until-found') return true
  if (element.tagName === 'dialog' && attribute(element, 'open') === null) return true
  return hasStyle(element, /(^|;)(display:none|visibility:hidden|mso-hide:all)/)
}

function keepsSpace(element: HtmlElement): boolean {
  return hasStyle(element, /(^|;)white-space:(pre|break-spaces)/)
}

function headingLevel(element: HtmlElement): number | null {
  const match = /^h([1-6])$/.exec(element.tagName)
  if (match) return Number(match[1])
  if (attribute(element, 'role') !== 'heading') return null
  const level = Number(attribute(element, 'aria-level') ?? '2')
  return Number.isInteger(level) && level >= 1 && level <= 9 ? level : 2
}

function marksOf(reading: Reading, element: HtmlElement, context: Context): readonly MarkShape[] {
  switch (element.tagName) {
    case 'b':
    case 'strong':
      return [...context.marks.filter((mark) => mark.kind !== 'strong'), strong]
    case 'i':
    case 'em':
      return [...context.marks.filter((mark) => mark.kind !== 'emphasis'), emphasis]
    case 'del':
    case 's':
    case 'strike':
      lose(reading.losses, 'struckText')
      return context.marks
    case 'a': {
      const href = attribute(element, 'href')
      if (href === null) return context.marks
      const kept = keptHref(href)
      if (kept === null) lose(reading.losses, 'links')
      return kept === null
        ? context.marks
        : [...context.marks.filter((mark) => mark.kind !== 'link'), { kind: 'link', href: kept }]
    }
    default:
      return context.marks
  }
}

/** A link that may be opened later: http, https or mailto, whole, at most 2,000 characters; else null. */
export function keptHref(href: string): string | null {
  // Browsers drop line breaks and tabs inside a URL, so "java\nscript:" must not pass for something else.
  const url = [...href]
    .filter((sign) => !/[\p{Cc}\p{Cs}]/u.test(sign))
    .join('')
    .trim()
    .replace(/\s/gu, '%20')
  return url.length <= 2_000 && /^(https?:\/\/[^/?#]+|mailto:[^@]+@)/i.test(url) ? url : null
}

function listOf(element: HtmlElement, context: Context): List {
  const isOrdered = element.tagName === 'ol'
  const isReversed = isOrdered && attribute(element, 'reversed') !== null
  const items = isReversed ? element.childNodes.filter((child) => child.nodeName === 'li').length : 1
  const start = Number.parseInt(attribute(element, 'start') ?? '', 10)
  return {
    depth: context.list ? context.list.depth + 1 : 0,
    isOrdered,
    style: styleOf(element),
    step: isReversed ? -1 : 1,
    next: Number.isInteger(start) ? start : items
  }
}

function styleOf(element: HtmlElement): MarkerStyle {
  const type = attribute(element, 'type')
  if (type === 'a' || hasStyle(element, /list-style(-type)?:lower-(alpha|latin)/)) return 'lowerLetter'
  if (type === 'A' || hasStyle(element, /list-style(-type)?:upper-(alpha|latin)/)) return 'upperLetter'
  if (type === 'i' || hasStyle(element, /list-style(-type)?:lower-roman/)) return 'lowerRoman'
  if (type === 'I' || hasStyle(element, /list-style(-type)?:upper-roman/)) return 'upperRoman'
  return 'decimal'
}

function itemOf(element: HtmlElement, context: Context): Item {
  const list = context.list ?? {
    depth: 0,
    isOrdered: false,
    style: 'decimal' as const,
    step: 1 as const,
    next: 1
  }
  const value = Number.parseInt(attribute(element, 'value') ?? '', 10)
  if (Number.isInteger(value)) list.next = value
  const number = list.next
  list.next += list.step
  // A list without markers shows none.
  const isBare = hasStyle(
    element.parentNode && isElement(element.parentNode) ? element.parentNode : element,
    /list-style(-type)?:none/
  )
  const marker = isBare ? '' : list.isOrdered ? `${ordinal(number, list.style)}.` : bullet(list.depth)
  return { depth: list.depth, marker, isMarked: false }
}
