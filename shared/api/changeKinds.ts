/** Kinds of change that the history can be narrowed to, as people ask for them. */
import { commandInputs } from '../commands/inputs.ts'

export const changeKinds = [
  'tagged',
  'retagged',
  'deleted',
  'documents',
  'codebook',
  'people',
  'undone',
  'other'
] as const
/** 'deleted': whatever deleted records that are still gone, so that they can be brought back. */
export type ChangeKind = (typeof changeKinds)[number]

/** The commands of a kind of change. */
export function commandsOf(kind: Exclude<ChangeKind, 'deleted'>): readonly string[] {
  return allCommands.filter((command) => kindOf(command) === kind)
}

/** Commands that may delete a record: by themselves, or by taking back what made it. */
export function deletingCommands(): readonly string[] {
  return allCommands.filter(
    (command) =>
      command.endsWith('.delete') ||
      ['undo', 'redo', 'conflict.settle', 'conflict.settleMany'].includes(command)
  )
}

const allCommands: readonly string[] = [...Object.keys(commandInputs), 'undo', 'redo']
const tagging = ['annotation.tag', 'annotation.tagMany', 'annotation.import']
const takingBack = ['undo', 'redo', 'record.restore']

function kindOf(command: string): ChangeKind {
  if (tagging.includes(command)) return 'tagged'
  if (takingBack.includes(command)) return 'undone'
  switch (command.split('.')[0]) {
    case 'annotation':
      return 'retagged'
    case 'document':
    case 'progress':
      return 'documents'
    case 'issue':
    case 'stance':
    case 'codebook':
      return 'codebook'
    case 'actor':
    case 'coder':
      return 'people'
    default:
      return 'other'
  }
}
