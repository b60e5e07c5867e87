/** `parley conflicts`: what waits for a decision, with every side. */
import { Option } from 'commander'
import { conflictSentences, conflictTitle, standsSentence } from '../../shared/api/conflictSentences.ts'
import { sayConflictInEnglish as say } from '../../shared/api/conflictWords.ts'
import type { InputOf, OutputOf } from '../../shared/api/contract.ts'
import { conflictKinds, type ConflictKind, type ConflictView } from '../../shared/api/conflictMethods.ts'
import { coderNamed } from './coderNamed.ts'
import { counted } from './counted.ts'
import type { Verb } from './program.ts'
import type { Work } from './work.ts'

type Options = { readonly kind?: readonly ConflictKind[]; readonly coder?: string; readonly declined?: true }
type Page = OutputOf<'conflicts.page'>

export const addConflicts: Verb = (program, run) => {
  program
    .command('conflicts')
    .description('list what was changed in two places, and what looks like one: every side, who and when')
    .argument('<project>', 'the project file')
    .addOption(kindOption())
    .option('--coder <name>', 'only where this coder has a side')
    .option('--declined', 'offers to join that were declined on this machine, too')
    .addHelpText(
      'after',
      `
Each starts with its id; before every side stands the id of its change, and a
star where it holds until somebody settles. Both go into parley settle.

Examples:
  parley conflicts talks
  parley conflicts talks --kind values deleted --json
  parley settle talks 3f9a2c81d0 --take newer`
    )
    .action((project: string, options: Options) =>
      run('conflicts', async (work) => {
        await work.open(project, 'read')
        const { coders } = await work.call('codebook.get', {})
        const coder = options.coder === undefined ? undefined : coderNamed(coders, options.coder).id
        const page = await everyConflict(work, {
          declined: options.declined ?? false,
          ...(options.kind ? { kinds: [...options.kind] } : {}),
          ...(coder === undefined ? {} : { coder })
        })
        return {
          end: 'done',
          json: {
            total: page.total,
            counts: page.counts,
            declined: page.declined,
            conflicts: page.conflicts.map((conflict) => ({
              ...conflict,
              title: conflictTitle(conflict, page.names, say),
              told: conflictSentences(conflict, page.names)
            })),
            names: page.names
          },
          text: page.total === 0 ? 'Nothing waits for a decision.' : textOf(page),
          notes:
            page.declined > 0
              ? [
                  `${counted(page.declined, 'offer to join was', 'offers to join were')} declined on this machine; --declined shows ${page.declined === 1 ? 'it' : 'them'}.`
                ]
              : []
        }
      })
    )
}

/** Which kinds of conflict. */
export function kindOption(): Option {
  return new Option('--kind <kinds...>', 'only these kinds').choices(conflictKinds)
}

/** All pages as one. */
async function everyConflict(
  work: Work,
  filter: NonNullable<InputOf<'conflicts.page'>['filter']>
): Promise<Page> {
  const first = await work.call('conflicts.page', { filter, limit: 1000 })
  const conflicts = [...first.conflicts]
  let names = first.names
  while (conflicts.length < first.total) {
    const next = await work.call('conflicts.page', { filter, limit: 1000, offset: conflicts.length })
    if (next.conflicts.length === 0) break
    conflicts.push(...next.conflicts)
    names = { ...names, ...next.names }
  }
  return { ...first, conflicts, names }
}

function textOf({ conflicts, counts, names }: Page): string {
  const lines: string[] = []
  let kind: ConflictKind | null = null
  for (const conflict of conflicts) {
    if (conflict.kind !== kind) {
      kind = conflict.kind
      if (lines.length > 0) lines.push('')
      lines.push(`${say(`kind.${kind}`)} (${counts[kind] ?? 0})`)
    }
    lines.push(`  ${conflict.id}  ${conflictTitle(conflict, names, say)}`, ...sidesOf(conflict, names))
  }
  return lines.join('\n')
}

function sidesOf(conflict: ConflictView, names: Page['names']): readonly string[] {
  const told = conflictSentences(conflict, names).map((sentence, i) => {
    const side = conflict.sides[i]
    const when = side && side.time > 0 ? `, ${new Date(side.time).toISOString()}` : ''
    return `      ${side?.isShown ? '*' : ' '} ${side?.change ?? '-'}  ${sentence}${when}`
  })
  return conflict.kind === 'circle' ? [...told, `        ${standsSentence(conflict, say)}`] : told
}
