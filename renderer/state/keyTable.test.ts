import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chordOfPress, isChord, type Press } from './keys.ts'
import { chordFor, keyRows, sharing, withKey, withUsualKey } from './keyTable.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe('the keys of commands', () => {
  it('go to the command that was given them last, and to no other', () => {
    const ids = keyRows({}).map(({ id }) => id)
    const chords = ['Mod+K', 'J', 'Enter', 'Mod+Shift+P', 'Alt+Digit', '?', 'F6']
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...chords, null)), { maxLength: 8 }),
        (steps) => {
          let own: Readonly<Record<string, string>> = {}
          for (const [id, chord] of steps) {
            own = withKey(own, id, chord)
            const rows = keyRows(own)
            expect(rows.find((row) => row.id === id)?.keys).toEqual(chord === null ? [] : [chord])
            if (chord !== null) expect(sharing(rows, id, chord)).toEqual([])
          }
        }
      )
    )
  })

  it('are the usual ones again when they are put back, also where another command had taken one', () => {
    const usual = keyRows({})
    const own = withKey({}, 'text.next', 'K')
    expect(keyRows(own).find((row) => row.id === 'text.previous')?.keys).toEqual([])
    const back = withUsualKey(own, 'text.previous')
    expect(keyRows(back).find((row) => row.id === 'text.previous')?.keys).toEqual(['K'])
    expect(keyRows(back).find((row) => row.id === 'text.next')?.keys).toEqual([])
    expect(keyRows(withUsualKey(back, 'text.next'))).toEqual(usual)
  })

  it('keep a second usual key where only the first was taken', () => {
    const own = withKey({}, 'view.read', 'Mod+Y')
    expect(keyRows(own).find((row) => row.id === 'edit.redo')?.keys).toEqual(['Mod+Shift+Z'])
  })
})

describe('a press', () => {
  it('is named so that the name matches it again', () => {
    const presses: readonly Press[] = [
      { ...plain, key: 'k', code: 'KeyK', ctrlKey: true },
      { ...plain, key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true },
      { ...plain, key: '?', code: 'Slash', shiftKey: true },
      { ...plain, key: '+', code: 'Equal', ctrlKey: true, shiftKey: true },
      { ...plain, key: ' ', code: 'Space', ctrlKey: true },
      { ...plain, key: 'F9', code: 'F9', altKey: true },
      { ...plain, key: 'ArrowLeft', code: 'ArrowLeft', ctrlKey: true, altKey: true },
      { ...plain, key: 'ф', code: 'KeyA', ctrlKey: true },
      { ...plain, key: 'é', code: 'Digit2' }
    ]
    for (const press of presses) {
      const chord = chordOfPress(press, false)
      expect(chord && isChord(press, chord, false), `${press.key} ${chord}`).toBe(true)
    }
  })

  it('of a modifier alone, of Tab or of Esc gives a command no key', () => {
    const [row] = keyRows({})
    if (!row) throw new Error('a row')
    for (const key of ['Control', 'Shift', 'Alt', 'Meta', 'Dead', 'Tab', 'Escape'])
      expect(chordFor(row, { ...plain, key }, false)).toBeNull()
  })

  it('gives a command that means ten digits a digit only, with or without modifiers', () => {
    const row = keyRows({}).find(({ id }) => id === 'text.stance')
    if (!row) throw new Error('a row')
    expect(chordFor(row, { ...plain, key: '&', code: 'Digit1', altKey: true }, false)).toBe('Alt+Digit')
    expect(chordFor(row, { ...plain, key: 'x', code: 'KeyX' }, false)).toBeNull()
  })
})
