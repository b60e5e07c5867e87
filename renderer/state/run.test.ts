import { describe, expect, it } from 'vitest'
import { makeClient, type Carrier } from '../../shared/api/client.ts'
import type { AnnotationId, ChangeId, StanceId } from '../../shared/ids.ts'
import { ok } from '../../shared/errors.ts'
import { makeParley, type Parley } from './parley.ts'
import { run, undo } from './run.ts'

const annotation = 'a' as AnnotationId
const heads = (...ids: readonly string[]): ChangeId[] => ids as ChangeId[]
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** A window whose host answers when the test says so. */
function slowWindow(): {
  readonly parley: Parley
  readonly asked: unknown[]
  answer: (...now: string[]) => void
} {
  const asked: unknown[] = []
  const waiting: ((result: unknown) => void)[] = []
  const carrier: Carrier = {
    call: (method, input) =>
      new Promise((resolve) => {
        asked.push((input as { readonly seen?: unknown }).seen ?? method)
        waiting.push(resolve)
      }),
    subscribe: () => () => undefined
  }
  return {
    parley: makeParley(makeClient(carrier)),
    asked,
    answer: (...now) =>
      waiting.shift()?.(
        ok({
          batch: '0000000000000001-1',
          heads: { 'annotation:a': heads(...now) },
          made: [],
          label: { batch: '0000000000000001-1', command: 'annotation.change', about: '', time: 0 }
        })
      )
  }
}

describe('changes that follow each other fast', () => {
  const change = (parley: Parley, shown: readonly ChangeId[]) =>
    run(
      parley,
      'annotation.change',
      { annotations: [annotation], stance: 's' as StanceId },
      { 'annotation:a': [...shown] }
    )

  it('are sent one after the other, each based on the one before, though the view still shows the first state', async () => {
    const { parley, asked, answer } = slowWindow()
    for (let i = 0; i < 3; i += 1) void change(parley, heads('1'))
    await settled()
    expect(asked).toEqual([{ 'annotation:a': ['1'] }])
    answer('1', '2')
    await settled()
    expect(asked[1]).toEqual({ 'annotation:a': ['1', '2'] })
    answer('1', '3')
    await settled()
    expect(asked[2]).toEqual({ 'annotation:a': ['1', '2', '3'] })
    answer('1', '4')
    await settled()
    // The view has heard of the second change only.
    void change(parley, heads('1', '3'))
    await settled()
    expect(asked[3]).toEqual({ 'annotation:a': ['1', '2', '3', '4'] })
  })

  it('are based on what the view shows where somebody else changed it meanwhile', async () => {
    const { parley, asked, answer } = slowWindow()
    void change(parley, heads('1'))
    await settled()
    answer('2')
    await settled()
    void change(parley, heads('2', 'theirs'))
    await settled()
    expect(asked[1]).toEqual({ 'annotation:a': ['2', 'theirs'] })
  })

  it('are taken back after they were stored, where undo is pressed before they were', async () => {
    const { parley, asked, answer } = slowWindow()
    void change(parley, heads('1'))
    void change(parley, heads('1'))
    void undo(parley)
    await settled()
    answer('2')
    await settled()
    expect(asked).toHaveLength(2)
    answer('3')
    await settled()
    expect(asked[2]).toBe('undo')
  })
})
