/** What can be chosen from the codebook: for filters, for cells, for what is selected. */
import type { CodebookView } from '../../shared/api/views.ts'
import { flatten, issueTree } from '../state/issueTree.ts'
import { inkColour, safeColour } from '../ui/colour.ts'
import type { Choice } from '../ui/fields.tsx'
import { compareNames } from '../ui/format.ts'
import { stanceGlyph, stanceToken, undecidedGlyph } from '../ui/stance.ts'
import { t } from '../ui/words.ts'

/** Stands for no stance, no certainty, no actor, no group. */
export const undecided = ' undecided'

/** In tree order. `offered`: without retired ones. */
export function issueChoices(
  codebook: CodebookView,
  which: 'all' | 'offered' = 'all'
): readonly Choice<string>[] {
  return flatten(issueTree(codebook.issues))
    .filter(({ issue }) => which === 'all' || !issue.retired)
    .map((node) => ({
      key: node.issue.id,
      name: node.issue.name,
      mark: (
        <span
          className="swatch"
          style={{ color: safeColour(node.issue.colour), marginInlineStart: (node.level - 1) * 14 }}
        />
      )
    }))
}

/** In the order of the scale, then "not decided yet". */
export function stanceChoices(
  codebook: CodebookView,
  which: 'all' | 'offered' = 'all'
): readonly Choice<string>[] {
  return [
    ...codebook.stances
      .filter((stance) => which === 'all' || !stance.retired)
      .map((stance) => ({
        key: stance.id as string,
        name: stance.label,
        mark: (
          <Glyph
            glyph={stanceGlyph(stance.polarity)}
            colour={inkColour(stance.colour, stanceToken(stance.polarity))}
          />
        )
      })),
    {
      key: undecided,
      name: t('passages.undecided'),
      mark: <Glyph glyph={undecidedGlyph} colour="var(--ink-faint)" />
    }
  ]
}

/** By name. */
export function actorChoices(codebook: CodebookView): readonly Choice<string>[] {
  return codebook.actors
    .filter((actor) => actor.joinedInto === null)
    .map((actor) => ({ key: actor.id as string, name: actor.name }))
    .toSorted((a, b) => compareNames(a.name, b.name))
}

export function coderChoices(codebook: CodebookView): readonly Choice<string>[] {
  return codebook.coders
    .filter((coder) => coder.joinedInto === null)
    .map((coder) => ({ key: coder.id as string, name: coder.name }))
}

export function certaintyChoices(): readonly Choice<string>[] {
  return [
    ...(['high', 'medium', 'low'] as const).map((key) => ({ key, name: t(`passages.certainties.${key}`) })),
    { key: undecided, name: t('passages.certainties.none') }
  ]
}

function Glyph({ glyph, colour }: { readonly glyph: string; readonly colour: string }) {
  return (
    <span className="stance-glyph" style={{ color: colour }} aria-hidden>
      {glyph}
    </span>
  )
}
