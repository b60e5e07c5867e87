/** The contract's cases about agreement. */
import { expect } from 'vitest'
import type { CoderId } from '../ids.ts'
import type { TeamCase } from './teamCases.ts'

export const agreementCases: readonly TeamCase[] = [
  {
    says: 'measures how far two coders agree, opens the passages behind a number and writes the figures',
    run: async ({ call, refused, handleOf }) => {
      const own = (await call('project.current', {}))?.coder ?? ('' as CoderId)
      expect(await refused('agreement.measure', { request: { coders: [own, own] } })).toBe('oneCoder')
      expect(
        await refused('agreement.measure', { request: { coders: [own, 'cod_nobody' as CoderId] } })
      ).toBe('missingRecord')
      await call('project.chooseCoder', { name: 'Second opinion', initials: 'SO' })
      const { coders } = await call('codebook.get', {})
      const other = coders.find(({ name }) => name === 'Second opinion')?.id ?? ('' as CoderId)
      const { documents } = await call('documents.page', {})
      await call('command.run', {
        command: 'progress.set',
        input: { documents: documents.map(({ id }) => id), state: 'in progress' }
      })
      const request = { coders: [own, other], draws: 10 }
      const report = await call('agreement.measure', { request, task: 'figures' })
      expect(report.coders.map(({ annotations }) => annotations > 0)).toEqual([true, false])
      expect(report.disagreements).toBe(report.tagged)
      expect(report.methods).toContain('Second opinion')
      const [pair] = report.pairs
      expect(pair).toMatchObject({ a: own, b: other, disagreements: report.disagreements })
      const behind = await call('agreement.units', { request, cell: { onlyDisagreements: true } })
      expect(behind).toMatchObject({ total: report.disagreements, disagreements: report.disagreements })
      expect(behind.units[0]).toMatchObject({ agrees: false, coders: [{ coder: own }, { annotations: [] }] })
      const file = await handleOf('agreement.csv')
      expect(await call('agreement.export', { request, format: 'csv', file })).toEqual({
        name: 'agreement.csv'
      })
      expect(
        await refused('agreement.export', { request, format: 'md', file: await handleOf('Talks.parley') })
      ).toBe('fileExists')
      await call('undo', {})
      await call('project.chooseCoder', { coder: own })
    }
  }
]
