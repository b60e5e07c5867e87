/** A small card beside a reference: the footnote's words, or a link's address. */
import { Copy } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { useStandAt } from './floating.ts'
import type { Reference } from './references.ts'
import type { Surface } from './surface.ts'

/** Longer notes are read where they stand, code units. */
const mostWords = 600

export function ReferenceCard({
  surface,
  reference,
  onCopy,
  onPointerEnter,
  onPointerLeave
}: {
  readonly surface: Surface
  readonly reference: Reference
  readonly onCopy: (address: string) => void
  readonly onPointerEnter: () => void
  readonly onPointerLeave: () => void
}) {
  const element = useStandAt(surface, Math.max(reference.at.start + 1, reference.at.end))
  return (
    <div
      ref={element}
      className="reference-card"
      role="group"
      aria-label={
        reference.kind === 'note'
          ? t('document.reference.note', { label: reference.label })
          : t('document.reference.link')
      }
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
    >
      {reference.kind === 'note' ? (
        <>
          <p className="reference-words" dir="auto">
            <b>{reference.label}</b> {noteWords(surface, reference.note)}
          </p>
          {reference.note && <p className="reference-help">{t('document.reference.noteHelp')}</p>}
        </>
      ) : (
        <>
          <p className="reference-address" dir="ltr">
            {reference.href}
          </p>
          <div className="reference-line">
            <span className="reference-help">{t('document.reference.linkHelp')}</span>
            <Button size="small" icon={Copy} onPress={() => onCopy(reference.href)}>
              {t('document.reference.copy')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

/** What a card says of a note. */
export function noteWords(
  surface: Surface,
  note: { readonly start: number; readonly end: number } | null
): string {
  if (!note) return t('document.reference.noteMissing')
  const words = surface.text.slice(note.start, Math.min(note.end, note.start + mostWords))
  return note.end - note.start > mostWords ? `${words}…` : words
}
