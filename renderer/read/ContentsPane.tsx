/** The contents of the document that is read. */
import { useMemo } from 'react'
import { dominantDirection } from '../../shared/text/direction.ts'
import type { RevisionContent } from '../../shared/text/revision.ts'
import { Contents } from '../document/Contents.tsx'
import { headingsOf, type Heading } from '../document/headings.ts'
import { useParley, useReader } from '../state/parley.ts'
import { t } from '../ui/words.ts'

/** Shown where there are at least `fewest` headings. */
export function ContentsPane({
  content,
  headings
}: {
  readonly content: RevisionContent
  readonly headings: readonly Heading[]
}) {
  const parley = useParley()
  const at = useReader((state) => state.place?.at ?? 0)
  const direction = useMemo(() => dominantDirection(content.text), [content])
  return (
    <section className="pane" data-pane="contents" aria-label={t('document.contents.label')}>
      <div className="pane-head">
        <h2>{t('document.contents.label')}</h2>
      </div>
      <Contents
        // Another text: nothing is closed, nothing looked for.
        key={content.text.length}
        headings={headings}
        at={at}
        direction={direction}
        onJump={(heading) => {
          const { handle } = parley.reader.getState()
          handle?.showOffset(heading.start)
          handle?.focus()
        }}
      />
    </section>
  )
}

const fewest = 2

/** The headings of what is read; none where there are too few to be listed. */
export function useHeadings(content: RevisionContent | null): readonly Heading[] {
  return useMemo(() => {
    const found = content ? headingsOf(content) : []
    return found.length < fewest ? [] : found
  }, [content])
}
