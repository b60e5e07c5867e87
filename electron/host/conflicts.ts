/** The list of conflicts as the window and the command line ask for it. */
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { ConflictFilter } from '../../shared/api/conflictMethods.ts'
import { ok, type Result } from '../../shared/errors.ts'
import { conflictList, type ConflictList } from '../db/conflictList.ts'
import { conflictKeyOf, conflictViewOf, hasSideOf } from '../db/conflictViews.ts'
import type { Core } from './core.ts'
import { openSession, type ProjectSession } from './projectSession.ts'

/** The most that are settled at once. */
const most = 100_000

/** A page of the list, and how many there are of each kind. */
export function conflictsPage(
  core: Core,
  { filter, offset, limit }: CheckedInputOf<'conflicts.page'>
): Result<OutputOf<'conflicts.page'>> {
  const session = openSession(core.session)
  const { file } = session
  const declined = declinedIn(core, session)
  return ok(
    file.connection.reading(() => {
      const list = listOf(core, filter, declined)
      const names = new Map<string, string>()
      const conflicts = list.shown.slice(offset, offset + limit).map((listed) => ({
        ...conflictViewOf(file, listed, names),
        isDeclined: declined.has(listed.id)
      }))
      return {
        total: list.shown.length,
        counts: list.counts,
        conflicts,
        names: Object.fromEntries(names),
        declined: list.declined
      }
    })
  )
}

/** Every conflict of a filter, as settling needs it. */
export function conflictsKeys(
  core: Core,
  { filter }: CheckedInputOf<'conflicts.keys'>
): Result<OutputOf<'conflicts.keys'>> {
  const session = openSession(core.session)
  const { file } = session
  const { shown } = listOf(core, filter, declinedIn(core, session))
  return ok(shown.slice(0, most).map((listed) => conflictKeyOf(file, listed)))
}

/** Notes offers as "not the same", or takes that back. */
export function declineOffers(
  core: Core,
  { offers, isDeclined }: CheckedInputOf<'conflicts.decline'>
): Result<OutputOf<'conflicts.decline'>> {
  const key = openSession(core.session).key() ?? ''
  const before = core.settings.get().declined
  const own = new Set(before[key] ?? [])
  for (const offer of offers) {
    if (isDeclined) own.add(offer)
    else own.delete(offer)
  }
  const { [key]: _gone, ...others } = before
  const kept = [...own].slice(-5000)
  const now = core.settings.set({ declined: kept.length > 0 ? { ...others, [key]: kept } : others })
  core.publish({ event: 'settings', content: { settings: now } })
  return ok({ declined: kept.length })
}

/** Ids of the offers that were put aside as "not the same" on this machine. */
export function declinedIn(core: Core, session: ProjectSession): ReadonlySet<string> {
  return new Set(core.settings.get().declined[session.key() ?? ''] ?? [])
}

function listOf(core: Core, filter: ConflictFilter, declined: ReadonlySet<string>): ConflictList {
  const { file } = openSession(core.session)
  return conflictList(file, filter, declined, (listed, coders) => hasSideOf(file, listed, coders))
}
