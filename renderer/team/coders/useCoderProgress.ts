/** How far the coders are, asked again whenever something changed. */
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../shared/api/contract.ts'
import { useParley } from '../../state/parley.ts'

/** Null until the first answer is here. */
export function useCoderProgress(): OutputOf<'coders.progress'> | null {
  const { client } = useParley()
  const [progress, setProgress] = useState<OutputOf<'coders.progress'> | null>(null)
  useEffect(() => {
    let isCurrent = true
    const ask = (): void =>
      void client.call('coders.progress', {}).then((answer) => {
        if (isCurrent && answer.ok) setProgress(answer.value)
      })
    ask()
    const stop = client.on('changed', ask)
    return () => {
      isCurrent = false
      stop()
    }
  }, [client])
  return progress
}
