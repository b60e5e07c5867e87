import { describe, expect, it } from 'vitest'
import { chordText, isChord, isForWriting, isSingleKey, type Press } from './keys.ts'

const press = (key: string, held: Partial<Omit<Press, 'key'>> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held
})

describe('chords', () => {
  it('takes Ctrl where there is no Cmd, and Cmd on a Mac', () => {
    expect(isChord(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
    expect(isChord(press('k', { metaKey: true }), 'Mod+K', false)).toBe(false)
    expect(isChord(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true)
  })

  it('does not mistake redo for undo', () => {
    expect(isChord(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Z', false)).toBe(false)
    expect(isChord(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z', false)).toBe(true)
  })

  it('takes a sign whether or not the layout needs Shift for it', () => {
    expect(isChord(press('?', { shiftKey: true }), '?', false)).toBe(true)
    expect(isChord(press('?'), '?', false)).toBe(true)
    expect(isChord(press('+', { ctrlKey: true, shiftKey: true }), 'Mod+Plus', false)).toBe(true)
  })

  it('leaves typed letters alone: AltGr and Ctrl+Alt are no Ctrl', () => {
    expect(isChord(press('k', { ctrlKey: true, altKey: true }), 'Mod+K', false)).toBe(false)
    expect([isSingleKey('?'), isSingleKey('F6'), isSingleKey('Mod+K')]).toEqual([true, false, false])
  })

  it('goes by the printed letter, and by its place on a Cyrillic or Arabic keyboard', () => {
    expect(isChord(press('k', { code: 'KeyT' }), 'T', false)).toBe(false)
    expect(isChord(press('k', { code: 'KeyT' }), 'K', false)).toBe(true)
    expect(isChord(press('е', { code: 'KeyT' }), 'T', false)).toBe(true)
    expect(isChord(press('غ', { code: 'KeyY', ctrlKey: true }), 'Mod+Y', false)).toBe(true)
  })

  it('takes a digit by its place, also where Shift is needed to print it', () => {
    expect(isChord(press('&', { code: 'Digit1' }), 'Digit', false)).toBe(true)
    expect(isChord(press('4', { code: 'Numpad4', shiftKey: true }), 'Digit', false)).toBe(true)
    expect(isChord(press('1', { code: 'Digit1', altKey: true }), 'Digit', false)).toBe(false)
    expect(isChord(press('¡', { code: 'Digit1', altKey: true }), 'Alt+Digit', false)).toBe(true)
  })

  it('writes chords as people of the platform do', () => {
    expect([
      chordText('Mod+Shift+f', false),
      chordText('Mod+Shift+f', true),
      chordText('Mod+Plus', false),
      chordText('F6', true)
    ]).toEqual(['Ctrl+Shift+F', '⌘⇧F', 'Ctrl++', 'F6'])
  })

  it('leaves to a field what takes a word or moves the caret there, on one platform or another', () => {
    expect(['Alt+Backspace', 'Alt+ArrowLeft', 'Mod+K', 'F3', 'Mod+['].map(isForWriting)).toEqual([
      true,
      true,
      false,
      false,
      false
    ])
  })
})
