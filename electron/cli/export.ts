/** `parley export`: writes the tagged passages of a project. */
import { Option } from 'commander'
import type { InputOf } from '../../shared/api/contract.ts'
import { counted } from './counted.ts'
import { UsageError } from './outcome.ts'
import type { Verb } from './program.ts'
import { taskName } from './work.ts'

type Format = InputOf<'dataset.export'>['format']
type Options = {
  readonly out?: string
  readonly format?: Format
  readonly offsets: 'codepoints' | 'utf16'
  readonly bom?: boolean
  readonly formulaGuard?: boolean
}

export const addExport: Verb = (program, run) => {
  program
    .command('export')
    .description('write the tagged passages, one row each, and a dictionary of the columns beside them')
    .argument('<project>', 'the project file')
    .requiredOption('--out <file>', 'the file to write; one that is there is replaced')
    .addOption(
      new Option('--format <format>', 'csv or jsonl; else by the ending of --out').choices(['csv', 'jsonl'])
    )
    .addOption(
      new Option('--offsets <unit>', 'count code points (R, Python) or UTF-16 code units (JavaScript, Java)')
        .choices(['codepoints', 'utf16'])
        .default('codepoints')
    )
    .option('--bom', 'begin with a byte order mark, by which Excel knows UTF-8')
    .option(
      '--formula-guard',
      "put a ' before words that a spreadsheet would calculate (= + - @); annotate takes it away again"
    )
    .addHelpText(
      'after',
      `
The same project gives the same file, byte by byte.

Examples:
  parley export talks --out passages.csv
  parley export talks --out passages.jsonl --offsets utf16
  parley export talks --out for-excel.csv --bom --formula-guard`
    )
    .action((project: string, options: Options) =>
      run('export', async (work) => {
        const out = options.out ?? ''
        const format = options.format ?? formatOf(out)
        await work.open(project, 'read')
        const done = await work.call('dataset.export', {
          file: work.handleOf(out),
          format,
          offsets: options.offsets === 'utf16' ? 'utf16' : 'code points',
          bom: options.bom ?? false,
          formulaGuard: options.formulaGuard ?? false,
          task: taskName
        })
        return {
          end: 'done',
          json: { ...done, format },
          text: `${counted(done.rows, 'passage')} written to ${done.name}, the meaning of the columns to ${done.dictionary}.`
        }
      })
    )
}

function formatOf(out: string): Format {
  if (/\.(jsonl|ndjson)$/i.test(out)) return 'jsonl'
  if (/\.csv$/i.test(out)) return 'csv'
  throw new UsageError(`“${out}” does not end in .csv or .jsonl; say which with --format.`)
}
