/** What is shown where: views, panes, dialogs, toasts. Nothing of it is project data. */
import { createStore, type StoreApi } from 'zustand'
import type { InputOf } from '../../shared/api/contract.ts'
import type { PassageFilter } from '../../shared/api/filters.ts'
import type {
  ActorId,
  AnnotationId,
  CoderId,
  DocumentId,
  Hash,
  IssueId,
  RecordId,
  StanceId
} from '../../shared/ids.ts'
import { plainAdjudication, type AdjudicationChoice } from './adjudication.ts'
import { plainAgreement, type AgreementChoice, type MeasuredAgreement, type OpenNumber } from './agreement.ts'
import { plainLibrary, type LibraryState } from './library.ts'

/** In the order of the top bar. */
export const views = ['read', 'passages', 'team', 'data'] as const
/** What Team shows, in its order. */
export const teamParts = ['coders', 'sharing', 'conflicts', 'agreement', 'adjudication', 'folder'] as const
export type TeamPart = (typeof teamParts)[number]
export type View = (typeof views)[number]

/** What the inspector shows. */
export type Inspected =
  | { readonly kind: 'annotation' }
  | { readonly kind: 'issue'; readonly id: IssueId }
  | { readonly kind: 'stance'; readonly id: StanceId }
  | { readonly kind: 'actor'; readonly id: ActorId }
  | { readonly kind: 'coder'; readonly id: CoderId }
  | { readonly kind: 'document'; readonly id: DocumentId }
  | { readonly kind: 'documents'; readonly ids: readonly DocumentId[] }

export type ChosenFile = { readonly handle: string; readonly name: string }
export type FilePurpose = InputOf<'files.pick'>['purpose']

/** A request for the window's own file browser, for shells without native dialogs. */
export type FileRequest = {
  readonly purpose: FilePurpose
  readonly suggestedName: string
  /** File endings, with their dot; none: all. */
  readonly endings: readonly string[]
  readonly resolve: (files: readonly ChosenFile[] | null) => void
}

export type OpenDialog =
  | { readonly kind: 'newProject' }
  | { readonly kind: 'whoIsCoding' }
  | { readonly kind: 'import'; readonly files: readonly ChosenFile[]; readonly group?: string }
  | { readonly kind: 'merge'; readonly files: readonly ChosenFile[] }
  /** `back`: the files of the merge it was left from. */
  | { readonly kind: 'bringIn'; readonly file: ChosenFile; readonly back: readonly ChosenFile[] }
  | { readonly kind: 'share' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'settings'; readonly part?: 'general' | 'text' | 'keys' | 'backups' }
  | { readonly kind: 'about' }
  /** `record`: only what was done to this one; `coder`: by this one. */
  | {
      readonly kind: 'history'
      readonly record?: { readonly kind: string; readonly id: RecordId }
      readonly coder?: CoderId
    }
  /** Only the hits of one document; null: of all. */
  | { readonly kind: 'tagHits'; readonly document: DocumentId | null }
  | { readonly kind: 'settle'; readonly record: { readonly kind: string; readonly id: RecordId } }
  | { readonly kind: 'joinIssue'; readonly id: IssueId }
  | { readonly kind: 'joinActor'; readonly id: ActorId }
  | { readonly kind: 'joinCoder'; readonly id: CoderId }
  | { readonly kind: 'joinDocument'; readonly id: DocumentId }
  | { readonly kind: 'groupDocuments'; readonly ids: readonly DocumentId[] }
  | { readonly kind: 'renameGroup'; readonly group: string }
  | {
      readonly kind: 'revisions'
      readonly document: DocumentId
      readonly compare?: { readonly before: Hash; readonly after: Hash }
    }
  | { readonly kind: 'renameProject' }
  | {
      readonly kind: 'confirm'
      readonly title: string
      readonly consequence: string
      readonly verb: string
      readonly run: () => void
    }

export type Toast = {
  readonly id: number
  readonly text: string
  readonly look: 'done' | 'problem'
  readonly action?: { readonly name: string; readonly run: () => void }
}

/** `focus`: the words are selected and the text takes the focus; else they are only brought into sight. */
export type WantedPlace = {
  readonly document: DocumentId
  readonly revision: Hash
  readonly start: number
  readonly end: number
  readonly focus: boolean
}

export type WorkspaceState = {
  /** The document whose text is being corrected; null: none. */
  readonly correcting: DocumentId | null
  readonly view: View
  readonly teamPart: TeamPart
  readonly inspected: Inspected
  readonly dialog: OpenDialog | null
  readonly fileRequest: FileRequest | null
  readonly toasts: readonly Toast[]
  /** Read out politely; the number makes the same words count again. */
  readonly announcement: { readonly text: string; readonly number: number }
  readonly passageFilter: PassageFilter
  /** True until the field for words in Passages has the focus that was asked for. */
  readonly wantsSearch: boolean
  /** The row of Passages that was opened last, of a list by this filter and order: it is gone back to. */
  readonly passageLeft: { readonly list: string; readonly row: number; readonly id: AnnotationId } | null
  /** How the table of Passages was left: closed groups, px of the rows above those in sight, the cell in hand. */
  readonly passageKept: {
    readonly list: string
    readonly closed: readonly string[]
    readonly position: number
    readonly index: number
    readonly column: number
  } | null
  /** True until the list of Passages is printed as was asked for. */
  readonly wantsPrint: boolean
  /** The passage that the reader should show once its document is open. */
  readonly wanted: { readonly annotation: AnnotationId } | null
  /** The passage that the reader should show once its document is open; [start, end) in UTF-16 code units of that revision. */
  readonly wantedPlace: WantedPlace | null
  readonly library: LibraryState
  /** What is adjudicated, and the question in hand. */
  readonly adjudication: AdjudicationChoice
  /** What agreement is measured on, and the number whose passages are shown. */
  readonly agreement: AgreementChoice
  readonly openNumber: OpenNumber | null
  readonly measured: MeasuredAgreement | null
  /** Whether the inspector covers the text in a narrow window. */
  readonly inspectorOver: boolean
}

export function workspaceStore(): StoreApi<WorkspaceState> {
  return createStore<WorkspaceState>(() => ({
    view: 'read',
    teamPart: 'coders',
    inspected: { kind: 'annotation' },
    correcting: null,
    dialog: null,
    fileRequest: null,
    toasts: [],
    announcement: { text: '', number: 0 },
    passageFilter: {},
    wantsSearch: false,
    passageLeft: null,
    passageKept: null,
    wantsPrint: false,
    wanted: null,
    wantedPlace: null,
    library: plainLibrary,
    adjudication: plainAdjudication,
    agreement: plainAgreement,
    openNumber: null,
    measured: null,
    inspectorOver: false
  }))
}

/** Back to an empty workspace, when another project is opened. */
export function clearWorkspace(store: StoreApi<WorkspaceState>): void {
  store.setState({
    view: 'read',
    teamPart: 'coders',
    inspected: { kind: 'annotation' },
    correcting: null,
    passageFilter: {},
    wantsSearch: false,
    passageLeft: null,
    passageKept: null,
    wantsPrint: false,
    wanted: null,
    wantedPlace: null,
    library: plainLibrary,
    adjudication: plainAdjudication,
    agreement: plainAgreement,
    openNumber: null,
    measured: null,
    inspectorOver: false
  })
}
