import { expect, it } from 'vitest'
import { Gate } from './gate.ts'

function later(): { readonly done: Promise<void>; readonly finish: () => void } {
  let finish = (): void => undefined
  const done = new Promise<void>((resolve) => {
    finish = resolve
  })
  return { done, finish }
}

it('lets a command through at once where no merge is writing', () => {
  const gate = new Gate()
  expect(gate.shared(() => 7)).toBe(7)
})

it('keeps commands waiting, in their order, until a merge is done', async () => {
  const gate = new Gate()
  const merging = later()
  const said: string[] = []
  const merge = gate.alone(async () => {
    said.push('merge')
    await merging.done
    said.push('merged')
  })
  const commands = ['a', 'b', 'c'].map((name) => gate.shared(() => said.push(name)))
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(said).toEqual(['merge'])
  merging.finish()
  await Promise.all([merge, ...commands])
  expect(said).toEqual(['merge', 'merged', 'a', 'b', 'c'])
  expect(gate.shared(() => 'again')).toBe('again')
})

it('lets a merge wait until a long import is done, and what comes later wait behind the merge', async () => {
  const gate = new Gate()
  const importing = later()
  const said: string[] = []
  const first = gate.shared(async () => {
    await importing.done
    said.push('imported')
  })
  const merge = gate.alone(async () => void said.push('merged'))
  const tag = gate.shared(() => said.push('tagged'))
  importing.finish()
  await Promise.all([first, merge, tag])
  expect(said).toEqual(['imported', 'merged', 'tagged'])
})

it('opens again after work that failed', async () => {
  const gate = new Gate()
  await expect(gate.alone(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(() =>
    gate.shared(() => {
      throw new Error('broken too')
    })
  ).toThrow('broken too')
  expect(gate.shared(() => 'open')).toBe('open')
})
