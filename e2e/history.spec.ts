/** An analyst reads what was done, goes back to where it was right, and brings back what was deleted. */
import { aboutThePageAlone, expect, test } from './shells/test.ts'
import { deed, deeds, openHistory } from './pages/history.ts'
import { importFiles, putFixture } from './pages/importing.ts'
import { expectCount, selectWords, tagSelection, textOf } from './pages/reading.ts'
import { closeProject, makeProject, openRecent, openSample } from './pages/startScreen.ts'
import type { Shell } from './shells/shell.ts'

aboutThePageAlone()

const passages = [
  { words: 'The guarantors act together', issue: 'Guarantees', digit: '1' },
  { words: 'Sanctions are eased', issue: 'Sanctions', digit: '4' },
  { words: 'وقف إطلاق النار', issue: 'Ceasefire', digit: '2' }
]

async function tagged(shell: Shell, name: string): Promise<void> {
  await makeProject(shell, name, 'Ada Lovelace')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  for (const { words, ...tag } of passages) {
    await selectWords(shell.page, words)
    await tagSelection(shell.page, tag)
  }
  await expectCount(shell.page, passages.length)
}

test('read what was done, undo back to the second tag and redo it all, with the keyboard alone', async ({
  shell
}) => {
  await tagged(shell, 'Walk')
  const { page } = shell
  const dialog = await openHistory(page)
  await expect(deeds(dialog).nth(0)).toContainText('Tagged “وقف إطلاق النار” as Ceasefire, Conditional')
  await expect(deeds(dialog).nth(1)).toContainText('Tagged “Sanctions are eased” as Sanctions, Opposes')
  await expect(deeds(dialog).nth(1)).toContainText('Ada Lovelace')
  await expect(deeds(dialog).nth(3)).toContainText('Imported “')

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(deed(dialog)).toContainText('Sanctions are eased')
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: 'Undo to here (2 steps)' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(deeds(dialog).first()).toContainText('Undid: Tagged “Sanctions are eased”')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expectCount(page, 1)

  await openHistory(page)
  await page.keyboard.press('Control+y')
  await expect(deeds(dialog).first()).toContainText('Did again: Tagged “Sanctions are eased”')
  await page.keyboard.press('Control+y')
  await expect(deeds(dialog).first()).toContainText('Did again: Tagged “وقف إطلاق النار”')
  await page.keyboard.press('Escape')
  await expectCount(page, 3)
})

test('an annotation that was deleted long ago is found among the deleted and comes back as it was', async ({
  shell
}) => {
  await tagged(shell, 'Restore')
  const { page } = shell
  await textOf(page).focus()
  await page.keyboard.press('Control+Home')
  await selectWords(page, 'Sanctions are eased')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Delete')
  await expectCount(page, 2)
  await selectWords(page, 'Café talks')
  await tagSelection(page, { issue: 'Talks', digit: '1' })
  await closeProject(page)
  await shell.restart()
  await openRecent(shell.page, 'Restore')
  const again = shell.page
  await expectCount(again, 3)

  const dialog = await openHistory(again)
  await dialog.getByRole('button', { name: 'Kind of change' }).click()
  await again.getByRole('option', { name: 'Deleted, can be brought back' }).click()
  await expect(deeds(dialog)).toHaveCount(1)
  await expect(deeds(dialog).first()).toContainText(
    'Deleted the annotation on “Sanctions are eased” (Sanctions)'
  )
  await deed(dialog).getByRole('button', { name: 'Bring back' }).click()
  await expect(dialog.getByText('Nothing fits')).toBeVisible()
  await again.keyboard.press('Escape')
  await expectCount(again, 4)

  const whole = await openHistory(again)
  await expect(deeds(whole).first()).toContainText('Brought back the annotation “Sanctions are eased”')
  await deed(whole).getByRole('button', { name: 'Go to it' }).click()
  await expect(whole).toBeHidden()
  const details = again.getByRole('complementary', { name: 'Details' })
  await expect(details).toContainText('Sanctions are eased')
  await expect(details.getByRole('radio', { name: 'Opposes' })).toBeChecked()
})

test('what was done to any document is found by its title, with the keyboard alone', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Ada Lovelace')
  await expect(textOf(page)).toBeVisible()
  const dialog = await openHistory(page)
  await expect(deeds(dialog).first()).toBeVisible()
  const field = dialog.getByRole('button', { name: 'Document' })
  await field.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: 'All documents' })).toBeFocused()
  await page.keyboard.type('Reac')
  await expect(page.getByRole('option', { name: 'Reactions in allied capitals', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(deeds(dialog)).toHaveCount(13)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(textOf(page)).toBeFocused()
})

test('words and the history of one annotation narrow what is listed', async ({ shell }) => {
  await tagged(shell, 'Narrow')
  const { page } = shell
  await textOf(page).focus()
  await page.keyboard.press('k')
  await page.keyboard.press('Digit3')
  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByText('History', { exact: true }).click()
  await expect(details).toContainText('Set the stance of “')
  await expect(details).toContainText('Tagged “')
  await details.getByRole('button', { name: 'Show in the history' }).click()
  const dialog = page.getByRole('dialog', { name: 'History' })
  await expect(deeds(dialog)).toHaveCount(2)
  await dialog.getByRole('button', { name: 'Show everything' }).click()
  await dialog.getByRole('searchbox').fill('sanctions')
  await expect(deeds(dialog).filter({ hasText: 'Sanctions are eased' })).toHaveCount(1)
  await expect(deeds(dialog).filter({ hasText: 'Ceasefire' })).toHaveCount(0)
})
