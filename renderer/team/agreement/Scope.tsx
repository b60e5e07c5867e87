/** What the figures count, and what was left out and why. */
import type { AgreementReport } from '../../../shared/api/agreementMethods.ts'
import { Button } from '../../ui/Button.tsx'
import { formatList, formatNumber } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import type { OpenCell } from './NumberGrid.tsx'

type ScopeProps = { readonly report: AgreementReport; readonly onOpen: OpenCell }

export function Scope({ report, onOpen }: ScopeProps) {
  const { units, draws, seed } = report.request
  const coders = report.coders.map(({ name, annotations }) =>
    t('agreement.scopeCoder', { name, count: annotations })
  )
  return (
    <section className="agreement-section agreement-scope" aria-labelledby="agreement-scope-head">
      <h2 id="agreement-scope-head">{t('agreement.scope')}</h2>
      <p>
        {t('agreement.scopeWhole', {
          units: t(`agreement.scopeUnits.${units}`, { count: report.units }),
          documents: t('agreement.scopeDocuments', { count: report.documents }),
          coders: formatList(coders)
        })}
      </p>
      {report.tagged > 0 && (
        <Button size="small" onPress={() => onOpen({ onlyDisagreements: report.disagreements > 0 }, null)}>
          {t('agreement.told', {
            tagged: t(`agreement.scopeUnits.${units}`, { count: report.tagged }),
            differing: t('agreement.differOn', { count: report.disagreements })
          })}
        </Button>
      )}
      {report.excluded.length === 0 ? (
        <p>{t('agreement.nothingLeftOut')}</p>
      ) : (
        <ul className="agreement-excluded">
          {report.excluded.map(({ why, sentence }) => (
            <li key={why}>{sentence}</li>
          ))}
        </ul>
      )}
      {report.whole.some(({ interval }) => interval !== null) && (
        <p className="faint">{t('agreement.draws', { draws: formatNumber(draws), seed: String(seed) })}</p>
      )}
    </section>
  )
}
