/** Says that coding is blind wherever annotations are listed or counted: figures say what they count. */
import { EyeOff } from 'lucide-react'
import { useSession, useWorkspace } from '../state/parley.ts'
import { t } from '../ui/words.ts'

/** Nothing where nothing is hidden; the text has a line of its own, about its document. */
export function BlindLine() {
  const hidden = useSession((state) => state.project?.blind?.hidden ?? 0)
  const view = useWorkspace((state) => state.view)
  if (hidden === 0 || view === 'read') return null
  return (
    <p className="blind-line">
      <EyeOff size={14} strokeWidth={1.75} aria-hidden />
      <span>
        {t('coders.blind.line', { count: hidden })} {t('coders.blind.lineNext')}
      </span>
    </p>
  )
}
