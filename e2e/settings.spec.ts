/** An analyst makes Parley their own: keys, look, backups; and finds the window tomorrow as it was left today. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from './shells/test.ts'
import { doCommand } from './pages/palette.ts'
import { openDocument, selectWords, showView, status, tagBox, textOf } from './pages/reading.ts'
import { openRecent, openSample, projectMenu } from './pages/startScreen.ts'

const counterProposal = 'Ukrainian and European counter-proposal'

test('give a command other keys with the keyboard alone: the new ones hold in the text, in the keys sheet and tomorrow', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Ada Lovelace')
  await textOf(page, counterProposal).focus()
  await page.keyboard.press('Control+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name: 'General' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(settings.getByRole('tab', { name: 'Keys' })).toHaveAttribute('aria-selected', 'true')
  const list = settings.getByRole('listbox', { name: 'Commands and their keys' })
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('tag the selected words')
  await expect(list.getByRole('option').first()).toContainText('Tag the selected words')
  await list.focus()
  await page.keyboard.press('Enter')
  await expect(list).toContainText('Press the new keys…')
  await page.keyboard.press('Control+Shift+KeyG')
  await expect(list.getByRole('option', { name: /Ctrl\+Shift\+G/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(settings).toBeHidden()

  await selectWords(page, 'one question')
  await page.keyboard.press('t')
  await expect(tagBox(page)).toBeHidden()
  await page.keyboard.press('Control+Shift+KeyG')
  await expect(tagBox(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Ctrl+Shift+G')
  await page.keyboard.press('Escape')

  await shell.restart()
  await openRecent(shell.page, 'Peace proposals')
  await expect(textOf(shell.page, counterProposal)).toBeVisible()
  await selectWords(shell.page, 'one question')
  await shell.page.keyboard.press('Control+Shift+KeyG')
  await expect(tagBox(shell.page)).toBeVisible()
})

test('take the keys of another command, hear which one lost them, and put the usual ones back', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Ada Lovelace')
  await doCommand(page, 'Change keys')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('searchbox', { name: 'Find a command or a key' }).fill('next annotation')
  const list = settings.getByRole('listbox', { name: 'Commands and their keys' })
  await list.getByRole('option').first().click()
  await page.keyboard.press('k')
  await expect(settings).toContainText('which was taken from: Previous annotation')
  await settings.getByRole('searchbox', { name: 'Find a command or a key' }).fill('previous annotation')
  await expect(list.getByRole('option').first()).toContainText('no key')
  await settings.getByRole('button', { name: 'All usual keys' }).click()
  await expect(list.getByRole('option').first()).toContainText('K')
})

test('choose fonts, sizes and the room for backups, and find them again after a restart', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Ada Lovelace')
  await page.keyboard.press('Control+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name: 'Text' }).click()
  await settings.getByRole('radio', { name: 'Sans' }).click()
  await settings.getByRole('button', { name: 'Larger text' }).click()
  await settings.getByRole('tab', { name: 'Backups' }).click()
  await settings.getByRole('button', { name: /All backups of one project may take/ }).click()
  await page.getByRole('option', { name: '500 MB' }).click()
  await page.keyboard.press('Escape')
  await expect(status(page)).toContainText('110')

  await shell.restart()
  await openRecent(shell.page, 'Peace proposals')
  await expect(status(shell.page)).toContainText('110')
  await shell.page.keyboard.press('Control+,')
  await expect(shell.page.getByRole('dialog', { name: 'Settings' })).toContainText('500 MB')
})

test('find the window as it was left: the document, the place in it, the view', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Ada Lovelace')
  await openDocument(page, 'Reactions in allied capitals')
  await selectWords(page, 'diplomats')
  const place = /§ \d+/.exec((await status(page).textContent()) ?? '')?.[0] ?? 'nowhere'
  await showView(page, 'Passages')
  // What is left is written down a moment after the last change.
  await expect.poll(() => writtenDown(shell.home)).toContain('\\"view\\":\\"passages\\"')

  await shell.restart()
  await openRecent(shell.page, 'Peace proposals')
  await expect(projectMenu(shell.page)).toBeVisible()
  await expect(
    shell.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Passages' })
  ).toHaveAttribute('aria-current', 'page')
  await showView(shell.page, 'Read')
  await expect(textOf(shell.page, 'Reactions in allied capitals')).toBeVisible()
  await expect(status(shell.page)).toContainText(place)
  await expect(status(shell.page)).toContainText('9 characters selected')
})

/** The user's settings as they lie on the disk. */
function writtenDown(home: string): string {
  return fs.readFileSync(path.join(home, '.parley', 'settings.json'), 'utf8')
}
