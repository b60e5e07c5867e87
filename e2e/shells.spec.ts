/** What every shell owes the window, and what each owes it alone. */
import fs from 'node:fs'
import { expect, test } from './shells/test.ts'

test('the window sees the contract’s carrier and nothing of the machine, and asks nothing of the network', async ({
  shell
}) => {
  const { page } = shell
  await expect(page.getByRole('heading', { name: /Parley/ }).first()).toBeVisible()
  const seen = await page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    ipc: typeof (globalThis as { __ipc?: unknown }).__ipc,
    carrier: Object.keys((globalThis as { parley?: object }).parley ?? {})
  }))
  expect(seen).toEqual({
    require: 'undefined',
    process: 'undefined',
    ipc: 'undefined',
    carrier: shell.name === 'browser' ? [] : ['call', 'subscribe']
  })
  const refused = await page.evaluate(() =>
    fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused'
    )
  )
  expect(refused).toBe('refused')
  // Refused by the page’s own policy, before anybody was asked.
  expect(await shell.blocked()).toEqual([])
})

test('a project named at the start opens, and is one file once Parley has ended', async ({
  quietShell: shell
}) => {
  await shell.start()
  await shell.page.getByRole('button', { name: /sample/i }).click()
  await expect(shell.page).toHaveTitle(/Parley/)
  await expect.poll(() => projectsIn(shell.documents)).toContain('.parley')
  expect(await shell.close()).toBe(0)
  const [project] = fs.readdirSync(shell.documents).filter((name) => name.endsWith('.parley'))
  expect(fs.readdirSync(shell.documents).filter((name) => /-wal$|-shm$|lock$/.test(name))).toEqual([])
  await shell.start({ file: shell.file(project ?? '') })
  await expect(shell.page.getByText('Peace proposals, April 2025').first()).toBeVisible()
})

function projectsIn(folder: string): string {
  return fs.readdirSync(folder).join(' ')
}
