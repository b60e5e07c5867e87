/** Every command by its kind, and the one way to plan one. */
import { fail, type Result } from '../errors.ts'
import { toWellFormed } from '../text/wellFormed.ts'
import {
  changeAnnotations,
  deleteAnnotations,
  importAnnotations,
  tagPassage,
  tagPassages
} from './annotationCommands.ts'
import { bringInProject } from './bringInCommand.ts'
import { importCodebook } from './codebookImport.ts'
import type { Command, Plan, Planning } from './command.ts'
import { settleConflict, settleConflicts } from './conflictCommands.ts'
import { changeDecision, deleteDecisions, makeDecisions } from './decisionCommands.ts'
import {
  changeDocuments,
  correctDocument,
  deleteDocuments,
  importDocuments,
  joinDocument,
  placeDocuments,
  renameGroup,
  setProgress
} from './documentCommands.ts'
import { changeFilter, createFilter, deleteFilter, placeFilter } from './filterCommands.ts'
import { commandInputs, type CommandKind } from './inputs.ts'
import { changeIssue, createIssue, deleteIssue, joinIssue, moveIssue, retireIssue } from './issueCommands.ts'
import {
  changeActor,
  changeCoder,
  createActor,
  createCoder,
  deleteActor,
  joinActor,
  joinCoder
} from './peopleCommands.ts'
import { renameProject, restoreRecords, setBlind } from './projectCommands.ts'
import { changeStance, createStance, deleteStance, moveStance, retireStance } from './stanceCommands.ts'

export const commands: { readonly [K in CommandKind]: Command<K> } = {
  'project.rename': renameProject,
  'project.setBlind': setBlind,
  'annotation.tag': tagPassage,
  'annotation.change': changeAnnotations,
  'annotation.delete': deleteAnnotations,
  'annotation.tagMany': tagPassages,
  'annotation.import': importAnnotations,
  'decision.make': makeDecisions,
  'decision.change': changeDecision,
  'decision.delete': deleteDecisions,
  'record.restore': restoreRecords,
  'document.import': importDocuments,
  'document.change': changeDocuments,
  'document.place': placeDocuments,
  'document.renameGroup': renameGroup,
  'document.correct': correctDocument,
  'document.join': joinDocument,
  'document.delete': deleteDocuments,
  'issue.create': createIssue,
  'issue.change': changeIssue,
  'issue.move': moveIssue,
  'issue.join': joinIssue,
  'issue.retire': retireIssue,
  'issue.delete': deleteIssue,
  'stance.create': createStance,
  'stance.change': changeStance,
  'stance.move': moveStance,
  'stance.retire': retireStance,
  'stance.delete': deleteStance,
  'actor.create': createActor,
  'actor.change': changeActor,
  'actor.join': joinActor,
  'actor.delete': deleteActor,
  'coder.create': createCoder,
  'coder.change': changeCoder,
  'coder.join': joinCoder,
  'progress.set': setProgress,
  'filter.create': createFilter,
  'filter.change': changeFilter,
  'filter.place': placeFilter,
  'filter.delete': deleteFilter,
  'codebook.import': importCodebook,
  'project.bringIn': bringInProject,
  'conflict.settle': settleConflict,
  'conflict.settleMany': settleConflicts
}

/** Checks a command's input and plans it. Fails with badInput (where it is wrong, in words) or with what the plan refuses. */
export function planCommand(planning: Planning, kind: CommandKind, input: unknown): Result<Plan> {
  const checked = commandInputs[kind].safeParse(toWellFormed(input))
  if (!checked.success) {
    const issue = checked.error.issues[0]
    return fail('badInput', {
      where: `${kind}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
    })
  }
  // The table pairs each schema with the plan of the same kind.
  const plan = commands[kind].plan as (planning: Planning, input: unknown) => Result<Plan>
  return plan(planning, checked.data)
}
