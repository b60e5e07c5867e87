/** The whole of working together: a copy goes out, is coded in another Parley, comes back, is settled, adjudicated and measured. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { expect, test } from './shells/test.ts'
import { Shell } from './shells/shell.ts'
import { chooseNew } from './pages/files.ts'
import { importFiles, putFixture } from './pages/importing.ts'
import { countsOf, merge, previewMerge } from './pages/merging.ts'
import { expectCount, selectWords, showView, tagSelection, textOf } from './pages/reading.ts'
import { inTheCopy, startSharing, written } from './pages/sharing.ts'
import { closeProject, makeProject, openProject, whoIsCoding } from './pages/startScreen.ts'

test('two analysts code the same text apart; one merges, settles, adjudicates and measures', async ({
  shell,
  starter,
  shellName
}, info) => {
  test.slow()
  // Ada codes, and shares a copy without what she tagged, for Ben.
  await makeProject(shell, 'Talks', 'Ada')
  const { page } = shell
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  await selectWords(page, 'The guarantors act together')
  await tagSelection(page, { issue: 'Guarantees', digit: '1' })
  await selectWords(page, 'Sanctions are eased')
  await tagSelection(page, { issue: 'Sanctions', digit: '1' })
  await expectCount(page, 2)
  const sharing = await startSharing(page)
  await sharing.getByRole('button', { name: 'Annotations' }).click()
  await page.getByRole('option', { name: 'Everybody’s but mine' }).click()
  await expect(inTheCopy(sharing)).toContainText('2 annotations stay here')
  await sharing.getByRole('button', { name: 'Who will code in it' }).click()
  await page.getByRole('option', { name: 'Somebody new…' }).click()
  await sharing.getByRole('textbox', { name: 'Their name' }).fill('Ben')
  await picture(page, info, '1 share')
  await chooseNew(shell, 'For Ben.parley', () =>
    sharing.getByRole('button', { name: 'Write the copy…' }).click()
  )
  await written(page).getByRole('button', { name: 'Close' }).last().click()
  await renameIssue(page, 'Guarantees', 'Security guarantees')
  await closeProject(page)
  await shell.close()

  // Ben opens it in a Parley of his own; nobody asks who he is, and nothing of Ada's is there.
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-home-')))
  fs.mkdirSync(path.join(home, 'Documents'))
  const ben = new Shell(shellName, home, starter)
  try {
    ben.copy(shell.file('For Ben.parley'))
    await ben.start()
    await openProject(ben, 'For Ben.parley')
    await expect(ben.page.getByRole('button', { name: /coding as Ben/i })).toBeVisible()
    await expect(whoIsCoding(ben.page)).toBeHidden()
    await expectCount(ben.page, 0)
    await expect(textOf(ben.page)).toBeVisible()
    await selectWords(ben.page, 'The guarantors act together')
    await tagSelection(ben.page, { issue: 'Guarantees', digit: '4' })
    await selectWords(ben.page, 'Sanctions are eased')
    await tagSelection(ben.page, { issue: 'Sanctions', digit: '1' })
    await expectCount(ben.page, 2)
    await renameIssue(ben.page, 'Guarantees', 'Guarantees for all')
    await closeProject(ben.page)
    shell.copy(ben.file('For Ben.parley'), 'From Ben.parley')
  } finally {
    await ben.end()
    fs.rmSync(home, { recursive: true, force: true })
  }

  await goOn(shell, info)
})

/** Ada merges what came back, settles the conflict, decides, and measures. */
async function goOn(shell: Shell, info: TestInfo): Promise<void> {
  await shell.start()
  await openProject(shell, 'Talks.parley')
  const { page } = shell
  const preview = await previewMerge(shell, ['From Ben.parley'])
  await expect(countsOf(preview, 'By coder', 'Ben')).toHaveText(['2', '0', '0', '0', '0'])
  await expect(preview.getByText('1 conflict would be left for you to settle')).toBeVisible()
  await picture(page, info, '2 preview')
  const merged = await merge(preview)
  await picture(page, info, '3 merged')
  await merged.getByRole('button', { name: 'Settle conflicts' }).click()
  const conflicts = page.getByRole('listbox', { name: 'What waits for a decision' })
  // The heading of its kind, and itself.
  await expect(conflicts.getByRole('option')).toHaveCount(2)
  await picture(page, info, '4 conflicts')
  const sides = page.getByRole('region', { name: 'Every side' })
  await expect(sides.getByRole('listitem').filter({ hasText: 'Guarantees for all' })).toContainText('Ben')
  await conflicts.focus()
  await page.keyboard.press('1')
  await expect(page.getByText('Nothing waits for a decision')).toBeVisible()
  await expect(page.getByRole('button', { name: '1 conflict' })).toBeHidden()

  const parts = page.getByRole('navigation', { name: 'Parts of Team' })
  await parts.getByRole('button', { name: 'Adjudication' }).click()
  const question = page.getByRole('region', { name: 'Question' })
  await expect(question).toContainText('Differ in stance')
  await picture(page, info, '5 adjudication')
  await expect(question).toHaveAttribute('aria-busy', 'false')
  await page.keyboard.press('1')
  await expect(page.getByRole('progressbar', { name: 'Adjudication' })).toHaveAttribute('aria-valuenow', '1')

  await parts.getByRole('button', { name: 'Agreement' }).click()
  const issues = page.getByRole('grid', { name: 'Issue by issue', exact: true })
  await expect(issues).toContainText('Sanctions')
  await picture(page, info, '6 agreement')
  await issues.focus()
  await page.keyboard.press('Enter')
  const passages = page.getByRole('listbox', { name: 'Passages, differing ones first' })
  await expect(passages.getByRole('option').first()).toBeVisible()
  await picture(page, info, '7 passages')
  await showView(page, 'Read')
  expect(await shell.blocked()).toEqual([])
}

async function renameIssue(page: Page, from: string, to: string): Promise<void> {
  await showView(page, 'Read')
  const tree = page.getByRole('treegrid', { name: 'Issue tree' })
  await tree.getByRole('row').filter({ hasText: from }).first().focus()
  await page.keyboard.press('F2')
  const field = page.getByRole('complementary', { name: 'Details' }).getByRole('textbox', { name: 'Name' })
  await expect(field).toBeFocused()
  await page.keyboard.insertText(to)
  await page.keyboard.press('Enter')
  await expect(tree.getByRole('row').filter({ hasText: to }).first()).toBeVisible()
}

/** A picture of the window, kept with the results. */
async function picture(page: Page, info: TestInfo, name: string): Promise<void> {
  await page.screenshot({ path: info.outputPath(`${name}.png`) })
}
