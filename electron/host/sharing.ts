/** Sharing a copy of the open project: what would be in it, and writing it, in a thread of its own. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { CoderId } from '../../shared/ids.ts'
import { codebookOf } from '../db/codebookView.ts'
import type { ShareChoice, Whose } from '../db/shareChoice.ts'
import type { Copied } from '../db/shareCopy.ts'
import { checkWritable, removeUnfinishedCopy } from '../db/shareFile.ts'
import type { ShareSurvey } from '../db/shareSurvey.ts'
import { pathOf, type Core } from './core.ts'
import { runCommand } from './execute.ts'
import { answerOf } from './inThread.ts'
import { withEnding } from './projectNames.ts'
import type { ProjectSession } from './projectSession.ts'
import { sessionTask } from './sessionTask.ts'
import type { SharingJob } from './sharing.worker.ts'
import { announced, stateOf } from './state.ts'
import type { Task } from './tasks.ts'
import { tablesAreWhole } from './wholeTables.ts'

type Choice = Pick<CheckedInputOf<'share.write'>, 'kind' | 'documents' | 'annotations' | 'originals'>

/** Original files that a preview names one by one. */
const mostNamed = 1000

/** Counts what a copy would hold. Nothing is written. */
export function previewShare(
  core: Core,
  input: CheckedInputOf<'share.preview'>
): Promise<Result<OutputOf<'share.preview'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    const survey = await surveyed(session, input, task)
    if (!survey.ok) return survey
    const { history, originals, size, ...counts } = survey.value
    return ok({
      ...counts,
      coders: [...counts.coders],
      history: input.kind === 'code' ? history : null,
      originals: {
        count: originals.length,
        size: originals.reduce((sum, one) => sum + one.size, 0),
        files: originals.slice(0, mostNamed)
      },
      size: size[input.kind]
    })
  })
}

/** Writes a copy. A coder who is only named is made in the project first, by Parley itself: whoever has the copy codes as that one. */
export function writeShare(
  core: Core,
  input: CheckedInputOf<'share.write'>
): Promise<Result<OutputOf<'share.write'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    const target = withEnding(pathOf(core, input.file))
    // Before a coder is made: who cannot get a copy shall not stay behind in the project.
    const writable = checkWritable(target)
    if (!writable.ok) return writable
    const survey = await surveyed(session, input, task)
    if (!survey.ok) return survey
    const choice = choiceOf(session, input)
    if (!choice.ok) return choice
    // Whoever is only named is written into the project: not while a merge writes to it.
    const coder =
      input.kind === 'publish'
        ? ok(null)
        : await session.gate.shared(() => coderFor(core, session, input.coder))
    if (!coder.ok) return coder
    const copied = await inThread<Copied>(
      {
        work: input.kind,
        project: session.file.path,
        choice: choice.value,
        target,
        coder: coder.value,
        now: core.ports.clock(),
        source: stateOf(session).name
      },
      task
    )
    // A thread that was ended could not clear up.
    removeUnfinishedCopy(target)
    if (!copied.ok) return copied
    const { documents, annotations } = survey.value
    const { size, batches, unreadable } = copied.value
    const named = codebookOf(session.file).coders.find(({ id }) => id === coder.value)
    return ok({
      name: path.basename(target),
      size,
      documents,
      annotations,
      batches,
      unreadable,
      coder: named?.name ?? ''
    })
  })
}

async function surveyed(session: ProjectSession, input: Choice, task: Task): Promise<Result<ShareSurvey>> {
  const whole = await tablesAreWhole(session, task)
  if (!whole.ok) return whole
  const choice = choiceOf(session, input)
  if (!choice.ok) return choice
  return inThread<ShareSurvey>({ work: 'survey', project: session.file.path, choice: choice.value }, task)
}

function choiceOf(session: ProjectSession, input: Choice): Result<ShareChoice> {
  const whose = whoseOf(session, input.annotations)
  if (!whose.ok) return whose
  return ok({ documents: input.documents, annotations: whose.value, originals: input.originals })
}

function whoseOf(session: ProjectSession, asked: Choice['annotations']): Result<Whose> {
  if (asked === 'all') return ok({ of: 'everybody' })
  if (asked === 'none') return ok({ of: 'nobody' })
  if (asked !== 'notMine') return ok({ of: 'only', coders: asked })
  return session.coder === null ? fail('noCoder') : ok({ of: 'allBut', coders: [session.coder] })
}

/** In which forms names are compared, the closest first. */
const forms = [
  (name: string): string => name.normalize('NFC'),
  (name: string): string => name.normalize('NFC').toLowerCase()
]

/**
 * The coder a copy is for: one who is here, by id or by name (to the letter first, then in any case; whoever was not joined into another
 * first), else a new one.
 */
function coderFor(
  core: Core,
  session: ProjectSession,
  asked: CheckedInputOf<'share.write'>['coder']
): Result<CoderId | null> {
  if (asked === null) return ok(null)
  const coders = codebookOf(session.file).coders
  if ('id' in asked) {
    const here = coders.find(({ id }) => id === asked.id)
    return here ? ok(here.joinedInto ?? here.id) : fail('missingRecord', { kind: 'coder' })
  }
  const named = forms
    .map((form) => coders.filter(({ name }) => form(name) === form(asked.name)))
    .map((alike) => alike.find(({ joinedInto }) => joinedInto === null) ?? alike[0])
    .find((one) => one !== undefined)
  if (named) return ok(named.joinedInto ?? named.id)
  const order = { command: 'coder.create' as const, input: asked, seen: {}, coder: null }
  const executed = runCommand(session, order, core.ports)
  if (!executed.ok) return executed
  const [made] = announced(core, session, executed.value, 'command').made
  return made ? ok(made.id as CoderId) : fail('missingRecord', { kind: 'coder' })
}

function inThread<T>(workerData: SharingJob, task: Task): Promise<Result<T>> {
  return answerOf<T>(
    new Worker(new URL('./sharing.worker.ts', import.meta.url), { workerData, name: 'parley sharing' }),
    task
  )
}
