import { describe, expect, it } from 'vitest'
import { span } from '../../shared/text/offsets.ts'
import { spansHere } from './here.ts'
import { SpanIndex } from './spanIndex.ts'

const index = new SpanIndex([0, 40])
index.add({ id: 'first', start: 10, end: 20 })
index.add({ id: 'second', start: 20, end: 30 })
const at = (start: number, end: number): readonly string[] =>
  spansHere(index, span(start, end))
    .map((one) => one.id)
    .toSorted()

describe('the annotations here', () => {
  it('include the passage just tagged, at whose end the caret stands', () => {
    expect(at(30, 30)).toEqual(['second'])
    expect(at(10, 10)).toEqual(['first'])
  })

  it('include both passages where the caret stands between them', () => {
    expect(at(20, 20)).toEqual(['first', 'second'])
  })

  it('leave out a passage that a selection only touches', () => {
    expect(at(5, 10)).toEqual([])
    expect(at(15, 20)).toEqual(['first'])
  })

  it('are none at the start of the text and beyond the last passage', () => {
    expect(at(0, 0)).toEqual([])
    expect(at(31, 31)).toEqual([])
  })
})
