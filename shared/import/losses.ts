/** What an import leaves out or changes: told, counted, in words for people, before the import is accepted. */
import { z } from 'zod'

/** One kind of loss and how often it happened. */
export type Loss = { readonly kind: LossKind; readonly count: number }

export type LossKind = keyof typeof words

/** Counts losses while a text is read. */
export type LossCounter = Map<LossKind, number>

/** Adds to a counter. */
export function lose(losses: LossCounter, kind: LossKind, count = 1): void {
  if (count > 0) losses.set(kind, (losses.get(kind) ?? 0) + count)
}

/** The counted losses, always in the same order. */
export function listLosses(losses: LossCounter): readonly Loss[] {
  return lossKinds.flatMap((kind) => {
    const count = losses.get(kind) ?? 0
    return count > 0 ? [{ kind, count }] : []
  })
}

/** One sentence about a loss: how many of what, and what became of them. */
export function sentenceOfLoss({ kind, count }: Loss): string {
  const [one, many] = words[kind]
  return count === 1 ? one : many.replace('#', String(count))
}

const words = {
  images: ['1 picture or embedded object was left out.', '# pictures and embedded objects were left out.'],
  comments: ['1 comment was left out.', '# comments were left out.'],
  trackedInsertions: [
    '1 tracked insertion was read as accepted.',
    '# tracked insertions were read as accepted.'
  ],
  trackedDeletions: [
    '1 tracked deletion was left out, as if accepted.',
    '# tracked deletions were left out, as if accepted.'
  ],
  hiddenText: ['1 hidden passage was left out.', '# hidden passages were left out.'],
  headersAndFooters: ['1 page header or footer was left out.', '# page headers and footers were left out.'],
  textBoxes: ['1 text box now stands after its paragraph.', '# text boxes now stand after their paragraphs.'],
  formulas: ['1 formula was read as a plain line.', '# formulas were read as plain lines.'],
  formFields: ['1 form field was left out.', '# form fields were left out.'],
  scripts: ['1 script was left out.', '# scripts were left out.'],
  mergedCells: [
    '1 table cell that spanned several rows or columns stands at the first of them.',
    '# table cells that spanned several rows or columns stand at the first of them.'
  ],
  layoutTables: [
    '1 table that only laid out the page, or held other tables, was read as running text.',
    '# tables that only laid out the page, or held other tables, were read as running text.'
  ],
  flattenedCells: [
    '1 heading or list inside a table cell was read as plain lines.',
    '# headings and lists inside table cells were read as plain lines.'
  ],
  struckText: [
    '1 struck-through passage was read as plain text.',
    '# struck-through passages were read as plain text.'
  ],
  links: [
    '1 link to a file or to another place in the document was kept as plain words.',
    '# links to files or to other places in the document were kept as plain words.'
  ],
  frontMatter: [
    'The lines of metadata at the top were left out.',
    'The # lines of metadata at the top were left out.'
  ],
  markup: [
    '1 HTML tag stands in the text as it was written.',
    '# HTML tags stand in the text as they were written.'
  ],
  tooDeep: [
    '1 part that was nested too deeply may be incomplete. Compare it with the file.',
    '# parts that were nested too deeply may be incomplete. Compare them with the file.'
  ],
  unknownParts: [
    '1 part that Parley does not know was left out. Compare the text with the file.',
    '# parts that Parley does not know were left out. Compare the text with the file.'
  ],
  widenedMarks: [
    '1 stretch of bold, italics or link that ended inside a character now takes it whole.',
    '# stretches of bold, italics or link that ended inside a character now take it whole.'
  ],
  replacedCharacters: [
    '1 character that could not be read became “\ufffd”.',
    '# characters that could not be read became “\ufffd”.'
  ]
} as const satisfies Record<string, readonly [one: string, many: string]>

const lossKinds = Object.keys(words) as readonly LossKind[]

/** A loss as it may come over a carrier. */
export const lossSchema: z.ZodType<Loss> = z.strictObject({
  kind: z.custom<LossKind>((value) => typeof value === 'string' && Object.hasOwn(words, value)),
  count: z.number().int().min(1)
})
