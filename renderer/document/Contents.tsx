/** The contents of a text: its headings as a tree, with the one that is read marked. */
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { SearchField } from '../ui/fields.tsx'
import { VirtualList, type VirtualListHandle } from '../ui/VirtualList.tsx'
import { t } from '../ui/words.ts'
import { fold } from './folding.ts'
import { above, hasBelow, headingAt, type Heading } from './headings.ts'
import './contents.css'

export type ContentsProps = {
  readonly headings: readonly Heading[]
  /** Where the reader is, in UTF-16 code units. */
  readonly at: number
  readonly direction: 'ltr' | 'rtl'
  readonly onJump: (heading: Heading) => void
}

/** Above so many headings there is a field to look for one. */
const fewHeadings = 12

/** Enter jumps; Left and Right close and open a heading; what is read is kept in sight. */
export function Contents({ headings, at, direction, onJump }: ContentsProps) {
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set())
  const [words, setWords] = useState('')
  const list = useRef<VirtualListHandle>(null)
  const rows = useMemo(() => shownRows(headings, closed, words), [headings, closed, words])
  const current = headingAt(headings, at)
  // Inside a closed heading that one is marked.
  const marked = rows.includes(current) ? current : above(headings, current).find((one) => rows.includes(one))
  const row = marked === undefined ? -1 : rows.indexOf(marked)
  useEffect(() => {
    if (row >= 0) list.current?.scrollTo(row)
  }, [row])

  const toggle = (index: number): void =>
    setClosed((before) => {
      const after = new Set(before)
      if (!after.delete(index)) after.add(index)
      return after
    })
  return (
    <div className="contents">
      {headings.length > fewHeadings && (
        <div className="contents-find">
          <SearchField label={t('document.contents.find')} value={words} onChange={setWords} />
        </div>
      )}
      {rows.length === 0 ? (
        <p className="contents-none">{t('document.contents.nothing')}</p>
      ) : (
        <VirtualList
          ref={list}
          className="contents-list"
          label={t('document.contents.label')}
          count={rows.length}
          rowHeight={26}
          keyOf={(index) => String(rows[index])}
          isSelected={(index) => rows[index] === marked}
          onOpen={(index) => {
            const heading = headings[rows[index] ?? -1]
            if (heading) onJump(heading)
          }}
          onKey={(press, index) => {
            const at = rows[index] ?? -1
            const isClosed = closed.has(at)
            const [open, close] =
              direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
            if (press.key === open && isClosed) toggle(at)
            else if (press.key === close && !isClosed && hasBelow(headings, at)) toggle(at)
            else if (press.key === close) {
              const parent = above(headings, at)[0]
              if (parent !== undefined) list.current?.scrollTo(rows.indexOf(parent))
            } else return false
            return true
          }}
          row={(index) => {
            const at = rows[index] ?? -1
            return (
              <Row
                heading={headings[at]}
                direction={direction}
                hasBelow={words === '' && hasBelow(headings, at)}
                isClosed={closed.has(at)}
                onToggle={() => toggle(at)}
              />
            )
          }}
        />
      )}
    </div>
  )
}

function Row({
  heading,
  direction,
  hasBelow: isParent,
  isClosed,
  onToggle
}: {
  readonly heading: Heading | undefined
  readonly direction: 'ltr' | 'rtl'
  readonly hasBelow: boolean
  readonly isClosed: boolean
  readonly onToggle: () => void
}) {
  if (!heading) return null
  const Sign = isClosed ? ChevronRight : ChevronDown
  return (
    <span
      className="contents-row"
      dir={direction}
      data-level={heading.level}
      style={{ '--level': Math.min(heading.level, 6) } as never}
    >
      <span
        className="contents-sign"
        aria-hidden
        onClick={(press) => {
          if (!isParent) return
          press.stopPropagation()
          onToggle()
        }}
      >
        {isParent && <Sign size={12} strokeWidth={2} />}
      </span>
      <span
        className="contents-title ellipsis"
        dir="auto"
        title={`${heading.number} ${heading.title}`.trim()}
      >
        {heading.number !== '' && <b>{heading.number}</b>}
        {heading.number !== '' && heading.title !== '' && ' '}
        {heading.title === '' && heading.number === '' ? t('document.contents.untitled') : heading.title}
      </span>
    </span>
  )
}

/** The indexes of the headings to be listed: those that have the words, else those that stand under no closed one. */
function shownRows(
  headings: readonly Heading[],
  closed: ReadonlySet<number>,
  words: string
): readonly number[] {
  const wanted = folded(words.trim())
  const rows: number[] = []
  let closedAt = Number.POSITIVE_INFINITY
  for (const [index, { level, number, title }] of headings.entries()) {
    if (wanted !== '') {
      if (folded(`${number} ${title}`).includes(wanted)) rows.push(index)
      continue
    }
    if (level > closedAt) continue
    closedAt = closed.has(index) ? level : Number.POSITIVE_INFINITY
    rows.push(index)
  }
  return rows
}

function folded(words: string): string {
  return fold(words, 0, words.length, 'loose').text
}
