/** What coders are called and coloured while their work is adjudicated. */
import type { CoderId } from '../../../shared/ids.ts'
import type { CodebookIndex } from '../../state/codebook.ts'
import { coderColour } from '../../ui/colour.ts'
import { t } from '../../ui/words.ts'

export type Person = {
  readonly coder: CoderId
  readonly name: string
  readonly colour: string
  /** The digit that accepts what this coder said; null for one who was not chosen. */
  readonly digit: number | null
}

/** A name for every coder, in the order in which they were chosen; letters where names are hidden. */
export function peopleOf(
  coders: readonly CoderId[],
  { index, isAnonymous }: { readonly index: CodebookIndex; readonly isAnonymous: boolean }
): (coder: CoderId) => Person {
  return (coder) => {
    const end = index.coders.get(coder)?.joinedInto ?? coder
    const at = coders.indexOf(end)
    const letter = at < 0 ? '?' : String.fromCharCode(65 + (at % 26))
    return {
      coder: end,
      name: isAnonymous ? t('adjudication.coder', { letter }) : (index.coders.get(end)?.name ?? ''),
      colour: at < 0 ? 'var(--ink-faint)' : coderColour(at),
      digit: at < 0 || at > 8 ? null : at + 1
    }
  }
}
