/** What just happened, at the foot of the window, with a way to take it back. */
import { X } from 'lucide-react'
import { useParley, useWorkspace } from '../state/parley.ts'
import { closeToast } from '../state/tell.ts'
import { Button, classes, IconButton } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'

/** Toasts are read out by the announcer, not by themselves. */
export function Toasts() {
  const parley = useParley()
  const toasts = useWorkspace((state) => state.toasts)
  if (toasts.length === 0) return null
  return (
    <section className="toasts" aria-label={t('app.notifications')}>
      {toasts.map(({ id, text, look, action }) => (
        <div key={id} className={classes('toast', look)}>
          <span>{text}</span>
          {action && (
            <Button
              look="quiet"
              onPress={() => {
                closeToast(parley, id)
                action.run()
              }}
            >
              {action.name}
            </Button>
          )}
          <IconButton label={t('ui.close')} icon={X} size="small" onPress={() => closeToast(parley, id)} />
        </div>
      ))}
    </section>
  )
}
