/** `parley settle`: decides one conflict, several, or all of a kind, in one step that one undo takes back. */
import { conflictChoices, takeFor, type ConflictChoice } from '../../shared/api/conflictChoices.ts'
import { conflictKinds, type ConflictKind } from '../../shared/api/conflictMethods.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import { recordKey, type ConflictTake } from '../../shared/commands/inputs.ts'
import { changeIdSchema } from '../../shared/ids.ts'
import { coderNamed } from './coderNamed.ts'
import { kindOption } from './conflicts.ts'
import { UsageError } from './outcome.ts'
import type { Verb } from './program.ts'

type Key = OutputOf<'conflicts.keys'>[number]
type Options = {
  readonly take: string
  readonly all?: true
  readonly kind?: readonly ConflictKind[]
  readonly coder?: string
}

export const addSettle: Verb = (program, run) => {
  program
    .command('settle')
    .description('decide conflicts: which side holds, what is kept, what is one')
    .argument('<project>', 'the project file')
    .argument('[conflicts...]', 'ids as parley conflicts prints them, or how they begin')
    .requiredOption('--take <what>', `${conflictChoices.join(', ')}, or the id of a side's change`)
    .option('--all', 'every conflict that this can be taken for, instead of ids')
    .addOption(kindOption())
    .option('--coder <name>', 'who decides, and whose side is “mine”')
    .addHelpText(
      'after',
      `
What to take:
  mine, theirs, newer  a side: of the coder who decides, of somebody else, or
                       the one written last; also of two moves
  keep, delete         what was deleted here and changed or used there
  join                 two that look like one are one
  drop                 a join that cannot hold is given up

Everything is settled in one step: parley undo makes all of it conflicts again.
What was settled stays settled in every copy that takes it in.

Examples:
  parley settle talks 3f9a2c81d0 --take mine --coder "Ana Silva"
  parley settle talks --all --take newer
  parley settle talks --all --kind sameText --take join`
    )
    .action((project: string, ids: readonly string[], options: Options) =>
      run('settle', async (work) => {
        const { take } = options
        if (ids.length === 0 && !options.all)
          throw new UsageError('Name conflicts by their ids, or say --all. parley conflicts lists them.')
        if (ids.length > 0 && options.all) throw new UsageError('Name conflicts, or say --all, not both.')
        if (!isChoice(take) && !changeIdSchema.safeParse(take).success)
          throw new UsageError(`--take is ${conflictChoices.join(', ')}, or the id of a change.`)
        await work.open(project, 'write')
        const { coders } = await work.call('codebook.get', {})
        await work.codeAs(options.coder === undefined ? undefined : coderNamed(coders, options.coder).id)
        const kinds = [...(options.kind ?? conflictKinds)]
        const keys = await work.call('conflicts.keys', { filter: { kinds, declined: ids.length > 0 } })
        const chosen = options.all ? keys : ids.map((id) => keyNamed(keys, id))
        const fitting = chosen.flatMap((key) => {
          const taken = takeOf(key, take)
          return taken && key.why ? [{ key, why: key.why, take: taken }] : []
        })
        if (fitting.length > 0)
          await work.call('command.run', {
            command: 'conflict.settleMany',
            input: {
              conflicts: fitting.map(({ key, why, take: taken }) => ({
                record: key.record,
                field: key.field,
                why,
                take: taken
              }))
            },
            seen: Object.fromEntries(
              fitting.map(({ key }) => [recordKey(key.record.kind, key.record.id), key.heads])
            )
          })
        const after = await work.call('conflicts.keys', { filter: { declined: true } })
        const standing = new Set(after.map(({ id }) => id))
        // As parley conflicts lists them: what was declined waits for nobody.
        const remaining = (await work.call('conflicts.keys', { filter: {} })).length
        const left = chosen.filter(({ id }) => standing.has(id))
        const settled = chosen.length - left.length
        return {
          end: left.length > 0 && !options.all ? 'partly' : 'done',
          json: { settled, left: left.map(({ id }) => id), remaining },
          text: `${settled} settled; ${remaining} left.`,
          notes: options.all
            ? []
            : left.map(({ id, kind }) => `${id} (${kind}) is as it was: “${take}” does not fit it.`)
        }
      })
    )
}

function keyNamed(keys: readonly Key[], id: string): Key {
  const found = keys.filter((key) => key.id === id || (id.length >= 4 && key.id.startsWith(id)))
  const [only] = found
  if (only && found.length === 1) return only
  throw new UsageError(
    found.length > 1
      ? `“${id}” begins several ids: ${found.map((key) => key.id).join(', ')}.`
      : `There is no conflict “${id}” here (any more). parley conflicts lists them.`
  )
}

function takeOf(key: Key, take: string): ConflictTake | null {
  if (isChoice(take)) return takeFor(key, take)
  const change = changeIdSchema.safeParse(take)
  return change.success && key.why !== 'same' && key.kind !== 'join' ? { change: change.data } : null
}

function isChoice(text: string): text is ConflictChoice {
  return (conflictChoices as readonly string[]).includes(text)
}
