/** What the colours of the open text mean: the records that most of its annotations take their colour from. */
import { useMemo } from 'react'
import type { AnnotationView, CodebookView } from '../../shared/api/views.ts'
import type { Settings } from '../../shared/api/settings.ts'
import { useCodebook, useReading, useSession } from '../state/parley.ts'
import { useLayer } from '../state/useLayer.ts'
import { coderColour, inkColour } from '../ui/colour.ts'
import { stanceGlyph, stanceToken } from '../ui/stance.ts'
import { t } from '../ui/words.ts'

type Sign = { readonly id: string; readonly name: string; readonly colour: string; readonly glyph: string }

/** So many have room in the status bar; all are in the list of what is shown. */
const most = 4

/** Only what is shown counts; nothing where nothing is shown. */
export function Legend() {
  const codebook = useCodebook((state) => state.codebook)
  const annotations = useReading((state) => state.annotations)
  const colourBy = useSession((state) => state.settings.colourBy)
  const { filter } = useLayer()
  const signs = useMemo(
    () => signsOf(filter ? annotations.filter(filter) : annotations, codebook, colourBy),
    [filter, annotations, codebook, colourBy]
  )
  if (signs.length === 0) return null
  return (
    <ul className="legend" aria-label={t('read.layer.legend')}>
      {signs.slice(0, most).map(({ id, name, colour, glyph }) => (
        <li key={id} title={name}>
          {glyph === '' ? (
            <span className="swatch" aria-hidden style={{ color: colour }} />
          ) : (
            <b aria-hidden style={{ color: colour }}>
              {glyph}
            </b>
          )}
          <span className="ellipsis" dir="auto">
            {name}
          </span>
        </li>
      ))}
      {signs.length > most && <li>{t('read.layer.legendMore', { count: signs.length - most })}</li>}
    </ul>
  )
}

function signsOf(
  annotations: readonly AnnotationView[],
  codebook: CodebookView,
  colourBy: Settings['colourBy']
): readonly Sign[] {
  const counts = new Map<string, number>()
  for (const annotation of annotations) {
    const id = {
      issue: annotation.issue,
      stance: annotation.stance,
      actor: annotation.actors[0] ?? null,
      coder: annotation.coder
    }[colourBy]
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return recordsOf(codebook, colourBy)
    .filter(({ id }) => counts.has(id))
    .toSorted((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))
}

function recordsOf(codebook: CodebookView, colourBy: Settings['colourBy']): readonly Sign[] {
  switch (colourBy) {
    case 'issue':
      return codebook.issues.map(({ id, name, colour }) => ({
        id,
        name,
        colour: inkColour(colour),
        glyph: ''
      }))
    case 'stance':
      return codebook.stances.map(({ id, label, polarity, colour }) => ({
        id,
        name: label,
        colour: inkColour(colour, stanceToken(polarity)),
        glyph: stanceGlyph(polarity)
      }))
    case 'actor':
      return codebook.actors.map(({ id, name, colour }) => ({
        id,
        name,
        colour: inkColour(colour),
        glyph: ''
      }))
    case 'coder':
      return codebook.coders.map(({ id, name }, at) => ({
        id,
        name,
        colour: inkColour(coderColour(at)),
        glyph: ''
      }))
  }
}
