/** Beginning and ending blind coding. */
import { Eye, EyeOff } from 'lucide-react'
import { useParley, useSession } from '../../state/parley.ts'
import { run } from '../../state/run.ts'
import { isReadOnly } from '../../state/session.ts'
import { Button } from '../../ui/Button.tsx'
import { t } from '../../ui/words.ts'

/** One command either way; undo takes it back. */
export function BlindCoding() {
  const parley = useParley()
  const blind = useSession((state) => state.project?.blind ?? null)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const Icon = blind ? EyeOff : Eye
  return (
    <section className="blind-coding" aria-labelledby="blind-coding">
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <div>
        <h2 id="blind-coding">{t('coders.blind.heading')}</h2>
        <p>{t(blind ? 'coders.blind.on' : 'coders.blind.off')}</p>
        {blind && (
          <p className="tabular">
            {blind.hidden > 0
              ? t('coders.blind.hidden', { count: blind.hidden })
              : t('coders.blind.nothingHidden')}
          </p>
        )}
        <p className="soft">{t('coders.blind.about')}</p>
      </div>
      {!readOnly && (
        <Button onPress={() => void run(parley, 'project.setBlind', { blind: !blind }, {})}>
          {t(blind ? 'coders.blind.end' : 'coders.blind.begin')}
        </Button>
      )}
    </section>
  )
}
