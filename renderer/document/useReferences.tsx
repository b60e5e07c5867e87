/** Footnotes and links by pointer and keyboard: a card when one is reached, there and back by a click or Enter. */
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode
} from 'react'
import { t } from '../ui/words.ts'
import { noteWords, ReferenceCard } from './ReferenceCard.tsx'
import { References, type Reference } from './references.ts'
import type { Surface } from './surface.ts'
import type { Trail } from './trail.ts'

type Wants = {
  readonly surface: Surface
  readonly trail: Trail
  readonly announce: (words: string) => void
}

/** Time for the pointer to come to rest on a reference, and to get from it to its card, in milliseconds. */
const patience = { show: 250, hide: 250 }

/** `onKey` is true where it used the key. The handlers belong to what holds the text. */
export function useReferences({ surface, trail, announce }: Wants): {
  readonly card: ReactNode
  readonly onKey: (event: KeyboardEvent) => boolean
  readonly onClick: (event: MouseEvent) => void
  readonly onPointerOver: (event: PointerEvent) => void
} {
  const references = useMemo(() => new References(surface.layout.content), [surface])
  const [shown, setShown] = useState<Reference | null>(null)
  const timer = useRef(0)
  const later = useCallback((reference: Reference | null): void => {
    clearTimeout(timer.current)
    timer.current = window.setTimeout(
      () => setShown((before) => (isSame(before, reference) ? before : reference)),
      reference ? patience.show : patience.hide
    )
  }, [])
  const stay = useCallback(() => clearTimeout(timer.current), [])
  useEffect(() => stay, [stay])

  const caretReference = useCallback((): Reference | null => {
    const at = surface.selected()
    return at && at.anchor === at.focus ? references.at(at.focus) : null
  }, [surface, references])
  useEffect(
    () =>
      surface.subscribe(() => {
        later(caretReference())
      }),
    [surface, caretReference, later]
  )

  const goTo = useCallback(
    (offset: number, said: string): void => {
      clearTimeout(timer.current)
      setShown(null)
      trail.leave(surface.spot())
      surface.scrollTo(offset)
      surface.select({ anchor: offset, focus: offset })
      surface.focus()
      announce(said)
    },
    [surface, trail, announce]
  )
  const copy = useCallback(
    (address: string): void => {
      void navigator.clipboard.writeText(address).then(() => announce(t('document.reference.copied')))
    },
    [announce]
  )
  const followed = useRef<Reference | null>(null)
  const follow = useCallback(
    (reference: Reference): void => {
      followed.current = reference
      if (reference.kind === 'link') setShown(reference)
      else if (reference.note)
        goTo(
          reference.note.start,
          `${t('document.reference.note', { label: reference.label })}: ${noteWords(surface, reference.note)}`
        )
      else announce(t('document.reference.noteMissing'))
    },
    [surface, goTo, announce]
  )
  const goBack = useCallback(
    (offset: number): boolean => {
      const from = references.backFrom(offset, followed.current)
      if (from) goTo(from.end, t('document.reference.back'))
      return from !== null
    },
    [references, goTo]
  )

  return {
    card: shown && (
      <ReferenceCard
        surface={surface}
        reference={shown}
        onCopy={copy}
        onPointerEnter={stay}
        onPointerLeave={() => later(caretReference())}
      />
    ),
    onKey: (event) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event
      const at = surface.selected()
      if (key !== 'Enter' || ctrlKey || metaKey || altKey || shiftKey || at?.anchor !== at?.focus || !at)
        return false
      const reference = references.at(at.focus)
      if (reference?.kind === 'link') copy(reference.href)
      else if (reference) follow(reference)
      // In a note Enter is the way back, but where something is tagged it shows that.
      else if (surface.index.at(at.focus).length > 0 || !goBack(at.focus)) return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
    onClick: (event) => {
      const at = surface.selected()
      if (event.button !== 0 || (at && at.anchor !== at.focus) || !(event.target instanceof Element)) return
      const offset = offsetOfReference(surface, event.target)
      const reference = offset === null ? null : references.at(offset)
      if (reference) return follow(reference)
      if (isNoteNumber(event.target, event.clientX)) {
        const start = surface.dom.offsetOf(event.target, 0)
        if (start !== null) goBack(start)
      }
    },
    onPointerOver: (event) => {
      if (event.buttons !== 0 || !(event.target instanceof Element)) return
      if (event.target.closest('.reference-card')) return
      const offset = offsetOfReference(surface, event.target)
      const reference = offset === null ? null : references.at(offset)
      if (reference) later(reference)
      else if (!isSame(shown, caretReference())) later(null)
    }
  }
}

/** True where a click is meant for a footnote: the reference in the text, or the number at the note. It then selects no annotation. */
export function isForNote(target: Element, x: number): boolean {
  return target.closest('.text-reference') !== null || isNoteNumber(target, x)
}

/** The number before a note is drawn by the style sheet: a click on it is one on the note's own box, before its text. */
function isNoteNumber(target: Element, x: number): target is HTMLElement {
  if (!(target instanceof HTMLElement) || !target.matches('.text-footnote')) return false
  const { left, right } = target.getBoundingClientRect()
  const style = getComputedStyle(target)
  const room = Number.parseFloat(style.paddingInlineStart)
  return style.direction === 'rtl' ? x > right - room : x < left + room
}

function offsetOfReference(surface: Surface, target: Element): number | null {
  const leaf = target.closest('.text-reference, .text-link')
  const words = leaf?.querySelector('[data-slate-string], [data-slate-zero-width]')?.firstChild
  if (!words) return null
  return surface.dom.offsetOf(words, 0)
}

function isSame(a: Reference | null, b: Reference | null): boolean {
  return (
    a === b ||
    (a !== null && b !== null && a.kind === b.kind && a.at.start === b.at.start && a.at.end === b.at.end)
  )
}
