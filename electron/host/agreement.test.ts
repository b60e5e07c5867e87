import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AgreementReport } from '../../shared/api/agreementMethods.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import { must } from '../../shared/errors.ts'
import type { CoderId, DocumentId } from '../../shared/ids.ts'
import type { DirectHost } from './directHost.ts'
import { openTempHost } from './testHost.ts'

let host: DirectHost
let end: () => Promise<void>

beforeEach(() => {
  ;({ host, end } = openTempHost({ shell: 'browser' }))
})

afterEach(() => end())

/** The sample, two of whose coders are compared; the first is at work. */
async function opened(): Promise<{
  readonly coders: readonly [CoderId, CoderId]
  readonly measure: () => Promise<AgreementReport>
  readonly units: (offset?: number, limit?: number) => Promise<OutputOf<'agreement.units'>>
  /** A document that both have begun. */
  readonly shared: DocumentId
}> {
  const { client } = host
  must(await client.call('project.openSample', {}))
  const { coders } = must(await client.call('codebook.get', {}))
  const [ana, ben] = coders.filter(({ kind }) => kind === 'person').map(({ id }) => id)
  if (!ana || !ben) throw new Error('The sample has two coders')
  must(await client.call('project.chooseCoder', { coder: ana }))
  const request = { coders: [ana, ben], draws: 0 }
  const units = async (offset = 0, limit = 1000): Promise<OutputOf<'agreement.units'>> =>
    must(await client.call('agreement.units', { request, offset, limit }))
  const [first] = (await units()).units
  if (!first) throw new Error('Both tagged something')
  return {
    coders: [ana, ben],
    measure: async () => must(await client.call('agreement.measure', { request })),
    units,
    shared: first.document
  }
}

describe('agreement', () => {
  it('gives the passages behind a number page by page as all at once, and anew after something was written', async () => {
    const { units } = await opened()
    const all = await units()
    expect(all.total).toBeGreaterThan(5)
    const paged = [await units(0, 3), await units(3, 3), await units(6, 1000)]
    expect(paged.flatMap((page) => page.units)).toEqual(all.units)
    const [unit] = all.units.filter((one) => one.coders.some(({ annotations }) => annotations.length > 0))
    const gone = unit?.coders.flatMap(({ annotations }) => annotations.map(({ annotation }) => annotation))
    const deleting = { command: 'annotation.delete' as const, input: { annotations: gone ?? [] } }
    must(await host.client.call('command.run', deleting))
    const after = await units()
    expect(after.total).toBeLessThan(all.total)
    expect(
      after.units.some(({ start, document }) => start === unit?.start && document === unit.document)
    ).toBe(false)
    must(await host.client.call('undo', {}))
    expect(await units()).toEqual(all)
  })

  it('ends a page that nobody waits for, and answers the next one', async () => {
    const { units, coders } = await opened()
    const all = await units()
    const request = { coders: [...coders], draws: 0, units: 'pair' as const }
    const running = host.client.call('agreement.units', { request, task: 'passages' })
    must(await host.client.call('task.cancel', { task: 'passages' }))
    const answer = await running
    if (!answer.ok) expect(answer.problem.code).toBe('cancelled')
    expect(await units()).toEqual(all)
  })

  it('counts and shows only what the coder at work may see where coding is blind, and says so', async () => {
    const { client } = host
    const { coders, shared, measure, units } = await opened()
    const before = await measure()
    const passages = await units()
    must(await client.call('command.run', { command: 'project.setBlind', input: { blind: true } }))
    const blind = await measure()
    expect([blind.documents, blind.tagged, blind.disagreements]).toEqual([0, 0, 0])
    expect(blind.excluded.find(({ why }) => why === 'blind')?.count).toBeGreaterThan(0)
    expect(blind.coders.map(({ annotations }) => annotations)).toEqual([0, 0])
    expect((await units()).total).toBe(0)

    const done = { command: 'progress.set' as const, input: { documents: [shared], state: 'done' as const } }
    must(await client.call('command.run', done))
    const open = await measure()
    expect(open.documents).toBe(1)
    expect(open.methods).toContain('the project is coded blind')
    expect((await units()).units).toEqual(passages.units.filter(({ document }) => document === shared))
    // Another coder at the same machine has not done it.
    must(await client.call('project.chooseCoder', { coder: coders[1] }))
    expect((await units()).total).toBe(0)
    expect((await measure()).documents).toBe(0)
    must(await client.call('project.chooseCoder', { coder: coders[0] }))
    must(await client.call('command.run', { command: 'project.setBlind', input: { blind: false } }))
    expect(await measure()).toEqual(before)
  })
})
