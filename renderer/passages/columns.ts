/** The columns of the passages table: which are shown and how wide, as the analyst left them. */
import type { InputOf } from '../../shared/api/contract.ts'
import type { Settings } from '../../shared/api/settings.ts'

export type Sort = NonNullable<InputOf<'annotations.page'>['sort']>

export const columnNames = [
  'quote',
  'issue',
  'stance',
  'actors',
  'certainty',
  'note',
  'document',
  'coder',
  'modified'
] as const
export type ColumnName = (typeof columnNames)[number]

/** `width` in px. */
export type Column = { readonly name: ColumnName; readonly width: number }

/** Px; the quote takes what the others leave, but at least so much. */
const usual: Readonly<Record<ColumnName, number>> = {
  quote: 300,
  issue: 176,
  stance: 118,
  actors: 128,
  certainty: 84,
  note: 132,
  document: 148,
  coder: 56,
  modified: 88
}
export const [narrowest, widest] = [48, 900]

/** What a column sorts by; those without cannot be sorted by. */
export const sortOf: Readonly<Partial<Record<ColumnName, Sort>>> = {
  quote: 'document',
  document: 'document',
  issue: 'issue',
  stance: 'stance',
  coder: 'coder',
  modified: 'modified'
}

/** Columns that are changed in place. */
export const editable: readonly ColumnName[] = ['issue', 'stance', 'actors', 'certainty', 'note']

/** Those shown, in their order. In a window narrower than `roomy` px a few are left out until somebody chooses. */
export function columnsShown(panes: Settings['panes'], windowWidth: number): readonly Column[] {
  const hidden = hiddenColumns(panes, windowWidth)
  return columnNames
    .filter((name) => !hidden.includes(name))
    .map((name) => ({ name, width: widthOf(panes, name) }))
}

/** The names of hidden columns. The quote always stays. */
export function hiddenColumns(panes: Settings['panes'], windowWidth: number): readonly ColumnName[] {
  const chosen = panes['passageHidden']
  if (typeof chosen !== 'string') return windowWidth < roomy ? ['certainty', 'note', 'modified'] : []
  const names = chosen.split(' ')
  return columnNames.filter((name) => name !== 'quote' && names.includes(name))
}

const roomy = 1280

/** The settings that show or hide a column. */
export function hiddenAfter(hidden: readonly ColumnName[], name: ColumnName): string {
  return (hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name]).join(' ')
}

function widthOf(panes: Settings['panes'], name: ColumnName): number {
  const kept = panes[`passageWidth.${name}`]
  return typeof kept === 'number' ? Math.min(widest, Math.max(narrowest, kept)) : usual[name]
}
