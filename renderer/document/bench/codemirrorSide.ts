/** A peer: CodeMirror 6, read-only, with a mark decoration for every annotation. */
import { EditorState, StateEffect, StateField, type Range } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import type { AnnotationView } from '../../../shared/api/views.ts'
import { benchAnnotation, issueIdOf, type BenchText } from './benchText.ts'
import { twoFrames, type Side } from './side.ts'

export function mountCodeMirror(root: HTMLElement, text: BenchText): Side {
  const { blocks, text: words } = text.revision
  const all = [...text.annotations]
  const mark = (annotation: AnnotationView): Range<Decoration> =>
    Decoration.mark({
      class: `issue-${annotation.issue.slice(4)} stance-${annotation.stance?.slice(4)}`,
      attributes: { 'data-annotation': `${annotation.anchor.start}-${annotation.anchor.end}` }
    }).range(annotation.anchor.start, annotation.anchor.end)
  const added = StateEffect.define<AnnotationView>()
  const replaced = StateEffect.define<readonly AnnotationView[]>()
  const marks = StateField.define<DecorationSet>({
    create: () => Decoration.set(all.map(mark), true),
    update: (before, { effects }) => {
      let now = before
      for (const effect of effects) {
        if (effect.is(added)) now = now.update({ add: [mark(effect.value)] })
        if (effect.is(replaced)) now = Decoration.set(effect.value.map(mark), true)
      }
      return now
    },
    provide: (field) => EditorView.decorations.from(field)
  })
  const look = EditorView.theme({
    '&': { height: '100vh' },
    '.cm-scroller': { overflow: 'auto' },
    '.cm-content': { maxWidth: '640px', margin: '0 auto' },
    '.cm-line': { paddingBottom: '13px' }
  })
  const view = new EditorView({
    parent: root,
    state: EditorState.create({
      doc: words,
      extensions: [marks, EditorView.lineWrapping, EditorState.readOnly.of(true), look]
    })
  })
  let number = all.length
  return {
    scroller: view.scrollDOM,
    whole: Promise.resolve(),
    add: (annotation) => {
      const made = benchAnnotation(words, { ...annotation, number: (number += 1) })
      all.push(made)
      view.dispatch({ effects: added.of(made) })
    },
    layer: (issue) => {
      const wanted = issue === null ? null : issueIdOf(issue)
      view.dispatch({
        effects: replaced.of(all.filter((annotation) => wanted === null || annotation.issue === wanted))
      })
    },
    painted: (start, end) => view.dom.querySelector(`[data-annotation="${start}-${end}"]`) !== null,
    selection: () => {
      const { from, to } = view.state.selection.main
      return [from, to]
    },
    showBlock: async (block) => {
      for (let i = 0; i < 4; i += 1) {
        view.dispatch({ effects: EditorView.scrollIntoView(blocks[block]?.start ?? 0, { y: 'center' }) })
        await twoFrames()
      }
    },
    pointOf: (offset) => {
      const at = view.coordsAtPos(offset, 1)
      return at && { x: at.left + 0.5, y: (at.top + at.bottom) / 2 }
    },
    offsetAt: (x, y) => view.posAtCoords({ x, y })
  }
}
