/** An analyst looks for words in all documents, walks the hits, tags them at once, and marks words while reading. */
import type { Page } from '@playwright/test'
import { exportDataset } from './pages/data.ts'
import { documentsList, openSample } from './pages/startScreen.ts'
import { openDocument, selectWords, showView, status, tagBox, textOf } from './pages/reading.ts'
import {
  hits,
  markedWords,
  saveSearch,
  savedSearch,
  searchField,
  searchFor,
  searchPane,
  selectedWords
} from './pages/searching.ts'
import { aboutThePageAlone, expect, test } from './shells/test.ts'

aboutThePageAlone()

test('search all documents, walk the hits in list and text, and come back, with the keyboard alone', async ({
  shell
}) => {
  await openSample(shell.page, 'Noor')
  const { page } = shell
  await searchFor(page, 'guarant*', /^8 hits in 2 documents$/)
  await page.keyboard.press('Enter')
  await expect(hits(page)).toBeFocused()
  // A hit of the open text is brought into sight by walking past it; the focus stays.
  await page.keyboard.press('ArrowDown')
  await expect(textOf(page)).toContainText('A peace that nobody guarantees')
  await expect(hits(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(textOf(page)).toBeFocused()
  await expect.poll(() => selectedWords(page)).toMatch(/^guarant/i)
  await expect(status(page)).toContainText('§ 7')
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('F4')
  // The next document is opened where its turn comes.
  await expect(textOf(page, 'United States framework, as described by officials')).toBeFocused()
  await expect.poll(() => selectedWords(page)).toBe('guarantees')
  await page.keyboard.press('Shift+F4')
  await expect(textOf(page, 'Ukrainian and European counter-proposal')).toBeFocused()
  await expect(status(page)).toContainText('§ 32')

  await page.keyboard.press('F9')
  await expect(hits(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(searchField(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(searchPane(page)).toBeHidden()
  await expect(documentsList(page)).toBeVisible()
  await expect(textOf(page)).toBeFocused()
  // What was found is there again.
  await page.keyboard.press('Control+Shift+f')
  await expect(searchField(page)).toHaveValue('guarant*')
  await expect(searchPane(page).getByRole('status')).toHaveText('8 hits in 2 documents')
})

test('search from another view: what is typed goes to the search, not to the text that comes back', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await selectWords(page, 'one question')
  await showView(page, 'Passages')
  await expect(page.getByRole('columnheader', { name: 'Stance' })).toBeVisible()
  await page.keyboard.press('Control+Shift+f')
  await expect(textOf(page)).toBeVisible()
  await expect(searchField(page)).toBeFocused()
  await page.keyboard.type('guarantees')
  await expect(searchField(page)).toHaveValue('guarantees')
})

test('words, exact and regular expressions differ, a bad one is a sentence, and nothing found says what to try', async ({
  shell
}) => {
  await openSample(shell.page, null)
  const { page } = shell
  await searchFor(page, 'nato', /^\d+ hits? in \d documents?$/)
  await page.getByRole('radio', { name: 'Exact' }).click()
  await expect(searchPane(page).getByRole('status')).toHaveText('Nothing found')
  await page.getByRole('button', { name: 'Search as words' }).click()
  await expect(searchPane(page).getByRole('status')).toHaveText(/^\d+ hits? in/)
  await page.getByRole('radio', { name: 'Regex' }).click()
  await searchFor(page, 'N[A-Z]{3}\\b', /^\d+ hits? in/)
  await searchField(page).fill('(NATO')
  await expect(page.getByRole('alert')).toContainText('This is not a regular expression')
  await expect(searchField(page)).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('radio', { name: 'Words' }).click()
  await searchFor(page, 'territori', 'Nothing found')
  await page.getByRole('button', { name: 'Search for territori*' }).click()
  await expect(searchField(page)).toHaveValue('territori*')
  await expect(searchPane(page).getByRole('status')).toHaveText(/^\d+ hits? in/)
  // Earlier searches come back with Up.
  await searchField(page).focus()
  await page.keyboard.press('ArrowUp')
  await expect(searchField(page)).toHaveValue('(NATO')
  await expect(page.getByRole('radio', { name: 'Regex' })).toBeChecked()
  await page.keyboard.press('ArrowUp')
  await expect(searchField(page)).toHaveValue('N[A-Z]{3}\\b')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(searchField(page)).toHaveValue('territori*')
  await page.keyboard.press('ArrowDown')
  await expect(hits(page)).toBeFocused()
})

test('a search can be kept to the open document or to chosen ones', async ({ shell }) => {
  await openSample(shell.page, null)
  const { page } = shell
  await openDocument(page, 'United States framework')
  await searchFor(page, 'territory', /in 3 documents$/)
  await page.getByRole('button', { name: 'Where to search: All documents' }).click()
  await page.getByRole('option', { name: 'The open document' }).click()
  await expect(searchPane(page).getByRole('status')).toHaveText(/in 1 document$/)
  await expect(hits(page).getByRole('treeitem', { name: /^United States framework/ })).toBeVisible()
  await page.getByRole('button', { name: 'Where to search: The open document' }).click()
  await page.getByRole('option', { name: 'Reactions in allied capitals' }).click()
  await page.getByRole('option', { name: /^Ukrainian and European/ }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Where to search: 2 chosen' })).toBeVisible()
  await expect(searchPane(page).getByRole('status')).toHaveText(/in 2 documents$/)
})

test('tag the sentences of all hits but one as a new issue with the keyboard alone, undo it once, and export the quotes', async ({
  shell
}) => {
  test.slow()
  await openSample(shell.page, 'Noor')
  const { page } = shell
  const before = await taggedDocuments(page)
  await searchFor(page, 'guarant*', /^8 hits/)
  await tabTo(page, 'Tag all…')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Tag all hits' })
  await expect(dialog.getByRole('combobox', { name: 'Issues' })).toBeFocused()
  await page.keyboard.insertText('Words of guarantee')
  await expect(page.getByRole('option', { name: 'Create “Words of guarantee”' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('button', { name: 'Tag 8 passages' })).toBeEnabled()
  // The sentences: two of the hits share one.
  await dialog.getByRole('radio', { name: 'The hit' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('radio', { name: 'Its sentence' })).toBeChecked()
  await expect(dialog.getByText(/stands? in (a )?passages? (that|which) /)).toBeVisible()
  const all = Number(/of (\d+) ticked/.exec(await dialog.getByRole('status').first().innerText())?.[1])
  expect(all).toBeLessThan(8)
  const list = dialog.getByRole('tree', { name: 'Passages to tag' })
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(dialog.getByText(`${all - 1} of ${all} ticked`)).toBeVisible()
  await expect(list.getByRole('treeitem').nth(1)).toHaveAttribute('aria-checked', 'false')
  await expect(list.getByRole('treeitem').first()).toHaveAttribute('aria-checked', 'mixed')
  await tabTo(page, `Tag ${all - 1} passages`)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText(`Tagged ${all - 1} passages: Words of guarantee.`).first()).toBeVisible()

  // A second look shows them as tagged, and ticks only the one that was left out.
  await tabTo(page, 'Tag all…')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('combobox', { name: 'Issues' })).toBeFocused()
  await page.keyboard.insertText('Words of guarantee')
  await page.getByRole('option', { name: 'Words of guarantee' }).first().click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('radio', { name: 'Its sentence' }).click()
  await expect(dialog.getByText(`1 of ${all} ticked`)).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  const rows = (await exportDataset(shell, 'tagged.csv')).filter(
    (row) => row['issue_path'] === 'Words of guarantee'
  )
  expect(rows).toHaveLength(all - 1)
  for (const row of rows) {
    expect(row['quote']).toMatch(/guarant/i)
    expect(row['coder']).toBe('Noor')
  }
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await searchField(page).focus()
  await page.keyboard.press('Escape')
  await expect.poll(() => taggedDocuments(page)).toEqual(before)
})

test('saved searches mark their words while reading, are walked, switched, undone and still there the next time', async ({
  shell
}) => {
  await openSample(shell.page, 'Noor')
  const { page } = shell
  await searchFor(page, 'ceasefire', /^\d+ hits in/)
  await saveSearch(page, 'Ceasefires')
  await searchFor(page, 'territor*', /^\d+ hits in/)
  await saveSearch(page, 'Land')
  await searchField(page).focus()
  await page.keyboard.press('Escape')
  const legend = page.getByRole('group', { name: 'Words marked by saved searches' })
  await expect(legend.getByRole('button', { name: /^Ceasefires \d+ places?/ })).toBeVisible()
  await expect(textOf(page)).toBeFocused()

  // From the start of the text on, with the keyboard alone.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F8')
  const first = await selectedWords(page)
  expect(first).toMatch(/^(ceasefire|territor)/i)
  await expect.poll(() => markedWords(page)).toContain(first)
  await page.keyboard.press('Shift+F8')
  expect(await selectedWords(page)).toMatch(/^(ceasefire|territor)/i)
  // Tagging a marked word is tagging a selection.
  await page.keyboard.press('Enter')
  await expect(tagBox(page)).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F8')
  await page.keyboard.press('Control+Shift+f')
  await savedSearch(page, 'Land').focus()
  await page.keyboard.press('Space')
  await expect(savedSearch(page, 'Land')).not.toBeChecked()
  await expect.poll(() => overlines(page)).toEqual(['ceasefire'])
  await page.keyboard.press('Space')
  // Order, deleting and taking that back are the project's.
  await page.keyboard.press('Alt+ArrowUp')
  await expect(
    page.getByRole('list', { name: 'Saved searches' }).getByRole('checkbox').first()
  ).toHaveAccessibleName('Mark “Land” in the text')
  await page.keyboard.press('Delete')
  await expect(savedSearch(page, 'Land')).toBeHidden()
  await expect(savedSearch(page, 'Ceasefires')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(savedSearch(page, 'Land')).toBeChecked()

  await shell.restart()
  await shell.page
    .getByRole('button', { name: /Peace proposals/ })
    .first()
    .click()
  await expect(
    shell.page
      .getByRole('group', { name: 'Words marked by saved searches' })
      .getByRole('button', { name: /^Land \d+ places?/ })
  ).toBeVisible()
})

/** The words with a line above, without case, each once. */
async function overlines(page: Page): Promise<readonly string[]> {
  const words = await markedWords(page)
  return [...new Set(words.map((word) => word.toLowerCase()))].toSorted()
}

/** Every document of the list, with what it tells of its annotations. */
async function taggedDocuments(page: Page): Promise<readonly string[]> {
  return documentsList(page).getByRole('option').allInnerTexts()
}

/** Goes on with Tab until the button of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('button', { name, exact: true })).toBeEnabled()
  for (let i = 0; i < 40; i += 1) {
    if ((await page.evaluate(() => document.activeElement?.textContent)) === name) break
    await page.keyboard.press('Tab')
  }
  await expect(page.getByRole('button', { name, exact: true })).toBeFocused()
}
