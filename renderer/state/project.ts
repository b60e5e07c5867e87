/** Opening, making and leaving projects. */
import type { OutputOf } from '../../shared/api/contract.ts'
import type { Result } from '../../shared/errors.ts'
import { chooseFile } from './files.ts'
import { takeProject } from './follow.ts'
import type { Parley } from './parley.ts'
import { settle } from './run.ts'
import { keepUnfinished } from './unfinished.ts'
import { toast } from './tell.ts'

/** Opens the project behind a handle. */
export async function openProject(parley: Parley, handle: string): Promise<void> {
  await take(parley, () => parley.client.call('project.open', { file: handle }))
}

/** Lets a project be chosen, then opens it. */
export async function chooseProject(parley: Parley): Promise<void> {
  const file = await chooseFile(parley, 'openProject')
  if (file) await openProject(parley, file.handle)
}

/** Makes a project of that name, at a place that is chosen; true once it is open. */
export async function createProject(parley: Parley, name: string): Promise<boolean> {
  const file = await chooseFile(
    parley,
    'newProject',
    `${name.replaceAll(/[\\/:*?"<>|]/g, ' ').trim() || 'Project'}.parley`
  )
  return (
    file !== null &&
    (await take(parley, () => parley.client.call('project.create', { file: file.handle, name })))
  )
}

/** Opens the sample project, made afresh where it is not there. */
export async function openSample(parley: Parley): Promise<void> {
  await take(parley, () => parley.client.call('project.openSample', {}))
}

/** Closes the project: its file is one file at rest. */
export async function closeProject(parley: Parley): Promise<void> {
  await leaveProject(parley)
  const answer = await parley.client.call('project.close', {})
  if (answer.ok) await takeProject(parley, null)
  else toast(parley, answer.problem)
}

async function take(parley: Parley, ask: () => Promise<Result<OutputOf<'project.open'>>>): Promise<boolean> {
  await leaveProject(parley)
  const { opening } = parley.session.getState()
  const answer = await ask()
  if (!answer.ok) {
    toast(parley, answer.problem)
    return false
  }
  // The host's event may have been first: then the window is that project's already.
  const opened = parley.session.getState().opening === opening
  await takeProject(parley, answer.value, { opened })
  return true
}

/** What is written in a field is stored by leaving it, and so is whatever else is on its way. */
async function leaveProject(parley: Parley): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  await keepUnfinished(parley)
  await settle(parley)
}
