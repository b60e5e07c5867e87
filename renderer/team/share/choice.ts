/** What is chosen in the dialog, and the order to the host that it means. */
import type { InputOf } from '../../../shared/api/contract.ts'
import type { CoderId, DocumentId } from '../../../shared/ids.ts'
import { initialsOf } from '../../ui/initials.ts'

export type ShareChoice = {
  readonly kind: 'code' | 'publish'
  /** Null: all. */
  readonly documents: ReadonlySet<DocumentId> | null
  readonly annotations: 'all' | 'notMine' | 'none' | 'some'
  readonly coders: ReadonlySet<CoderId>
  readonly originals: boolean
  /** Who will code in the copy: nobody named, a coder who is here, or a new one by name. */
  readonly coder: CoderId | 'nobody' | 'new'
  readonly newName: string
}

export const plainChoice: ShareChoice = {
  kind: 'code',
  documents: null,
  annotations: 'all',
  coders: new Set(),
  originals: true,
  coder: 'nobody',
  newName: ''
}

/** Why there is nothing to write yet: no document, no coder or no name. */
export function isReady(choice: ShareChoice): boolean {
  return (
    choice.documents?.size !== 0 &&
    !(choice.annotations === 'some' && choice.coders.size === 0) &&
    !(choice.kind === 'code' && choice.coder === 'new' && choice.newName.trim() === '')
  )
}

/** What the host is asked to look at. */
export function previewOf(choice: ShareChoice): InputOf<'share.preview'> {
  const { kind, documents, annotations, coders, originals } = choice
  const some = coders.size === 0 ? 'none' : [...coders]
  return {
    kind,
    documents: documents && [...documents],
    annotations: annotations === 'some' ? some : annotations,
    originals
  }
}

/** Who will code in the copy, as the host is told. */
export function coderOf({ kind, coder, newName }: ShareChoice): InputOf<'share.write'>['coder'] {
  if (kind === 'publish' || coder === 'nobody') return null
  if (coder !== 'new') return { id: coder }
  const name = newName.trim()
  return { name, initials: initialsOf(name) || '?' }
}
