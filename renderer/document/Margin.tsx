/** The margin: a stripe for every annotation and, where there is room, a card for every passage. Only what is near the window is there. */
import { memo, useEffect, useState, type CSSProperties, type RefObject } from 'react'
import type { CodebookView } from '../../shared/api/views.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { t } from '../ui/words.ts'
import { numbersOf, type BlockNumber } from './blockNumbers.ts'
import { homesOf, type Home } from './cards.ts'
import { colourOf, inkLook, stanceColour, type AnnotationSpan, type ColourBy } from './looks.ts'
import { piecesIn, segmentsIn, type Segment, type View } from './marginGeometry.ts'
import { actorName, coderInitials, inOneLine, issueName, stanceSign, stanceWord } from './says.ts'
import type { Surface } from './surface.ts'

export type MarginProps = {
  readonly surface: Surface
  readonly page: RefObject<HTMLElement | null>
  readonly scroller: RefObject<HTMLElement | null>
  readonly isShown: (span: AnnotationSpan) => boolean
  readonly codebook: CodebookView
  readonly colourBy: ColourBy
  readonly selected: AnnotationId | null
  readonly hovered: AnnotationId | null
  readonly onSelect: (id: AnnotationId) => void
  readonly onHover: (id: AnnotationId | null) => void
}

/** Below this width of the pane, in CSS pixels, there are stripes only. */
const roomForCards = 800
/** Passages above and below the window whose cards are there already, in CSS pixels. */
const around = 500
const gap = { full: 6, slim: 1 }
const row = { full: 40, slim: 24 }
const frame = { full: 10, slim: 2 }
/** A card stands at most so far below its words; further ones are told by a number. */
const drift = 260
/** So far below its words the card in hand still stays at home. */
const near = 160
/** Stripes side by side; what overlaps more deeply is told by a number. */
const stripes = 5

/** The margin waits so long, in milliseconds, before it follows the text: what was tagged is painted first. */
const pause = 70
/** Text that runs past faster than this, in pixels a millisecond, is not measured. */
const fast = 3

type Stripe = {
  readonly span: AnnotationSpan
  readonly lane: number
  readonly top: number
  readonly height: number
}
type Card = { readonly key: string; readonly spans: readonly AnnotationSpan[]; readonly top: number }
type Size = 'full' | 'slim'
type InView = {
  readonly stripes: readonly Stripe[]
  readonly cards: readonly Card[]
  /** Where each card stands; it stays there whoever is selected. */
  readonly homes: ReadonlyMap<string, Home>
  readonly size: Size
  readonly numbers: readonly BlockNumber[]
  readonly hasCards: boolean
}
/** What the margin shows of the props: it comes a moment after them. */
type Shown = Pick<MarginProps, 'isShown' | 'codebook' | 'colourBy'> & InView

export const Margin = memo(function Margin(props: MarginProps) {
  const { surface, page, scroller, isShown, codebook, colourBy } = props
  const [shown, setShown] = useState<Shown>({
    isShown,
    codebook,
    colourBy,
    stripes: [],
    cards: [],
    homes: new Map(),
    size: 'full',
    numbers: [],
    hasCards: true
  })
  useEffect(() => {
    const element = scroller.current
    let drawn = { top: 0, bottom: 0 }
    let timer = 0
    let last = { top: 0, time: 0 }
    const draw = (): void => {
      timer = 0
      if (!page.current || !element) return
      const { scrollTop, clientHeight, clientWidth } = element
      drawn = { top: scrollTop - around, bottom: scrollTop + clientHeight + around }
      const origin = page.current.getBoundingClientRect().top
      const pieces = piecesIn(surface, { top: drawn.top + origin, bottom: drawn.bottom + origin })
      const segments = segmentsIn(surface, pieces, { view: drawn, origin }).filter(({ span }) =>
        isShown(span)
      )
      const numbers = numbersOf(surface, pieces, origin)
      const hasCards = clientWidth >= roomForCards
      const seen = inView(segments, drawn)
      const room = drawn.bottom - drawn.top
      setShown((before) => {
        const size = sizeOf(seen.cards, { room, before: before.size })
        // One more tag of the same passage is still the same card.
        const cards = seen.cards.map((card) => ({
          ...card,
          key: card.spans.find(({ id }) => before.homes.has(id))?.id ?? card.key
        }))
        const homes = homesOf(
          cards.map((card) => ({
            key: card.key,
            top: card.top - 4,
            height: frame[size] + row[size] * card.spans.length
          })),
          before.size === size ? before.homes : new Map(),
          { gap: gap[size], drift }
        )
        return { isShown, codebook, colourBy, ...seen, cards, homes, size, numbers, hasCards }
      })
    }
    const soon = (): void => {
      clearTimeout(timer)
      timer = window.setTimeout(draw, pause)
    }
    // Nothing of the page is read while it scrolls: that would have it laid out once more a frame.
    const onScroll = (): void => {
      if (timer === 0) timer = window.setTimeout(afterScroll, pause)
    }
    const afterScroll = (): void => {
      timer = 0
      if (!element) return
      const now = { top: element.scrollTop, time: performance.now() }
      const speed = Math.abs(now.top - last.top) / Math.max(1, now.time - last.time)
      last = now
      const isDrawn =
        now.top >= drawn.top + around / 2 && now.top + element.clientHeight <= drawn.bottom - around / 2
      if (isDrawn) return
      if (speed > fast) timer = window.setTimeout(afterScroll, pause)
      else draw()
    }
    soon()
    element?.addEventListener('scroll', onScroll, { passive: true })
    const stop = surface.subscribeLayout(soon)
    return () => {
      clearTimeout(timer)
      element?.removeEventListener('scroll', onScroll)
      stop()
    }
  }, [surface, page, scroller, isShown, codebook, colourBy])
  const all = { ...props, ...shown }
  return (
    <>
      <div className="block-numbers" aria-hidden>
        {shown.numbers.map(({ number, top, size }) => (
          <span key={number} className="block-number" data-size={size} style={{ top }}>
            {number}
          </span>
        ))}
      </div>
      <div className="stripes" aria-hidden>
        {shown.stripes
          .filter(({ lane }) => lane < stripes)
          .map((stripe) => (
            <StripeView key={stripe.span.id} {...all} stripe={stripe} />
          ))}
        {deeper(shown.stripes).map(({ top, count }) => (
          <span key={top} className="stripe-more" style={{ top }}>
            {t('document.margin.deeper', { count })}
          </span>
        ))}
      </div>
      {shown.hasCards && <Cards {...all} />}
    </>
  )
})

/** How many stripes have no place, by the line where they start. */
function deeper(all: readonly Stripe[]): readonly { readonly top: number; readonly count: number }[] {
  const found: { top: number; count: number }[] = []
  for (const { lane, top } of all) {
    if (lane < stripes) continue
    const last = found.at(-1)
    if (last && top - last.top < 20) last.count += 1
    else found.push({ top, count: 1 })
  }
  return found
}

function StripeView({
  stripe,
  codebook,
  colourBy,
  selected,
  hovered,
  onSelect,
  onHover
}: MarginProps & { readonly stripe: Stripe }) {
  const { annotation } = stripe.span
  return (
    <div
      className="stripe"
      data-annotation={annotation.id}
      data-selected={annotation.id === selected || undefined}
      data-hovered={annotation.id === hovered || undefined}
      title={inOneLine(codebook, annotation)}
      style={{
        insetInlineStart: stripe.lane * 5,
        top: stripe.top,
        height: stripe.height,
        backgroundColor: inkLook(colourOf(annotation, codebook, colourBy))
      }}
      onClick={() => onSelect(annotation.id)}
      onPointerEnter={() => onHover(annotation.id)}
      onPointerLeave={() => onHover(null)}
    />
  )
}

/** The cards at their homes. The one in hand comes up to its words, over the others, where its home is far from them or where it has none. */
function Cards({ cards, homes, size, ...props }: MarginProps & Pick<InView, 'cards' | 'homes' | 'size'>) {
  const { selected } = props
  const isPinned = (card: Card): boolean => card.spans.some((span) => span.id === selected)
  const shown = cards.filter((card) => homes.has(card.key) || isPinned(card))
  const left = countedAbove(cards, shown)
  const topOf = (card: Card): number => {
    const home = homes.get(card.key)?.top
    const wish = card.top - 4
    return home === undefined || (isPinned(card) && home - wish > near) ? wish : home
  }
  const stop = shown.find(isPinned) ?? shown[0]
  return (
    <div className="margin-cards" role="list" aria-label={t('document.margin.label')} onKeyDown={walkCards}>
      {shown.map((card) => (
        <div
          key={card.key}
          className="margin-card"
          role="listitem"
          data-slim={(size === 'slim' && !isPinned(card)) || undefined}
          data-selected={isPinned(card) || undefined}
          style={{ top: topOf(card) }}
        >
          {card.spans.map((span, j) => (
            <CardRow key={span.id} {...props} span={span} isStop={card === stop && j === 0} />
          ))}
          {left.has(card) && (
            <span className="card-more">{t('document.margin.more', { count: left.get(card) ?? 0 })}</span>
          )}
        </div>
      ))}
    </div>
  )
}

function CardRow({
  span,
  isStop,
  codebook,
  colourBy,
  selected,
  hovered,
  onSelect,
  onHover
}: MarginProps & { readonly span: AnnotationSpan; readonly isStop: boolean }) {
  const { annotation } = span
  const colours = {
    '--of': inkLook(colourOf(annotation, codebook, colourBy)),
    '--stance': inkLook(stanceColour(codebook, annotation.stance))
  } as CSSProperties
  return (
    <button
      type="button"
      className="card-row"
      data-annotation={annotation.id}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={annotation.id === selected}
      data-hovered={annotation.id === hovered || undefined}
      style={colours}
      onClick={() => onSelect(annotation.id)}
      onPointerEnter={() => onHover(annotation.id)}
      onPointerLeave={() => onHover(null)}
    >
      <span className="card-issue ellipsis">{issueName(codebook, annotation.issue)}</span>
      <span className="card-coder">{coderInitials(codebook, annotation.coder)}</span>
      <span className="card-stance ellipsis">
        <b aria-hidden>{stanceSign(codebook, annotation.stance)}</b>{' '}
        <span>{stanceWord(codebook, annotation.stance)}</span>
        {annotation.actors.length > 0 && (
          <i> · {annotation.actors.map((actor) => actorName(codebook, actor)).join(', ')}</i>
        )}
      </span>
      {annotation.conflicts.length > 0 && (
        <span className="card-conflict">{t('document.margin.conflict')}</span>
      )}
    </button>
  )
}

/** Up and down go from card to card; the list is one stop of the Tab key. */
function walkCards(event: React.KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.card-row')]
  const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** Cards that found no room are counted at the card above them. */
function countedAbove(cards: readonly Card[], shown: readonly Card[]): ReadonlyMap<Card, number> {
  const left = new Map<Card, number>()
  let above = shown[0]
  for (const card of cards) {
    if (shown.includes(card)) above = card
    else if (above) left.set(above, (left.get(above) ?? 0) + card.spans.length)
  }
  return left
}

/** Slim where the cards would fill the margin; full again only once there is room to spare. */
function sizeOf(
  cards: readonly Card[],
  { room, before }: { readonly room: number; readonly before: Size }
): Size {
  const wanted = cards.reduce((sum, card) => sum + frame.full + gap.full + row.full * card.spans.length, 0)
  return wanted > room * (before === 'slim' ? 0.7 : 0.9) ? 'slim' : 'full'
}

function inView(segments: readonly Segment[], view: View): Pick<InView, 'stripes' | 'cards'> {
  const stripes = segments.map(({ span, lane, top, bottom }) => ({ span, lane, top, height: bottom - top }))
  const passages = new Map<string, { key: string; spans: AnnotationSpan[]; top: number }>()
  for (const { span, top, isStart } of segments) {
    if (!isStart || top < view.top) continue
    const passage = `${span.start}-${span.end}`
    const card = passages.get(passage)
    if (card) card.spans.push(span)
    else passages.set(passage, { key: span.id, spans: [span], top })
  }
  return { stripes, cards: [...passages.values()] }
}
