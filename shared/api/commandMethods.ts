/** Changing: every edit is a command, and can be undone. */
import { z } from 'zod'
import { commandInputs, seenHeads, type CommandKind } from '../commands/inputs.ts'
import { batchIdSchema, recordId } from '../ids.ts'
import { method, nothing } from './method.ts'
import { batchLabel } from './views.ts'

const commandCall = z.strictObject({
  command: z.enum(Object.keys(commandInputs) as [CommandKind, ...CommandKind[]]),
  /** Checked by the command's own schema. */
  input: z.unknown(),
  seen: seenHeads.default({})
})
export const commandDone = z.strictObject({
  batch: batchIdSchema,
  /** New heads of every record it wrote, by `recordKey`. */
  heads: seenHeads,
  /** Ids of records it made, in the order of its input. */
  made: z.array(z.strictObject({ kind: z.string(), id: recordId })),
  label: batchLabel
})
const undone = z.strictObject({
  label: batchLabel,
  /** What was left alone because it was changed since, is in conflict, or is used by others. */
  leftAlone: z.array(
    z.strictObject({
      kind: z.string(),
      id: recordId,
      field: z.string(),
      why: z.enum(['changedSince', 'conflict', 'inUse'])
    })
  )
})

const walked = z.strictObject({ steps: z.number(), leftAlone: undone.shape.leftAlone })

export const commandMethods = {
  'command.run': method(commandCall, commandDone),
  undo: method(nothing, undone),
  redo: method(nothing, undone),
  /** Undo after undo, this batch included (redo after redo, up to this undo): all of it in one transaction, or nothing. */
  'undo.to': method(z.strictObject({ batch: batchIdSchema }), walked),
  'redo.to': method(z.strictObject({ batch: batchIdSchema }), walked)
} as const
