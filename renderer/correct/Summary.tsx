/** What a new text means for the annotations, before it is stored. */
import type { CorrectionSummary } from '../../shared/api/views.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import './correct.css'

type SummaryProps = {
  readonly title: string
  readonly summary: CorrectionSummary
  readonly verb: string
  readonly onStore: () => void
  readonly onClose: () => void
  readonly busy: boolean
}

/** Nothing is stored before the verb is pressed; closing goes back. */
export function Summary({ title, summary, verb, onStore, onClose, busy }: SummaryProps) {
  return (
    <Dialog
      title={title}
      size="wide"
      onClose={onClose}
      busy={busy}
      footer={
        <>
          <Button onPress={onClose} isDisabled={busy}>
            {t('correct.summary.back_')}
          </Button>
          <Button look="primary" autoFocus onPress={onStore} isDisabled={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <SummaryBody summary={summary} />
    </Dialog>
  )
}

function SummaryBody({ summary }: { readonly summary: CorrectionSummary }) {
  const { list, changed, lost, back } = summary
  const more = changed + lost + back - list.length
  return (
    <>
      <div className="correct-counts" role="group" aria-label={t('correct.summary.counts')}>
        {(['same', 'changed', 'lost', 'back'] as const).map((what) => (
          <div key={what}>
            <b>{formatNumber(summary[what])}</b> {t(`correct.summary.${what}`)}
          </div>
        ))}
      </div>
      {list.length === 0 ? (
        <p className="soft">{t('correct.summary.none')}</p>
      ) : (
        <ul className="correct-list" aria-label={t('correct.summary.list')} tabIndex={0}>
          {list.map(({ annotation, before, after }) => (
            <li key={annotation}>
              <span className="label">{t('correct.summary.before')}</span>
              <p className={after === null ? 'correct-quote gone' : 'correct-quote'} dir="auto">
                {before === null ? t('correct.summary.wasNowhere') : `“${before}”`}
              </p>
              <span className="label">{t('correct.summary.after')}</span>
              <p className="correct-quote" dir="auto">
                {after === null ? t('correct.summary.nowhere') : `“${after}”`}
              </p>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className="faint">{t('correct.summary.more', { count: more })}</p>}
    </>
  )
}
