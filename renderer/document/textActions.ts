/** Carries out what a key (or a command of the palette) means in the text. */
import type { AnnotationView } from '../../shared/api/views.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { assertNever } from '../../shared/errors.ts'
import { paragraphAt, sentenceAt } from '../../shared/text/grow.ts'
import { span, type Span } from '../../shared/text/offsets.ts'
import {
  changeAnnotation,
  copyTag,
  deleteAnnotation,
  moveAnnotation,
  repeatTag,
  retagAs,
  shortened,
  tagAs,
  type Annotating
} from './annotating.ts'
import { moveBoundary } from '../state/boundaries.ts'
import { moveByWord } from './caret.ts'
import type { TextAction } from './keys.ts'
import type { AnnotationSpan } from './looks.ts'
import { passageOf } from './passage.ts'
import { recentTags } from './recentTags.ts'
import type { Pin } from '../state/pins.ts'
import { inOneLine } from './says.ts'
import type { Placing } from './placing.ts'
import type { Surface } from './surface.ts'
import { t } from '../ui/words.ts'

export type TextWork = {
  readonly surface: Surface
  readonly annotating: Annotating
  readonly placing: Placing
  readonly isShown: (span: AnnotationSpan) => boolean
  readonly selected: AnnotationId | null
  /** The annotation in hand, also where its words were lost. */
  readonly inHand: AnnotationView | null
  readonly readOnly: boolean
  readonly select: (id: AnnotationId | null) => void
  readonly openDetails: () => void
  readonly openTagBox: (at: Span) => void
  readonly openLayer: () => void
  readonly openHere: () => void
  readonly openRetag: (annotation: AnnotationView, to: Span) => void
  /** In their order; null: none at this place. */
  readonly pins: readonly (Pin | null)[]
}

/** Does it; a command is waited for. */
export async function doAction(work: TextWork, action: TextAction): Promise<void> {
  const { surface, readOnly } = work
  if (action.do !== 'boundary' && work.placing.isBusy()) await work.placing.settle()
  switch (action.do) {
    case 'selectAll':
      return surface.select({ anchor: 0, focus: surface.text.length })
    case 'textEdge': {
      const to = action.edge === 'start' ? 0 : surface.text.length
      surface.select({ anchor: action.extend ? (surface.selected()?.anchor ?? to) : to, focus: to })
      return surface.scrollTo(to)
    }
    case 'word':
      return moveByWord(action.direction, { extend: action.extend })
    case 'next':
    case 'previous':
      return goTo(work, action.do)
    case 'here':
      return work.openHere()
    case 'moveHere':
    case 'retagHere':
      return readOnly ? undefined : moveHere(work, action.do)
    case 'layer':
      return work.openLayer()
    case 'leave':
      return leave(work)
    case 'tag': {
      const passage = passageOf(surface)
      const here = atCaret(work)
      if (passage && !readOnly) work.openTagBox(passage)
      else if (here) {
        choose(work, here)
        work.openDetails()
      }
      return undefined
    }
    case 'sentence':
    case 'paragraph':
      return grow(work, action.do)
    case 'boundary':
      return boundary(work, action)
    case 'copyTag': {
      const here = atCaret(work)
      return here && copyTag(work.annotating, here.annotation)
    }
    case 'pasteTag':
      return readOnly ? undefined : giveTag(work, recentTags.copied(), t('document.said.nothingCopied'))
    case 'pinned': {
      const pin = work.pins[Number(action.digit) - 1] ?? null
      return readOnly ? undefined : giveTag(work, pin, t('document.said.noPin', { number: action.digit }))
    }
    case 'repeat':
    case 'delete':
    case 'stance':
      return readOnly ? undefined : change(work, action)
    default:
      return assertNever(action)
  }
}

async function change(
  work: TextWork,
  action: Extract<
    TextAction,
    { readonly do: 'repeat' } | { readonly do: 'delete' } | { readonly do: 'stance' }
  >
): Promise<void> {
  const { surface, annotating } = work
  if (action.do === 'repeat') {
    const passage = passageOf(surface)
    const done = passage && (await repeatTag(annotating, passage))
    if (!passage || !done?.ok) return
    work.select(done.value)
    surface.select({ anchor: passage.end, focus: passage.end })
    return
  }
  const here = atCaret(work)?.annotation
  if (!here) return
  if (action.do === 'delete') {
    const done = await deleteAnnotation(annotating, here)
    if (done.ok) work.select(null)
    return
  }
  const stance = annotating.codebook.stances.find((one) => one.shortcut === action.digit && !one.retired)
  if (stance) await changeAnnotation(annotating, here, { stance: stance.id })
}

/** Tags the selected words with a tag as it is, or gives it to the annotation at the caret. `otherwise`: said where there is no tag. */
async function giveTag(work: TextWork, tag: Pin | null, otherwise: string): Promise<void> {
  const { surface, annotating } = work
  if (!tag) return annotating.announce(otherwise)
  const passage = passageOf(surface)
  const here = passage ? undefined : atCaret(work)?.annotation
  if (here) return void (await retagAs(annotating, here, tag))
  const done = passage && (await tagAs(annotating, passage, tag))
  if (!passage || !done?.ok) return undefined
  work.select(done.value)
  return surface.select({ anchor: passage.end, focus: passage.end })
}

/** The annotation in hand where the caret is at it, else the smallest at the caret: never one that is out of sight. */
function atCaret({ surface, selected, isShown }: TextWork): AnnotationSpan | undefined {
  const chosen = surface.selected()
  const inHand = selected === null ? undefined : surface.index.get(selected)
  if (!chosen) return inHand
  const [start, end] = [Math.min(chosen.anchor, chosen.focus), Math.max(chosen.anchor, chosen.focus)]
  if (inHand && inHand.start <= end && inHand.end >= start) return inHand
  return [...surface.index.at(start), ...surface.index.at(Math.max(0, start - 1))].find(isShown)
}

/** The next or previous annotation after the one in hand, or after the caret; around at the ends. */
function goTo(work: TextWork, direction: 'next' | 'previous'): void {
  const { surface, selected, isShown } = work
  const all = [...surface.index.ids()].flatMap((id) => surface.index.get(id) ?? []).filter(isShown)
  if (all.length === 0) {
    work.annotating.announce(t('document.said.noAnnotations'))
    return
  }
  all.sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1))
  const inHand = all.findIndex((one) => one.id === selected)
  const caret = surface.selected()?.focus ?? 0
  const after = all.findIndex((one) => one.start >= caret)
  const first = after < 0 ? all.length : after
  const to = inHand >= 0 ? inHand + (direction === 'next' ? 1 : -1) : direction === 'next' ? first : first - 1
  const target = all[(to + all.length) % all.length]
  if (target) choose(work, target)
}

function choose(work: TextWork, target: AnnotationSpan): void {
  const { surface, annotating } = work
  work.select(target.annotation.id)
  surface.scrollTo(target.start)
  surface.select({ anchor: target.start, focus: target.start })
  annotating.announce(
    t('document.said.at', {
      annotation: inOneLine(annotating.codebook, target.annotation),
      quote: quoteOf(target.annotation)
    })
  )
}

function leave({ surface, select, selected }: TextWork): void {
  const chosen = surface.selected()
  if (chosen && chosen.anchor !== chosen.focus) surface.select({ anchor: chosen.focus, focus: chosen.focus })
  else if (selected !== null) select(null)
}

/** Grows the selection, or the annotation in hand where nothing is selected. */
async function grow(work: TextWork, to: 'sentence' | 'paragraph'): Promise<void> {
  const { surface, annotating, selected, readOnly } = work
  const { content } = surface.layout
  const passage = passageOf(surface)
  const inHand = passage || selected === null ? undefined : atCaret(work)
  const caret = surface.selected()?.focus ?? 0
  const from = passage ?? (inHand ? span(inHand.start, inHand.end) : span(caret, caret))
  const grown = to === 'sentence' ? sentenceAt(content, from) : paragraphAt(content, from)
  if (!grown) return
  if (inHand) {
    if (readOnly || (grown.start === inHand.start && grown.end === inHand.end)) return
    annotating.announce(
      t('document.said.moved', { quote: shortened(surface.text.slice(grown.start, grown.end)) })
    )
    work.placing.show(inHand, grown, { store: false })
    await work.placing.settle()
  } else surface.select({ anchor: grown.start, focus: grown.end })
}

/** The annotation in hand goes to the words selected; with `retagHere` it gets another issue, too. */
async function moveHere(work: TextWork, way: 'moveHere' | 'retagHere'): Promise<void> {
  const { surface, annotating, inHand } = work
  const passage = passageOf(surface)
  if (!inHand || !passage) return annotating.announce(t('document.said.noneInHand'))
  if (way === 'retagHere') return work.openRetag(inHand, passage)
  const placed = surface.index.get(inHand.id)
  if (!placed) return void (await moveAnnotation(annotating, inHand, passage))
  annotating.announce(
    t('document.said.moved', { quote: shortened(surface.text.slice(passage.start, passage.end)) })
  )
  work.placing.show(placed, passage, { store: false })
  surface.select({ anchor: passage.start, focus: passage.start })
  await work.placing.settle()
}

/** Moves an end of the selection a step, or of the annotation at the caret where nothing is selected; says the words at that end. */
function boundary(
  work: TextWork,
  { edge, unit, towards }: Extract<TextAction, { readonly do: 'boundary' }>
): void {
  const { surface, annotating, readOnly } = work
  const passage = passageOf(surface)
  const here = passage ? undefined : atCaret(work)
  const at = passage ?? (here && span(here.start, here.end))
  if (!at) return
  const isBack = towards === 'left' || towards === 'back'
  const isTurned =
    (towards === 'left' || towards === 'right') && surface.isRightToLeft(edge === 'start' ? at.start : at.end)
  const moved = moveBoundary(surface.layout.content, at, { edge, unit, forwards: isBack === isTurned })
  if (!moved) return annotating.announce(t('document.said.noFurther'))
  if (here && readOnly) return
  annotating.announce(edgeWords(surface.text, moved, edge))
  if (!here) {
    // A step by a character is meant exactly.
    if (unit === 'character') surface.isExact = true
    surface.select({ anchor: moved.start, focus: moved.end })
    return surface.scrollTo(edge === 'start' ? moved.start : moved.end)
  }
  work.placing.show(here, moved, { store: true })
  // The caret goes with the end, so that the annotation stays the one at the caret.
  const caret = edge === 'start' ? moved.start : moved.end
  surface.select({ anchor: caret, focus: caret })
  surface.scrollTo(caret)
  work.select(here.annotation.id)
}

/** "Ends with “a full ceasefire”." */
export function edgeWords(text: string, { start, end }: Span, edge: 'start' | 'end'): string {
  const words = text.slice(start, end)
  return edge === 'start'
    ? t('document.said.startsWith', { words: /^(?:\S+\s+){0,2}\S+/.exec(words.slice(0, 200))?.[0] ?? words })
    : t('document.said.endsWith', { words: /(?:\S+\s+){0,2}\S+$/.exec(words.slice(-200))?.[0] ?? words })
}

function quoteOf(annotation: AnnotationView): string {
  return annotation.anchor.quote.slice(0, 120)
}
