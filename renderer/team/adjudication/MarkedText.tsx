/** The text around a question, with what every coder marked: a line a coder below the words, the tint of the issue behind them. */
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import { classes } from '../../ui/Button.tsx'
import { t } from '../../ui/words.ts'
import { piecesOf, type Mark, type Piece } from './pieces.ts'

export type Lane = {
  readonly colour: string
  /** Behind the words. */
  readonly tint: string
  readonly sign: string
  readonly marks: readonly Span[]
}
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
              isDraftEnd={draft !== null && piece.end === draft.end - text.offset}
            />
          ))}
        </p>
      ))}
    </div>
  )
}

type PieceProps = {
  readonly piece: Piece
  readonly words: string
  readonly lanes: readonly Lane[]
  readonly isDraftEnd: boolean
}

function PieceOfText({ piece, words, lanes, isDraftEnd }: PieceProps) {
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
        className={classes(
          own.length > 0 && 'adjudication-marked',
          isDraft && 'adjudication-draft',
          isDraft && piece.starts.includes(lanes.length) && 'starts',
          isDraft && isDraftEnd && 'ends'
        )}
        {...(own.length > 0 ? { style: lookOf(own, lanes) } : {})}
      >
        {words}
      </span>
    </>
  )
}

/** Every coder has a line of their own, at the same height wherever it is; the tint is the first one's. */
function lookOf(own: readonly number[], lanes: readonly Lane[]): React.CSSProperties {
  const shown = own.flatMap((lane) => {
    const { colour, tint } = lanes[lane] ?? {}
    return colour === undefined || tint === undefined ? [] : [{ lane, colour, tint }]
  })
  const ground = `color-mix(in oklab, ${shown[0]?.tint ?? 'transparent'} 15%, transparent)`
  return {
    backgroundImage: [...shown.map(({ colour }) => colour), ground]
      .map((colour) => `linear-gradient(${colour}, ${colour})`)
      .join(', '),
    backgroundSize: [...shown.map(() => '100% 2px'), '100% 100%'].join(', '),
    backgroundPosition: [
      ...shown.map(({ lane }) => `0 calc(100% - ${(lanes.length - 1 - lane) * 4}px)`),
      '0 0'
    ].join(', '),
    backgroundRepeat: 'no-repeat'
  }
}
