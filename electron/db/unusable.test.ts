import { expect, it } from 'vitest'
import { whyUnusable } from './unusable.ts'

it('says in one sentence that Node is too old, or that the driver is missing, and nothing where all is well', () => {
  expect(whyUnusable()).toBeNull()
  const neverOpened = (): void => {
    throw new Error('the process would end here')
  }
  expect(whyUnusable('20.20.2', neverOpened)).toContain(
    'needs Node 22 or newer and was started by Node 20.20.2'
  )
  const missing = (): void => {
    throw new Error('Could not locate the bindings file.\n    at far too many places')
  }
  expect(whyUnusable('24.1.0', missing)).toMatch(
    /does not run on this system .*: Could not locate the bindings file\./
  )
})
