/** Choosing files by the shell's own dialogs. */
import path from 'node:path'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { Core } from './core.ts'
import { lookedFor } from './lookedFor.ts'

/** Handles and names of what was chosen; null where the person cancelled. */
export async function pickFiles(
  core: Core,
  { purpose, suggestedName }: CheckedInputOf<'files.pick'>
): Promise<Result<OutputOf<'files.pick'>>> {
  const { dialogs, folders } = core.ports
  if (!dialogs) return fail('noNativeDialogs')
  const what = lookedFor[purpose]
  const picked = await dialogs.pick(
    purpose,
    suggestedName,
    core.settings.lastFolder(what) ?? folders.documents
  )
  if (picked === null) return ok(null)
  const [first] = picked
  if (first !== undefined) core.settings.rememberFolder(path.dirname(first), what)
  return ok(picked.map((file) => ({ handle: core.files.handleOf(file), name: path.basename(file) })))
}
