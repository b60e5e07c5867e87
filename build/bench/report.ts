/** What a benchmark gives: figures, ratios, and gates that hold or do not. Printed as a table or as one JSON object. */
import os from 'node:os'

export type Figures = { readonly [name: string]: number | string | boolean | null | Figures }

/** A promise of the product, measured. `value` null: it could not be measured here, and `why` says so. */
export type Gate = {
  readonly name: string
  readonly limit: string
  readonly value: number | string | null
  readonly holds: boolean | null
  readonly why?: string
}

export type Report = {
  readonly name: string
  /** One sentence: what was measured against what. */
  readonly about: string
  readonly figures: Figures
  readonly ratios: Figures
  readonly gates: readonly Gate[]
}

/** The machine that the figures come from. */
export function machine(): Figures {
  const [first] = os.cpus()
  return {
    platform: `${os.platform()} ${os.arch()}`,
    node: process.version,
    cores: os.availableParallelism(),
    processor: first?.model.trim() ?? '',
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    load: round(os.loadavg()[0] ?? 0)
  }
}

/** A gate that holds where `value` is at most `limit`, in `unit`. */
export function atMost(name: string, value: number | null, limit: number, unit = ''): Gate {
  const suffix = unit === '' ? '' : ` ${unit}`
  if (value === null)
    return { name, limit: `≤ ${limit}${suffix}`, value, holds: null, why: 'could not be measured here' }
  return { name, limit: `≤ ${limit}${suffix}`, value: round(value), holds: value <= limit }
}

/** A gate that holds where something is so. */
export function isSo(name: string, limit: string, value: string | number, holds: boolean): Gate {
  return { name, limit, value, holds }
}

/** The value below which a share (0-1) of the values lies; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Three significant places are all that a shared machine can tell. */
export function round(value: number): number {
  if (!Number.isFinite(value)) return value
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}

/** A report as lines for people. */
export function table(report: Report): string {
  const lines = [`${report.name}: ${report.about}`, '', ...rows(report.figures, '')]
  if (Object.keys(report.ratios).length > 0) lines.push('', 'Ratios', ...rows(report.ratios, ''))
  if (report.gates.length > 0) {
    lines.push('', 'Gates')
    for (const gate of report.gates) {
      const state = gate.holds === null ? 'not told' : gate.holds ? 'holds' : 'MISSED'
      lines.push(`  ${state.padEnd(9)}${gate.name}: ${gate.value ?? gate.why ?? ''} (${gate.limit})`)
    }
  }
  return lines.join('\n')
}

function rows(figures: Figures, indent: string): string[] {
  const width = Math.max(...Object.keys(figures).map((name) => name.length), 0)
  return Object.entries(figures).flatMap(([name, value]) =>
    value !== null && typeof value === 'object'
      ? [`${indent}  ${name}`, ...rows(value, `${indent}  `)]
      : [`${indent}  ${name.padEnd(width)}  ${String(value)}`]
  )
}
