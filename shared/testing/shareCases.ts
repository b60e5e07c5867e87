/** Sharing a copy, over every carrier. */
import { expect } from 'vitest'
import type { TeamCase } from './teamCases.ts'

export const shareCases: readonly TeamCase[] = [
  {
    says: 'tells what a copy would hold, writes it for a colleague, and writes nothing over',
    run: async ({ call, refused, handleOf }) => {
      const all = await call('share.preview', { kind: 'code', task: 'share' })
      expect(all.annotations).toBeGreaterThan(0)
      expect(all.history?.batches).toBeGreaterThan(0)
      expect(await call('share.preview', { kind: 'code', annotations: 'none' })).toMatchObject({
        annotations: 0,
        withheld: all.annotations
      })
      expect(await call('share.preview', { kind: 'publish', originals: false })).toMatchObject({
        history: null,
        originals: { count: 0, size: 0, files: [] }
      })
      const file = await handleOf('Für Bo 🕊️.parley')
      const written = await call('share.write', {
        kind: 'code',
        file,
        annotations: 'none',
        coder: { name: 'Bo É', initials: 'BÉ' }
      })
      expect(written).toMatchObject({ name: 'Für Bo 🕊️.parley', annotations: 0, coder: 'Bo É' })
      expect(written.size).toBeGreaterThan(10_000)
      expect(await refused('share.write', { kind: 'code', file })).toBe('fileExists')
      expect(
        await refused('share.write', {
          kind: 'code',
          file: await handleOf('other.parley'),
          documents: ['doc_gone' as never]
        })
      ).toBe('missingRecord')
    }
  }
]
