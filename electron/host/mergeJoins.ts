/** The joins that were accepted with a merge: one batch of the coder at work, right after it. */
import type { CheckedInputOf } from '../../shared/api/contract.ts'
import { ok, type Result } from '../../shared/errors.ts'
import type { RecordId } from '../../shared/ids.ts'
import { planCommand } from '../../shared/commands/registry.ts'
import { lookupIn } from '../db/lookup.ts'
import type { Core } from './core.ts'
import { runCommand } from './execute.ts'
import type { ProjectSession } from './projectSession.ts'
import { announced } from './state.ts'

type Join = CheckedInputOf<'merge.run'>['joins'][number]

/** Joins what still can be joined, and gives how many joins that were. The others are left alone: they are offered again where they hold. */
export function joinAccepted(core: Core, session: ProjectSession, joins: readonly Join[]): Result<number> {
  const holding = holdingOf(core, session, joins)
  if (holding.length === 0) return ok(0)
  const order = {
    command: 'conflict.settleMany' as const,
    input: { conflicts: holding.map(asked) },
    seen: {}
  }
  const executed = runCommand(session, order, core.ports)
  if (!executed.ok) return executed
  announced(core, session, executed.value, 'command')
  return ok(holding.length)
}

/** Each record is joined once, never into what is joined into it here, and never where its command would refuse. */
function holdingOf(core: Core, session: ProjectSession, joins: readonly Join[]): readonly Join[] {
  const into = new Map<RecordId, RecordId>()
  const { clock, randomBytes } = core.ports
  const planning = {
    lookup: lookupIn(session.file),
    seen: {},
    coder: session.coder,
    now: clock(),
    randomBytes
  }
  return joins.filter((join) => {
    if (into.has(join.id) || leadsTo(into, join.into, join.id)) return false
    if (!planCommand(planning, 'conflict.settleMany', { conflicts: [asked(join)] }).ok) return false
    into.set(join.id, join.into)
    return true
  })
}

function asked({ kind, id, into }: Join): object {
  return { record: { kind, id }, field: 'joinedInto', why: 'same', take: { joinInto: into } }
}

function leadsTo(into: ReadonlyMap<RecordId, RecordId>, from: RecordId, to: RecordId): boolean {
  for (let at: RecordId | undefined = from; at !== undefined; at = into.get(at)) if (at === to) return true
  return false
}
