/** Two copies of a project are worked in apart and brought together. */
import { expect, test } from './shells/test.ts'
import type { Shell } from './shells/shell.ts'
import { chooseFiles } from './pages/files.ts'
import { importFiles, putFixture } from './pages/importing.ts'
import { expectCount, openDocument, selectWords, showView, tagSelection } from './pages/reading.ts'
import { closeProject, makeProject, openProject } from './pages/startScreen.ts'

test('what two copies hold is brought together; an issue named twice is a conflict that is settled', async ({
  shell
}) => {
  test.slow()
  await makeProject(shell, 'Original', 'Ada')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  await selectWords(shell.page, 'The guarantors act together')
  await tagSelection(shell.page, { issue: 'Guarantees', digit: '1' })
  await expectCount(shell.page, 1)
  await closeProject(shell.page)
  shell.copy(shell.file('Original.parley'), 'Copy.parley')

  await openProject(shell, 'Copy.parley')
  await renameIssue(shell, 'Guarantees', 'Guarantees for all')
  await openDocument(shell.page, '')
  await selectWords(shell.page, 'Sanctions are eased')
  await tagSelection(shell.page, { issue: 'Sanctions', digit: '2' })
  await expectCount(shell.page, 2)
  await closeProject(shell.page)

  await openProject(shell, 'Original.parley')
  const { page } = shell
  await renameIssue(shell, 'Guarantees', 'Security guarantees')
  await showView(page, 'Data')
  await chooseFiles(shell, ['Copy.parley'], 'Open', () =>
    page.getByRole('button', { name: 'Choose the copy…' }).click()
  )
  await expect(page.getByText(/changes taken over/).first()).toBeVisible()
  await showView(page, 'Read')
  await expectCount(page, 2)

  await page.getByRole('button', { name: '1 conflict' }).click()
  const conflicts = page.getByRole('dialog', { name: 'Conflicts' })
  await conflicts.getByRole('button', { name: 'Settle the conflict…' }).click()
  const settle = page.getByRole('dialog', { name: /^Settle:/ })
  await expect(settle.getByText('Security guarantees').first()).toBeVisible()
  await expect(settle.getByText('Guarantees for all').first()).toBeVisible()
  await settle
    .getByRole('button', { name: /Take this/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: '1 conflict' })).toBeHidden()
})

async function renameIssue(shell: Shell, from: string, to: string): Promise<void> {
  const { page } = shell
  // A project that has just been opened puts the focus into its middle.
  await expect(page.locator('main[data-pane]:focus-within')).toBeVisible()
  await page
    .getByRole('treegrid', { name: 'Issue tree' })
    .getByRole('row')
    .filter({ hasText: from })
    .first()
    .focus()
  await page.keyboard.press('F2')
  const field = page.getByRole('complementary', { name: 'Details' }).getByRole('textbox', { name: 'Name' })
  await expect(field).toBeFocused()
  await page.keyboard.insertText(to)
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('treegrid', { name: 'Issue tree' }).getByRole('row').filter({ hasText: to }).first()
  ).toBeVisible()
}
