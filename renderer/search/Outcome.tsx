/** What a search came to: how many hits so far, how far it is, and what to do where it found nothing. */
import { useEffect, useState, type ReactNode } from 'react'
import { useParley, useSearch, useSession } from '../state/parley.ts'
import { runSearch, stopSearch } from '../state/search.ts'
import { Button } from '../ui/Button.tsx'
import { Empty, ProgressLine } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { asBeginnings } from './asBeginnings.ts'

/** `children`: what can be done with the hits. */
export function Outcome({ children }: { readonly children: ReactNode }) {
  const parley = useParley()
  const state = useSearch((one) => one.state)
  const asked = useSearch((one) => one.asked)
  const count = useSearch((one) => one.count)
  const documents = useSearch((one) => one.groups.length)
  const isWhole = useSearch((one) => one.isWhole)
  const isStale = useSearch((one) => one.isStale)
  const problem = useSearch((one) => one.problem)
  if (problem) return null
  if (asked === null)
    return (
      <div className="search-outcome">
        <Empty what={t('search.start')} next={t('search.startNext')} small />
        <Indexing />
      </div>
    )
  const isRunning = state === 'running'
  const found = isRunning
    ? count === 0
      ? t('search.looking')
      : t('search.running', { count })
    : state === 'stopped'
      ? t('search.stopped', { count })
      : !isWhole
        ? t('search.most', { count })
        : count === 0
          ? t('search.nothing')
          : t('search.done', { count, where: t('search.inDocuments', { count: documents }) })
  return (
    <div className="search-outcome">
      <div className="search-summary">
        {/* Read out once it is known, not with every portion. */}
        <span className="soft tabular" role="status">
          <span aria-hidden={isRunning}>{found}</span>
        </span>
        {isRunning && (
          <Button size="small" look="quiet" onPress={() => stopSearch(parley)}>
            {t('search.stop')}
          </Button>
        )}
        {children}
      </div>
      {isRunning && <Progress />}
      {!isRunning && isStale && (
        <p className="search-stale">
          {t('search.stale')}{' '}
          <Button size="small" onPress={() => void runSearch(parley, asked)}>
            {t('search.again')}
          </Button>
        </p>
      )}
      {!isRunning && count === 0 && state === 'done' && <NothingFound />}
      <Indexing />
    </div>
  )
}

function NothingFound() {
  const parley = useParley()
  const asked = useSearch((state) => state.asked)
  if (!asked) return null
  const begins = asked.as === 'regex' ? null : asBeginnings(asked.text)
  return (
    <Empty what={t('search.nothing')} next={t(`search.nothingNext.${asked.as}`)} small>
      {begins !== null && (
        <Button size="small" onPress={() => void runSearch(parley, { ...asked, text: begins })}>
          {t('search.beginning', { text: begins })}
        </Button>
      )}
      {asked.as === 'exact' && (
        <Button size="small" onPress={() => void runSearch(parley, { ...asked, as: 'words' })}>
          {t('search.asWords')}
        </Button>
      )}
      {asked.scope.kind !== 'all' && (
        <Button size="small" onPress={() => void runSearch(parley, { ...asked, scope: { kind: 'all' } })}>
          {t('search.everywhere')}
        </Button>
      )}
    </Empty>
  )
}

/** Only what takes longer than a moment has a line. */
function Progress() {
  const task = useSearch((state) => state.task)
  const progress = useSession((state) => (task === null ? undefined : state.progress[task]))
  if (!progress) return null
  return <ProgressLine step={t('search.searching')} done={progress.done} total={progress.total} />
}

/** The host makes its index in the background under this name. */
const indexTask = 'search-index'
/** In ms. */
const quiet = 2000

function Indexing() {
  const progress = useSession((state) => state.progress[indexTask])
  const [old, setOld] = useState<typeof progress>(undefined)
  // The end is not always told: what is not told on is done.
  useEffect(() => {
    const waiting = setTimeout(() => setOld(progress), quiet)
    return () => clearTimeout(waiting)
  }, [progress])
  if (!progress || progress === old || progress.total === 0 || progress.done >= progress.total) return null
  return (
    <>
      <p className="faint">{t('search.indexing')}</p>
      <ProgressLine step={t('search.indexed')} done={progress.done} total={progress.total} />
    </>
  )
}
