/** The text around a question, with what every coder marked: a line a coder below the words, a tint behind them. */
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import { classes } from '../../ui/Button.tsx'
import { t } from '../../ui/words.ts'
import { piecesOf, type Mark, type Piece } from './pieces.ts'

export type Lane = { readonly colour: string; readonly sign: string; readonly marks: readonly Span[] }
type Span = { readonly start: number; readonly end: number }

type MarkedTextProps = {
  readonly text: QuestionView['text']
  readonly lanes: readonly Lane[]
  /** The passage that is being decided on; null: none. */
  readonly draft: Span | null
  readonly ref?: React.Ref<HTMLDivElement>
}

/** Offsets of marks are of the document's text. */
export function MarkedText({ text, lanes, draft, ref }: MarkedTextProps) {
  const here = (span: Span): Span => ({ start: span.start - text.offset, end: span.end - text.offset })
  const marks: readonly Mark[] = [
    ...lanes.flatMap((lane, at) => lane.marks.map((mark) => ({ ...here(mark), lane: at }))),
    ...(draft ? [{ ...here(draft), lane: lanes.length }] : [])
  ]
  return (
    <div
      ref={ref}
      className="adjudication-text"
      role="region"
      aria-label={t('adjudication.text')}
      tabIndex={0}
      style={{ '--lanes': lanes.length } as React.CSSProperties}
    >
      {text.blocks.map((block) => (
        <p
          key={block.start}
          dir="auto"
          className={classes(
            block.kind === 'heading' && 'adjudication-heading',
            !marks.some((mark) => mark.start < block.end && mark.end > block.start) && 'faint'
          )}
        >
          {piecesOf(block, marks).map((piece) => (
            <PieceOfText
              key={piece.start}
              piece={piece}
              words={text.text.slice(piece.start, piece.end)}
              lanes={lanes}
            />
          ))}
        </p>
      ))}
    </div>
  )
}

type PieceProps = { readonly piece: Piece; readonly words: string; readonly lanes: readonly Lane[] }

function PieceOfText({ piece, words, lanes }: PieceProps) {
  const own = piece.lanes.filter((lane) => lane < lanes.length)
  const isDraft = piece.lanes.includes(lanes.length)
  return (
    <>
      {piece.starts
        .flatMap((lane) => lanes[lane] ?? [])
        .map(({ sign, colour }) => (
          <span key={sign} className="adjudication-sign" style={{ background: colour }} aria-hidden>
            {sign}
          </span>
        ))}
      <span
        className={classes(own.length > 0 && 'adjudication-marked', isDraft && 'adjudication-draft')}
        {...(own.length > 0 ? { style: lookOf(own, lanes) } : {})}
      >
        {words}
      </span>
    </>
  )
}

/** Every coder has a line of their own, at the same height wherever it is. */
function lookOf(own: readonly number[], lanes: readonly Lane[]): React.CSSProperties {
  const colours = own.map((lane) => ({ lane, colour: lanes[lane]?.colour ?? 'transparent' }))
  const tint = (colour: string): string => `color-mix(in oklab, ${colour} 11%, transparent)`
  return {
    backgroundImage: [
      ...colours.map(({ colour }) => `linear-gradient(${colour}, ${colour})`),
      ...colours.map(({ colour }) => `linear-gradient(${tint(colour)}, ${tint(colour)})`)
    ].join(', '),
    backgroundSize: [...colours.map(() => '100% 2px'), ...colours.map(() => '100% 100%')].join(', '),
    backgroundPosition: [
      ...colours.map(({ lane }) => `0 calc(100% - ${(lanes.length - 1 - lane) * 4}px)`),
      ...colours.map(() => '0 0')
    ].join(', '),
    backgroundRepeat: 'no-repeat'
  }
}
