/** Opening and closing the find bar of a text, and what is left behind of it. */
import { useRef, useState, type ReactNode } from 'react'
import { span, type Span } from '../../shared/text/offsets.ts'
import type { FindQuery, Found } from './find.ts'
import { FindBar, type FindBarHandle } from './FindBar.tsx'
import type { Surface } from './surface.ts'
import type { Trail } from './trail.ts'
import { noQuery } from './useFind.ts'

export type FindingInText = {
  readonly bar: ReactNode
  /** Opens the bar, with what is selected, or gives it the focus. */
  readonly find: () => void
  /** The next place (1) or the one before (-1) of what was looked for last. */
  readonly step: (by: 1 | -1) => void
}

type Open = { readonly first: FindQuery; readonly from: number; readonly takesFocus: boolean }

/** More words than these are selected to be tagged, not to be found. Code units. */
const mostWords = 120

/** `onTag`: a place is to be tagged at once. Closing selects the place in hand; where there is none the reader is back where it was. */
export function useFindBar(surface: Surface, trail: Trail, onTag: (at: Span) => void): FindingInText {
  const [open, setOpen] = useState<Open | null>(null)
  const bar = useRef<FindBarHandle>(null)
  const query = useRef(noQuery)

  const start = (words: string | null, from: number, takesFocus: boolean): void => {
    if (words !== null) query.current = { ...query.current, words, regex: false }
    trail.leave(surface.spot())
    setOpen({ first: query.current, from, takesFocus })
  }
  const close = (at: Found | null, { tag }: { readonly tag: boolean }): void => {
    setOpen(null)
    if (at) {
      surface.select({ anchor: at.start, focus: at.end })
      surface.scrollTo(at.start)
    } else {
      const spot = trail.back()
      if (spot) surface.returnTo(spot)
    }
    surface.focus()
    if (at && tag) onTag(span(at.start, at.end))
  }
  return {
    find: () => {
      const words = selectedWords(surface)
      if (bar.current) bar.current.open(words)
      else start(words, surface.selected()?.anchor ?? 0, true)
    },
    step: (by) => {
      if (bar.current) return bar.current.step(by)
      const { anchor, focus } = surface.selected() ?? { anchor: 0, focus: 0 }
      // What is selected is the place found last: the next one is behind it.
      start(null, anchor === focus ? anchor : Math.max(anchor, focus), query.current.words === '')
    },
    bar: open && (
      <FindBar
        ref={bar}
        surface={surface}
        first={open.first}
        from={open.from}
        takesFocus={open.takesFocus}
        onQuery={(wanted) => (query.current = wanted)}
        onClose={close}
      />
    )
  }
}

function selectedWords(surface: Surface): string | null {
  const { anchor, focus } = surface.selected() ?? { anchor: 0, focus: 0 }
  const words = surface.text.slice(Math.min(anchor, focus), Math.max(anchor, focus))
  return words.trim() === '' || words.length > mostWords || words.includes('\n') ? null : words
}
