/** What would be in the copy, told anew whenever something else is chosen. */
import { useEffect, useState } from 'react'
import type { SharePreview } from '../../../shared/api/shareMethods.ts'
import type { Problem } from '../../../shared/errors.ts'
import { useParley } from '../../state/parley.ts'
import { formatBytes, formatDocumentDate, formatNumber } from '../../ui/format.ts'
import { Failure, Loading } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'
import { previewOf, type ShareChoice } from './choice.ts'

/** Original files named one by one. */
const mostNamed = 6
/** A choice is looked at once nothing was chosen for so many milliseconds. */
const pause = 200
let lastLook = 0

export type Look = {
  readonly preview: SharePreview | null
  readonly problem: Problem | null
  /** Something else was chosen since. */
  readonly isOld: boolean
}

/** Looks at what a choice means; a look that nobody waits for any more is ended. */
export function usePreview(choice: ShareChoice): Look {
  const parley = useParley()
  const [look, setLook] = useState<Omit<Look, 'isOld'> & { readonly of: string }>({
    preview: null,
    problem: null,
    of: ''
  })
  const asked = JSON.stringify(previewOf(choice))
  useEffect(() => {
    let isWanted = true
    const task = `share-look-${++lastLook}`
    const timer = setTimeout(() => {
      const input = JSON.parse(asked) as ReturnType<typeof previewOf>
      void parley.client.call('share.preview', { ...input, task }).then((answer) => {
        if (!isWanted) return
        setLook({
          preview: answer.ok ? answer.value : null,
          problem: answer.ok ? null : answer.problem,
          of: asked
        })
      })
    }, pause)
    return () => {
      isWanted = false
      clearTimeout(timer)
      void parley.client.call('task.cancel', { task })
    }
  }, [parley, asked])
  return { preview: look.preview, problem: look.problem, isOld: look.of !== asked }
}

export function Preview({ look: { preview, problem, isOld } }: { readonly look: Look }) {
  return (
    <section className="share-preview" aria-label={t('share.preview')} aria-busy={isOld}>
      <h3>{t('share.preview')}</h3>
      {problem ? (
        <Failure problem={problem} />
      ) : preview ? (
        <Contents preview={preview} isOld={isOld} />
      ) : (
        <Loading what={t('share.counting')} />
      )}
    </section>
  )
}

function Contents({ preview, isOld }: { readonly preview: SharePreview; readonly isOld: boolean }) {
  const { coders, history, originals } = preview
  const count = (key: string, value: number): string =>
    t(`share.inIt.${key}`, { count: value, shownCount: formatNumber(value) })
  return (
    <div className={isOld ? 'share-contents old' : 'share-contents'} aria-live="polite">
      <p className="what">{count('documents', preview.documents)}</p>
      <p className="what">{count('annotations', preview.annotations)}</p>
      {coders.length > 0 && (
        <ul className="share-by">
          {coders.map(({ coder, name, annotations }) => (
            <li key={coder}>
              <span className="ellipsis" dir="auto">
                {name}
              </span>
              <span className="tabular">{formatNumber(annotations)}</span>
            </li>
          ))}
        </ul>
      )}
      {preview.withheld > 0 && <p className="soft">{count('withheld', preview.withheld)}</p>}
      <p className="soft">{count('issues', preview.issues)}</p>
      <dl>
        <dt>{t('share.history')}</dt>
        <dd>{history === null ? t('share.historyNone') : <History history={history} />}</dd>
        <dt>{t('share.originalFiles')}</dt>
        <dd>{originals.count === 0 ? t('share.noOriginals') : <Originals originals={originals} />}</dd>
        <dt>{t('share.size')}</dt>
        <dd className="tabular">{t('share.roughly', { size: formatBytes(preview.size) })}</dd>
      </dl>
    </div>
  )
}

function History({ history }: { readonly history: NonNullable<SharePreview['history']> }) {
  const { batches, first, last, deleted, earlierTexts } = history
  const [from, to] = [first === null ? '' : dayOf(first), last === null ? '' : dayOf(last)]
  const when =
    from === to ? t('share.oneTime', { first: from }) : t('share.between', { first: from, last: to })
  const counted = (key: string, count: number): string =>
    t(`share.${key}`, { count, shownCount: formatNumber(count) })
  return (
    <>
      {t('share.historySum', { count: batches, shownCount: formatNumber(batches), when })}
      {deleted > 0 && <span className="share-more">{counted('deleted', deleted)}</span>}
      {earlierTexts > 0 && <span className="share-more">{counted('earlierTexts', earlierTexts)}</span>}
    </>
  )
}

function Originals({ originals: { count, size, files } }: { readonly originals: SharePreview['originals'] }) {
  const more = count - Math.min(count, mostNamed)
  return (
    <>
      {t('share.originalSum', { count, shownCount: formatNumber(count), size: formatBytes(size) })}
      <ul className="share-by">
        {files.slice(0, mostNamed).map((file) => (
          <li key={`${file.name} ${file.size}`}>
            <span className="ellipsis" dir="auto">
              {file.name}
            </span>
            <span className="tabular">{formatBytes(file.size)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <span className="faint">{t('share.moreFiles', { count: more, shownCount: formatNumber(more) })}</span>
      )}
    </>
  )
}

/** The day of a moment, here. */
function dayOf(time: number): string {
  const at = new Date(time)
  const two = (part: number): string => String(part).padStart(2, '0')
  return formatDocumentDate(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`)
}
