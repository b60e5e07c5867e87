/** The documents pane: groups, order, what is known of documents, how far one is. */
import type { Locator, Page } from '@playwright/test'
import { importFiles } from './pages/importing.ts'
import { openDocument, selectWords, tagSelection, textOf } from './pages/reading.ts'
import { closeProject, documentsList, makeProject, openRecent, openSample } from './pages/startScreen.ts'
import { expect, test } from './shells/test.ts'
import type { Shell } from './shells/shell.ts'

test('documents are grouped, ordered, marked and found again with the keyboard alone', async ({ shell }) => {
  await withDocuments(shell)
  const { page } = shell
  const { keyboard } = page
  await documentsList(page).focus()
  await keyboard.press('Home')
  // Two of them are chosen and put into a group that is made by naming it.
  await keyboard.press('ArrowDown')
  await keyboard.press(' ')
  await keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('group', { name: 'Chosen documents' })).toContainText('2 chosen')
  await keyboard.press('g')
  const dialog = page.getByRole('dialog', { name: 'Put 2 documents into a group' })
  await expect(dialog.getByRole('combobox', { name: 'Group' })).toBeFocused()
  await keyboard.insertText('Réponses – ردود')
  await keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expectOrder(page, ['Not in a group', 'alpha', 'delta', 'Réponses – ردود', 'beta', 'carta'])
  await expect(documentsList(page)).toBeFocused()
  await keyboard.press('Escape')
  await expect(page.getByRole('group', { name: 'Chosen documents' })).toBeHidden()

  // One goes on into the group, step by step, and out of it again.
  await keyboard.press('Home')
  await keyboard.press('ArrowDown')
  await keyboard.press('Alt+ArrowDown')
  await expectOrder(page, ['Not in a group', 'delta', 'alpha', 'Réponses – ردود', 'beta', 'carta'])
  await keyboard.press('Alt+ArrowDown')
  await expectOrder(page, ['Not in a group', 'delta', 'Réponses – ردود', 'alpha', 'beta', 'carta'])
  await keyboard.press('Alt+ArrowDown')
  await expectOrder(page, ['Not in a group', 'delta', 'Réponses – ردود', 'beta', 'alpha', 'carta'])
  await keyboard.press('Alt+ArrowLeft')
  await expectOrder(page, ['Not in a group', 'delta', 'alpha', 'Réponses – ردود', 'beta', 'carta'])

  // How far one is: a key goes on to the next state.
  await expect(row(page, 'alpha')).toContainText('New')
  await keyboard.press('p')
  await expect(row(page, 'alpha')).toContainText('In progress')
  await keyboard.press('p')
  await expect(row(page, 'alpha')).toContainText('Done')
  await expect(page.getByText('1/4 done')).toBeVisible()

  // The group is closed, opened and named anew.
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowLeft')
  await expectOrder(page, ['Not in a group', 'delta', 'alpha', 'Réponses – ردود'])
  await keyboard.press('ArrowRight')
  await expectOrder(page, ['Not in a group', 'delta', 'alpha', 'Réponses – ردود', 'beta', 'carta'])
  await keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'Name of the group' })).toBeFocused()
  await keyboard.press('Control+a')
  await keyboard.insertText('Answers')
  await keyboard.press('Enter')
  await expectOrder(page, ['Not in a group', 'delta', 'alpha', 'Answers', 'beta', 'carta'])
  await keyboard.press('Control+z')
  await expectOrder(page, ['Not in a group', 'delta', 'alpha', 'Réponses – ردود', 'beta', 'carta'])

  // The file is the proof.
  await closeProject(page)
  await openRecent(page, 'Documents in groups')
  await expectOrder(page, ['Not in a group', 'delta', 'alpha', 'Réponses – ردود', 'beta', 'carta'])
  await expect(row(page, 'alpha')).toContainText('Done')
  expect(await shell.blocked()).toEqual([])
})

test('several documents are described at once, and one undo takes it back', async ({ shell }) => {
  await withDocuments(shell)
  const { page } = shell
  const { keyboard } = page
  await row(page, 'beta').click()
  await expect(textOf(page, 'beta')).toBeVisible()
  await documentsList(page).focus()
  await keyboard.press('Control+a')
  await keyboard.press('i')
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details.getByText('What you set here is set in all 4 documents at once.')).toBeVisible()
  const kind = details.getByRole('combobox', { name: 'Kind' })
  await kind.fill('Proposal')
  await kind.press('Enter')
  for (const title of ['alpha', 'beta', 'carta', 'delta'])
    await expect(row(page, title)).toContainText('Proposal')
  const attributes = details.getByRole('group', { name: 'More about it' })
  await attributes.getByRole('combobox', { name: 'Name' }).fill('Round')
  await attributes.getByRole('textbox', { name: 'Value' }).fill('2')
  await attributes.getByRole('button', { name: 'Add' }).click()
  await expect(attributes.getByRole('textbox', { name: 'Round' })).toHaveValue('2')
  await documentsList(page).focus()
  await keyboard.press('Control+z')
  await expect(attributes.getByRole('textbox', { name: 'Round' })).toBeHidden()
  await keyboard.press('Control+z')
  await expect(row(page, 'alpha')).not.toContainText('Proposal')
})

test('a document is found by words, kind and progress, and one key shows all again', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Ada')
  await expect(documentsList(page).getByRole('option')).toHaveCount(3)
  await page.getByRole('button', { name: 'Filter documents' }).click()
  const filters = page.getByRole('dialog', { name: 'Filter documents' })
  await filters.getByRole('combobox', { name: 'Kinds' }).click()
  await page.getByRole('option', { name: 'Briefing', exact: true }).click()
  await expect(documentsList(page).getByRole('option')).toHaveCount(1)
  // The list of kinds stays open for more.
  await page.keyboard.press('Escape')
  await filters.getByRole('textbox', { name: 'Dated from' }).fill('2025')
  await expect(documentsList(page).getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(filters).toBeHidden()
  await expect(page.getByRole('button', { name: 'Remove Kinds: Briefing' })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search documents' }).fill('nothing like it')
  await expect(page.getByText('No document passes the filter.')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search documents' }).fill('allied')
  await expect(documentsList(page).getByRole('option')).toHaveCount(1)
  await documentsList(page).focus()
  await page.keyboard.press('Escape')
  await expect(documentsList(page).getByRole('option')).toHaveCount(3)
})

test('tagging begins a document by itself, and deleting it tells what goes along', async ({ shell }) => {
  await withDocuments(shell)
  const { page } = shell
  await openDocument(page, 'alpha')
  await selectWords(page, 'full ceasefire')
  await tagSelection(page, { issue: 'Ceasefire', digit: '1' })
  await expect(row(page, 'alpha')).toContainText('In progress')
  await expect(row(page, 'alpha')).toContainText('1 annotation')
  await row(page, 'alpha').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete the document…' }).click()
  const confirm = page.getByRole('dialog', { name: 'Delete “alpha”?' })
  await expect(confirm).toContainText('The document and 1 annotation in it go. You can undo this.')
  await confirm.getByRole('button', { name: 'Delete' }).click()
  await expect(row(page, 'alpha')).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(row(page, 'alpha')).toContainText('1 annotation')
})

test('documents are dragged to their place and into groups; Esc leaves them where they are', async ({
  shell
}) => {
  await withDocuments(shell)
  const { page } = shell
  await drag(page, row(page, 'delta'), row(page, 'alpha'), 'upper')
  await page.mouse.up()
  await expectOrder(page, ['delta', 'alpha', 'beta', 'carta'])
  await drag(page, row(page, 'delta'), row(page, 'carta'), 'lower')
  await expect(page.getByText('1 document', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('1 document', { exact: true })).toBeHidden()
  await page.mouse.up()
  await expectOrder(page, ['delta', 'alpha', 'beta', 'carta'])

  await row(page, 'beta').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Put into a group…' }).click()
  await page.getByRole('combobox', { name: 'Group' }).fill('Bills')
  await page.getByRole('button', { name: 'Make the group' }).click()
  await expectOrder(page, ['Not in a group', 'delta', 'alpha', 'carta', 'Bills', 'beta'])
  await row(page, 'delta').click({ modifiers: ['ControlOrMeta'] })
  await row(page, 'carta').click({ modifiers: ['ControlOrMeta'] })
  await drag(page, row(page, 'carta'), heading(page, 'Bills'), 'lower')
  await page.mouse.up()
  // Where in the group depends on how far the list has scrolled under the pointer.
  await expect(heading(page, 'Bills')).toContainText('group of 3 documents')
  await expect(heading(page, 'Not in a group')).toContainText('group of 1 document')

  // Files that are dropped on a group are imported into it.
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['Dropped words. 🕊️'], 'epsilon.txt', { type: 'text/plain' }))
    return transfer
  })
  for (const type of ['dragenter', 'dragover', 'drop'])
    await heading(page, 'Bills').dispatchEvent(type, { dataTransfer: files })
  const preview = page.getByRole('dialog', { name: 'Import 1 document' })
  await expect(preview.getByRole('combobox', { name: 'Into the group' })).toHaveValue('Bills')
  await preview.getByRole('button', { name: 'Import 1 document', exact: true }).click()
  await expect(heading(page, 'Bills')).toContainText('group of 4 documents')
  await expect(documentsList(page).getByRole('option').last()).toContainText('epsilon')
})

test('what is known of a document is kept: attributes, draft of, joined and taken apart', async ({
  shell
}) => {
  await withDocuments(shell)
  const { page } = shell
  await documentsList(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('i')
  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByRole('textbox', { name: 'Date' }).fill('2025-4')
  await details.getByRole('textbox', { name: 'Date' }).press('Enter')
  await expect(details.getByText('Write a date as 2025, 2025-04 or 2025-04-25.')).toBeVisible()
  await details.getByRole('textbox', { name: 'Date' }).fill('2025-04')
  await details.getByRole('textbox', { name: 'Date' }).press('Enter')
  await expect(row(page, 'alpha')).toContainText('April 2025')
  await details.getByRole('combobox', { name: 'Draft of' }).fill('car')
  await page.getByRole('option', { name: 'carta' }).last().click()
  await expect(details.getByRole('button', { name: 'Not a draft of it' })).toBeVisible()
  await expect(details).toContainText('alpha.txt (TXT')

  await row(page, 'beta').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Join into another document…' }).click()
  const join = page.getByRole('dialog', { name: 'Join “beta” into another document' })
  await join.getByRole('combobox', { name: 'Join into' }).fill('alpha')
  await page
    .getByRole('option', { name: /^alpha/ })
    .last()
    .click()
  await join.getByRole('button', { name: 'Join', exact: true }).click()
  await expectOrder(page, ['alpha', 'carta', 'delta'])
  await expect(details.getByText('Joined into it')).toBeVisible()
})

/** Four documents without a group. */
async function withDocuments(shell: Shell): Promise<void> {
  await makeProject(shell, 'Documents in groups', 'Ada')
  const names = ['alpha', 'beta', 'carta', 'delta']
  for (const name of names)
    shell.put(`${name}.txt`, `No negotiation before a full ceasefire, says ${name}. 😀\n`)
  await importFiles(
    shell,
    names.map((name) => `${name}.txt`)
  )
  await expect(documentsList(shell.page).getByRole('option')).toHaveCount(names.length)
  await expectOrder(shell.page, names)
}

function row(page: Page, title: string): Locator {
  return documentsList(page).getByRole('option', { name: title })
}

function heading(page: Page, group: string): Locator {
  return documentsList(page).getByRole('option', { name: new RegExp(`^${group} ?, group of`) })
}

/** Headings and titles, as they stand in the list. */
async function expectOrder(page: Page, names: readonly string[]): Promise<void> {
  const rows = documentsList(page).getByRole('option')
  await expect(rows).toHaveCount(names.length)
  await expect(rows).toContainText([...names])
}

/** Presses on a row and goes to the upper or lower part of another; the button stays down. */
async function drag(page: Page, from: Locator, to: Locator, part: 'upper' | 'lower'): Promise<void> {
  const start = await from.boundingBox()
  const end = await to.boundingBox()
  if (!start || !end) throw new Error('Both rows have to be in sight')
  await page.mouse.move(start.x + 80, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + 84, start.y + start.height / 2 + 12)
  await page.mouse.move(end.x + 90, end.y + end.height * (part === 'upper' ? 0.2 : 0.8))
}
