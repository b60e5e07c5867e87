/** Undo inside the mode: the whole text before each step. Nodes never change, so a step costs what it changed. */
import type { Editor, Operation, Selection } from 'slate'

type Step = { readonly children: Editor['children']; readonly selection: Selection }

/** Steps further back than this are forgotten. */
const mostSteps = 1000
/** Typing goes on in one step unless it rests this long, in milliseconds. */
const rest = 1200

/** The steps of one visit. Restoring a step gives back the very nodes, and with them where their characters came from. */
export class History {
  private readonly editor: Editor
  private readonly clock: () => number
  private undos: Step[] = []
  private redos: Step[] = []
  private together: 'open' | 'begun' | null = null
  private last: { readonly operation: Operation; readonly time: number } | null = null

  constructor(editor: Editor, clock: () => number) {
    this.editor = editor
    this.clock = clock
    const { apply } = editor
    editor.apply = (operation) => {
      if (operation.type !== 'set_selection') this.note(operation)
      apply(operation)
    }
  }

  get canUndo(): boolean {
    return this.undos.length > 0
  }

  get canRedo(): boolean {
    return this.redos.length > 0
  }

  /** Notes the text as it is before something changes all of it. */
  begin(): void {
    if (this.together === 'begun') return
    if (this.together === 'open') this.together = 'begun'
    this.undos.push(this.now())
    if (this.undos.length > mostSteps) this.undos.shift()
    this.redos = []
    this.last = null
  }

  /** Whatever is done in here is one step. */
  asOne(work: () => void): void {
    if (this.together !== null) return work()
    this.together = 'open'
    try {
      work()
    } finally {
      this.together = null
    }
  }

  undo(): void {
    this.walk(this.undos, this.redos)
  }

  redo(): void {
    this.walk(this.redos, this.undos)
  }

  private walk(from: Step[], to: Step[]): void {
    const step = from.pop()
    if (!step) return
    to.push(this.now())
    this.last = null
    this.editor.children = step.children
    this.editor.selection = step.selection
    this.editor.onChange()
  }

  private now(): Step {
    return { children: this.editor.children, selection: this.editor.selection }
  }

  private note(operation: Operation): void {
    const { last } = this
    const time = this.clock()
    // What one key does is one step, and so is a run of letters.
    const goesOn =
      last !== null &&
      (this.editor.operations.length > 0 || isSameRun(last.operation, operation, time - last.time))
    if (!goesOn || this.together === 'open') this.begin()
    this.last = { operation, time }
  }
}

function isSameRun(last: Operation, next: Operation, pause: number): boolean {
  if (pause > rest) return false
  if (last.type === 'insert_text' && next.type === 'insert_text')
    return (
      samePath(last.path, next.path) && last.offset + last.text.length === next.offset && next.text !== '\n'
    )
  if (last.type === 'remove_text' && next.type === 'remove_text')
    return (
      samePath(last.path, next.path) &&
      (next.offset + next.text.length === last.offset || next.offset === last.offset)
    )
  return false
}

function samePath(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i])
}
