/** The list of conflicts over every carrier: offered, declined, taken back, joined. */
import type { TeamCase } from './teamCases.ts'

export const conflictCase: TeamCase = {
  says: 'offers two issues of one name to be joined, keeps what was declined, and settles',
  run: async ({ call }) => {
    const [coder] = (await call('codebook.get', {})).coders
    if (coder && !(await call('project.current', {}))?.coder)
      await call('project.chooseCoder', { coder: coder.id })
    const before = await call('conflicts.page', {})
    const made = await call('command.run', { command: 'actor.create', input: { name: 'Genève 🕊️' } })
    const twin = await call('command.run', { command: 'actor.create', input: { name: 'geneve 🕊️' } })
    const filter = { kinds: ['sameActor' as const] }
    const page = await call('conflicts.page', { filter })
    const [offer] = page.conflicts
    if (!offer?.other) throw new Error('an offer')
    const name = (id: string): string | undefined => page.names[id]
    if (page.total !== 1 || name(offer.other.id) !== 'Genève 🕊️') throw new Error(JSON.stringify(page))
    await call('conflicts.decline', { offers: [offer.id], isDeclined: true })
    if ((await call('conflicts.page', { filter })).declined !== 1) throw new Error('It is declined.')
    await call('conflicts.decline', { offers: [offer.id], isDeclined: false })
    const [key] = await call('conflicts.keys', { filter })
    if (key?.id !== offer.id) throw new Error('The keys are those of the page.')
    const { record, field, other } = offer
    await call('command.run', {
      command: 'conflict.settleMany',
      input: { conflicts: [{ record, field, why: 'same', take: { joinInto: other.id } }] }
    })
    if ((await call('conflicts.page', { filter })).total !== 0) throw new Error('It is settled.')
    for (let i = 0; i < 3; i++) await call('undo', {})
    const after = await call('conflicts.page', {})
    if (after.total !== before.total || made.batch === twin.batch) throw new Error('All of it is undone.')
  }
}
