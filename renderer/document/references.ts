/** What the text itself refers to: its footnotes, and addresses elsewhere. Offsets are UTF-16 code units. */
import { blockIndexAt, type Mark, type RevisionContent } from '../../shared/text/revision.ts'

type Stretch = { readonly start: number; readonly end: number }
/** `at`: the words that refer, none where a number was only drawn there. `note`: where the note of that label stands; null where there is none. */
export type Reference =
  | { readonly kind: 'note'; readonly at: Stretch; readonly label: string; readonly note: Stretch | null }
  | { readonly kind: 'link'; readonly at: Stretch; readonly href: string }

type Note = Stretch & { readonly label: string }

/** The references of one text, read once. */
export class References {
  private readonly content: RevisionContent
  private readonly marks: readonly Extract<Mark, { kind: 'link' | 'footnoteReference' }>[]
  private readonly notes: readonly Note[]

  constructor(content: RevisionContent) {
    this.content = content
    this.marks = content.marks
      .flatMap((mark) => (mark.kind === 'link' || mark.kind === 'footnoteReference' ? [mark] : []))
      .toSorted((a, b) => a.start - b.start)
    this.notes = notesOf(content)
  }

  /** The reference at an offset: the footnote's where a link stands there too; null where there is none. */
  at(offset: number): Reference | null {
    const found = this.marks.filter((mark) => mark.start <= offset && mark.end >= offset)
    const mark = found.find((one) => one.kind === 'footnoteReference') ?? found[0]
    if (!mark) return null
    const at = { start: mark.start, end: mark.end }
    if (mark.kind === 'link') return { kind: 'link', at, href: mark.href }
    return { kind: 'note', at, label: mark.label, note: this.noteOf(mark.label, mark.start) }
  }

  /** Where the text refers to the note that an offset stands in: the reference that was `followed` there, else the nearest place before it, else the first; null outside of notes and for a note that nothing refers to. */
  backFrom(offset: number, followed: Reference | null = null): Stretch | null {
    if (
      followed?.kind === 'note' &&
      followed.note &&
      followed.note.start <= offset &&
      offset <= followed.note.end
    )
      return followed.at
    const { blocks } = this.content
    const block = blocks[blockIndexAt(blocks, offset)]
    if (block?.kind !== 'footnote') return null
    const all = this.marks.filter((mark) => mark.kind === 'footnoteReference' && mark.label === block.label)
    const mark = all.findLast((one) => one.start < block.start) ?? all[0]
    return mark ? { start: mark.start, end: mark.end } : null
  }

  /** Numbers may start anew in every chapter: the nearest note after the reference, else the last before it. */
  private noteOf(label: string, from: number): Stretch | null {
    const all = this.notes.filter((note) => note.label === label)
    const note = all.find((one) => one.start >= from) ?? all.at(-1)
    return note ? { start: note.start, end: note.end } : null
  }
}

/** Blocks of one label that follow each other are one note. */
function notesOf({ blocks }: RevisionContent): readonly Note[] {
  const notes: Note[] = []
  let last = -2
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'footnote') continue
    const before = notes.at(-1)
    if (before?.label === block.label && last === index - 1)
      notes[notes.length - 1] = { ...before, end: block.end }
    else notes.push({ label: block.label, start: block.start, end: block.end })
    last = index
  }
  return notes
}
