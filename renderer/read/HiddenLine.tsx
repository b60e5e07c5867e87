/** The line that says what blind coding hides in the document that is read, and how it comes to be shown. */
import { EyeOff } from 'lucide-react'
import { focusPane } from '../state/panes.ts'
import { useParley, useReading, useSession } from '../state/parley.ts'
import { run } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { announce } from '../state/tell.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'

/** Nothing where nothing is hidden. */
export function HiddenLine() {
  const parley = useParley()
  const hidden = useReading((state) => state.hidden)
  const document = useReading((state) => state.document?.id ?? null)
  const readOnly = useSession((state) => isReadOnly(state.project))
  if (hidden === 0 || document === null) return null
  const markDone = async (): Promise<void> => {
    const answer = await run(parley, 'progress.set', { documents: [document], state: 'done' }, {})
    if (!answer.ok) return
    announce(parley, t('coders.blind.marked'))
    // The line goes, and the button with it.
    focusPane('text')
  }
  return (
    <div className="layer-line" role="group" aria-label={t('coders.blind.heading')}>
      <EyeOff size={14} strokeWidth={1.75} aria-hidden />
      <span className="ellipsis">{t('coders.blind.inDocument', { count: hidden })}</span>
      {!readOnly && (
        <Button look="plain" size="small" onPress={() => void markDone()}>
          {t('coders.blind.markDone')}
        </Button>
      )}
    </div>
  )
}
