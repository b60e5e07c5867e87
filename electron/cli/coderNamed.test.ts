import { expect, it } from 'vitest'
import type { CoderId } from '../../shared/ids.ts'
import { coderNamed, findCoder } from './coderNamed.ts'

const coders = [
  ['cod_a', 'ana'],
  ['cod_b', 'Ana'],
  ['cod_c', 'Zoë 🕊️'],
  ['cod_d', 'Ben'],
  ['cod_e', 'BEN'],
  ['cod_f', 'Ben']
].map(([id = '', name = '']) => ({
  id: id as CoderId,
  name,
  initials: '',
  kind: 'person' as const,
  joinedInto: id === 'cod_f' ? ('cod_d' as CoderId) : null,
  uses: 0,
  heads: [],
  conflicts: []
}))

it('takes the name as it is written before one that differs in case', () => {
  for (const find of [findCoder, coderNamed]) {
    expect(find(coders, 'Ana')?.id).toBe('cod_b')
    expect(find(coders, ' ana ')?.id).toBe('cod_a')
    expect(find(coders, 'Ben')?.id).toBe('cod_d')
    expect(find(coders, 'zoe\u0308 🕊️')?.id).toBe('cod_c')
    expect(find(coders, 'cod_e')?.id).toBe('cod_e')
  }
  expect(findCoder(coders, 'Chloe')).toBeUndefined()
})

it('refuses a name that two have in other cases, and names both', () => {
  const told =
    '2 coders could be meant by “ANA”: “ana” (cod_a) and “Ana” (cod_b); write the name as it stands, or the id.'
  expect(() => coderNamed(coders, 'ANA')).toThrow(told)
  // Who is coding too: half of what is meant would be written under somebody else's name.
  expect(() => findCoder(coders, 'ANA')).toThrow(told)
  const twice = coders.map((coder) => ({ ...coder, name: coder.name.replace('ana', 'Ana') }))
  expect(() => findCoder(twice, 'Ana')).toThrow('2 coders are named “Ana”; name one by its id: cod_a, cod_b.')
})
