/** What Electron's main process does beside the window: menus, dialogs, files from outside, doors that stay shut. */
import fs from 'node:fs'
import path from 'node:path'
import { programFolder, root, startProgram } from './shells/program.ts'
import type { Shell } from './shells/shell.ts'
import { expect, test } from './shells/test.ts'

test.skip(({ shellName }) => shellName !== 'double', 'asks the Electron double what the program did')

const calls = (asked: unknown): readonly (readonly unknown[])[] => asked as unknown[][]

test('the window is sandboxed, and every permission, other page and other window is refused', async ({
  shell
}) => {
  const told = calls(await shell.ask({ ask: 'calls' }))
  expect(told.find(([what]) => what === 'window')?.[1]).toMatchObject({
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      preload: 'index.cjs'
    }
  })
  expect(told).toContainEqual(['sandbox'])
  expect(told).toContainEqual(['devices', false])
  for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read'])
    expect([permission, await shell.ask({ ask: 'isGranted', permission })]).toEqual([permission, false])
  const { page } = shell
  const address = page.url()
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.evaluate(() => void window.open('https://example.com/', '_blank'))
  await expect
    .poll(async () =>
      calls(await shell.ask({ ask: 'calls' })).filter(([what]) => what === 'stopped' || what === 'popup')
    )
    .toEqual([
      ['stopped', 'will-navigate', 'https://example.com/'],
      ['popup', 'deny']
    ])
  expect(page.url()).toBe(address)
  expect(await page.evaluate(() => fetch('parley-file:///etc/passwd').catch(() => 'refused'))).toBe('refused')
  expect(await page.evaluate(() => fetch('/../../package.json').then(({ status }) => status))).toBe(404)
})

test('a project is opened by the menu and the system’s dialog, and the menu, the title and the recent documents follow', async ({
  shell
}) => {
  const { page } = shell
  expect(await shell.ask({ ask: 'menuItem', labels: ['File', 'Export dataset…'] })).toMatchObject({
    enabled: false
  })
  await openSampleByMenu(shell)
  await expect(page.getByText('Peace proposals, April 2025').first()).toBeVisible()
  await expect
    .poll(() => shell.ask({ ask: 'menuItem', labels: ['File', 'Export dataset…'] }))
    .toMatchObject({ enabled: true })
  await expect
    .poll(() =>
      shell.ask({
        ask: 'menuItem',
        labels: ['File', 'Open recent', 'Peace proposals, April 2025 – Documents']
      })
    )
    .toMatchObject({ enabled: true })
  const told = calls(await shell.ask({ ask: 'calls' }))
  expect(told).toContainEqual(['title', 'Peace proposals, April 2025 – Parley'])
  expect(told).toContainEqual(['recentDocument', shell.file('Peace proposals, April 2025.parley')])
  // The window prints what it shows: the text, or the passages.
  await expect(page.getByRole('document', { name: /^Text of/ })).toBeVisible()
  await page.evaluate(() => {
    globalThis.print = () => document.body.setAttribute('data-printed', 'yes')
  })
  await shell.ask({ ask: 'click', labels: ['File', 'Print…'] })
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
  await shell.ask({ ask: 'click', labels: ['File', 'Close project'] })
  await expect
    .poll(async () =>
      calls(await shell.ask({ ask: 'calls' }))
        .filter(([what]) => what === 'title')
        .at(-1)
    )
    .toEqual(['title', 'Parley'])
  await shell.answerDialog([shell.file('Peace proposals, April 2025.parley')])
  await shell.ask({ ask: 'click', labels: ['File', 'Open project…'] })
  await expect
    .poll(async () =>
      calls(await shell.ask({ ask: 'calls' }))
        .filter(([what]) => what === 'dialog')
        .map(([, kind]) => kind)
    )
    .toEqual(['open'])
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toBeVisible()
})

test('a second start hands its file to the window that is open', async ({ quietShell: shell }) => {
  await shell.start()
  await openSampleByMenu(shell)
  await expect(shell.page.getByText('Peace proposals, April 2025').first()).toBeVisible()
  await shell.restart()
  const file = shell.file('Peace proposals, April 2025.parley')
  await shell.ask({
    ask: 'emit',
    event: 'second-instance',
    args: [['node', 'main.js', '--no-sandbox', file], shell.home]
  })
  await expect(shell.page.getByText('Peace proposals, April 2025').first()).toBeVisible()
  expect(calls(await shell.ask({ ask: 'calls' }))).toContainEqual(['focus'])
})

test('after a power cut the project opens with everything that was saved, and says so', async ({
  quietShell: shell
}) => {
  await shell.start()
  await openSampleByMenu(shell)
  await expect(shell.page.getByText('Peace proposals, April 2025').first()).toBeVisible()
  await shell.kill()
  expect(fs.readdirSync(shell.documents).some((name) => name.endsWith('-wal'))).toBe(true)
  await shell.start({ file: shell.file('Peace proposals, April 2025.parley') })
  await expect(shell.page.getByText('Peace proposals, April 2025').first()).toBeVisible()
  expect(await shell.close()).toBe(0)
  // One file, and the day's backup.
  expect(fs.readdirSync(shell.documents).filter((name) => name !== 'Parley backups')).toEqual([
    'Peace proposals, April 2025.parley'
  ])
})

test('a verb works without a window', async ({ quietShell: shell }) => {
  const run = async (...args: string[]): Promise<unknown> => {
    const started = startProgram(shell.home, [
      '--import',
      path.join(root, 'e2e/double/register.ts'),
      path.join(programFolder(), 'out/main/index.js'),
      ...args
    ])
    expect(await started.ended).toBe(0)
    return JSON.parse(started.output())
  }
  expect(await run('new', 'Talks.parley', '--sample', '--json')).toMatchObject({ ok: true })
  expect(await run('info', 'Talks.parley', '--json')).toMatchObject({ ok: true })
})

async function openSampleByMenu(shell: Shell): Promise<void> {
  // The menus are there before the page listens to them.
  await expect(shell.page.getByRole('heading').first()).toBeVisible()
  await shell.ask({ ask: 'click', labels: ['File', 'Open the sample project'] })
}
