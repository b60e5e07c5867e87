import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, expect, test, vi } from 'vitest'
import { findElectron, findOrFetchElectron } from './electronBinary.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'electron-'))
const program = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as const
const file = path.join(
  folder,
  process.platform === 'darwin' || process.platform === 'win32' ? program[process.platform] : 'electron'
)
afterEach(() => {
  vi.unstubAllEnvs()
  fs.rmSync(folder, { recursive: true, force: true })
})

test('the folder that ELECTRON_OVERRIDE_DIST_PATH names comes first', () => {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, '')
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder)
  expect(findElectron()).toEqual({ found: true, file })
})

test('a folder named there without Electron in it is said, and nothing is downloaded', async () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder)
  const binary = await findOrFetchElectron()
  expect(binary).toEqual({
    found: false,
    why: `ELECTRON_OVERRIDE_DIST_PATH is ${folder}, and there is no Electron in it`
  })
})
