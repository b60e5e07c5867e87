/** The panes of the window as the keyboard walks them. */

/** Moves the focus to the next pane that is shown (or the one before it), to where it was there last. */
export function walkPanes(way: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null
  )
  const at = panes.findIndex((pane) => pane.contains(document.activeElement))
  for (let step = 1; step <= panes.length; step++) {
    const pane =
      panes[((((at < 0 && way < 0 ? 0 : at) + step * way) % panes.length) + panes.length) % panes.length]
    if (pane && focusIn(pane)) return
  }
}

/** Puts the focus into the middle of the window: the text, the passages, the data page. False where there is none yet. */
export function focusMiddle(): boolean {
  const middle = document.querySelector<HTMLElement>('main[data-pane]')
  return middle !== null && focusIn(middle)
}

/** Puts the focus into the pane of this name; false where it is not shown. */
export function focusPane(name: string): boolean {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`)
  return pane !== null && focusIn(pane)
}

/** What a pane is entered by: its text or list, else the first thing in it that takes the focus, else the pane itself. */
const mainParts =
  '[role="document"][tabindex="0"],[role="textbox"][tabindex="0"],[role="listbox"][tabindex="0"],[role="tree"][tabindex="0"],[role="treegrid"][tabindex="0"],[role="grid"][tabindex="0"],[role="row"][tabindex="0"]'
const fieldParts = '.inspector-body :is(input:not(:disabled),textarea,button:not(:disabled),[tabindex="0"])'
const anyParts = 'button:not(:disabled),input:not(:disabled),textarea,a[href],[tabindex="0"]'

function focusIn(pane: HTMLElement): boolean {
  // Details are entered by their first field, not by their close button or a choice of colours further down.
  const first = pane.dataset['pane'] === 'inspector' ? fieldParts : mainParts
  const parts = [
    ...pane.querySelectorAll<HTMLElement>(first),
    ...pane.querySelectorAll<HTMLElement>(anyParts)
  ]
  for (const part of parts) {
    if (part.getAttribute('role') === 'separator' || part.tabIndex < 0 || part.offsetParent === null) continue
    part.focus()
    if (pane.contains(document.activeElement)) return true
  }
  pane.tabIndex = -1
  pane.focus()
  return document.activeElement === pane
}
