/** The codebook is kept without a mouse. */
import { aboutThePageAlone, expect, test } from './shells/test.ts'
import type { Locator, Page } from '@playwright/test'
import { expectCount, openDocument, selectWords, showView, tagSelection } from './pages/reading.ts'
import { importFiles, putFixture } from './pages/importing.ts'
import { makeProject, openSample } from './pages/startScreen.ts'

aboutThePageAlone()

test('issues are made, renamed, moved, and taken back with the keyboard alone', async ({ shell }) => {
  const { page } = shell
  await makeProject(shell, 'Codebook', 'Ada')
  await page.getByRole('button', { name: 'New issue' }).first().press('Enter')
  const name = page.getByRole('textbox', { name: 'Name of the new issue' })
  for (const issue of ['Security', 'Guarantees', 'Territory']) {
    await expect(name).toBeFocused()
    await page.keyboard.insertText(issue)
    await page.keyboard.press('Enter')
    await expect(row(page, issue)).toBeVisible()
  }
  await page.keyboard.press('Escape')

  await row(page, 'Guarantees').focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(row(page, 'Guarantees')).toHaveAttribute('aria-level', '2')
  await row(page, 'Territory').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(rows(page).first()).toContainText('Territory')

  await row(page, 'Territory').focus()
  await page.keyboard.press('F2')
  const field = page.getByRole('complementary', { name: 'Details' }).getByRole('textbox', { name: 'Name' })
  await expect(field).toBeFocused()
  await page.keyboard.insertText('Territory and borders')
  await page.keyboard.press('Enter')
  await expect(row(page, 'Territory and borders')).toBeVisible()

  await row(page, 'Territory and borders').focus()
  await page.keyboard.press('Delete')
  await expect(row(page, 'Territory and borders')).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect(row(page, 'Territory and borders')).toBeVisible()
})

test('an issue in use is not deleted but retired, and is no longer offered', async ({ shell }) => {
  const { page } = shell
  await makeProject(shell, 'Retired', 'Ada')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  await selectWords(page, 'The guarantors act together')
  await tagSelection(page, { issue: 'Guarantees', digit: '1' })
  await row(page, 'Guarantees').focus()
  await page.keyboard.press('Delete')
  await expect(page.getByText('“Guarantees” is used by 1 annotations.').first()).toBeVisible()
  await page.getByRole('button', { name: 'More for Guarantees' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Retire' }).press('Enter')
  await expect(row(page, 'Guarantees')).toContainText('retired')
  await expectCount(page, 1)
  await selectWords(page, 'Sanctions are eased')
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('dialog', { name: 'Tag this passage' }).getByRole('option', { name: 'Guarantees' })
  ).toHaveCount(0)
})

test('issues that were joined count together', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await row(page, 'NATO membership now').focus()
  await page.keyboard.press('Enter')
  await page
    .getByRole('complementary', { name: 'Details' })
    .getByRole('button', { name: 'Join into another…' })
    .press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Join “NATO membership now” into another' })
  await dialog.getByRole('combobox', { name: 'Into' }).fill('Security guarantees')
  await page
    .getByRole('option', { name: /Security guarantees with American backing/ })
    .first()
    .click()
  await dialog.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(row(page, 'NATO membership now')).toBeHidden()
  await expect(row(page, 'Security guarantees with American backing')).toContainText('12')
})

test('passages of one issue are listed from the codebook, filtered, and found again in the text', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, null)
  await openDocument(page, 'Reactions in allied capitals')
  await showView(page, 'Passages')
  const passages = page.getByRole('grid', { name: 'Passages' })
  await expect(page.getByText('45 passages')).toBeVisible()
  await page
    .getByRole('searchbox', { name: 'Words in the passage or its note' })
    .fill('frozen assets are to be among')
  await expect(page.getByText('4 passages')).toBeVisible()
  await passages.getByRole('gridcell', { name: 'frozen assets are to be among' }).first().dblclick()
  await expect(
    page.getByRole('document', { name: 'Text of Ukrainian and European counter-proposal' })
  ).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText(
    /frozen assets|Reconstruction/
  )
})

function rows(page: Page): Locator {
  return page.getByRole('treegrid', { name: 'Issue tree' }).getByRole('row')
}

function row(page: Page, name: string): Locator {
  return rows(page).filter({ hasText: name }).first()
}
