import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readWindowState, writeWindowState } from './windowState.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const state = { x: 100, y: 50, width: 1200, height: 800, maximized: false }

it('puts the window where it stood, unless that screen is gone or the file is broken', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-window-'))
  expect(readWindowState(folder, [screen])).toBeNull()
  writeWindowState(folder, state)
  expect(readWindowState(folder, [screen])).toEqual(state)
  writeWindowState(folder, { ...state, x: 2500 })
  expect(readWindowState(folder, [screen])).toBeNull()
  expect(readWindowState(folder, [screen, { ...screen, x: 1920 }])).toMatchObject({ x: 2500 })
  fs.writeFileSync(path.join(folder, 'window.json'), '{"x":')
  expect(readWindowState(folder, [screen])).toBeNull()
  fs.rmSync(folder, { recursive: true })
})
