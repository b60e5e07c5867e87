/** What two texts differ in, block by block, with the words that were taken out and put in. */
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../shared/api/contract.ts'
import type { DiffRow } from '../../shared/api/views.ts'
import type { Problem } from '../../shared/errors.ts'
import type { Hash } from '../../shared/ids.ts'
import { useParley } from '../state/parley.ts'
import { Failure, Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'

/** Words on either side of a change that are shown, in UTF-16 code units. */
const around = 120
/** Rows drawn at first. */
const mostDrawn = 400

/** Compares in the host; leaving ends it. */
export function Differences({ pair }: { readonly pair: { readonly before: Hash; readonly after: Hash } }) {
  const parley = useParley()
  const [found, setFound] = useState<OutputOf<'revisions.compare'> | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { before, after } = pair
  useEffect(() => {
    let isCurrent = true
    const task = `compare ${before.slice(0, 12)} ${after.slice(0, 12)}`
    void parley.client.call('revisions.compare', { before, after, task }).then((answer) => {
      if (!isCurrent) return
      if (answer.ok) setFound(answer.value)
      else setProblem(answer.problem)
    })
    return () => {
      isCurrent = false
      void parley.client.call('task.cancel', { task })
    }
  }, [parley, before, after])
  if (problem) return <Failure problem={problem} />
  if (!found) return <Loading what={t('correct.revisions.comparing')} />
  if (found.rows.length === 0) return <p>{t('correct.revisions.noDifference')}</p>
  return (
    <>
      <p className="soft">
        {t('correct.revisions.counts', { count: found.rows.length, same: found.same })}
        {!found.isWhole && ` ${t('correct.revisions.notWhole')}`}
      </p>
      <ul className="correct-rows" aria-label={t('correct.revisions.differences')} tabIndex={0}>
        {found.rows.slice(0, mostDrawn).map((row) => (
          <Row key={`${row.before} ${row.after}`} row={row} />
        ))}
      </ul>
    </>
  )
}

function Row({ row }: { readonly row: DiffRow }) {
  const { before, after, shapeBefore, shapeAfter, parts } = row
  const where =
    after !== null
      ? t('correct.revisions.block', { number: after })
      : t('correct.revisions.block', { number: before ?? 0 })
  const what =
    before === null ? t('correct.revisions.newBlock') : after === null ? t('correct.revisions.goneBlock') : ''
  return (
    <li>
      <span className="faint">
        {where}
        {what !== '' && <br />}
        {what}
      </span>
      <span className="words" dir="auto">
        {shapeBefore !== null && shapeAfter !== null && shapeBefore !== shapeAfter && (
          <span className="label">
            {t('correct.revisions.shape', { before: shapeName(shapeBefore), after: shapeName(shapeAfter) })}
            {'\n'}
          </span>
        )}
        {parts.map((part, i) =>
          part.kind === 'same' ? (
            shortened(part.text, i > 0, i < parts.length - 1)
          ) : part.kind === 'removed' ? (
            <del key={i} className="diff-removed">
              <span className="unseen">{t('correct.revisions.removed')}</span>
              {part.text}
            </del>
          ) : (
            <ins key={i} className="diff-added">
              <span className="unseen">{t('correct.revisions.added')}</span>
              {part.text}
            </ins>
          )
        )}
      </span>
    </li>
  )
}

/** Words that are the same, as far as they stand near a change. */
function shortened(text: string, hasBefore: boolean, hasAfter: boolean): string {
  const start = hasBefore ? text.slice(0, around) : ''
  const end = hasAfter ? text.slice(Math.max(0, text.length - around)) : ''
  if (!hasBefore && !hasAfter) return text.length > 2 * around ? `${text.slice(0, 2 * around)}…` : text
  if (text.length <= start.length + end.length) return text
  return `${start}…${end}`
}

function shapeName(shape: string): string {
  const [kind = '', level] = shape.split(' ')
  return t(`correct.revisions.shapes.${kind}`, { level: level ?? '' })
}
