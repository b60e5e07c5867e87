/** The floor: the same text as plain paragraphs with the same highlights, skipped by layout where far from the window, as any page can. */
import { looksOf, paintAnnotations, spanOf, type AnnotationSpan } from '../looks.ts'
import { HighlightSheet } from '../highlights.ts'
import { Painter } from '../painter.ts'
import { SpanIndex } from '../spanIndex.ts'
import { benchAnnotation, firstPart, issueIdOf, placeIn, type BenchText } from './benchText.ts'
import { insideLeftEdge, isHighlighted, twoFrames, type Side } from './side.ts'

const together = 50

export function mountPlain(root: HTMLElement, text: BenchText): Side {
  const { blocks, text: words } = text.revision
  const scroller = document.createElement('div')
  scroller.className = 'plain-scroller'
  scroller.tabIndex = 0
  const page = document.createElement('div')
  page.className = 'plain-page'
  scroller.append(page)
  const paragraphs: HTMLParagraphElement[] = []
  const groups: HTMLElement[] = []
  for (let first = 0; first < blocks.length; first += together) {
    const group = document.createElement('div')
    let height = 0
    for (const block of blocks.slice(first, first + together)) {
      const paragraph = document.createElement('p')
      paragraph.textContent = words.slice(block.start, block.end)
      group.append(paragraph)
      paragraphs.push(paragraph)
      height += Math.ceil((block.end - block.start) / 70) * 29 + 14
    }
    group.style.contentVisibility = 'auto'
    group.style.containIntrinsicSize = `auto ${height}px`
    page.append(group)
    groups.push(group)
  }
  root.append(scroller)

  const index = new SpanIndex<AnnotationSpan>(blocks.map((block) => block.start))
  for (const annotation of text.annotations) {
    const span = spanOf(annotation)
    if (span) index.add(span)
  }
  const dom = {
    rangeIn: (block: number, start: number, end: number): StaticRangeInit | null => {
      const at = blocks[block]
      const node = paragraphs[block]?.firstChild
      if (!at || !node) return null
      const [from, to] = [Math.max(start, at.start), Math.min(end, at.end)]
      return from < to
        ? { startContainer: node, startOffset: from - at.start, endContainer: node, endOffset: to - at.start }
        : null
    }
  }
  const sheet = new HighlightSheet()
  sheet.prepare(looksOf(text.codebook, 'issue'))
  const painter = new Painter(
    sheet,
    dom,
    index,
    paintAnnotations(text.codebook, 'issue', () => true)
  )
  const blocksOf = (group: Element): readonly number[] => {
    const first = groups.indexOf(group as HTMLElement) * together
    return Array.from({ length: Math.min(together, blocks.length - first) }, (_, i) => first + i)
  }
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries)
        for (const block of blocksOf(entry.target))
          if (entry.isIntersecting) painter.paint(block)
          else painter.clear(block)
    },
    { root: scroller, rootMargin: '1500px 0px' }
  )
  for (const group of groups) observer.observe(group)

  let added = text.annotations.length
  const point = (offset: number): { readonly node: Node; readonly offset: number } | null => {
    const { block, inside } = placeIn(blocks, offset)
    const node = paragraphs[block]?.firstChild
    return node ? { node, offset: Math.min(inside, node.nodeValue?.length ?? 0) } : null
  }
  const offsetOf = (node: Node, inside: number): number | null => {
    const paragraph = (node instanceof Element ? node : node.parentElement)?.closest('p')
    const block = paragraph ? paragraphs.indexOf(paragraph) : -1
    const start = blocks[block]?.start
    return start === undefined ? null : start + (node instanceof Text ? inside : 0)
  }
  return {
    scroller,
    whole: Promise.resolve(),
    add: (annotation) => {
      const span = spanOf(benchAnnotation(words, { ...annotation, number: (added += 1) }))
      if (span) painter.repaint(index.add(span))
    },
    layer: (issue) => {
      const wanted = issue === null ? null : issueIdOf(issue)
      painter.setPaints(
        paintAnnotations(
          text.codebook,
          'issue',
          (annotation) => wanted === null || annotation.issue === wanted
        )
      )
    },
    painted: (start, end) => {
      const part = firstPart(blocks, start, end)
      return isHighlighted(point(part.start), point(part.end))
    },
    selection: () => {
      const selection = getSelection()
      if (!selection?.anchorNode || !selection.focusNode) return null
      const anchor = offsetOf(selection.anchorNode, selection.anchorOffset)
      const focus = offsetOf(selection.focusNode, selection.focusOffset)
      return anchor === null || focus === null ? null : [Math.min(anchor, focus), Math.max(anchor, focus)]
    },
    showBlock: async (block) => {
      for (let i = 0; i < 4; i += 1) {
        paragraphs[block]?.scrollIntoView({ block: 'center' })
        await twoFrames()
      }
    },
    pointOf: (offset) => {
      const at = point(offset)
      return at && insideLeftEdge(at.node, at.offset)
    },
    offsetAt: (x, y) => {
      const place = document.caretPositionFromPoint(x, y)
      return place ? offsetOf(place.offsetNode, place.offset) : null
    }
  }
}
