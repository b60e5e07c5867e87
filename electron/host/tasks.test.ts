import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../shared/errors.ts'
import { makeTasks, type Progress } from './tasks.ts'

describe('tasks', () => {
  it('tell how far they are at most every 100 ms, and a new step at once', async () => {
    let now = 0
    const told: Progress[] = []
    const tasks = makeTasks(
      () => now,
      (progress) => told.push(progress)
    )
    await tasks.run('import', (task) => {
      for (let i = 0; i <= 25; i++) {
        task.progress('reading', i, 25)
        now += 10
      }
      task.progress('storing', 0, 1)
      return ok(null)
    })
    expect(told.map((one) => [one.step, one.done])).toEqual([
      ['reading', 0],
      ['reading', 10],
      ['reading', 20],
      ['storing', 0]
    ])
  })

  it('end when they are asked to, and only those of that name', async () => {
    const tasks = makeTasks(
      () => 0,
      () => undefined
    )
    const waiting = (name: string) =>
      tasks.run<string>(name, async ({ signal }) => {
        await new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error))
          setTimeout(resolve, 30)
        })
        return ok('done')
      })
    const [one, other] = [waiting('one'), waiting('other')]
    tasks.cancel('one')
    tasks.cancel('')
    expect(await Promise.all([one, other])).toEqual([fail('cancelled'), ok('done')])
    expect(tasks.names()).toEqual([])
  })

  it('let a bug through and forget the task', async () => {
    const tasks = makeTasks(
      () => 0,
      () => undefined
    )
    await expect(tasks.run('t', () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug')
    expect(tasks.names()).toEqual([])
  })
})
