/** What the keys of the text mean as actions: its commands, and how the caret moves. */
import type { Settings } from '../../shared/api/settings.ts'
import {
  digitOf as placeDigit,
  meantBy,
  type Edge,
  type Meant,
  type TextPress,
  type Towards,
  type Unit
} from '../state/textKeys.ts'

export type TextAction =
  | {
      readonly do:
        'selectAll' | 'tag' | 'next' | 'previous' | 'sentence' | 'paragraph' | 'here' | 'layer' | 'leave'
    }
  | { readonly do: 'repeat' }
  | { readonly do: 'copyTag' | 'pasteTag' }
  | { readonly do: 'delete' }
  | { readonly do: 'moveHere' }
  | { readonly do: 'retagHere' }
  | { readonly do: 'textEdge'; readonly edge: Edge; readonly extend: boolean }
  | { readonly do: 'word'; readonly direction: 'left' | 'right'; readonly extend: boolean }
  | { readonly do: 'boundary'; readonly edge: Edge; readonly unit: Unit; readonly towards: Towards }
  | { readonly do: 'stance'; readonly digit: string }
  | { readonly do: 'pinned'; readonly digit: string }

/**
 * What a key does; null where it is left to the window and the browser. `singleKeys`: whether keys without Ctrl do anything but move; `own`:
 * the user's keys by command.
 */
export function actionOf(
  press: TextPress,
  {
    singleKeys,
    own = {},
    isMac = false
  }: { readonly singleKeys: boolean; readonly own?: Settings['keys']; readonly isMac?: boolean }
): TextAction | null {
  const meant = meantBy(press, { singleKeys, own, isMac })
  return meant ? actionMeant(meant) : movement(press)
}

const once: readonly TextAction['do'][] = [
  'tag',
  'repeat',
  'pasteTag',
  'pinned',
  'stance',
  'delete',
  'moveHere',
  'retagHere'
]

/** False for what a key that is held down must not do again and again. */
export function isRepeatable(action: TextAction): boolean {
  return !once.includes(action.do)
}

/** The digit of a key by its place. */
export const digitOf = placeDigit

function actionMeant({ id, digit }: Meant): TextAction | null {
  const [, edge, unit, towards] =
    /^text\.(start|end)(Character|Word|Sentence|Paragraph)(Left|Right|Back|Forward)$/.exec(id) ?? []
  if (edge && unit && towards)
    return {
      do: 'boundary',
      edge: edge as Edge,
      unit: unit.toLowerCase() as Unit,
      towards: towards.toLowerCase() as Towards
    }
  if (id === 'text.stance' || id === 'text.pinned')
    return digit === null ? null : { do: id === 'text.stance' ? 'stance' : 'pinned', digit }
  return { do: id.slice('text.'.length) } as TextAction
}

/** How the caret moves, as in every text: nobody's own keys change that. */
function movement(press: TextPress): TextAction | null {
  if ((!press.ctrlKey && !press.metaKey) || press.altKey) return null
  const extend = press.shiftKey
  switch (press.key) {
    case 'ArrowLeft':
      return { do: 'word', direction: 'left', extend }
    case 'ArrowRight':
      return { do: 'word', direction: 'right', extend }
    case 'Home':
      return { do: 'textEdge', edge: 'start', extend }
    case 'End':
      return { do: 'textEdge', edge: 'end', extend }
    default:
      return null
  }
}
