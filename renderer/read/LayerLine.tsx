/** The line that says what is hidden: there as long as anything is. */
import { EyeOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { showAll } from '../state/layer.ts'
import { focusPane } from '../state/panes.ts'
import { useParley } from '../state/parley.ts'
import { announce } from '../state/tell.ts'
import { hiddenWords, type LayerShown } from '../state/useLayer.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'

/** Announced whenever its words change. */
export function LayerLine({ shown }: { readonly shown: LayerShown }) {
  const parley = useParley()
  const words = shown.hidden.length > 0 ? hiddenWords(shown) : ''
  const said = useRef('')
  useEffect(() => {
    if (words !== said.current && words !== '') announce(parley, words)
    if (words === '' && said.current !== '') announce(parley, t('read.layer.allShown'))
    said.current = words
  }, [parley, words])
  if (words === '') return null
  return (
    <div className="layer-line" role="group" aria-label={t('read.layer.line')}>
      <EyeOff size={14} strokeWidth={1.75} aria-hidden />
      <span className="ellipsis">{words}</span>
      <Button look="quiet" size="small" onPress={() => parley.layer.setState({ isOpen: true })}>
        {t('read.layer.change')}
      </Button>
      <Button
        look="plain"
        size="small"
        onPress={() => {
          showAll(parley)
          // The line goes, and the button with it.
          focusPane('text')
        }}
      >
        {t('read.layer.showAll')}
      </Button>
    </div>
  )
}
