/** An analyst imports a proposal, tags it without a mouse, leaves, comes back, and hands the dataset on. */
import { expect, test } from './shells/test.ts'
import { exportDataset } from './pages/data.ts'
import { copyWholeText, importFiles, putFixture } from './pages/importing.ts'
import {
  expectCount,
  openDocument,
  selectWords,
  showView,
  status,
  tagBox,
  tagSelection,
  textOf
} from './pages/reading.ts'
import { closeProject, makeProject, openRecent } from './pages/startScreen.ts'

/** The first three name issues that are not there yet, so that undoing one of the last two takes back one step. */
const passages = [
  {
    words: 'A full and unconditional ceasefire takes effect in the air, on land and at sea.',
    issue: 'Ceasefire',
    digit: '1'
  },
  {
    words: 'Talks about territory begin thirty days later, and not before.',
    issue: 'Ceasefire before territory',
    digit: '1'
  },
  { words: 'Café talks, cafe\u0301 diplomacy', issue: 'Guarantees', digit: '4' },
  { words: 'وقف إطلاق النار شرط للسلام', issue: 'Ceasefire', digit: '2' },
  { words: 'Sanctions are eased step by step', issue: 'Guarantees', digit: '2' }
]

for (const maker of ['pandoc', 'libreoffice']) {
  test(`import a DOCX made by ${maker}, tag five passages with the keyboard alone, undo two, reopen, export, compare every quote`, async ({
    shell
  }) => {
    test.slow()
    await makeProject(shell, 'Geneva', 'Ada Lovelace')
    putFixture(shell, `proposal-${maker}.docx`)
    await importFiles(shell, [`proposal-${maker}.docx`])
    const { page } = shell
    const text = await copyWholeText(page)

    for (const { words, issue, digit } of passages) {
      await selectWords(page, words)
      await tagSelection(page, { issue, digit })
    }
    await expectCount(page, passages.length)
    for (const left of [4, 3]) {
      await textOf(page).focus()
      await page.keyboard.press('Control+z')
      await expectCount(page, left)
    }
    await closeProject(page)
    await shell.restart()
    await openRecent(shell.page, 'Geneva')
    await expectCount(shell.page, 3)

    const rows = await exportDataset(shell, 'geneva.csv')
    expect(rows.map((row) => row['quote'])).toEqual(passages.slice(0, 3).map(({ words }) => words))
    expect(rows.map((row) => row['issue_path'])).toEqual(passages.slice(0, 3).map(({ issue }) => issue))
    const codePoints = [...text]
    for (const row of rows) {
      expect(codePoints.slice(Number(row['start_codepoint']), Number(row['end_codepoint'])).join('')).toBe(
        row['quote']
      )
      expect(row['coder']).toBe('Ada Lovelace')
    }
  })
}

test('undo goes on where it stopped after the project was closed, and redo puts it back', async ({
  shell
}) => {
  await makeProject(shell, 'Undo', 'Ada Lovelace')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  for (const { words, issue } of passages.slice(0, 2)) {
    await selectWords(shell.page, words)
    await tagSelection(shell.page, { issue, digit: '1' })
  }
  await closeProject(shell.page)
  await openRecent(shell.page, 'Undo')
  const { page } = shell
  await expectCount(page, 2)
  await page.getByRole('button', { name: /^Undo: Tag/ }).click()
  await expectCount(page, 1)
  await page.getByRole('button', { name: /^Redo: Tag/ }).click()
  await expectCount(page, 2)
})

test('the same passage is tagged twice with Shift+Enter, and Esc leaves everything as it was', async ({
  shell
}) => {
  await makeProject(shell, 'Twice', 'Ada Lovelace')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  const { page } = shell
  await selectWords(page, 'The guarantors act together')
  await tagSelection(page, { issue: 'Guarantees', digit: '1', again: true })
  await expect(tagBox(page)).toBeVisible()
  await page.keyboard.insertText('Deterrence')
  await page.keyboard.press('Enter')
  await expect(tagBox(page)).toBeHidden()
  await expectCount(page, 2)

  await selectWords(page, 'Sanctions are eased')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Sanctions')
  await page.keyboard.press('Escape')
  await expect(tagBox(page)).toBeHidden()
  await expectCount(page, 2)
})

test('digits, repeat and Delete change the annotation under the caret', async ({ shell }) => {
  await makeProject(shell, 'Keys', 'Ada Lovelace')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  const { page } = shell
  await selectWords(page, 'The guarantors act together')
  await tagSelection(page, { issue: 'Guarantees', digit: '1' })
  await selectWords(page, 'Sanctions are eased')
  await page.keyboard.press('r')
  await expectCount(page, 2)
  await page.keyboard.press('k')
  await page.keyboard.press('Digit4')
  await showView(page, 'Passages')
  await expect(
    page.getByRole('row').filter({ hasText: 'Guarantees' }).filter({ hasText: 'Opposes' })
  ).toHaveCount(1)
  await showView(page, 'Read')
  await openDocument(page, '')
  await textOf(page).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Delete')
  await expectCount(page, 1)
  await expect(status(page)).toBeVisible()
})
