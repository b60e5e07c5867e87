/** A real keyboard caret in a text that cannot be changed. */

/**
 * Gives the element an EditContext: the browser then draws a caret and moves it by the keys, and typing, composing and pasting reach the
 * context, not the text. Gives what ends that.
 */
export function keepCaret(element: HTMLElement): () => void {
  const context = new EditContext()
  // What is typed is thrown away; kept, it would grow and be read out.
  const forget = (): void => {
    context.updateText(0, context.text.length, '')
    context.updateSelection(0, 0)
  }
  context.addEventListener('textupdate', forget)
  element.editContext = context
  return () => {
    context.removeEventListener('textupdate', forget)
    element.editContext = null
  }
}

/** Moves the caret (or with `extend` the selection's end) by a word, to where it looks right in the text's direction. */
export function moveByWord(direction: 'left' | 'right', { extend }: { readonly extend: boolean }): void {
  getSelection()?.modify(extend ? 'extend' : 'move', direction, 'word')
}
