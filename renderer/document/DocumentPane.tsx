/** The middle of the Read view: a document's text with its annotations, and everything that is done to it. */
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { AnnotationView, CodebookView, DocumentView, RevisionView } from '../../shared/api/views.ts'
import { t } from '../ui/words.ts'
import { paintAnnotations, spanOf, type ColourBy } from './looks.ts'
import { Reader } from './Reader.tsx'
import { Surface } from './surface.ts'
import './reader.css'

export type DocumentPaneProps = {
  readonly document: DocumentView
  readonly revision: RevisionView
  readonly annotations: readonly AnnotationView[]
  readonly codebook: CodebookView
  readonly colourBy: ColourBy
}

export function DocumentPane({
  document: { title },
  revision,
  annotations,
  codebook,
  colourBy
}: DocumentPaneProps) {
  const surface = useMemo(() => new Surface(revision), [revision])
  const scroller = useRef<HTMLDivElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const root = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    for (const annotation of annotations) {
      const span = spanOf(annotation)
      if (span) surface.index.add(span)
    }
    surface.painter.setPaints(paintAnnotations(codebook, colourBy, () => true))
  }, [surface, annotations, codebook, colourBy])
  useLayoutEffect(() => {
    if (!scroller.current || !page.current || !root.current) return undefined
    return surface.attach(scroller.current, page.current, root.current)
  }, [surface])
  return (
    <div className="document-pane">
      <div className="reader-scroller" ref={scroller}>
        <div className="reader-page" ref={page}>
          <Reader
            surface={surface}
            label={t('document.text.label', { title })}
            rootRef={root}
            onKeyDown={() => undefined}
          />
        </div>
      </div>
    </div>
  )
}
