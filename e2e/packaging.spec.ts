import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { extractAll, listPackage, statFile } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { packProgram, type Package } from './package/pack.ts'
import { freePort, startChromium } from './shells/chromium.ts'
import { doubleStarter } from './shells/double.ts'

/** What may reach the analyst, and nothing else. */
const allowed: readonly RegExp[] = [
  /^package\.json$/,
  /^out\/licences\.txt$/,
  /^out\/main\/[\w.-]+\.js$/,
  /^out\/preload\/index\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|woff2|svg|png)$/,
  /^node_modules\/better-sqlite3\/(LICENSE|package\.json)$/,
  /^node_modules\/better-sqlite3\/lib\/[\w./-]+\.js$/
]
const binary = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`

// One package for all: packing takes seconds.
test.describe.configure({ mode: 'default' })
test.skip(process.platform !== 'linux', 'only `--linux dir` packs without the network')

let folder = ''
let packed: Package
/** The program as it was taken out of the package. */
const app = (): string => path.join(folder, 'app')

test.beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-package-'))
  packed = await packProgram(folder)
  extractAll(packed.asar, app())
})
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('the package holds the program and SQLite, nothing of the workshop', () => {
  const files = listPackage(packed.asar, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((name) => !('files' in statFile(packed.asar, name)))
  expect(files.filter((name) => name !== binary && !allowed.some((pattern) => pattern.test(name)))).toEqual(
    []
  )
  for (const name of [
    'out/main/index.js',
    'out/main/cli.js',
    'out/preload/index.cjs',
    'out/renderer/index.html',
    binary
  ])
    expect(files).toContain(name)
  const unpacked = fs.readdirSync(`${packed.asar}.unpacked`, { recursive: true, encoding: 'utf8' })
  expect(unpacked.filter((name) => name.endsWith('.node'))).toEqual([binary])
})

test('the fuses of the packed program are set', async () => {
  const wire = await getCurrentFuseWire(packed.program)
  const isOn = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)
  }).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    inspect: false,
    asarIntegrity: true,
    onlyAsar: true,
    fileProtocol: false
  })
})

test('the command line taken out of the package makes and reads a project', () => {
  const run = (...args: string[]): unknown =>
    JSON.parse(
      execFileSync(process.execPath, [path.join(app(), 'out/main/cli.js'), ...args, '--json'], {
        cwd: folder,
        encoding: 'utf8'
      })
    )
  run('new', 'Packed é.parley')
  expect(run('info', 'Packed é.parley')).toMatchObject({ ok: true })
})

test('the program taken out of the package opens its window and the sample project', async () => {
  const port = await freePort()
  const browser = await startChromium(port)
  process.env['PARLEY_APP'] = app()
  try {
    const home = path.join(folder, 'home')
    fs.mkdirSync(home)
    const running = await doubleStarter(port)(home, {})
    await running.page.getByRole('button', { name: /sample/i }).click()
    await expect(running.page.getByRole('document')).toBeVisible()
    expect(await running.blocked()).toEqual([])
    expect(await running.close()).toBe(0)
  } finally {
    delete process.env['PARLEY_APP']
    await browser.close()
  }
})
