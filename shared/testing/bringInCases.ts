/** The contract's suite: bringing another project in. */
import { expect } from 'vitest'
import type { BringInKind, BringInMapping } from '../api/bringInMethods.ts'
import type { TeamCase } from './teamCases.ts'

export const bringInCases: readonly TeamCase[] = [
  {
    says: 'looks at another project, and brings nothing in where everything is left out',
    run: async ({ call, refused, handleOf }) => {
      const own = await handleOf((await call('project.current', {}))?.fileName ?? '')
      const file = await handleOf('Another.parley')
      await call('project.create', { file, name: 'Another' })
      await call('project.close', {})
      await call('project.open', { file: own })
      const another = (await call('recent.list', {})).find(({ name }) => name === 'Another')
      if (another) await call('recent.forget', { handle: another.handle })
      expect(await refused('bringIn.preview', { file: own })).toBe('sameProject')
      const { projectName, documents, records, would } = await call('bringIn.preview', { file })
      expect([projectName, documents]).toEqual(['Another', []])
      expect(records.stance.map(({ proposed }) => proposed.as)).toEqual(Array(5).fill('ours'))
      expect(would).toMatchObject({ documents: 0, annotations: 0, leftOut: [] })
      const nothingOf = (kind: BringInKind): BringInMapping[BringInKind] =>
        Object.fromEntries(records[kind].map(({ id }) => [id, { as: 'none' }]))
      const { backup, done } = await call('bringIn.run', {
        file,
        documents: [],
        mapping: { stance: nothingOf('stance') }
      })
      expect([backup, done.documents, done.annotations, done.stances]).toEqual(['', 0, 0, 0])
    }
  }
]
