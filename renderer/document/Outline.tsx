/** A line around an annotation's words: `::highlight` can paint no outline. */
import { useLayoutEffect, useState } from 'react'
import type { AnnotationSpan } from './looks.ts'
import { outlineOf } from './outlinePath.ts'
import type { Surface } from './surface.ts'

/** Draws the outline in the page's coordinates, as far as the words are near the window. */
export function Outline({
  surface,
  span,
  kind
}: {
  readonly surface: Surface
  readonly span: AnnotationSpan
  readonly kind: 'selected' | 'hovered'
}) {
  const [path, setPath] = useState('')
  useLayoutEffect(() => {
    const draw = (): void => setPath(outlineOf(surface.boxes(span.start, span.end)))
    draw()
    return surface.subscribeLayout(draw)
  }, [surface, span])
  return (
    <svg className="text-outline" data-kind={kind} aria-hidden>
      <path d={path} />
    </svg>
  )
}
