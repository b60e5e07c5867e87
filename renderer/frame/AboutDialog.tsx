/** What Parley is, which version, and whose work is in it. */
import { useSession } from '../state/parley.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { t } from '../ui/words.ts'

/** The licences come from the bundle. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const about = useSession((state) => state.about)
  return (
    <Dialog title={t('app.about')} size="wide" onClose={onClose}>
      <p>{t('app.aboutText')}</p>
      <p className="soft tabular">{t('app.version', { version: about?.version ?? '' })}</p>
      <details>
        <summary>{t('app.licences')}</summary>
        <pre className="licences" tabIndex={0}>
          {about?.licences}
        </pre>
      </details>
    </Dialog>
  )
}
