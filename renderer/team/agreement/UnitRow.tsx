/** A passage with what each coder made of it: the words each marked, and their tags side by side. */
import { Check, Diff, Minus } from 'lucide-react'
import type { AgreementCell, AgreementReport, AgreementUnit } from '../../../shared/api/agreementMethods.ts'
import type { CoderId } from '../../../shared/ids.ts'
import { useCodebook } from '../../state/parley.ts'
import { classes } from '../../ui/Button.tsx'
import { coderColour, inkColour, safeColour } from '../../ui/colour.ts'
import { stanceGlyph, stanceToken, undecidedGlyph } from '../../ui/stance.ts'
import { t } from '../../ui/words.ts'
import { partOf, stretchesOf, type MarkedStretch } from './marks.ts'

type UnitRowProps = {
  readonly unit: AgreementUnit
  readonly report: AgreementReport
  readonly cell: AgreementCell
}
type Tag = AgreementUnit['coders'][number]['annotations'][number]

/** The line below words is the coder's, the ground behind them the issue's. With a pair, only its two coders are shown. */
export function UnitRow({ unit, report, cell }: UnitRowProps) {
  const index = useCodebook((state) => state.index)
  const coders = useCodebook((state) => state.codebook.coders)
  const colourOf = (id: CoderId): string => coderColour(coders.findIndex((coder) => coder.id === id))
  const shown = unit.coders
    .map((one) => ({ ...one, colour: colourOf(one.coder) }))
    .filter(({ coder }) => !cell.pair || cell.pair.includes(coder))
  const look = {
    issueColour: (issue: string) => index.issues.get(issue)?.colour ?? '',
    lanes: unit.coders.flatMap(({ coder, annotations }, at) =>
      annotations.length > 0 ? [{ coder: at, colour: colourOf(coder) }] : []
    )
  }
  const [Sign, said] = signOf(unit)
  return (
    <div className="agreement-unit-inside">
      <div className="agreement-unit-head">
        <span className={classes('agreement-sign', unit.agrees === false && 'differs')}>
          <Sign size={13} strokeWidth={2} aria-hidden />
          {said}
        </span>
        <span className="faint ellipsis" dir="auto">
          {unit.title}
        </span>
      </div>
      <p
        className="agreement-unit-text"
        dir="auto"
        style={{ lineHeight: `calc(1.45em + ${look.lanes.length * 3 + 2}px)` }}
      >
        {stretchesOf(unit).map((stretch, at) => (
          // Stretches never move: their place names them.
          <span key={at} style={lookOf(stretch, look)}>
            {stretch.text}
          </span>
        ))}
      </p>
      <div className="agreement-unit-coders">
        {shown.map(({ coder, colour, isMissing, annotations }) => (
          <div key={coder} className="agreement-unit-coder">
            <span className="agreement-coder-name">
              <span className="agreement-lane" style={{ background: colour }} aria-hidden />
              <span className="ellipsis" dir="auto">
                {report.coders.find((one) => one.coder === coder)?.name ?? ''}
              </span>
            </span>
            {annotations.length === 0 && (
              <span className="faint">{t(isMissing ? 'agreement.missing' : 'agreement.notTagged')}</span>
            )}
            {annotations.map((tag) => (
              <TagLine key={tag.annotation} tag={tag} unit={unit} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function signOf({ agrees }: AgreementUnit): readonly [typeof Check, string] {
  if (agrees === null) return [Minus, t('agreement.notCompared')]
  return agrees ? [Check, t('agreement.agrees')] : [Diff, t('agreement.differs')]
}

function TagLine({ tag, unit }: { readonly tag: Tag; readonly unit: AgreementUnit }) {
  const index = useCodebook((state) => state.index)
  const issue = index.issues.get(tag.issue)
  const stance = tag.stance === null ? undefined : index.stances.get(tag.stance)
  const part = partOf(unit, tag)
  return (
    <span className="agreement-tag">
      <span className="agreement-tag-issue">
        <span className="swatch" style={{ color: safeColour(issue?.colour ?? '') }} />
        <span dir="auto">{issue?.name ?? ''}</span>
      </span>
      <span className="stance">
        <span
          className="glyph"
          aria-hidden
          style={{
            color: stance ? inkColour(stance.colour, stanceToken(stance.polarity)) : 'var(--ink-faint)'
          }}
        >
          {stance ? stanceGlyph(stance.polarity) : undecidedGlyph}
        </span>
        <span>{stance?.label ?? t('agreement.undecided')}</span>
      </span>
      {part !== null && <span className="unseen">{t('agreement.onWords', { words: part })}</span>}
    </span>
  )
}

type Look = {
  readonly issueColour: (issue: string) => string
  /** Coders who tagged anything here, by their places, in the order of their lanes; and the colour of each. */
  readonly lanes: readonly { readonly coder: number; readonly colour: string }[]
}

/** Every coder has a lane of their own below the words; the ground is the first issue's, faint. */
function lookOf(stretch: MarkedStretch, { issueColour, lanes }: Look): React.CSSProperties | undefined {
  const [issue] = stretch.issues
  if (issue === undefined) return undefined
  const ground = `color-mix(in oklab, ${safeColour(issueColour(issue))} 16%, transparent)`
  const lines = lanes.flatMap(({ coder, colour }, lane) =>
    stretch.coders.includes(coder)
      ? `linear-gradient(${colour}, ${colour}) 0 calc(100% - ${(lanes.length - 1 - lane) * 3}px) / 100% 2px no-repeat`
      : []
  )
  return {
    background: [...lines, `linear-gradient(${ground}, ${ground})`].join(', '),
    paddingBottom: lanes.length * 3
  }
}
