/** The contract's suite: two coders' work becomes gold. */
import { expect } from 'vitest'
import type { CoderId } from '../ids.ts'
import type { TeamCase } from './teamCases.ts'

export const adjudicationCases: readonly TeamCase[] = [
  {
    says: 'decides what two coders tagged, and takes it back',
    run: async ({ call, refused, handleOf }) => {
      const [tagged] = (await call('annotations.page', { limit: 1 })).passages
      if (!tagged) throw new Error('nothing was tagged')
      await call('project.chooseCoder', { coder: tagged.coder })
      const made = await call('command.run', {
        command: 'coder.create',
        input: { name: 'Second coder', initials: 'S' }
      })
      const second = made.made[0]?.id as CoderId
      const { coder: gold } = await call('adjudication.layer', { name: 'Gold' })
      const compared = { coders: [tagged.coder, second], gold }
      const before = await call('adjudication.queue', compared)
      expect(before).toMatchObject({ total: before.questions.length, blindDocuments: 0 })
      // The second coder has not begun.
      expect(before.questions.find(({ id }) => id === tagged.id)?.state).toBe('waiting')
      const item = await call('adjudication.item', { ...compared, annotation: tagged.id })
      expect(item).toMatchObject({ absent: [{ coder: second, progress: 'new' }], decisions: [] })
      expect(await refused('adjudication.item', { ...compared, annotation: gold as never })).toBe(
        'missingRecord'
      )
      await call('command.run', {
        command: 'decision.make',
        input: {
          gold,
          decisions: [
            {
              sources: [{ annotation: tagged.id, heads: tagged.heads }],
              outcome: { as: 'accepted', annotation: tagged.id }
            }
          ]
        }
      })
      const from = { ...compared, from: tagged.id, way: 'here' } as const
      expect(await call('adjudication.find', from)).toMatchObject({ id: tagged.id })
      expect(await call('adjudication.find', { ...from, onlyOpen: true, way: 'next' })).toBeNull()
      expect((await call('adjudication.queue', compared)).counts['settled']).toBe(1)
      expect(await call('adjudication.acceptAgreed', compared)).toEqual({ decided: 0, left: 0 })
      const file = await handleOf('gold.csv')
      expect((await call('adjudication.export', { ...compared, file })).rows).toBe(before.total)
      await call('undo', {})
      expect((await call('adjudication.queue', compared)).counts).toEqual(before.counts)
      await call('undo', {})
    }
  }
]
