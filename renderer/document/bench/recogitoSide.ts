/** A peer: recogito's text annotator over plain paragraphs, with its CSS highlights. */
import { createTextAnnotator, type TextAnnotation } from '@recogito/text-annotator'
import '@recogito/text-annotator/text-annotator.css'
import type { AnnotationView } from '../../../shared/api/views.ts'
import { palette } from '../../../shared/model/palette.ts'
import { benchAnnotation, firstPart, issueIdOf, placeIn, type BenchText } from './benchText.ts'
import { insideLeftEdge, isHighlighted, twoFrames, type Side } from './side.ts'

/** It counts the characters of the page, which has no line breaks between paragraphs; it repaints a moment after a change. */
export function mountRecogito(root: HTMLElement, text: BenchText): Side {
  const { blocks, text: words } = text.revision
  const scroller = document.createElement('div')
  scroller.className = 'plain-scroller'
  const page = document.createElement('div')
  page.className = 'plain-page'
  const paragraphs = blocks.map((block) => {
    const paragraph = document.createElement('p')
    paragraph.textContent = words.slice(block.start, block.end)
    return paragraph
  })
  page.append(...paragraphs)
  scroller.append(page)
  root.append(scroller)

  const own = (annotation: AnnotationView): TextAnnotation => {
    const { start, end, quote } = annotation.anchor
    const inPage = (offset: number): number => offset - placeIn(blocks, offset).block
    return {
      id: annotation.id,
      bodies: [{ id: `${annotation.id}-issue`, annotation: annotation.id, value: annotation.issue }],
      target: {
        annotation: annotation.id,
        selector: [{ quote: quote.replaceAll('\n', ''), start: inPage(start), end: inPage(end) }]
      }
      // It makes the ranges itself, from the offsets.
    } as unknown as TextAnnotation
  }
  const issueOf = ({ bodies }: { readonly bodies: readonly { readonly value?: string }[] }): string =>
    bodies[0]?.value ?? ''
  const annotator = createTextAnnotator<TextAnnotation, TextAnnotation>(page, {
    renderer: 'CSS_HIGHLIGHTS',
    annotatingEnabled: false,
    style: (annotation) => ({
      fill: (palette[Number(issueOf(annotation).slice(4))] ?? '#6b7280') as `#${string}`,
      fillOpacity: 0.17
    })
  })
  annotator.state.store.bulkAddAnnotations(text.annotations.map(own), true)

  let number = text.annotations.length
  const pointOf = (offset: number): { readonly node: Node; readonly offset: number } | null => {
    const { block, inside } = placeIn(blocks, offset)
    const node = paragraphs[block]?.firstChild
    return node ? { node, offset: Math.min(inside, node.nodeValue?.length ?? 0) } : null
  }
  return {
    scroller,
    whole: Promise.resolve(),
    add: (annotation) => {
      annotator.state.store.addAnnotation(
        own(benchAnnotation(words, { ...annotation, number: (number += 1) }))
      )
    },
    layer: (issue) => {
      const wanted = issue === null ? null : issueIdOf(issue)
      annotator.setFilter(wanted === null ? undefined : (annotation) => issueOf(annotation) === wanted)
    },
    painted: (start, end) => {
      const part = firstPart(blocks, start, end)
      return isHighlighted(pointOf(part.start), pointOf(part.end))
    },
    selection: () => null,
    showBlock: async (block) => {
      paragraphs[block]?.scrollIntoView({ block: 'center' })
      await twoFrames()
    },
    pointOf: (offset) => {
      const at = pointOf(offset)
      return at && insideLeftEdge(at.node, at.offset)
    },
    offsetAt: (x, y) => {
      const place = document.caretPositionFromPoint(x, y)
      const paragraph = place?.offsetNode.parentElement?.closest('p')
      const start = paragraph ? blocks[paragraphs.indexOf(paragraph)]?.start : undefined
      return place && start !== undefined ? start + place.offset : null
    }
  }
}
