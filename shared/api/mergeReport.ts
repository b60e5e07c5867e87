/** A merge, told as a page that stands alone and as lines for the command line: the same sentences in both. */
import { mergedParts, mergedRecords, type MergedPart } from './mergedRecords.ts'
import type { AnnotationCounts, MergePreview, MergeReport } from './mergeMethods.ts'

export type ReportPage = {
  /** The project's name. */
  readonly title: string
  /** Tells a moment in words; milliseconds since 1970. */
  readonly moment: (milliseconds: number) => string
}

/** The sentences that sum a preview up, the most telling first. `tense`: before it, or after it. */
export function mergeSentences(preview: MergePreview, tense: 'would' | 'did'): readonly string[] {
  const { annotations, files } = preview
  const lead = tense === 'would' ? 'This would bring' : 'Taken in:'
  const parts = [...annotationParts(annotations), ...recordParts(preview)]
  const brought =
    parts.length > 0
      ? `${lead} ${parts.join(', ')}.`
      : preview.changes + preview.blobs > 0
        ? `${lead} ${count(preview.changes, 'change')}.`
        : files.some(({ kind }) => kind === 'copy')
          ? 'Nothing new: everything in these files is here already.'
          : 'There was nothing to merge.'
  return [
    brought,
    ...(preview.conflicts > 0
      ? [
          `${count(preview.conflicts, 'conflict')} ${tense === 'would' ? 'would be' : preview.conflicts === 1 ? 'is' : 'are'} left to settle; nothing is lost.`
        ]
      : []),
    ...(preview.unknown > 0
      ? [
          `${count(preview.unknown, 'change')} of a newer version of Parley ${preview.unknown === 1 ? 'is' : 'are'} kept and not shown.`
        ]
      : []),
    ...preview.coders.flatMap(({ name, ahead }) =>
      ahead > 0
        ? [
            `The clock of ${name || 'an unnamed coder'} seems to be ${duration(ahead)} ahead of this machine’s. Nothing is lost by it; check the date and time there.`
          ]
        : []
    ),
    ...preview.setAside.map(({ sentence }) => sentence),
    ...files.flatMap(({ name, sentence }) =>
      sentence === '' ? [] : [`${sentence.includes(name) ? '' : `“${name}”: `}${sentence}`]
    )
  ]
}

/** A page of HTML that needs nothing beside it; of a look alone it says so. Everything from the project is escaped: it is words, never markup. */
export function mergePage(report: MergeReport, { title, moment }: ReportPage): string {
  const { preview } = report
  // Whatever is taken in is an arrival, so news without one were looked at and are not here.
  const isLook = report.arrival === 0 && preview.changes + preview.blobs > 0
  const about = `${isLook ? 'Looked at' : 'Merged'} ${moment(report.time)}`
  const after = isLook
    ? '; nothing was taken in'
    : report.backup === ''
      ? ''
      : `; backup before it: ${report.backup}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}: merge</title>
<style>
body { max-width: 54rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1e1d1b; background: #fff }
h1 { margin-bottom: 0; font-size: 1.5rem } h2 { margin: 2rem 0 .4rem; font-size: 1.1rem; break-after: avoid }
p { margin: .35rem 0 } .about { color: #55524d }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #ddd; text-align: start; vertical-align: top }
th.n, td.n { text-align: end } tr { break-inside: avoid } td { overflow-wrap: anywhere }
@media print { body { margin: 0; max-width: none } }
</style>
</head>
<body>
<h1 dir="auto">${escaped(title)}</h1>
<p class="about">${escaped(about + after)}</p>
${mergeSentences(preview, isLook ? 'would' : 'did')
  .map((sentence) => `<p>${escaped(sentence)}</p>`)
  .join('\n')}
${report.joined > 0 ? `<p>${count(report.joined, 'join')} made.</p>\n` : ''}${filesTable(preview, { moment, isLook })}
${countsTable(
  'By coder',
  'Coder',
  preview.coders.map(({ name, isHere, annotations }) => ({ name, isHere, annotations }))
)}
${countsTable(
  'By document',
  'Document',
  preview.documents.map(({ title: name, isHere, annotations }) => ({ name, isHere, annotations }))
)}
${recordsTable(preview)}
</body>
</html>
`
}

function filesTable(
  { files }: MergePreview,
  { moment, isLook }: Pick<ReportPage, 'moment'> & { readonly isLook: boolean }
): string {
  const rows = files.map((file) =>
    row([
      file.name,
      { copy: 'Copy of this project', other: 'Another project: left out', refused: 'Not taken' }[file.kind],
      file.lastChange === null ? '' : moment(file.lastChange),
      file.changes
    ])
  )
  return table(
    'Files',
    ['File', 'What it is', 'Last change'],
    [isLook ? 'New changes' : 'Changes taken'],
    rows
  )
}

function countsTable(
  heading: string,
  first: string,
  all: readonly { readonly name: string; readonly isHere: boolean; readonly annotations: AnnotationCounts }[]
): string {
  const rows = all.map(({ name, isHere, annotations: own }) =>
    row([
      `${name || '(no name yet)'}${isHere ? '' : ' (new)'}`,
      own.new,
      own.changed,
      own.deleted,
      own.conflicting,
      own.identical
    ])
  )
  return table(heading, [first], ['New', 'Changed', 'Deleted', 'In conflict', 'The same'], rows)
}

function recordsTable({ records, recordCounts }: MergePreview): string {
  const kinds: Readonly<Record<string, string>> = {
    project: 'Project',
    document: 'Document',
    issue: 'Issue',
    stance: 'Stance',
    actor: 'Actor',
    coder: 'Coder',
    filter: 'Saved filter'
  }
  const whats = { new: 'new', changed: 'changed', deleted: 'deleted', conflicting: 'in conflict' }
  const rows = records.map(({ kind, name, what }) => row([kinds[kind] ?? kind, name, whats[what]]))
  const all = Object.entries(recordCounts)
    .filter(([kind]) => kind !== 'progress' && kind !== 'decision')
    .reduce((sum, [, own]) => sum + own.new + own.changed + own.deleted + own.conflicting, 0)
  const rest =
    all > records.length ? `\n<p class="about">${all - records.length} more are not listed.</p>` : ''
  return `${table('Codebook, people and documents', ['Kind', 'Name', 'What happened'], [], rows)}${rest}`
}

function table(
  heading: string,
  words: readonly string[],
  numbers: readonly string[],
  rows: readonly string[]
): string {
  if (rows.length === 0) return ''
  const head = [
    ...words.map((word) => `<th scope="col">${word}</th>`),
    ...numbers.map((word) => `<th scope="col" class="n">${word}</th>`)
  ]
  return `<h2>${heading}</h2>\n<table>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
}

function row(cells: readonly (string | number)[]): string {
  const made = cells.map((cell) =>
    typeof cell === 'number' ? `<td class="n">${cell}</td>` : `<td dir="auto">${escaped(cell)}</td>`
  )
  return `<tr>${made.join('')}</tr>`
}

function annotationParts(counts: AnnotationCounts): string[] {
  return [
    ...(counts.new > 0 ? [count(counts.new, 'new annotation')] : []),
    ...(counts.changed > 0 ? [`changes to ${count(counts.changed, 'annotation')}`] : []),
    ...(counts.deleted > 0 ? [count(counts.deleted, 'deleted annotation')] : []),
    ...(counts.conflicting > 0 ? [`${count(counts.conflicting, 'annotation')} in conflict`] : [])
  ]
}

function recordParts(preview: MergePreview): string[] {
  const counts = mergedRecords(preview)
  return mergedParts
    .filter((part) => counts[part] > 0)
    .map((part) => `${count(counts[part], 'change')} to ${partWords[part]}`)
}

const partWords: Readonly<Record<MergedPart, string>> = {
  codebook: 'codebook, people or documents',
  decision: 'decisions of adjudication',
  progress: 'coders’ progress',
  filter: 'saved filters'
}

function count(n: number, what: string): string {
  return n === 1 ? `1 ${what}` : `${n} ${what}s`
}

/** The largest whole unit, e.g. `3 years`. */
function duration(milliseconds: number): string {
  const minute = 60_000
  const units: readonly (readonly [number, string])[] = [
    [365 * 24 * 60 * minute, 'year'],
    [24 * 60 * minute, 'day'],
    [60 * minute, 'hour'],
    [minute, 'minute']
  ]
  for (const [unit, name] of units)
    if (milliseconds >= unit) return count(Math.floor(milliseconds / unit), name)
  return 'some seconds'
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
