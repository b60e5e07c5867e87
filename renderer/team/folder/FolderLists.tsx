/** What the team folder tells: who shares through it, what came, what was not taken. */
import type { TeamStatus } from '../../../shared/api/teamMethods.ts'
import { arrivalWords } from '../../state/arrivals.ts'
import { formatMoment } from '../../ui/format.ts'
import { initialsOf } from '../../ui/initials.ts'
import { t } from '../../ui/words.ts'

export function People({ people }: { readonly people: TeamStatus['people'] }) {
  const hasOthers = people.some(({ isMe }) => !isMe)
  return (
    <section aria-label={t('folder.people')}>
      <h2>{t('folder.people')}</h2>
      {people.length > 0 && (
        <ul className="team-folder-people">
          {people.map(({ coder, name, isMe, last }) => (
            <li key={coder}>
              <span className="initials" aria-hidden>
                {initialsOf(name)}
              </span>
              <span className="ellipsis" dir="auto">
                {name === '' ? t('folder.somebody') : name}
              </span>
              <span className="soft">
                {isMe
                  ? t('folder.you')
                  : last === null
                    ? t('folder.nothingYet')
                    : t('folder.last', { time: formatMoment(last) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {!hasOthers && <p className="soft">{t('folder.nobody')}</p>}
    </section>
  )
}

export function Arrivals({ arrivals }: { readonly arrivals: TeamStatus['arrivals'] }) {
  return (
    <section aria-label={t('folder.arrivals')}>
      <h2>{t('folder.arrivals')}</h2>
      {arrivals.length === 0 ? (
        <p className="soft">{t('folder.nothingCame')}</p>
      ) : (
        <ul className="team-folder-lines">
          {arrivals.map((arrival, at) => (
            // A list that only grows at its head and never changes: its place from the end names a line.
            <li key={arrivals.length - at}>
              <span dir="auto">{arrivalWords(arrival)}</span>
              <time className="soft tabular" dateTime={new Date(arrival.time).toISOString()}>
                {formatMoment(arrival.time)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export function WaitingFiles({ files }: { readonly files: TeamStatus['waiting'] }) {
  if (files.length === 0) return null
  return (
    <section aria-label={t('folder.waiting')} className="team-folder-waiting">
      <h2>{t('folder.waiting')}</h2>
      <p className="soft">{t('folder.waitingAbout')}</p>
      <ul className="team-folder-lines">
        {files.map(({ folder, name, sentence, since }) => (
          <li key={`${folder}/${name}`}>
            <span>
              {sentence}
              <span className="soft team-folder-file ellipsis">{t('folder.file', { name, folder })}</span>
            </span>
            <time className="soft tabular" dateTime={new Date(since).toISOString()}>
              {t('folder.since', { time: formatMoment(since) })}
            </time>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function SetAside({ kinds }: { readonly kinds: TeamStatus['setAside'] }) {
  if (kinds.length === 0) return null
  return (
    <section aria-label={t('folder.setAside')}>
      <h2>{t('folder.setAside')}</h2>
      <ul className="team-folder-lines">
        {kinds.map(({ why, sentence }) => (
          <li key={why}>
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Strangers({ copies, others }: { readonly copies: number; readonly others: number }) {
  return (
    <>
      {copies > 0 && <p className="soft">{t('folder.copies', { count: copies })}</p>}
      {others > 0 && <p className="soft">{t('folder.strangers', { count: others })}</p>}
    </>
  )
}
