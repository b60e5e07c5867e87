/** Telling people what happened: toasts and what is read out. */
import { sentenceOf, type Problem } from '../../shared/errors.ts'
import type { Parley } from './parley.ts'
import type { Toast } from './workspace.ts'

/** Where it is shown and read out. */
type Told = Pick<Parley, 'workspace'>

const shownFor = 6000
let lastId = 0

/** Shows a problem or a sentence at the foot of the window, and reads it out. */
export function toast(parley: Told, what: Problem | string, action?: Toast['action']): void {
  const isProblem = typeof what !== 'string'
  const text = isProblem ? sentenceOf(what) : what
  const id = ++lastId
  parley.workspace.setState((state) => ({
    toasts: [
      ...state.toasts.filter((other) => other.text !== text).slice(-2),
      { id, text, look: isProblem ? 'problem' : 'done', ...(action ? { action } : {}) }
    ]
  }))
  announce(parley, text)
  setTimeout(() => closeToast(parley, id), isProblem ? shownFor * 2 : shownFor)
}

/** Takes away the offers to undo or redo: since then something else would be undone. */
export function closeOffers(parley: Told): void {
  parley.workspace.setState((state) =>
    state.toasts.some((toast) => toast.action)
      ? { toasts: state.toasts.filter((toast) => !toast.action) }
      : state
  )
}

/** Takes a toast away. */
export function closeToast(parley: Told, id: number): void {
  parley.workspace.setState((state) => ({ toasts: state.toasts.filter((other) => other.id !== id) }))
}

/** Reads a sentence out without showing it. */
export function announce(parley: Told, text: string): void {
  parley.workspace.setState((state) => ({ announcement: { text, number: state.announcement.number + 1 } }))
}
