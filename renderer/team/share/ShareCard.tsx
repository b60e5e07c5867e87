/** Giving a copy to somebody: the way in. */
import { useParley } from '../../state/parley.ts'
import { Button } from '../../ui/Button.tsx'
import { t } from '../../ui/words.ts'
import './share.css'

export function ShareCard() {
  const parley = useParley()
  return (
    <section className="share-card" aria-labelledby="share-heading">
      <h2 id="share-heading">{t('share.heading')}</h2>
      <p className="soft">{t('share.about')}</p>
      <div>
        <Button onPress={() => parley.workspace.setState({ dialog: { kind: 'share' } })}>
          {t('share.go')}
        </Button>
      </div>
    </section>
  )
}
