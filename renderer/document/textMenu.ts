/** What the menu of the text offers: for the words selected, and for the annotation in hand. */
import { Copy, History, List, MoveHorizontal, Pilcrow, RotateCcw, Tag, TextQuote, Trash2 } from 'lucide-react'
import type { CodebookView } from '../../shared/api/views.ts'
import type { Settings } from '../../shared/api/settings.ts'
import { isMac } from '../state/appCommands.ts'
import { chordText } from '../state/keys.ts'
import { textCommands, textKeysOf, type TextCommandId } from '../state/textKeys.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
import { t } from '../ui/words.ts'
import type { TextAction } from './keys.ts'
import type { AnnotationSpan } from './looks.ts'

type Wants = {
  readonly codebook: CodebookView
  readonly keys: Settings['keys']
  readonly readOnly: boolean
  readonly hasPassage: boolean
  readonly inHand: AnnotationSpan | undefined
  /** Annotations at the place of the menu. */
  readonly here: number
  readonly perform: (action: TextAction) => void
  readonly copy: (what: 'selection' | 'quote') => void
  readonly showHistory: (() => void) | undefined
}

/** Nothing that cannot be done is offered. */
export function textMenu(wants: Wants): readonly MenuEntry[] {
  const { codebook, keys, readOnly, hasPassage, inHand, here, perform, copy, showHistory } = wants
  const chord = (id: TextCommandId): { readonly keys?: string } => {
    const command = textCommands.find((one) => one.id === id)
    const [first] = command ? textKeysOf(command, keys) : []
    return first === undefined ? {} : { keys: chordText(first, isMac()) }
  }
  const does = (action: TextAction) => ({ run: () => perform(action) })
  const groups: readonly (readonly MenuEntry[])[] = [
    hasPassage
      ? [
          ...(readOnly
            ? []
            : [
                { name: t('menu.annotation.tag'), icon: Tag, ...chord('text.tag'), ...does({ do: 'tag' }) },
                {
                  name: t('menu.text.repeat'),
                  icon: RotateCcw,
                  ...chord('text.repeat'),
                  ...does({ do: 'repeat' })
                },
                ...(inHand
                  ? [
                      {
                        name: t('menu.text.moveHere'),
                        icon: MoveHorizontal,
                        ...chord('text.moveHere'),
                        ...does({ do: 'moveHere' })
                      },
                      {
                        name: t('menu.text.retagHere'),
                        ...chord('text.retagHere'),
                        ...does({ do: 'retagHere' })
                      }
                    ]
                  : [])
              ]),
          { name: t('document.menu.copy'), icon: Copy, run: () => copy('selection') }
        ]
      : [],
    inHand && !hasPassage && !readOnly
      ? codebook.stances
          .filter(({ shortcut, retired }) => shortcut !== '' && !retired)
          .map(({ label, shortcut }) => ({
            name: t('document.menu.stance', { stance: label }),
            keys: shortcut,
            ...does({ do: 'stance', digit: shortcut })
          }))
      : [],
    !readOnly && (inHand || hasPassage)
      ? [
          {
            name: t('menu.text.sentence'),
            icon: TextQuote,
            ...chord('text.sentence'),
            ...does({ do: 'sentence' })
          },
          {
            name: t('menu.text.paragraph'),
            icon: Pilcrow,
            ...chord('text.paragraph'),
            ...does({ do: 'paragraph' })
          }
        ]
      : [],
    inHand && !hasPassage
      ? [
          ...(here > 1
            ? [{ name: t('menu.text.here'), icon: List, ...chord('text.here'), ...does({ do: 'here' }) }]
            : []),
          { name: t('document.menu.copyQuote'), icon: Copy, run: () => copy('quote') },
          ...(showHistory ? [{ name: t('document.menu.history'), icon: History, run: showHistory }] : []),
          ...(readOnly
            ? []
            : [
                {
                  name: t('menu.text.delete'),
                  icon: Trash2,
                  danger: true,
                  ...chord('text.delete'),
                  ...does({ do: 'delete' })
                }
              ])
        ]
      : []
  ]
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, i) => (i === 0 ? group : ['line' as const, ...group]))
}
