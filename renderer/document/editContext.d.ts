/** Chromium's EditContext, which TypeScript's DOM types do not have yet: https://www.w3.org/TR/edit-context/ */
declare class EditContext extends EventTarget {
  readonly text: string
  updateText(rangeStart: number, rangeEnd: number, text: string): void
  updateSelection(start: number, end: number): void
}

interface HTMLElement {
  editContext: EditContext | null
}
