/** The contract's suite on merging: looking, taking in, the list of merges, the report. */
import { expect } from 'vitest'
import type { TeamCase } from './teamCases.ts'

export const mergeCases: readonly TeamCase[] = [
  {
    says: 'looks what other files would bring, takes them in, lists the merges and keeps a report',
    run: async ({ call, refused, handleOf }) => {
      const files = [
        await handleOf('Sample.parley'),
        await handleOf('Talks.parley'),
        await handleOf('tags.csv')
      ]
      const preview = await call('merge.preview', { files, task: 'look' })
      expect(preview.files.map(({ kind }) => kind)).toEqual(['copy', 'other', 'refused'])
      expect(preview).toMatchObject({ changes: 0, conflicts: 0, setAside: [] })
      const report = await call('merge.run', { files, task: 'merge' })
      expect(report).toMatchObject({ arrival: 0, backup: '', joined: 0 })
      const listed = await call('merge.list', { limit: 5 })
      expect(listed.merges.length).toBeLessThanOrEqual(listed.total)
      await call('merge.saveReport', { file: await handleOf('merge.html'), report })
      expect(await refused('merge.saveReport', { file: await handleOf('Talks.parley'), report })).toBe(
        'fileExists'
      )
      expect(await refused('merge.preview', { files: ['/etc/passwd'] })).toBe('fileGone')
    }
  }
]
