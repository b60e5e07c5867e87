import { expect, it } from 'vitest'
import { bestMatches } from './matches.ts'

const names = (typed: string, ...all: string[]): string[] =>
  bestMatches(
    all.map((name) => ({ name })),
    typed,
    10
  ).map(({ name }) => name)

it('puts names that start with what was typed first', () => {
  expect(names('ex', 'Next annotation', 'Export dataset…', 'Read and export')).toEqual([
    'Export dataset…',
    'Read and export',
    'Next annotation'
  ])
})

it('finds words in any order, with or without accents, in any script', () => {
  expect(names('dataset exp', 'Export dataset…', 'Export codebook…')).toEqual(['Export dataset…'])
  expect(names('cafe', 'Café', 'Cafe\u0301 2')).toEqual(['Café', 'Cafe\u0301 2'])
  expect(names('وقف', 'وقف إطلاق النار')).toEqual(['وقف إطلاق النار'])
})

it('gives everything in its order while nothing is typed', () => {
  expect(names('', 'B', 'A')).toEqual(['B', 'A'])
})
