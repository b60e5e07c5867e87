/**
 * `npm run bench -- [NAME…] [--json] [--runs N]`: measures, and says which promises hold. No name: all but kills and syncthing. With --json one JSON object
 * on stdout and nothing else; progress goes to stderr. Exit code 0: measured (gates may be missed, the report says so); 1: not measured.
 */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { machine, table, type Report } from './report.ts'

/** `runs`: how often each side is measured, interleaved. `say` tells a person what is going on. */
export type BenchOptions = { readonly runs: number; readonly say: (line: string) => void }

const benchmarks: Readonly<Record<string, () => Promise<(options: BenchOptions) => Promise<Report>>>> = {
  reader: async () => (await import('./reader.ts')).benchReader,
  open: async () => (await import('./open.ts')).benchOpen,
  tag: async () => (await import('./tag.ts')).benchTag,
  size: async () => (await import('./size.ts')).benchSize,
  search: async () => (await import('./search.ts')).benchSearch,
  passages: async () => (await import('./passages.ts')).benchPassages,
  export: async () => (await import('./export.ts')).benchExport,
  agreement: async () => (await import('./agreement.ts')).benchAgreement,
  merge: async () => (await import('./merge.ts')).benchMerge,
  kills: async () => (await import('./kills.ts')).benchKills,
  'team-kills': async () => (await import('./teamKills.ts')).benchTeamKills,
  syncthing: async () => (await import('./syncthing.ts')).benchSyncthing
}

/** Trials that take long and measure little: they run where somebody names them. */
const onlyByName: ReadonlySet<string> = new Set(['kills', 'team-kills', 'syncthing'])

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean' }, runs: { type: 'string' }, help: { type: 'boolean' } }
  })
  const runs = values.runs === undefined ? 5 : Number(values.runs)
  const names =
    positionals.length > 0 ? positionals : Object.keys(benchmarks).filter((name) => !onlyByName.has(name))
  const unknown = names.filter((name) => !Object.hasOwn(benchmarks, name))
  if (values.help || unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
    process.stderr.write(
      `${unknown.length > 0 ? `There is no benchmark ${unknown.join(', ')}. ` : ''}Usage: npm run bench -- [${Object.keys(benchmarks).join('|')}] [--runs N] [--json]\n`
    )
    return values.help ? 0 : 1
  }
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  const reports: Report[] = []
  for (const name of names) {
    const benchmark = await benchmarks[name]?.()
    if (!benchmark) continue
    const report = await benchmark({ runs, say })
    reports.push(report)
    if (!values.json) process.stdout.write(`${table(report)}\n\n`)
  }
  if (values.json) {
    const [only] = reports
    const content =
      reports.length === 1 && only
        ? { ...only, machine: machine() }
        : {
            benchmarks: Object.fromEntries(reports.map((report) => [report.name, report])),
            machine: machine()
          }
    process.stdout.write(`${JSON.stringify(content, null, 2)}\n`)
  }
  return 0
}
