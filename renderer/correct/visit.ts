/** One visit to the mode "Correct text": its editor, the annotations that follow, and the draft that survives a crash. */
import type { OutputOf } from '../../shared/api/contract.ts'
import type { AnnotationId, DocumentId, Hash } from '../../shared/ids.ts'
import type { Parley } from '../state/parley.ts'
import { rememberPane } from '../state/settings.ts'
import { announce } from '../state/tell.ts'
import { keepBeforeLeaving, timesLeft } from '../state/unfinished.ts'
import { t } from '../ui/words.ts'
import { CorrectionEditor } from './editor.ts'
import { follow, type Followed, type Pieces } from './following.ts'

export type Opened = OutputOf<'document.correctOpen'>

/** The draft is kept so long after the last change, in milliseconds. */
const draftPause = 800

/** Lives from the beginning of a correction until it is stored or discarded; looking at another document or view does not end it. */
export class Visit {
  readonly opened: Opened
  readonly own: CorrectionEditor
  /** In a project that was closed and opened again the correction goes on from its draft. */
  readonly began: number
  followed: Followed
  /** Counts changes of what is shown around the text. */
  version = 0
  private readonly parley: Parley
  private readonly pieces: Pieces
  private readonly listeners = new Set<() => void>()
  private frame = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private isOver = false
  private isStoring = false
  private children: unknown
  private readonly stopKeeping: () => void

  constructor(parley: Parley, opened: Opened, { takeDraft }: { readonly takeDraft: boolean }) {
    this.parley = parley
    this.opened = opened
    this.began = timesLeft(parley)
    const draft = takeDraft ? opened.draft : null
    this.own = new CorrectionEditor(opened.revision, {
      ...(draft && draft.from === opened.revision.hash ? { draft } : {}),
      clock: () => performance.now()
    })
    this.pieces = new Map(opened.annotations.map(({ annotation, pieces }) => [annotation, pieces]))
    this.followed = follow(this.own, this.pieces)
    this.children = this.own.editor.children
    this.stopKeeping = keepBeforeLeaving(parley, () => this.keepDraft())
  }

  /** The revision that is corrected: a draft may have begun on an earlier one. */
  get from(): Hash {
    return this.opened.revision.hash
  }

  get document(): DocumentId {
    return this.opened.document.id
  }

  /** Called by the editor after every change, of the selection too. */
  changed(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.look())
    if (this.children === this.own.editor.children) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.keepDraft(), draftPause)
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Keeps what is written so far on this machine. */
  async keepDraft(): Promise<void> {
    clearTimeout(this.timer)
    if (this.isOver || this.isStoring) return
    const content = this.own.content()
    const kept = this.own.kept(content).map(([from, to, length]): never => [from, to, length] as never)
    const draft = this.own.isChanged(content)
      ? {
          from: this.opened.revision.hash,
          content: { ...content, blocks: [...content.blocks], marks: [...content.marks] },
          kept,
          time: Date.now()
        }
      : null
    await this.parley.client.call('document.correctDraft', { document: this.document, draft })
  }

  /** While a text is stored no draft is kept: one that came behind it would be offered as unfinished. Gives what goes on where it failed. */
  storing(): () => void {
    clearTimeout(this.timer)
    this.isStoring = true
    return () => {
      this.isStoring = false
      void this.keepDraft()
    }
  }

  /** Ends the visit: nothing is kept any more. */
  end(): void {
    this.forget()
    visits.delete(this.parley)
    this.parley.workspace.setState({ correcting: null })
    rememberPane(this.parley, 'correcting', '')
  }

  /** Another visit takes its place: what was kept is its draft. */
  forget(): void {
    this.isOver = true
    clearTimeout(this.timer)
    cancelAnimationFrame(this.frame)
    this.stopKeeping()
  }

  private look(): void {
    this.frame = 0
    if (this.isOver) return
    if (this.children !== this.own.editor.children) {
      this.children = this.own.editor.children
      const before = this.followed.lost.length
      this.followed = follow(this.own, this.pieces)
      const now = this.followed.lost.length
      if (now > before) announce(this.parley, t('correct.saidLost', { count: now - before }))
      else if (now < before) announce(this.parley, t('correct.saidBack', { count: before - now }))
    }
    this.version += 1
    for (const listener of this.listeners) listener()
  }
}

const visits = new WeakMap<Parley, Visit>()

/** The visit that goes on in this document; null where there is none. */
export function visitIn(parley: Parley, document: DocumentId): Visit | null {
  const visit = visits.get(parley)
  if (visit?.began !== timesLeft(parley)) return null
  return visit.document === document ? visit : null
}

/** Begins a visit with what was opened. */
export function beginVisit(parley: Parley, opened: Opened, how: { readonly takeDraft: boolean }): Visit {
  const last = visits.get(parley)
  // One correction at a time: what was written in another text waits there as a draft.
  if (last) {
    void last.keepDraft()
    last.forget()
  }
  const visit = new Visit(parley, opened, how)
  visits.set(parley, visit)
  rememberPane(parley, 'correcting', opened.document.id)
  return visit
}

/** The words an annotation had when the visit began. */
export function oldQuote(parley: Parley, visit: Visit, annotation: AnnotationId): string {
  const pieces = visit.opened.annotations.find((one) => one.annotation === annotation)?.pieces ?? []
  const starts = pieces.map(([start]) => start)
  const ends = pieces.map(([, end]) => end)
  const known = parley.reading.getState().annotations.find((one) => one.id === annotation)
  return starts.length > 0
    ? visit.opened.revision.text.slice(Math.min(...starts), Math.max(...ends))
    : (known?.anchor.quote ?? '')
}
