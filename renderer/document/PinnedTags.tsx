/** The tags that are kept at hand: a click or Alt with the digit stores one. */
import { X } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { CodebookView } from '../../shared/api/views.ts'
import type { Pin } from '../state/pins.ts'
import { t } from '../ui/words.ts'
import { safeColour } from '../ui/colour.ts'
import { inkLook } from './looks.ts'
import { pinInOneLine } from './says.ts'

/** Nothing where none is pinned. */
export function PinnedTags({
  pins,
  codebook,
  onUse,
  onUnpin
}: {
  readonly pins: readonly (Pin | null)[]
  readonly codebook: CodebookView
  readonly onUse: (pin: Pin) => void
  readonly onUnpin: (at: number) => void
}) {
  if (pins.every((pin) => pin === null)) return null
  return (
    <div className="choices pinned-tags" role="group" aria-label={t('document.tagBox.pinned')}>
      {pins.map((pin, at) => {
        if (!pin) return null
        const tag = pinInOneLine(codebook, pin)
        return (
          <span className="chip" key={at}>
            <Button
              className="pinned-tag"
              aria-label={t('document.tagBox.pinnedTag', { number: at + 1, tag })}
              onPress={() => onUse(pin)}
            >
              <kbd aria-hidden>{at + 1}</kbd>
              <span className="swatch" aria-hidden style={{ color: inkLook(colourOfIssue(codebook, pin)) }} />
              <span className="ellipsis">{tag}</span>
            </Button>
            <Button
              className="chip-remove"
              aria-label={t('document.tagBox.unpin', { tag })}
              onPress={() => onUnpin(at)}
            >
              <X size={12} aria-hidden />
            </Button>
          </span>
        )
      })}
    </div>
  )
}

function colourOfIssue(codebook: CodebookView, { issue }: Pin): string {
  return safeColour(codebook.issues.find((one) => one.id === issue)?.colour ?? '')
}
