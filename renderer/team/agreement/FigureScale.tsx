/** A figure on the scale from 0 to 1 with its interval; for alpha, with Krippendorff's two lines. The numbers beside it say the same. */
import type { AgreementFigure } from '../../../shared/api/agreementMethods.ts'
import { hasThresholds } from './figures.ts'

/** Drawn in a box of this size; what lies below 0 stands at the left edge. */
const width = 240
const height = 26
const left = 6
const right = width - 6

export function FigureScale({ figure }: { readonly figure: AgreementFigure }) {
  const { value, interval } = figure
  if (value === null) return null
  const middle = 10
  return (
    <svg className="figure-scale" viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <line className="axis" x1={left} x2={right} y1={middle} y2={middle} />
      {[0, 1].map((end) => (
        <line key={end} className="axis" x1={at(end)} x2={at(end)} y1={middle - 3} y2={middle + 3} />
      ))}
      {hasThresholds(figure.measure) &&
        [0.667, 0.8].map((line) => (
          <g key={line}>
            <line className="threshold" x1={at(line)} x2={at(line)} y1={2} y2={middle + 6} />
            <text x={at(line)} y={height} textAnchor="middle">
              {line === 0.8 ? '.800' : '.667'}
            </text>
          </g>
        ))}
      {interval && (
        <line className="interval" x1={at(interval.low)} x2={at(interval.high)} y1={middle} y2={middle} />
      )}
      <circle className="point" cx={at(value)} cy={middle} r={4.5} />
    </svg>
  )
}

function at(value: number): number {
  return left + (right - left) * Math.min(1, Math.max(0, value))
}
