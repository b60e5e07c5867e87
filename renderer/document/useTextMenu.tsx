/** The menu of the text and of the cards: at the pointer, or at the caret for the menu key. */
import { useCallback, type MouseEvent, type ReactNode, type RefObject } from 'react'
import type { AnnotationId } from '../../shared/ids.ts'
import { span } from '../../shared/text/offsets.ts'
import { useContextMenu } from '../ui/ContextMenu.tsx'
import { t } from '../ui/words.ts'
import type { DocumentPaneProps } from './DocumentPane.tsx'
import { spansHere } from './here.ts'
import type { TextAction } from './keys.ts'
import type { AnnotationSpan } from './looks.ts'
import { passageOf } from './passage.ts'
import type { Surface } from './surface.ts'
import { textMenu } from './textMenu.ts'

type Wants = {
  readonly surface: Surface
  readonly isShown: (span: AnnotationSpan) => boolean
  readonly latest: RefObject<DocumentPaneProps>
  readonly perform: (action: TextAction) => void
}

/** Bind `onContextMenu` to what holds text and cards. What the menu is opened at is taken in hand first, as a click would. */
export function useTextMenu({ surface, isShown, latest, perform }: Wants): {
  readonly menu: ReactNode
  readonly onContextMenu: (event: MouseEvent) => void
} {
  const { menu, open } = useContextMenu(t('document.menu.label'))
  const onContextMenu = useCallback(
    (event: MouseEvent): void => {
      const { target, clientX, clientY } = event
      if (!(target instanceof Element)) return
      const card = target.closest<HTMLElement>('[data-annotation]')?.dataset['annotation']
      const isText = target.closest('.reader-text') !== null
      if (card === undefined && !isText) return
      event.preventDefault()
      const props = latest.current
      const byKey = event.button !== 2
      const caret = surface.selected()
      const clicked = isText && !byKey ? surface.offsetAtPoint(clientX, clientY) : null
      const isOnSelection =
        caret !== null &&
        caret.anchor !== caret.focus &&
        (byKey ||
          (clicked !== null &&
            clicked >= Math.min(caret.anchor, caret.focus) &&
            clicked <= Math.max(caret.anchor, caret.focus)))
      if (clicked !== null && !isOnSelection) surface.select({ anchor: clicked, focus: clicked })
      const offset = clicked ?? caret?.focus ?? 0
      const around = spansHere(surface.index, span(offset, offset)).filter(isShown)
      const chosen = props.selected === null ? undefined : surface.index.get(props.selected)
      const inHand =
        card !== undefined
          ? surface.index.get(card)
          : isOnSelection
            ? chosen
            : ((chosen && around.includes(chosen) ? chosen : undefined) ?? around[0])
      if (inHand) {
        if (inHand.id !== props.selected) props.onSelect(inHand.annotation.id)
        if (card !== undefined) surface.select({ anchor: inHand.start, focus: inHand.start })
      }
      const copy = (what: 'selection' | 'quote'): void => {
        const at = surface.selected()
        const words =
          what === 'quote' && inHand
            ? surface.text.slice(inHand.start, inHand.end)
            : at
              ? surface.text.slice(Math.min(at.anchor, at.focus), Math.max(at.anchor, at.focus))
              : ''
        void navigator.clipboard.writeText(words).then(() => props.announce(t('document.menu.copied')))
      }
      const annotation = inHand?.annotation.id
      const entries = textMenu({
        codebook: props.codebook,
        keys: props.keys ?? {},
        readOnly: props.readOnly || props.coder === null,
        hasPassage: card === undefined && isOnSelection && passageOf(surface) !== null,
        inHand,
        here: around.length,
        // What was taken in hand is told to the pane a moment later.
        perform: (action) => setTimeout(() => perform(action), 0),
        copy,
        showHistory: annotation && props.onHistory && (() => props.onHistory?.(annotation as AnnotationId))
      })
      open(byKey ? atCaret(surface, offset, target) : { x: clientX, y: clientY }, entries)
    },
    [surface, isShown, latest, perform, open]
  )
  return { menu, onContextMenu }
}

function atCaret(
  surface: Surface,
  offset: number,
  target: Element
): { readonly x: number; readonly y: number } {
  const card = target.closest('[data-annotation]')?.getBoundingClientRect()
  if (card) return { x: card.left + 12, y: card.bottom - 4 }
  const box = surface.boxes(Math.max(0, offset - 1), Math.max(1, offset), 'window').at(-1)
  const text = target.getBoundingClientRect()
  return box ? { x: box.right, y: box.bottom } : { x: text.left + 40, y: Math.max(60, text.top) }
}
