import { describe, expect, it } from 'vitest'
import type { TextPress } from '../state/textKeys.ts'
import { actionOf, digitOf } from './keys.ts'

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
    expect(actionOf(key({ key: 'ش', code: 'KeyA', ctrlKey: true }), on)).toEqual({ do: 'selectAll' })
  })

  it('are the own ones of the user where there are some, before the usual ones of others', () => {
    const mine = { singleKeys: true, own: { 'text.next': 'N', 'text.repeat': 'J' } }
    expect(actionOf(key({ key: 'n', code: 'KeyN' }), mine)).toEqual({ do: 'next' })
    expect(actionOf(key({ key: 'j', code: 'KeyJ' }), mine)).toEqual({ do: 'repeat' })
    expect(actionOf(key({ key: 'r', code: 'KeyR' }), mine)).toBeNull()
  })

  it('move a boundary with Ctrl and Alt, its start with Shift', () => {
    const arrow = { key: 'ArrowLeft', code: 'ArrowLeft', ctrlKey: true, altKey: true }
    expect(actionOf(key(arrow), on)).toEqual({
      do: 'boundary',
      edge: 'end',
      unit: 'word',
      towards: 'left'
    })
    expect(actionOf(key({ ...arrow, shiftKey: true }), on)).toEqual({
      do: 'boundary',
      edge: 'start',
      unit: 'word',
      towards: 'left'
    })
    expect(actionOf(key({ key: '}', code: 'BracketRight', shiftKey: true }), on)).toEqual({
      do: 'boundary',
      edge: 'start',
      unit: 'word',
      towards: 'right'
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
    expect(actionOf(key({ key: 'z', code: 'KeyZ', ctrlKey: true }), on)).toBeNull()
  })
})

function key(some: Partial<TextPress>): TextPress {
  return { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...some }
}
