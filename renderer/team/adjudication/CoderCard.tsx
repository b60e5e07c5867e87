/** What one coder, or the gold, says on a question. */
import type { ReactNode } from 'react'
import type { AnnotationView } from '../../../shared/api/views.ts'
import { useCodebook } from '../../state/parley.ts'
import { classes } from '../../ui/Button.tsx'
import { inkColour, safeColour } from '../../ui/colour.ts'
import { stanceGlyph, stanceToken, undecidedGlyph } from '../../ui/stance.ts'
import { t } from '../../ui/words.ts'
import type { Differing } from './differing.ts'

type CoderCardProps = {
  readonly annotation: AnnotationView
  readonly name: string
  readonly colour: string
  readonly sign: string
  readonly differs: Differing
  /** What happened to it since the decision; '' is nothing. */
  readonly since?: string
  readonly isGold?: boolean
  readonly children?: ReactNode
}

export function CoderCard({
  annotation,
  name,
  colour,
  sign,
  differs,
  since = '',
  isGold = false,
  children
}: CoderCardProps) {
  const index = useCodebook((state) => state.index)
  const issue = index.issues.get(index.issues.get(annotation.issue)?.joinedInto ?? annotation.issue)
  const stance = annotation.stance === null ? undefined : index.stances.get(annotation.stance)
  const actors = [
    ...new Set(
      annotation.actors.map((id) => {
        const actor = index.actors.get(id)
        return index.actors.get(actor?.joinedInto ?? id)?.name ?? ''
      })
    )
  ]
  return (
    <section className={classes('adjudication-card', isGold && 'gold')} aria-label={name}>
      <h3>
        <span className="adjudication-sign" style={{ background: colour }} aria-hidden>
          {sign}
        </span>
        <span className="ellipsis" dir="auto">
          {name}
        </span>
      </h3>
      {since !== '' && <p className="adjudication-since">{since}</p>}
      <dl>
        <Fact differs={differs.issue} what={t('adjudication.form.issue')}>
          <span className="swatch" style={{ color: safeColour(issue?.colour ?? '') }} />
          <b dir="auto">{issue?.name ?? ''}</b>
        </Fact>
        <Fact differs={differs.stance} what={t('adjudication.form.stance')}>
          <span
            aria-hidden
            style={{
              color: stance ? inkColour(stance.colour, stanceToken(stance.polarity)) : 'var(--ink-faint)'
            }}
          >
            {stance ? stanceGlyph(stance.polarity) : undecidedGlyph}
          </span>
          <span dir="auto">{stance?.label ?? t('adjudication.undecided')}</span>
        </Fact>
        <Fact differs={differs.actors} what={t('adjudication.form.actors')}>
          <span dir="auto" className={classes(actors.length === 0 && 'faint')}>
            {actors.length === 0 ? t('adjudication.noActors') : actors.join(', ')}
          </span>
        </Fact>
        {annotation.certainty !== null && (
          <Fact what={t('adjudication.form.certainty')}>
            <span className="soft">{t(`adjudication.certainty.${annotation.certainty}`)}</span>
          </Fact>
        )}
        <Fact differs={differs.span} what={t('adjudication.form.passage')}>
          <q dir="auto">{annotation.anchor.quote}</q>
        </Fact>
        {annotation.note !== '' && (
          <Fact what={t('adjudication.form.note')}>
            <span className="soft adjudication-note" dir="auto">
              {annotation.note}
            </span>
          </Fact>
        )}
      </dl>
      {children && <div className="adjudication-card-foot">{children}</div>}
    </section>
  )
}

type FactProps = { readonly what: string; readonly differs?: boolean; readonly children: ReactNode }

/** A line of a card; where coders differ it is marked, in words for those who cannot see it. */
function Fact({ what, differs = false, children }: FactProps) {
  return (
    <div className={classes('adjudication-fact', differs && 'differs')}>
      <dt className="unseen">
        {what}
        {differs && ` (${t('adjudication.differs')})`}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
