/** Joins an issue, actor or coder into another one. */
import { useState } from 'react'
import type { ActorId, CoderId, IssueId } from '../../shared/ids.ts'
import { issuePath } from '../state/issueTree.ts'
import { useCodebook, useParley } from '../state/parley.ts'
import { runUndoably, seenOf } from '../state/run.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { compareNames } from '../ui/format.ts'
import { PickOne } from '../ui/PickField.tsx'
import { t } from '../ui/words.ts'

export type Joined =
  | { readonly kind: 'issue'; readonly id: IssueId }
  | { readonly kind: 'actor'; readonly id: ActorId }
  | { readonly kind: 'coder'; readonly id: CoderId }

/** Says what it means before it is done; undo takes it back. */
export function JoinDialog({ joined, onClose }: { readonly joined: Joined; readonly onClose: () => void }) {
  const parley = useParley()
  const { index } = useCodebook((state) => state)
  const [into, setInto] = useState<string | null>(null)
  const record = { issue: index.issues, actor: index.actors, coder: index.coders }[joined.kind].get(joined.id)
  if (!record) return null

  const others = [
    ...{ issue: index.issues, actor: index.actors, coder: index.coders }[joined.kind].values()
  ].filter((other) => other.id !== joined.id && other.joinedInto === null)
  const choices = others
    .map((other) => ({
      key: other.id as string,
      name: joined.kind === 'issue' ? issuePath(other.id as IssueId, index.issues).join(' › ') : other.name
    }))
    .toSorted((a, b) => compareNames(a.name, b.name))
  const seen = seenOf({ kind: joined.kind, id: joined.id, heads: record.heads })
  const join = (): void => {
    if (into === null) return
    onClose()
    switch (joined.kind) {
      case 'issue':
        return void runUndoably(parley, 'issue.join', { issue: joined.id, into: into as IssueId }, seen)
      case 'actor':
        return void runUndoably(parley, 'actor.join', { actor: joined.id, into: into as ActorId }, seen)
      case 'coder':
        return void runUndoably(parley, 'coder.join', { coder: joined.id, into: into as CoderId }, seen)
    }
  }
  return (
    <Dialog
      title={t('codebook.joinTitle', { name: record.name })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" isDisabled={into === null} onPress={join}>
            {t('codebook.joinVerb')}
          </Button>
        </>
      }
    >
      <PickOne label={t('codebook.joinInto')} choices={choices} value={into} onChange={setInto} autoFocus />
      <p className="soft">{t('codebook.joinConsequence', { count: record.uses })}</p>
    </Dialog>
  )
}
