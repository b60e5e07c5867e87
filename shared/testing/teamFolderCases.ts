/** The contract's suite: a team folder is begun, synced and left. */
import { expect } from 'vitest'
import type { TeamCase } from './teamCases.ts'

export const teamFolderCases: readonly TeamCase[] = [
  {
    says: 'begins a team folder, writes everything into it, and leaves it',
    run: async ({ call, refused, handleOf }) => {
      expect(await call('team.status', {})).toMatchObject({ folder: null, problem: '', arrivals: [] })
      expect(await refused('team.sync', {})).toBe('teamNone')
      const folder = await handleOf('Team 🕊')
      expect(await call('team.choose', { folder })).toMatchObject({
        began: true,
        status: { folder: 'Team 🕊', problem: '' }
      })
      const synced = await call('team.sync', {})
      expect(synced).toMatchObject({ taken: 0, arrivals: [], status: { isWritten: true } })
      expect(await call('team.sync', {})).toMatchObject({ taken: 0, written: 0 })
      expect((await call('team.choose', { folder })).began).toBe(false)
      expect(await call('team.leave', {})).toMatchObject({ folder: null })
    }
  }
]
