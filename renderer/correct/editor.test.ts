import fc from 'fast-check'
import { Editor, Transforms } from 'slate'
import { describe, expect, it } from 'vitest'
import { buildContent, type Piece } from '../../shared/text/buildContent.ts'
import { whatBreaksKept } from '../../shared/text/keptStretches.ts'
import { placesIn } from '../../shared/text/keptRanges.ts'
import { whatBreaksRevision, type BlockShape, type RevisionContent } from '../../shared/text/revision.ts'
import type { Hash } from '../../shared/ids.ts'
import { CorrectionEditor, editsBetween, pasteText } from './editor.ts'
import { blocksIn, nodesIn, textOf } from './nodes.ts'

const words = fc.stringMatching(/^[a-dé ]{0,8}(e\u0301|🕊️|سلام)?[a-d]{0,3}$/u)
const shapes: fc.Arbitrary<BlockShape> = fc.constantFrom(
  { kind: 'paragraph' },
  { kind: 'paragraph' },
  { kind: 'heading', level: 2 },
  { kind: 'listItem', depth: 0, marker: '3.' },
  { kind: 'pageBreak' },
  { kind: 'footnote', label: '1' }
)
const link = { kind: 'link', href: 'https://example.org' } as const
const pieces: fc.Arbitrary<Piece[]> = fc.array(
  fc.record({ shape: shapes, text: words, linked: words }).map(({ shape, text, linked }) => ({
    shape,
    runs: [
      { text, marks: [] },
      { text: linked, marks: [link] }
    ]
  })),
  { minLength: 1, maxLength: 5 }
)
/** Sometimes with a table of two cells in the middle. */
const contents: fc.Arbitrary<RevisionContent> = fc
  .tuple(pieces, fc.boolean(), words, words)
  .map(([own, hasTable, a, b]) => {
    const cell = { kind: 'tableCell', table: 0, row: 0, header: false } as const
    const table: Piece[] = hasTable
      ? [
          { shape: { ...cell, column: 0 }, runs: [{ text: a, marks: [] }] },
          { shape: { ...cell, column: 1 }, runs: [{ text: b, marks: [] }] }
        ]
      : []
    const [first, ...rest] = own
    return buildContent([...(first ? [first] : []), ...table, ...rest]).content
  })

type Step =
  | { readonly do: 'type' | 'paste'; readonly at: number; readonly text: string }
  | { readonly do: 'select'; readonly at: number; readonly to: number; readonly text: string }
  | { readonly do: 'remove'; readonly at: number; readonly to: number }
  | { readonly do: 'enter' | 'backspace' | 'delete' | 'shape' | 'removeBlock'; readonly at: number }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }

const at = fc.nat(60)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom('type' as const, 'paste' as const),
      at,
      text: fc.constantFrom('x', 'yz', '🙂', 'one\ntwo\r\n\r\nthree', '\ufeff')
    }),
    fc.record({ do: fc.constant('select' as const), at, to: at, text: fc.constantFrom('q', '') }),
    fc.record({ do: fc.constant('remove' as const), at, to: at }),
    fc.record({
      do: fc.constantFrom(
        'enter' as const,
        'backspace' as const,
        'delete' as const,
        'shape' as const,
        'removeBlock' as const
      ),
      at
    }),
    fc.record({ do: fc.constant('undo' as const) }),
    fc.record({ do: fc.constant('redo' as const) })
  ),
  { maxLength: 14 }
)

/** A character of the model: which one of the old text it is, or null for a new one. */
type Character = { readonly was: number | null; readonly unit: string }
type Fixed = boolean

/** The plain model: every unit with its identity; breaks between blocks are units too. */
class Model {
  units: readonly Character[]
  private undos: (readonly Character[])[] = []
  private redos: (readonly Character[])[] = []
  constructor(text: string) {
    this.units = [...Array(text.length).keys()].map((was) => ({ was, unit: text[was] ?? '' }))
  }
  get text(): string {
    return this.units.map(({ unit }) => unit).join('')
  }
  change(next: readonly Character[]): void {
    this.undos.push(this.units)
    this.redos = []
    this.units = next
  }
  replace(start: number, end: number, text: string): readonly Character[] {
    return [
      ...this.units.slice(0, start),
      ...[...Array(text.length).keys()].map((i) => ({ was: null, unit: text[i] ?? '' })),
      ...this.units.slice(end)
    ]
  }
  undo(): void {
    const before = this.undos.pop()
    if (!before) return
    this.redos.push(this.units)
    this.units = before
  }
  redo(): void {
    const after = this.redos.pop()
    if (!after) return
    this.undos.push(this.units)
    this.units = after
  }
}

/** Where an offset may be: not inside a character as people see it. */
function placed(text: string, offset: number): number {
  const edges = [...new Intl.Segmenter('und').segment(text)].map(({ index }) => index)
  edges.push(text.length)
  return edges[offset % edges.length] ?? 0
}

/** Blocks of the editor as the model needs them: their stretches and whether their borders hold. */
function blocksNow(own: CorrectionEditor): { start: number; end: number; fixed: Fixed; isCell: boolean }[] {
  let start = 0
  return [...blocksIn(nodesIn(own.editor))].map((block) => {
    const length = textOf(block).length
    const here = {
      start,
      end: start + length,
      fixed: ['tableCell', 'pageBreak', 'footnote'].includes(block.shape.kind),
      isCell: block.shape.kind === 'tableCell'
    }
    start += length + 1
    return here
  })
}

/** Does a step in the editor and, by other means, in the model. */
function play(own: CorrectionEditor, model: Model, step: Step): void {
  const { editor } = own
  if (step.do === 'undo' || step.do === 'redo') {
    own.history[step.do]()
    model[step.do]()
    return
  }
  const text = model.text
  const start = placed(text, step.at)
  const blocks = blocksNow(own)
  const index = blocks.findIndex(({ end }) => end >= start)
  const block = blocks[index]
  if (!block) throw new Error('No block there')
  // Each step of this test is one step of the history.
  own.history['last'] = null
  editor.operations = []
  own.select(start)
  const clean = 'text' in step ? step.text.replaceAll('\r\n', '\n').replaceAll('\ufeff', '') : ''
  const changed = (next: readonly Character[]): void => {
    const isSame = next.length === model.units.length && next.every((one, i) => one === model.units[i])
    if (!isSame) model.change(next)
  }
  switch (step.do) {
    case 'type': {
      editor.insertText(clean.replaceAll(/\n+/g, ' '))
      return changed(model.replace(start, start, clean.replaceAll(/\n+/g, ' ')))
    }
    case 'paste':
      pasteText(own, step.text)
      return changed(model.replace(start, start, block.fixed ? clean : clean.replaceAll(/\n+/g, '\n')))
    case 'enter':
      editor.insertBreak()
      return changed(model.replace(start, start, '\n'))
    case 'backspace':
    case 'delete': {
      const back = step.do === 'backspace'
      if (back) editor.deleteBackward('character')
      else editor.deleteForward('character')
      const isAtEdge = start === (back ? block.start : block.end)
      const other = blocks[index + (back ? -1 : 1)]
      if (isAtEdge) {
        if (!other) return
        const isEmpty = block.start === block.end
        if (block.fixed || other.fixed) {
          if (block.fixed || !isEmpty) return
          // The empty block goes with its own break; the last of all with the one before it.
          const isLast = index === blocks.length - 1
          return changed(isLast ? model.replace(start - 1, start, '') : model.replace(start, start + 1, ''))
        }
        const gone = back ? start - 1 : start
        return changed(model.replace(gone, gone + 1, ''))
      }
      // What the editor took is one or more units of this block: the same number at the same place.
      const took = text.length - [...blocksIn(nodesIn(editor))].map(textOf).join('\n').length
      return changed(back ? model.replace(start - took, start, '') : model.replace(start, start + took, ''))
    }
    case 'select':
    case 'remove': {
      const other = placed(text, step.to)
      const [from, to] = [Math.min(start, other), Math.max(start, other)]
      if (from === to) return
      own.select(from, to)
      const [a, b] = [from, to]
      const cuts = editsBetween(nodesIn(editor), a, b)
      if (step.do === 'remove') editor.deleteFragment()
      else if (step.text !== '') editor.insertText(step.text)
      let next = model.units
      const isTyped = step.do === 'select' && step.text !== ''
      if (step.do === 'select' && !isTyped) return
      const single = blocks.find(({ start: s, end }) => s <= a && b <= end)
      for (const cut of single ? [{ start: a, end: b }] : cuts.toReversed())
        next = [...next.slice(0, cut.start), ...next.slice(cut.end)]
      if (isTyped) {
        const typed = [...Array(step.text.length).keys()].map((i) => ({
          was: null,
          unit: step.text[i] ?? ''
        }))
        next = [...next.slice(0, a), ...typed, ...next.slice(a)]
      }
      return changed(next)
    }
    case 'shape':
      own.setShape({ kind: 'heading', level: 1 })
      // Another shape is a step too, though no word moves.
      if (own.history.canUndo && !block.fixed && model.text === text) model.change([...model.units])
      return
    case 'removeBlock': {
      own.deleteBlocks()
      const isLast = index === blocks.length - 1
      if (block.isCell) return changed(model.replace(block.start, block.end, ''))
      if (isLast) return changed(model.replace(Math.max(0, block.start - 1), block.end, ''))
      return changed(model.replace(block.start, block.end + 1, ''))
    }
  }
}

describe('correcting a text', () => {
  it('knows of every character where it came from, whatever is done, and so every annotation follows as in a plain string', () => {
    fc.assert(
      fc.property(contents, steps, fc.array(fc.tuple(at, at), { maxLength: 6 }), (content, all, spans) => {
        let time = 0
        const own = new CorrectionEditor(content, { clock: () => (time += 10_000) })
        const model = new Model(content.text)
        for (const step of all) {
          play(own, model, step)
          Editor.normalize(own.editor)
        }
        const now = own.content()
        expect(now.text).toBe(model.text)
        expect(whatBreaksRevision(now)).toBeNull()
        const kept = own.kept(now)
        expect(whatBreaksKept(kept, content.text, now.text)).toBeNull()
        const place = placesIn([{ hash: 'b' as Hash, from: 'a' as Hash, kept }], 'b' as Hash)
        for (const [x, y] of spans) {
          const [start, end] = [
            Math.min(x, y) % (content.text.length + 1),
            Math.max(x, y) % (content.text.length + 1)
          ]
          if (start >= end) continue
          const left = model.units.flatMap(({ was }, i) =>
            was !== null && was >= start && was < end ? [i] : []
          )
          const [first] = left
          const last = left.at(-1)
          expect(place('a' as Hash, start, end)).toEqual(
            first === undefined || last === undefined ? null : { start: first, end: last + 1 }
          )
        }
      }),
      { numRuns: 400 }
    )
  })

  it('gives an annotation back with the words that undo gives back', () => {
    const { content } = buildContent([
      { shape: { kind: 'paragraph' }, runs: [{ text: 'No talks before peace', marks: [] }] }
    ])
    const own = new CorrectionEditor(content, { clock: () => 0 })
    own.select(3, 8)
    own.editor.deleteFragment()
    expect(own.kept()).toEqual([
      [0, 0, 3],
      [8, 3, 13]
    ])
    own.history.undo()
    expect(own.kept()).toEqual([[0, 0, 21]])
    expect(own.isChanged()).toBe(false)
  })

  it('goes on from a draft with what the draft kept', () => {
    fc.assert(
      fc.property(contents, steps, steps, (content, before, after) => {
        const straight = new CorrectionEditor(content, { clock: () => 0 })
        const model = new Model(content.text)
        for (const step of before) play(straight, model, step)
        const draft = { content: straight.content(), kept: straight.kept() }
        const again = new CorrectionEditor(content, { draft, clock: () => 0 })
        expect(again.content()).toEqual(draft.content)
        expect(again.kept()).toEqual(draft.kept)
        const fresh = new Model(draft.content.text)
        for (const step of after) if (step.do !== 'undo' && step.do !== 'redo') play(again, fresh, step)
        expect(again.content().text).toBe(fresh.text)
        expect(whatBreaksKept(again.kept(), content.text, again.content().text)).toBeNull()
      }),
      { numRuns: 100 }
    )
  })

  it('keeps what is typed behind a link or a reference to a note out of it', () => {
    const { content } = buildContent([
      {
        shape: { kind: 'paragraph' },
        runs: [
          { text: 'See ', marks: [] },
          { text: 'here', marks: [link] }
        ]
      }
    ])
    const own = new CorrectionEditor(content, { clock: () => 0 })
    own.select(8)
    own.editor.insertText(' and there')
    const { marks, text } = own.content()
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['here'])
    Transforms.select(own.editor, Editor.end(own.editor, []))
    own.editor.insertText('!')
    expect(own.content().text).toBe('See here and there!')
  })
})
