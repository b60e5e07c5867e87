/** The doctor: checks everything, and repairs the tables after a backup. */
import type { OutputOf } from '../../shared/api/contract.ts'
import { useParley, useSession } from '../state/parley.ts'
import { isReadOnly } from '../state/session.ts'
import { Button } from '../ui/Button.tsx'
import { formatNumber } from '../ui/format.ts'
import { hasWords, t } from '../ui/words.ts'
import { Card } from './Card.tsx'
import { useWork } from './useWork.ts'

/** Repair is offered once something was found. */
export function Health() {
  const parley = useParley()
  const readOnly = useSession((state) => isReadOnly(state.project))
  const work = useWork<OutputOf<'project.doctor'>>()
  const check = (repair: boolean): void =>
    work.start((task) => parley.client.call('project.doctor', { task, repair }))
  const { outcome } = work
  return (
    <Card
      heading={t('data.health.heading')}
      about={t('data.health.about')}
      task={work.task}
      running={t('data.health.running')}
      problem={work.problem}
      actions={
        <>
          <Button onPress={() => check(false)}>{t('data.health.go')}</Button>
          {!readOnly && outcome !== null && outcome.findings.length > 0 && !outcome.repaired && (
            <Button onPress={() => check(true)}>{t('data.health.repair')}</Button>
          )}
        </>
      }
      outcome={
        outcome && (
          <>
            {outcome.findings.length === 0 && <p>{t('data.health.fine')}</p>}
            <ul className="refused">
              {outcome.findings.map((finding) => (
                <li key={finding.code}>
                  {t('data.health.finding', {
                    sentence: finding.sentence,
                    count: formatNumber(finding.count)
                  })}
                </li>
              ))}
            </ul>
            <p className="faint">{t('data.health.checked', { what: checkedText(outcome.checked) })}</p>
            {outcome.repaired && <p>{t('data.health.repaired', { backup: outcome.backup })}</p>}
          </>
        )
      }
    />
  )
}

function checkedText(checked: Readonly<Record<string, number>>): string {
  return Object.entries(checked)
    .map(([what, count]) =>
      t('data.health.checkedOne', {
        count: formatNumber(count),
        what: hasWords(`data.health.what.${what}`) ? t(`data.health.what.${what}`) : what
      })
    )
    .join(', ')
}
