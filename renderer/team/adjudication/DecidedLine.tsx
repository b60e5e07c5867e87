/** What was decided on a question, by whom, and what became of it since. */
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { useCodebook } from '../../state/parley.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'

type DecidedLineProps = {
  readonly question: QuestionView
  readonly isReadOnly: boolean
  readonly onKeep: () => void
  /** Of several decisions. */
  readonly onKeepOne: (decision: RecordId) => void
  readonly onReopen: () => void
}

export function DecidedLine({ question, isReadOnly, onKeep, onKeepOne, onReopen }: DecidedLineProps) {
  const index = useCodebook((state) => state.index)
  const { decisions, since, state } = question
  const why = [
    ...(state === 'twice' ? [t('adjudication.twiceWhy')] : []),
    ...(since.gone.length > 0 ? [t('adjudication.gone', { count: since.gone.length })] : []),
    ...(since.goldIsGone ? [t('adjudication.goldGone')] : []),
    ...(state === 'changed' ? [t('adjudication.changedWhy')] : [])
  ]
  return (
    <div className="adjudication-decided">
      {why.length > 0 && <p>{why.join(' ')}</p>}
      {decisions.map(({ id, outcome, by, time, gold }) => {
        const told = t('adjudication.decided', {
          outcome: t(`adjudication.outcomes.${outcome}`),
          name: by === null ? t('adjudication.nobody') : (index.coders.get(by)?.name ?? ''),
          time: formatMoment(time)
        })
        return (
          <div key={id} className="adjudication-decision">
            <span>
              {told}
              {state === 'twice' && gold && (
                <>
                  {': '}
                  <q dir="auto">{gold.anchor.quote}</q> · {index.issues.get(gold.issue)?.name ?? ''} ·{' '}
                  {(gold.stance && index.stances.get(gold.stance)?.label) ?? t('adjudication.undecided')}
                </>
              )}
            </span>
            {!isReadOnly && state === 'twice' && (
              <Button
                size="small"
                aria-label={`${t('adjudication.keepOne')}: ${told}`}
                onPress={() => onKeepOne(id)}
              >
                {t('adjudication.keepOne')}
              </Button>
            )}
            {!isReadOnly && state === 'changed' && (
              <Button size="small" look="primary" onPress={onKeep}>
                {t('adjudication.keep')} <kbd aria-hidden>C</kbd>
              </Button>
            )}
            {!isReadOnly && state !== 'twice' && (
              <Button size="small" onPress={onReopen}>
                {t('adjudication.reopen')}
              </Button>
            )}
          </div>
        )
      })}
    </div>
  )
}
