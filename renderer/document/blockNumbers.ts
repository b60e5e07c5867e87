/** The numbers of the blocks, beside the text: drawn for what is near the window only, since a sign at every block would make layout twice as slow. */
import type { Surface } from './surface.ts'

/** `number` counts from 1; `top` in CSS pixels from the page's top; `size`: what kind of line it stands level with. */
export type BlockNumber = {
  readonly number: number
  readonly top: number
  readonly size: 'text' | 'small' | 1 | 2 | 3
}

/** The numbers of these pieces: one at the start of each block; none at page breaks, one a row in tables. `origin`: the page's top in the window. */
export function numbersOf(
  surface: Surface,
  pieces: readonly number[],
  origin: number
): readonly BlockNumber[] {
  const { layout, dom } = surface
  return pieces.flatMap((piece) => {
    const at = layout.pieces[piece]
    const block = at && layout.content.blocks[at.block]
    const top = dom.elementOf(piece)?.getBoundingClientRect().top
    if (!at || !block || top === undefined || at.part === 'middle' || at.part === 'last') return []
    if (block.kind === 'pageBreak' || (block.kind === 'tableCell' && block.column > 0)) return []
    const isSmall = block.kind === 'footnote' || block.kind === 'tableCell'
    const size = block.kind === 'heading' ? headingSize(block.level) : isSmall ? 'small' : 'text'
    return [{ number: at.block + 1, top: top - origin, size }]
  })
}

function headingSize(level: number): BlockNumber['size'] {
  return level === 1 || level === 2 || level === 3 ? level : 'text'
}
