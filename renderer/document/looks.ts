/** How an annotation is painted: its tint by issue, stance, actor or coder; its underline always by stance. */
import type { Settings } from '../../shared/api/settings.ts'
import type { AnnotationView, CodebookView } from '../../shared/api/views.ts'
import { coderColour, safeColour } from '../ui/colour.ts'
import { stanceToken } from '../ui/stance.ts'
import type { Paint, PaintsOf } from './painter.ts'
import type { Spanned } from './spanIndex.ts'

export type ColourBy = Settings['colourBy']
/** An annotation where it stands in today's text. */
export type AnnotationSpan = Spanned & { readonly annotation: AnnotationView }

/** Underlines that are told apart in one line; deeper ones are only in the margin. */
const underlines = 3

/** The span of an annotation; null where a correction took its words away. */
export function spanOf(annotation: AnnotationView): AnnotationSpan | null {
  const { place } = annotation
  return place && place.end > place.start
    ? { id: annotation.id, start: place.start, end: place.end, annotation }
    : null
}

/** The colour an annotation is told apart by, checked: `#rrggbb` or a token. */
export function colourOf(annotation: AnnotationView, codebook: CodebookView, colourBy: ColourBy): string {
  switch (colourBy) {
    case 'issue':
      return safeColour(codebook.issues.find((issue) => issue.id === annotation.issue)?.colour ?? '')
    case 'stance':
      return stanceColour(codebook, annotation.stance)
    case 'actor':
      return safeColour(codebook.actors.find((actor) => actor.id === annotation.actors[0])?.colour ?? '')
    case 'coder':
      return coderColour(codebook.coders.findIndex((coder) => coder.id === annotation.coder))
  }
}

/** The colour of a stance; of none, a quiet one. */
export function stanceColour(codebook: CodebookView, id: AnnotationView['stance']): string {
  const stance = id === null ? undefined : codebook.stances.find((one) => one.id === id)
  return stance ? safeColour(stance.colour, stanceToken(stance.polarity)) : 'var(--ink-faint)'
}

/** The painting of annotations; `isShown` says which are painted at all. Colours are looked up once per record. */
export function paintAnnotations(
  codebook: CodebookView,
  colourBy: ColourBy,
  isShown: (annotation: AnnotationView) => boolean
): PaintsOf<AnnotationSpan> {
  const known = new Map<string, readonly Paint[]>()
  return ({ span: { annotation }, lane }) => {
    if (!isShown(annotation)) return nothing
    const key = `${tintKey(annotation, colourBy)} ${annotation.stance ?? ''} ${Math.min(lane, underlines)}`
    let paints = known.get(key)
    if (!paints) {
      const tint = { look: tintLook(colourOf(annotation, codebook, colourBy)), priority: 1 }
      const line = { look: stanceLook(codebook, annotation.stance, lane), priority: 10 + lane }
      paints = lane < underlines ? [tint, line] : [tint]
      known.set(key, paints)
    }
    return paints
  }
}

/** Every look that annotations of this codebook can take. */
export function looksOf(codebook: CodebookView, colourBy: ColourBy): readonly string[] {
  const coloured = { issue: codebook.issues, stance: codebook.stances, actor: codebook.actors, coder: [] }[
    colourBy
  ]
  const tints = coloured.map((one) => tintLook(safeColour(one.colour)))
  const stances = [null, ...codebook.stances.map((stance) => stance.id)]
  return [
    ...tints,
    ...stances.flatMap((stance) => [0, 1, 2].map((lane) => stanceLook(codebook, stance, lane)))
  ]
}

function tintKey(annotation: AnnotationView, colourBy: ColourBy): string {
  switch (colourBy) {
    case 'issue':
      return annotation.issue
    case 'stance':
      return annotation.stance ?? ''
    case 'actor':
      return annotation.actors[0] ?? ''
    case 'coder':
      return annotation.coder
  }
}

function stanceLook(codebook: CodebookView, stance: AnnotationView['stance'], lane: number): string {
  return underlineLook(stanceColour(codebook, stance), lane, stance === null ? 'dotted' : 'solid')
}

/** A tint that lets the paper and other tints show through. */
export function tintLook(colour: string): string {
  return `background-color: light-dark(color-mix(in srgb, ${colour} 17%, transparent), color-mix(in srgb, ${colour} 38%, transparent));`
}

/** A colour of a project as a line or a sign: lighter on dark ground. */
export function inkLook(colour: string): string {
  return colour.startsWith('#') ? `light-dark(${colour}, color-mix(in oklab, ${colour} 62%, white))` : colour
}

/** An underline in its lane; lanes stand below each other. */
function underlineLook(colour: string, lane: number, style: 'solid' | 'dotted'): string {
  return `text-decoration: underline ${style} 2px ${inkLook(colour)}; text-underline-offset: ${3 + lane * 3}px; text-decoration-skip-ink: none;`
}

const nothing: readonly Paint[] = []
