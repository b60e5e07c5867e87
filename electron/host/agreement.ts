/** How far coders agree. */
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, type Result } from '../../shared/errors.ts'
import type { Core } from './core.ts'

/** Not built yet. */
export function measureAgreement(
  _core: Core,
  _input: CheckedInputOf<'agreement.measure'>
): Result<OutputOf<'agreement.measure'>> {
  return fail('unknownMethod', { method: 'agreement.measure' })
}

/** Not built yet. */
export function agreementUnits(
  _core: Core,
  _input: CheckedInputOf<'agreement.units'>
): Result<OutputOf<'agreement.units'>> {
  return fail('unknownMethod', { method: 'agreement.units' })
}

/** Not built yet. */
export function exportAgreement(
  _core: Core,
  _input: CheckedInputOf<'agreement.export'>
): Result<OutputOf<'agreement.export'>> {
  return fail('unknownMethod', { method: 'agreement.export' })
}
