/** Searches over the texts of all documents. */
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, type Result } from '../../shared/errors.ts'
import type { Core } from './core.ts'

export function runSearch(
  core: Core,
  { task }: CheckedInputOf<'search.run'>
): Promise<Result<OutputOf<'search.run'>>> {
  return core.tasks.run(task, () => fail('internal'))
}

export function searchInDocument(
  _core: Core,
  _input: CheckedInputOf<'search.inDocument'>
): Result<OutputOf<'search.inDocument'>> {
  return fail('internal')
}
