/** What two analysts changed apart waits in Team until somebody decides, and is then decided everywhere. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import type { Locator, Page } from '@playwright/test'
import { programFolder } from './shells/program.ts'
import { expect, test } from './shells/test.ts'
import type { Shell } from './shells/shell.ts'
import { doCommand } from './pages/palette.ts'
import { showView } from './pages/reading.ts'
import { closeProject, makeProject, openProject } from './pages/startScreen.ts'

test('is walked and decided with the keyboard alone, undone, decided for all at once, and gone in the other copy too', async ({
  shell
}) => {
  test.slow()
  await clashing(shell)
  await openProject(shell, 'Talks.parley')
  const { page } = shell
  await expect(page.getByRole('button', { name: '2 conflicts' })).toBeVisible()
  await doCommand(page, 'Settle conflicts')
  await expect(list(page)).toBeFocused()
  await expect(rows(page)).toHaveCount(5)
  await expect(page.getByRole('heading', { name: 'Definition of the issue “Ceasefire”' })).toBeVisible()
  await expect(sides(page).filter({ hasText: 'No shooting' })).toContainText('Ana')
  await expect(sides(page).filter({ hasText: 'وقف' })).toContainText('Ben')

  // One by its digit: it goes, and the next one is in hand.
  await page.keyboard.press('1')
  await expect(rows(page)).toHaveCount(4)
  await expect(page.getByRole('heading', { name: 'Definition of the issue “Borders”' })).toBeVisible()
  await expect(page.getByRole('button', { name: '1 conflict' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(rows(page)).toHaveCount(5)
  await expect(page.getByRole('button', { name: '2 conflicts' })).toBeVisible()

  // All of a kind, by A and a button.
  await expect(list(page)).toBeFocused()
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { name: '2 chosen' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /^Take mine/ })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(2)
  await expect(page.getByRole('button', { name: /conflicts?$/ })).toBeHidden()

  // What is left is an offer: Enter goes to the issue itself, the digit joins.
  await expect(list(page)).toBeFocused()
  await page.keyboard.press('End')
  await expect(
    page.getByRole('heading', { name: /“prisoners” and “Prisoners” may be the same issue/i })
  ).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByText('Nothing waits for a decision')).toBeVisible()

  await closeProject(page)
  expect(parley(shell, 'codebook', 'show', 'Talks', '--json')).toContain('وقف إطلاق النار')
  parley(shell, 'merge', 'Ben', 'Talks.parley')
  expect(parley(shell, 'conflicts', 'Ben')).toBe('Nothing waits for a decision.\n')
  parley(shell, 'merge', 'Talks', 'Ben before.parley')
  expect(parley(shell, 'conflicts', 'Talks')).toBe('Nothing waits for a decision.\n')
})

test('can be put aside as not the same, and be settled from the details of an issue', async ({ shell }) => {
  test.slow()
  await clashing(shell)
  await openProject(shell, 'Talks.parley')
  const { page } = shell
  await page.getByRole('button', { name: '2 conflicts' }).click()
  await rows(page).filter({ hasText: 'may be the same issue' }).click()
  await page.getByRole('button', { name: /^Not the same/ }).click()
  await expect(page.getByText('1 offer is put aside as not the same')).toBeVisible()
  await page.getByRole('button', { name: 'Show them' }).click()
  await rows(page).filter({ hasText: 'may be the same issue' }).click()
  await page.getByRole('button', { name: /^May be the same after all/ }).click()
  await expect(page.getByText('1 offer is put aside as not the same')).toBeHidden()

  await rows(page).filter({ hasText: 'Ceasefire' }).click()
  await page.getByRole('button', { name: /^Go to it/ }).click()
  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByRole('button', { name: /^Settle/ }).click()
  const settle = page.getByRole('dialog', { name: 'Settle: Ceasefire' })
  await settle
    .getByRole('listitem')
    .filter({ hasText: 'No shooting' })
    .getByRole('button', { name: 'Take this' })
    .click()
  await expect(settle).toBeHidden()
  await expect(page.getByRole('button', { name: '1 conflict' })).toBeVisible()
})

test('two issues of the very same name are joined into the one whose maker is named beside the button', async ({
  shell
}) => {
  test.slow()
  await makeProject(shell, 'Talks', 'Ana')
  await closeProject(shell.page)
  shell.copy(shell.file('Talks.parley'), 'Ben.parley')
  take(shell, 'Talks', 'Ana', ['Media,Papers and stations'])
  take(shell, 'Ben', 'Ben', ['Media,كلمات é'])
  parley(shell, 'merge', 'Talks', 'Ben.parley')
  await openProject(shell, 'Talks.parley')
  const { page } = shell
  await showView(page, 'Team')
  await page
    .getByRole('navigation', { name: 'Parts of Team' })
    .getByRole('button', { name: 'Conflicts' })
    .click()
  await list(page).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByRole('heading', { name: '1 chosen' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sides(page)).toHaveCount(2)
  await expect(sides(page).getByRole('button', { name: /^Join into “Media”/ })).toHaveCount(2)
  // The digits go down the sides.
  await expect(sides(page).nth(0).getByRole('button')).toContainText('1')
  await expect(sides(page).nth(1).getByRole('button')).toContainText('2')
  const joined = sides(page).filter({ hasText: 'Ana made' }).getByRole('button')
  await page.keyboard.press((await joined.locator('kbd').textContent()) ?? '')
  await expect(page.getByText('Nothing waits for a decision')).toBeVisible()
  await closeProject(page)
  expect(parley(shell, 'codebook', 'show', 'Talks', '--json')).toContain('Papers and stations')
})

/** Talks.parley with Ben's work merged into Ana's: two definitions in conflict, and two issues of one name. Closed. */
async function clashing(shell: Shell): Promise<void> {
  await makeProject(shell, 'Talks', 'Ana')
  await closeProject(shell.page)
  take(shell, 'Talks', 'Ana', ['Ceasefire,', 'Borders,'])
  shell.copy(shell.file('Talks.parley'), 'Ben.parley')
  take(shell, 'Talks', 'Ana', ['Ceasefire,No shooting – é 🕊️', 'Borders,As they stood in 1991', 'Prisoners,'])
  take(shell, 'Ben', 'Ben', ['Ceasefire,وقف إطلاق النار', 'Borders,كما هي: وقف', 'prisoners,'])
  shell.copy(shell.file('Ben.parley'), 'Ben before.parley')
  parley(shell, 'merge', 'Talks', 'Ben.parley')
}

/** Takes issues with their definitions in, as somebody does at their own machine. */
function take(shell: Shell, project: string, coder: string, issues: readonly string[]): void {
  const lines = ['record,path,definition', ...issues.map((issue) => `issue,${issue}`)]
  fs.writeFileSync(shell.file('book.csv'), `${lines.join('\n')}\n`)
  parley(shell, 'codebook', 'import', project, 'book.csv', '--coder', coder)
}

/** The command line beside the window, with settings of its own. */
function parley(shell: Shell, ...args: readonly string[]): string {
  const home = path.join(shell.home, 'command line')
  fs.mkdirSync(home, { recursive: true })
  const done = spawnSync(process.execPath, [path.join(programFolder(), 'out/main/cli.js'), ...args], {
    cwd: path.dirname(shell.file('Talks.parley')),
    encoding: 'utf8',
    env: {
      ...process.env,
      HOME: home,
      USERPROFILE: home,
      PARLEY_HOME: path.join(home, '.parley'),
      NODE_OPTIONS: ''
    }
  })
  if (done.status !== 0) throw new Error(`parley ${args.join(' ')}: ${done.stdout}${done.stderr}`)
  return done.stdout
}

function list(page: Page): Locator {
  return page.getByRole('listbox', { name: 'What waits for a decision' })
}

function rows(page: Page): Locator {
  return list(page).getByRole('option')
}

function sides(page: Page): Locator {
  return page.getByRole('region', { name: 'Every side' }).getByRole('listitem')
}
