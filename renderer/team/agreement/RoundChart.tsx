/** Agreement over the rounds of coding as a line a figure. The table below has the same numbers. */
import { formatDecimals } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import type { About } from './figures.ts'
import { spread, type ChartLine } from './roundLines.ts'

type RoundChartProps = {
  /** What stands below the chart. */
  readonly rounds: readonly string[]
  readonly lines: readonly ChartLine[]
  /** True where Krippendorff's two lines say something about what is drawn. */
  readonly thresholds: boolean
}

const height = 200
const top = 12
const foot = 26
const left = 38
const right = 44

/** Its lowest value is 0 or, where a figure lies below, the next tenth. */
export function RoundChart({ rounds, lines, thresholds }: RoundChartProps) {
  const { step, every } = spread(rounds.length)
  const width = left + right + step * rounds.length
  const values = lines.flatMap(({ figures }) =>
    figures.flatMap((one) =>
      one?.value === undefined || one.value === null ? [] : [one.value, one.interval?.low ?? one.value]
    )
  )
  const low = Math.max(-1, Math.floor(Math.min(0, ...values) * 10) / 10)
  const x = (at: number): number => left + step * (at + 0.5)
  const y = (value: number): number =>
    top + ((1 - Math.max(low, Math.min(1, value))) / (1 - low)) * (height - top - foot)
  const ticks = [...new Set([low, 0, 0.5, 1])]
  return (
    <div className="round-chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        style={{ width, maxWidth: '100%' }}
        role="img"
        aria-label={t('agreement.chart', { name: lines.map(({ name }) => name).join(', ') })}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="axis" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
            <text x={left - 6} y={y(tick) + 4} textAnchor="end">
              {formatDecimals(tick, 1)}
            </text>
          </g>
        ))}
        {thresholds &&
          [0.667, 0.8].map((line) => (
            <g key={line}>
              <line className="threshold" x1={left} x2={width - right} y1={y(line)} y2={y(line)} />
              <text x={width - right + 6} y={y(line) + 4}>
                {line === 0.8 ? '.800' : '.667'}
              </text>
            </g>
          ))}
        {rounds.map((round, at) =>
          at % every === 0 ? (
            <text key={round} x={x(at)} y={height - 8} textAnchor="middle">
              {shortened(round, Math.floor((step * every) / 6))}
            </text>
          ) : null
        )}
        {lines.map((line, number) => {
          // Points of two lines stand side by side, so that neither hides the other's interval.
          const aside = (number - (lines.length - 1) / 2) * Math.min(8, step / 3)
          const points = line.figures.flatMap((one, at) =>
            one && one.value !== null ? [{ at, value: one.value, interval: one.interval }] : []
          )
          return (
            <g key={line.about} className={`line ${line.about}`}>
              {points.slice(1).map((point, i) => {
                const before = points[i]
                // A round without a figure is a gap.
                return before && before.at === point.at - 1 ? (
                  <line
                    key={point.at}
                    x1={x(before.at) + aside}
                    y1={y(before.value)}
                    x2={x(point.at) + aside}
                    y2={y(point.value)}
                  />
                ) : null
              })}
              {points.map(({ at, value, interval }) => (
                <g key={at}>
                  {interval && (
                    <line
                      className="interval"
                      x1={x(at) + aside}
                      x2={x(at) + aside}
                      y1={y(interval.low)}
                      y2={y(interval.high)}
                    />
                  )}
                  <Point about={line.about} x={x(at) + aside} y={y(value)} />
                </g>
              ))}
            </g>
          )
        })}
      </svg>
      <ul className="chart-legend">
        {lines.map((line) => (
          <li key={line.about}>
            <svg width="14" height="14" className={`line ${line.about}`} aria-hidden>
              <Point about={line.about} x={7} y={7} />
            </svg>
            {line.name}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Told apart by shape as well as colour. */
function Point({ about, x, y }: { readonly about: About; readonly x: number; readonly y: number }) {
  if (about === 'issue') return <circle className="point" cx={x} cy={y} r={4.5} />
  const path =
    about === 'stance' ? `M${x} ${y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z` : `M${x - 4.5} ${y - 4.5}h9v9h-9z`
  return <path className="point" d={path} />
}

/** At most so many code points. */
function shortened(name: string, most: number): string {
  const points = [...name]
  return points.length > most ? `${points.slice(0, most - 1).join('')}…` : name
}
