/** What the browser shell does beside the window: its address, its windows, its end. */
import fs from 'node:fs'
import path from 'node:path'
import { programFolder, startProgram } from './shells/program.ts'
import { expect, test } from './shells/test.ts'

test.skip(({ shellName }) => shellName !== 'browser', 'about the loopback server alone')

test('the printed address opens one window; loaded anew that window goes on, and another is refused', async ({
  shell
}) => {
  const { page } = shell
  const { origin } = new URL(page.url())
  // The code is gone from the address, so it stands in no history and no bookmark.
  expect(new URL(page.url()).hash).toBe('')
  await page.getByRole('button', { name: /sample/i }).click()
  await expect(page.getByText('Peace proposals, April 2025').first()).toBeVisible()
  await page.reload()
  await expect(page.getByText('Peace proposals, April 2025').first()).toBeVisible()
  const other = await page.context().browser()?.newPage()
  await other?.goto(`${origin}/#used-or-guessed`)
  await expect(other?.locator('body') ?? page.locator('nothing')).toContainText(/address|start Parley/i)
  expect(await other?.evaluate(() => sessionStorage.length)).toBe(0)
  await other?.context().close()
})

test('a second Parley shows the same file to read, and says why', async ({ shell, starter }) => {
  const { page } = shell
  await page.getByRole('button', { name: /sample/i }).click()
  await expect(page.getByText('Peace proposals, April 2025').first()).toBeVisible()
  const second = await starter(shell.home, { file: shell.file('Peace proposals, April 2025.parley') })
  await expect(second.page.getByText('Peace proposals, April 2025').first()).toBeVisible()
  await expect(second.page.getByText(/open in another window/i).first()).toBeVisible()
  expect(await second.close()).toBe(0)
  expect(await shell.close()).toBe(0)
  // One file, and the day's backup.
  expect(fs.readdirSync(shell.documents).filter((name) => name !== 'Parley backups')).toEqual([
    'Peace proposals, April 2025.parley'
  ])
})

test('with a display the system’s browser gets an app window of its own, and Parley ends with it', async ({
  quietShell: shell
}) => {
  const stand = shell.put('chromium', `#!/bin/sh\nprintf '%s\\n' "$@" > "${shell.file('asked')}"\nsleep 1\n`)
  fs.chmodSync(stand, 0o755)
  const parley = startProgram(shell.home, [path.join(programFolder(), 'out/main/browser.js')], {
    CHROMIUM: stand,
    DISPLAY: ':99'
  })
  expect(await parley.ended).toBe(0)
  const asked = fs.readFileSync(shell.file('asked'), 'utf8')
  expect(asked).toMatch(/^--app=http:\/\/127\.0\.0\.1:\d+\/#\S+$/m)
  expect(asked).toContain(`--user-data-dir=${path.join(shell.home, '.parley/browser')}`)
  const [printed] = /http:\S+/.exec(parley.output()) ?? ['']
  // Two addresses: what stands among the arguments of a process opens that one window alone.
  expect(asked).not.toContain(printed)
})

test('wrong words on the command line are told in one sentence', async ({ quietShell: shell }) => {
  for (const [args, sentence] of [
    [['--port', 'eighty'], '--port wants a number from 0 to 65535'],
    [['a.parley', 'b.parley'], 'Name one project file at most.']
  ] as const) {
    const parley = startProgram(shell.home, [path.join(programFolder(), 'out/main/browser.js'), ...args])
    expect(await parley.ended).toBe(2)
    expect(parley.output()).toContain(sentence)
  }
})
