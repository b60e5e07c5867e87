import { describe, expect, it } from 'vitest'
import { actionOf, digitOf, type Key } from './keys.ts'

const on = { singleKeys: true }

describe('the keys of the text', () => {
  it('set the stance by the place of the digit, also where Shift is needed to print it', () => {
    expect(actionOf(key({ key: '&', code: 'Digit1' }), on)).toEqual({ do: 'stance', digit: '1' })
    expect(actionOf(key({ key: '1', code: 'Digit1', shiftKey: true }), on)).toEqual({
      do: 'stance',
      digit: '1'
    })
    expect(actionOf(key({ key: '4', code: 'Numpad4' }), on)).toEqual({ do: 'stance', digit: '4' })
    expect(digitOf('KeyA')).toBeNull()
  })

  it('go by the printed letter, and by its place on a Cyrillic or Arabic keyboard', () => {
    expect(actionOf(key({ key: 'k', code: 'KeyT' }), on)).toEqual({ do: 'previous' })
    expect(actionOf(key({ key: 'е', code: 'KeyT' }), on)).toEqual({ do: 'tag' })
    expect(actionOf(key({ key: 'غ', code: 'KeyY', ctrlKey: true }), on)).toEqual({ do: 'redo' })
  })

  it('move a boundary with Ctrl and Alt, its start with Shift', () => {
    const arrow = { key: 'ArrowLeft', code: 'ArrowLeft', ctrlKey: true, altKey: true }
    expect(actionOf(key(arrow), on)).toEqual({ do: 'boundary', edge: 'end', direction: 'left' })
    expect(actionOf(key({ ...arrow, shiftKey: true }), on)).toEqual({
      do: 'boundary',
      edge: 'start',
      direction: 'left'
    })
    expect(actionOf(key({ key: '}', code: 'BracketRight', shiftKey: true }), on)).toEqual({
      do: 'boundary',
      edge: 'start',
      direction: 'right'
    })
  })

  it('without single-key commands still tag, leave and delete', () => {
    const off = { singleKeys: false }
    expect(actionOf(key({ key: 't', code: 'KeyT' }), off)).toBeNull()
    expect(actionOf(key({ key: '1', code: 'Digit1' }), off)).toBeNull()
    expect(actionOf(key({ key: 'Enter', code: 'Enter' }), off)).toEqual({ do: 'tag' })
  })

  it('leave to the browser what they do not know', () => {
    expect(actionOf(key({ key: 'ArrowDown', code: 'ArrowDown' }), on)).toBeNull()
    expect(actionOf(key({ key: 'c', code: 'KeyC', ctrlKey: true }), on)).toBeNull()
    expect(actionOf(key({ key: 'x', code: 'KeyX', altKey: true }), on)).toBeNull()
  })
})

function key(some: Partial<Key>): Key {
  return { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...some }
}
