/** Opens and closes the list of the annotations at the caret. */
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import type { CodebookView } from '../../shared/api/views.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { span } from '../../shared/text/offsets.ts'
import { t } from '../ui/words.ts'
import { spansHere } from './here.ts'
import { HereList } from './HereList.tsx'
import type { AnnotationSpan, ColourBy } from './looks.ts'
import type { Surface } from './surface.ts'

type Wants = {
  readonly surface: Surface
  readonly isShown: (span: AnnotationSpan) => boolean
  readonly codebook: CodebookView
  readonly colourBy: ColourBy
  readonly selected: AnnotationId | null
  readonly choose: (id: AnnotationId) => void
  readonly onHover: (id: AnnotationId | null) => void
  readonly announce: (words: string) => void
}

/** `open`: at the caret, with the focus; `show`: at an offset that was clicked, where several annotations are. */
export function useHereList(wants: Wants): {
  readonly list: ReactNode
  readonly open: () => void
  readonly show: (offset: number) => void
} {
  const { surface, isShown, codebook, colourBy, selected, choose, onHover, announce } = wants
  const [opened, setOpened] = useState<{
    readonly at: number
    readonly takesFocus: boolean
    readonly ids: readonly string[]
  } | null>(null)
  const idsAt = useCallback(
    (start: number, end: number) =>
      spansHere(surface.index, span(start, end))
        .filter(isShown)
        .map(({ id }) => id),
    [surface, isShown]
  )
  const open = useCallback((): void => {
    const { anchor, focus } = surface.selected() ?? { anchor: 0, focus: 0 }
    const ids = idsAt(Math.min(anchor, focus), Math.max(anchor, focus))
    if (ids.length === 0) return announce(t('document.here.none'))
    surface.scrollTo(focus)
    setOpened({ at: focus, takesFocus: true, ids })
  }, [surface, idsAt, announce])
  const show = useCallback(
    (offset: number): void => {
      const ids = idsAt(offset, offset)
      if (ids.length < 2) return
      announce(t('document.here.label', { count: ids.length }))
      setOpened({ at: offset, takesFocus: false, ids })
    },
    [idsAt, announce]
  )
  const close = useCallback((): void => {
    setOpened((before) => {
      // Only where the list had the focus does it go back to the text.
      if (before?.takesFocus) queueMicrotask(() => surface.focus())
      return null
    })
  }, [surface])
  const spans = useMemo(
    () => opened?.ids.flatMap((id) => surface.index.get(id) ?? []).filter(isShown) ?? [],
    [opened, surface, isShown]
  )
  const list = opened && spans.length > 0 && (
    <HereList
      key={`${opened.at} ${opened.takesFocus}`}
      surface={surface}
      at={opened.at}
      spans={spans}
      codebook={codebook}
      colourBy={colourBy}
      selected={selected}
      takesFocus={opened.takesFocus}
      onHover={onHover}
      onClose={close}
      onPick={(id) => {
        setOpened(null)
        choose(id)
      }}
    />
  )
  return { list, open, show }
}
