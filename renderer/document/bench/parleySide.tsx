/** The product's reader, as the Read view mounts it. */
import { useState, type Dispatch, type SetStateAction } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { AnnotationId } from '../../../shared/ids.ts'
import { fail } from '../../../shared/errors.ts'
import { DocumentPane, type DocumentPaneHandle } from '../DocumentPane.tsx'
import { benchAnnotation, firstPart, issueIdOf, type BenchText } from './benchText.ts'
import { insideLeftEdge, isHighlighted, twoFrames, type Side } from './side.ts'

type Shown = {
  readonly annotations: readonly AnnotationView[]
  readonly filter: ((annotation: AnnotationView) => boolean) | undefined
}
type SetShown = Dispatch<SetStateAction<Shown>>

export function mountParley(root: HTMLElement, text: BenchText): Side {
  let set: SetShown | null = null
  let pane: DocumentPaneHandle | null = null
  const onReady = (setShown: SetShown, handle: DocumentPaneHandle | null): void => {
    set = setShown
    pane = handle
  }
  flushSync(() => createRoot(root).render(<ReadView text={text} onReady={onReady} />))
  const scroller = root.querySelector<HTMLElement>('.reader-scroller')
  if (!scroller) throw new Error('The reader is not there')
  const reader = (): DocumentPaneHandle => there(pane)
  const show = (change: (shown: Shown) => Shown): void => flushSync(() => there<SetShown>(set)(change))
  let added = text.annotations.length
  return {
    scroller,
    whole: reader().allMounted(),
    add: (annotation) => {
      const made = benchAnnotation(text.revision.text, { ...annotation, number: (added += 1) })
      show((shown) => ({ ...shown, annotations: [...shown.annotations, made] }))
    },
    layer: (issue) => {
      const wanted = issue === null ? null : issueIdOf(issue)
      const filter = wanted === null ? undefined : (annotation: AnnotationView) => annotation.issue === wanted
      show((shown) => ({ ...shown, filter }))
    },
    painted: (start, end) => {
      const part = firstPart(text.revision.blocks, start, end)
      return isHighlighted(reader().domPoint(part.start, 'start'), reader().domPoint(part.end, 'end'))
    },
    selection: () => {
      const chosen = reader().selection()
      return chosen && [chosen.start, chosen.end]
    },
    showBlock: async (block) => {
      const at = text.revision.blocks[block]
      for (let i = 0; at && i < 4; i += 1) {
        reader().reveal(at.start)
        await twoFrames()
      }
    },
    pointOf: (offset) => {
      const at = reader().domPoint(offset, 'start')
      return at && insideLeftEdge(at.node, at.offset)
    },
    offsetAt: (x, y) => reader().offsetAtPoint(x, y)
  }
}

function ReadView({
  text,
  onReady
}: {
  readonly text: BenchText
  readonly onReady: (set: SetShown, pane: DocumentPaneHandle | null) => void
}) {
  const [{ annotations, filter }, set] = useState<Shown>({ annotations: text.annotations, filter: undefined })
  const [selected, setSelected] = useState<AnnotationId | null>(null)
  const { document, revision, codebook } = text
  return (
    <DocumentPane
      ref={(pane) => onReady(set, pane)}
      document={document}
      revision={revision}
      annotations={annotations}
      codebook={codebook}
      coder={codebook.coders[0]?.id ?? null}
      colourBy="issue"
      {...(filter && { filter })}
      selected={selected}
      onSelect={setSelected}
      onCommand={refuse}
      announce={nothing}
      readOnly={false}
      wholeWords={false}
    />
  )
}

function there<T>(value: T | null): T {
  if (value === null) throw new Error('The reader is gone')
  return value
}

function nothing(): void {
  // The bench stores nothing.
}

async function refuse() {
  return Promise.resolve(fail('readOnly'))
}
