import { expect, it } from 'vitest'
import { InOrder } from './inOrder.ts'

it('does a thing at once where nothing is on its way, and what comes meanwhile in its order', async () => {
  const actions = new InOrder()
  const done: string[] = []
  const ends: ((nothing: unknown) => void)[] = []
  const act = (name: string) => (): Promise<void> => {
    done.push(`${name} begins`)
    return new Promise((resolve) => ends.push(resolve)).then(() => void done.push(`${name} ends`))
  }
  actions.take(act('tag'))
  actions.take(act('next'))
  expect(done).toEqual(['tag begins'])
  ends.shift()?.(null)
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(done).toEqual(['tag begins', 'tag ends', 'next begins'])
  ends.shift()?.(null)
  await actions.done()
  expect(done.at(-1)).toBe('next ends')
  actions.take(act('again'))
  expect(done.at(-1)).toBe('again begins')
})
