/** Two people work at the same time, each in a copy of their own, over a folder that is kept in step between them. */
import fs from 'node:fs'
import { expect, test } from './shells/test.ts'
import type { Shell } from './shells/shell.ts'
import { colleagueWith, projectWithOneTag } from './pages/colleague.ts'
import { fileBrowser } from './pages/files.ts'
import { expectCount, openDocument, selectWords, showView, tagSelection } from './pages/reading.ts'
import { closeProject, openProject } from './pages/startScreen.ts'

test('a colleague’s work comes by the team folder while one reads, and one’s own goes out; undo leaves it alone', async ({
  shell
}) => {
  test.slow()
  await projectWithOneTag(shell)
  await closeProject(shell.page)
  const ben = colleagueWith(shell, 'Talks.parley', 'Ben')
  await openProject(shell, 'Talks.parley')
  const { page } = shell
  await showTeamFolder(shell)
  await chooseFolder(shell, 'Talks team')
  await expect(page.getByText('The team folder “Talks team” was begun.').first()).toBeVisible()
  await expect(page.getByText('All of your work is in it')).toBeVisible()
  await expect(page.getByText('Nobody but you yet.')).toBeVisible()

  ben.tag('Sanctions are eased', 'Sanctions')
  ben.run('team', 'init', ben.project, shell.file('Talks team'), '--coder', 'Ben')
  await expect(
    page.getByText('From the team folder: 1 annotation by Ben in 1 document.').first()
  ).toBeVisible({ timeout: 20_000 })
  const came = page.getByRole('region', { name: 'What came' })
  await expect(came.getByText('1 annotation by Ben in 1 document')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Who shares through it' })).toContainText('Ben')

  await showView(page, 'Read')
  await openDocument(page, '')
  await expectCount(page, 2)
  await page.keyboard.press('Control+z')
  await expectCount(page, 1)
  await page.keyboard.press('Control+y')
  await expectCount(page, 2)
  await selectWords(page, 'Sanctions are eased')
  await tagSelection(page, { issue: 'Relief', digit: '2' })
  await expectCount(page, 3)
  await showTeamFolder(shell)
  await expect(page.getByText('All of your work is in it')).toBeVisible()
  await closeProject(page)

  expect(ben.run('team', 'sync', ben.project)).toContain('annotation')
  const info = JSON.parse(ben.run('info', ben.project, '--json')) as { counts: { annotations: number } }
  expect(info.counts.annotations).toBe(3)
  expect(await shell.blocked()).toEqual([])
})

test('the folder is chosen, looked at and left with the keyboard alone; what cannot be used is told', async ({
  shell
}) => {
  test.slow()
  await projectWithOneTag(shell)
  const { page } = shell
  const press = async (name: string | RegExp): Promise<void> => {
    const button = page.getByRole('main').getByRole('button', { name })
    await tabTo(shell, button)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Control+3')
  await tabTo(shell, page.getByRole('button', { name: 'Team folder', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByText(/a folder that is kept in step between your computers/)).toBeVisible()

  fs.mkdirSync(shell.file('Holiday'))
  fs.writeFileSync(shell.file('Holiday/beach.jpg'), 'no picture')
  await withFolder(shell, 'Holiday', () => press('Choose the team folder…'))
  await expect(page.getByText(/“Holiday” holds other files/).first()).toBeVisible()
  await withFolder(shell, 'Shared', () => press('Choose the team folder…'))
  await expect(page.getByText('The team folder “Shared” was begun.').first()).toBeVisible()
  await expect(page.getByText('All of your work is in it')).toBeVisible()

  fs.renameSync(shell.file('Shared'), shell.file('Unplugged'))
  await press('Look now')
  await expect(page.getByText(/The team folder “Shared” cannot be reached/).first()).toBeVisible()
  fs.renameSync(shell.file('Unplugged'), shell.file('Shared'))
  await press('Look now')
  await expect(page.getByText('Looked at the team folder: nothing new.').first()).toBeVisible()
  await expect(page.getByRole('main').getByRole('alert')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Look now' })).toBeFocused()
  await press('Leave the folder')
  await expect(page.getByRole('button', { name: 'Choose the team folder…' })).toBeFocused()
})

async function showTeamFolder(shell: Shell): Promise<void> {
  await showView(shell.page, 'Team')
  await shell.page.getByRole('button', { name: 'Team folder', exact: true }).click()
}

function chooseFolder(shell: Shell, name: string): Promise<void> {
  return withFolder(shell, name, () =>
    shell.page.getByRole('button', { name: 'Choose the team folder…' }).click()
  )
}

/** Chooses a folder among the documents with the keyboard, made where it is not there yet; `act` opens the dialog. */
async function withFolder(shell: Shell, name: string, act: () => Promise<void>): Promise<void> {
  const { page } = shell
  if (shell.nativeDialogs) {
    fs.mkdirSync(shell.file(name), { recursive: true })
    await shell.answerDialog([shell.file(name)])
    return act()
  }
  await act()
  const dialog = fileBrowser(page)
  await tabTo(shell, dialog.getByRole('textbox', { name: /^New folder/ }))
  await page.keyboard.insertText(name)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
}

/** Presses Tab until something has the focus. */
async function tabTo(shell: Shell, wanted: ReturnType<Shell['page']['getByRole']>): Promise<void> {
  await expect(wanted).toBeEnabled()
  for (let step = 0; step < 80; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await shell.page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}
