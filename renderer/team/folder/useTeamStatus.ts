/** How the team folder stands, asked for again when it changed or something was written here. */
import { useEffect, useState } from 'react'
import type { TeamStatus } from '../../../shared/api/teamMethods.ts'
import type { Problem } from '../../../shared/errors.ts'
import { useParley } from '../../state/parley.ts'

/** What is written goes out within a second or two; so long after a change it is asked for again, in milliseconds. */
const lag = 1500

export type Known = {
  readonly status: TeamStatus | null
  readonly problem: Problem | null
  readonly setStatus: (status: TeamStatus) => void
  /** Asks again. */
  readonly ask: () => void
}

/** Null until it is known. */
export function useTeamStatus(): Known {
  const { client } = useParley()
  const [status, setStatus] = useState<TeamStatus | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [asked, setAsked] = useState(0)
  const ask = (): void => setAsked((before) => before + 1)
  useEffect(() => {
    let isCurrent = true
    void client.call('team.status', {}).then((answer) => {
      if (!isCurrent) return
      if (answer.ok) setStatus(answer.value)
      setProblem(answer.ok ? null : answer.problem)
    })
    return () => {
      isCurrent = false
    }
  }, [client, asked])
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined
    const askLater = (): void => {
      clearTimeout(later)
      ask()
      later = setTimeout(ask, lag)
    }
    const ends = [client.on('team', ask), client.on('changed', askLater), client.on('project', ask)]
    return () => {
      clearTimeout(later)
      for (const end of ends) end()
    }
  }, [client])
  return { status, problem, setStatus, ask }
}
