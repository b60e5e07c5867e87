/** Merging colleagues’ files: looking first, then taking in. */
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, type Result } from '../../shared/errors.ts'
import type { Core } from './core.ts'

/** Not built yet. */
export function previewMerge(
  _core: Core,
  _input: CheckedInputOf<'merge.preview'>
): Result<OutputOf<'merge.preview'>> {
  return fail('unknownMethod', { method: 'merge.preview' })
}

/** Not built yet. */
export function runMerge(
  _core: Core,
  _input: CheckedInputOf<'merge.run'>
): Promise<Result<OutputOf<'merge.run'>>> {
  return Promise.resolve(fail('unknownMethod', { method: 'merge.run' }))
}

/** Not built yet. */
export function listMerges(
  _core: Core,
  _input: CheckedInputOf<'merge.list'>
): Result<OutputOf<'merge.list'>> {
  return fail('unknownMethod', { method: 'merge.list' })
}

/** Not built yet. */
export function saveMergeReport(
  _core: Core,
  _input: CheckedInputOf<'merge.saveReport'>
): Result<OutputOf<'merge.saveReport'>> {
  return fail('unknownMethod', { method: 'merge.saveReport' })
}
