/** Taking in what colleagues did: the way in, and the merges that were done. */
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../shared/api/contract.ts'
import type { Problem } from '../../../shared/errors.ts'
import { chooseToMerge } from '../../state/merging.ts'
import { useParley, useSession } from '../../state/parley.ts'
import { isReadOnly } from '../../state/session.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { Failure } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'
import './merge.css'

export function MergeCard() {
  const parley = useParley()
  const readOnly = useSession((state) => isReadOnly(state.project))
  return (
    <section className="merge-card" aria-labelledby="merge-heading">
      <h2 id="merge-heading">{t('merge.heading')}</h2>
      <p className="soft">{t('merge.about')}</p>
      <div>
        <Button isDisabled={readOnly} onPress={() => void chooseToMerge(parley)}>
          {t('merge.go')}
        </Button>
      </div>
      {readOnly && <p className="soft">{t('merge.readOnly')}</p>}
      <PastMerges />
    </section>
  )
}

type Past = OutputOf<'merge.list'>
const pageSize = 8

/** Newest first, some at a time; asked again when something came in. */
function PastMerges() {
  const parley = useParley()
  const [past, setPast] = useState<Past | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [limit, setLimit] = useState(pageSize)
  const [asked, setAsked] = useState(0)
  useEffect(
    () =>
      parley.client.on('changed', ({ by }) => {
        if (by === 'merge') setAsked((now) => now + 1)
      }),
    [parley]
  )
  useEffect(() => {
    let isWanted = true
    void parley.client.call('merge.list', { limit }).then((answer) => {
      if (!isWanted) return
      if (answer.ok) setPast(answer.value)
      else setProblem(answer.problem)
    })
    return () => {
      isWanted = false
    }
  }, [parley, limit, asked])
  if (problem) return <Failure problem={problem} />
  if (past === null) return null
  return (
    <div className="merge-past">
      <h3>{t('merge.past')}</h3>
      {past.total === 0 ? (
        <p className="faint">{t('merge.noPast')}</p>
      ) : (
        <ul>
          {past.merges.map((merge) => (
            <li key={merge.arrival}>
              <span className="merge-when tabular">{formatMoment(merge.time)}</span>
              <span className="ellipsis">{merge.source}</span>
              <span className="faint tabular">{t('merge.pastChanges', { count: merge.changes })}</span>
              {merge.setAside.map(({ why, sentence }) => (
                <p key={why} className="merge-aside">
                  {sentence}
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
      {past.merges.length < past.total && (
        <Button size="small" onPress={() => setLimit((now) => Math.min(1000, now + 50))}>
          {t('merge.pastMore')}
        </Button>
      )}
    </div>
  )
}
