/** A line for the name of a new issue, stance, actor or coder, above its list. */
import { useState } from 'react'
import { nextColour } from '../../shared/model/palette.ts'
import { useCodebook, useParley } from '../state/parley.ts'
import { run } from '../state/run.ts'
import type { Inspected } from '../state/workspace.ts'
import { TextField } from '../ui/fields.tsx'
import { initialsOf } from '../ui/initials.ts'
import { t } from '../ui/words.ts'
import type { Part } from './CodebookPane.tsx'
import { keyFrom } from './naming.ts'

/** Enter makes it and stays open for the next; Esc or leaving it empty closes. */
export function NewRecord({ part, onClose }: { readonly part: Part; readonly onClose: () => void }) {
  const parley = useParley()
  const codebook = useCodebook((state) => state.codebook)
  const [name, setName] = useState('')

  const make = async (): Promise<void> => {
    const written = name.trim()
    if (written === '') return onClose()
    const answer = await create(written)
    if (!answer.ok) return
    setName('')
    const made = answer.value.made[0]
    if (made) parley.workspace.setState({ inspected: { kind: made.kind, id: made.id } as Inspected })
  }
  const create = (written: string) => {
    switch (part) {
      case 'issues':
        return run(parley, 'issue.create', {
          name: written,
          colour: nextColour(codebook.issues.map((issue) => issue.colour))
        })
      case 'stances':
        return run(parley, 'stance.create', {
          label: written,
          key: keyFrom(
            written,
            codebook.stances.map((stance) => stance.key)
          )
        })
      case 'actors':
        return run(parley, 'actor.create', {
          name: written,
          colour: nextColour(codebook.actors.map((actor) => actor.colour))
        })
      case 'coders':
        return run(parley, 'coder.create', { name: written, initials: initialsOf(written) })
    }
  }
  return (
    <div className="pane-tools">
      <TextField
        label={t(`codebook.newName.${part}`)}
        value={name}
        onChange={setName}
        onEnter={() => void make()}
        onEscape={onClose}
        onBlur={() => {
          if (name.trim() === '') onClose()
        }}
        autoFocus
      />
    </div>
  )
}
