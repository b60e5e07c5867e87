/** An analyst reads: finds words, walks the contents, follows footnotes, sets the text to taste, in any direction of writing. */
import type { Page } from '@playwright/test'
import { aboutThePageAlone, expect, test } from './shells/test.ts'
import { copySelection, importFiles } from './pages/importing.ts'
import { status, tagBox, textOf } from './pages/reading.ts'
import { makeProject } from './pages/startScreen.ts'

aboutThePageAlone()

const measures = Array.from(
  { length: 30 },
  (_, i) =>
    `## Article ${i + 1}: Measure ${i + 1}\n\nThe guarantors of measure ${i + 1} act when the ceasefire is broken. ${'Talks go on without delay. '.repeat(12)}\n`
)
const framework = [
  '# Framework',
  '',
  'A note[^1] and a link to [the accord](https://example.org/accord). Café, cafe\u0301 and CAFÉ; İstanbul, Straße 🕊️.',
  '',
  ...measures,
  '| Zone | Deadline |',
  '|---|---|',
  '| North | 30 days |',
  '| South | 60 days |',
  '',
  '[^1]: The accord of 2024 as amended.'
].join('\n')

test('finds every place of a word with the keyboard alone, tells which of how many, and tags one at once', async ({
  shell
}) => {
  const { page } = shell
  await openText(page, shell, 'framework.md', framework)
  await page.keyboard.press('Control+f')
  await expect(findField(page)).toBeFocused()
  await page.keyboard.insertText('ceasefire')
  await expect(findBar(page)).toContainText('1 of 30')
  await page.keyboard.press('Enter')
  await page.keyboard.press('F3')
  await expect(findBar(page)).toContainText('3 of 30')
  await page.keyboard.press('Shift+Enter')
  await expect(findBar(page)).toContainText('2 of 30')
  // Folded: both forms of é, capitals, and letters that change their length.
  await look(page, 'cafe', '1 of 3')
  await page.keyboard.press('Alt+c')
  await expect(findBar(page)).toContainText('Not found')
  await page.keyboard.press('Alt+c')
  await look(page, 'istanbul', '1 of 1')
  await look(page, 'strasse', '1 of 1')
  // Whole words, then a pattern, and one that is not finished.
  await look(page, 'measure 1', '1 of 22')
  await page.keyboard.press('Alt+w')
  await expect(findBar(page)).toContainText(/1 of 2$/)
  await page.keyboard.press('Alt+w')
  await page.keyboard.press('Alt+x')
  await look(page, 'measure 2\\d act', '1 of 10')
  await look(page, '(measure', 'Not a complete pattern')
  await look(page, 'guarantors of measure 27', '1 of 1')
  await page.keyboard.press('Control+Enter')
  await expect(findBar(page)).toBeHidden()
  await expect(tagBox(page)).toBeVisible()
  await expect(tagBox(page).getByRole('combobox', { name: 'Issue' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(tagBox(page)).toBeHidden()
  expect(await copySelection(page)).toBe('guarantors of measure 27')
})

test('Esc leaves a search that found nothing where the reader was, and Shift+F5 goes back after one that did', async ({
  shell
}) => {
  const { page } = shell
  await openText(page, shell, 'framework.md', framework)
  await page.keyboard.press('Control+f')
  await page.keyboard.insertText('measure 28 act')
  await expect(findBar(page)).toContainText('1 of 1')
  await page.keyboard.press('Escape')
  await expect(page.getByText('The guarantors of measure 28')).toBeInViewport()
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.press('Control+f')
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('nowhere at all')
  await expect(findBar(page)).toContainText('Not found')
  await page.keyboard.press('Escape')
  await expect(page.getByText('The guarantors of measure 28')).toBeInViewport()
  await page.keyboard.press('Shift+F5')
  await expect(page.getByText('A note')).toBeInViewport()
})

test('walks the contents by keyboard, looks for a heading, and sees which one is read', async ({ shell }) => {
  const { page } = shell
  await openText(page, shell, 'framework.md', framework)
  const contents = page.getByRole('listbox', { name: 'Contents' })
  await expect(contents).toBeVisible()
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press('Shift+F6')
    if (await contents.evaluate((list) => list === document.activeElement)) break
  }
  await expect(contents).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(textOf(page)).toBeFocused()
  await expect(page.getByRole('heading', { name: 'Article 2: Measure 2', exact: true })).toBeInViewport()
  await expect(contents.getByRole('option', { selected: true })).toContainText('Article 2')

  const field = page.getByRole('searchbox', { name: 'Find a heading' })
  await field.focus()
  await page.keyboard.insertText('MEASURE 29')
  await expect(contents.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(contents).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Article 29: Measure 29' })).toBeInViewport()
  await page.keyboard.press('Shift+F5')
  await expect(page.getByRole('heading', { name: 'Article 2: Measure 2', exact: true })).toBeInViewport()
  await page.keyboard.press('Control+Shift+b')
  await expect(contents).toBeHidden()
})

test('follows a footnote and comes back, by keyboard and by mouse, and is told where a link leads', async ({
  shell
}) => {
  const { page } = shell
  await openText(page, shell, 'framework.md', framework)
  await page.keyboard.press('Control+f')
  await page.keyboard.insertText('A note')
  await expect(findBar(page)).toContainText('1 of 1')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('group', { name: 'Footnote 1' })).toContainText(
    'The accord of 2024 as amended.'
  )
  await page.keyboard.press('Enter')
  await expect(textOf(page).getByText('The accord of 2024 as amended.')).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByText('A note')).toBeInViewport()

  await textOf(page).getByText('the accord', { exact: true }).hover()
  const link = page.getByRole('group', { name: 'Link' })
  await expect(link).toContainText('https://example.org/accord')
  await expect(link.getByRole('button', { name: 'Copy address' })).toBeVisible()
  expect(await shell.blocked()).toEqual([])
})

test('a click on a footnote in a long text goes to the note and stays there; Enter comes back', async ({
  shell
}) => {
  const { page } = shell
  const paragraphs = Array.from({ length: 1500 }, (_, i) => `Paragraph ${i + 1} of the accord.[^a${i % 20}]`)
  const notes = Array.from({ length: 20 }, (_, i) => `[^a${i}]: Annex ${i} says more.`)
  await openText(page, shell, 'notes.md', [...paragraphs, ...notes].join('\n\n'))
  for (const number of [3, 4, 5]) {
    await page.keyboard.press('Control+Home')
    const reference = textOf(page).getByText(`[a${number}]`).first()
    await reference.hover()
    await expect(page.getByRole('group', { name: `Footnote a${number}` })).toBeVisible()
    await reference.click()
    await expect(textOf(page).getByText(`Annex ${number} says`)).toBeInViewport()
    await expect(page.getByRole('group', { name: `Footnote a${number}` })).toBeHidden()
    await expect(status(page)).toContainText(`§ 1,50${number + 1}`)
    await page.keyboard.press('Enter')
    await expect(status(page)).toContainText(`§ ${number + 1} `)
    await expect(reference).toBeInViewport()
  }
})

test('chooses letters, size and length of lines, and the line that is read stays where it is', async ({
  shell
}) => {
  const { page } = shell
  await openText(page, shell, 'framework.md', framework)
  await page.keyboard.press('Control+f')
  await page.keyboard.insertText('measure 15 act')
  await expect(findBar(page)).toContainText('1 of 1')
  await page.keyboard.press('Escape')
  const line = page.getByText('The guarantors of measure 15')
  await expect(line).toBeInViewport()
  const top = async () => Math.round((await line.boundingBox())?.y ?? -1)
  const before = await top()
  await page.getByRole('button', { name: 'Look of the text' }).click()
  const dialog = page.getByRole('dialog', { name: 'Look of the text' })
  await dialog.getByRole('radio', { name: 'Spaced' }).click()
  await dialog.getByRole('button', { name: 'Larger text' }).click()
  for (let i = 0; i < 3; i++) await dialog.getByRole('button', { name: 'Shorter lines' }).click()
  await expect(dialog.getByText('55 letters')).toBeVisible()
  await expect(dialog.getByText('110 %')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(line).toBeInViewport()
  expect(Math.abs((await top()) - before)).toBeLessThan(120)
  await page.setViewportSize({ width: 1024, height: 700 })
  await expect(line).toBeInViewport()
})

test('reads a text that runs from right to left, finds a word without its vowels, and copies exactly', async ({
  shell
}) => {
  const { page } = shell
  const words = 'المادة ١ يدخل وَقْفُ إطلاق النار حيز التنفيذ'
  const text = `${words}\n\nUN Resolution 1701 applies.\n\nשלום עכשיו, הפסקת אש\n\n${'يلتزم الطرفان بسحب القوات. '.repeat(40).trim()}`
  await openText(page, shell, 'arabic.txt', text)
  const directionOf = (part: string) =>
    textOf(page)
      .getByText(part)
      .first()
      .evaluate((element) => getComputedStyle(element).direction)
  expect(await directionOf('يدخل')).toBe('rtl')
  expect(await directionOf('UN Resolution')).toBe('ltr')
  expect(await directionOf('שלום')).toBe('rtl')
  await page.keyboard.press('Control+f')
  await page.keyboard.insertText('وقف إطلاق')
  await expect(findBar(page)).toContainText('1 of 1')
  await page.keyboard.press('Escape')
  expect(await copySelection(page)).toBe('وَقْفُ إطلاق')
  await page.keyboard.press('Control+a')
  expect(await copySelection(page)).toBe(text)
})

test('reads a paragraph of a million characters and a table of thousands of rows', async ({ shell }) => {
  const { page } = shell
  const sentence = 'The parties agree that the ceasefire holds. '
  const paragraph = `${sentence.repeat(1_000_000 / sentence.length).trim()} Here it ends.`
  await openText(page, shell, 'paragraph.txt', paragraph)
  await page.keyboard.press('Control+End')
  await expect(textOf(page).getByText('Here it ends.')).toBeInViewport()
  await page.keyboard.press('Control+Shift+Home')
  await expect(status(page)).toContainText('characters selected')
  expect(await copySelection(page)).toBe(paragraph)

  const rows = Array.from({ length: 3000 }, (_, i) => `| Row ${i + 1} | ${i + 1} days | remark é |`)
  shell.put('table.md', ['| Zone | Deadline | Remark |', '|---|---|---|', ...rows].join('\n'))
  await importFiles(shell, ['table.md'])
  await expect(textOf(page).getByRole('columnheader', { name: 'Deadline' })).toBeVisible()
  await page.keyboard.press('Control+End')
  await expect(textOf(page).getByRole('cell', { name: '3000 days' })).toBeInViewport()
})

async function openText(
  page: Page,
  shell: Parameters<typeof makeProject>[0],
  name: string,
  text: string
): Promise<void> {
  await makeProject(shell, 'Reading', 'Ada')
  shell.put(name, text)
  await importFiles(shell, [name])
  await expect(textOf(page)).toBeFocused()
}

function findBar(page: Page) {
  return page.getByRole('search', { name: 'Find in this text' })
}

function findField(page: Page) {
  return page.getByRole('textbox', { name: 'Find in this text' })
}

/** Looks for other words in the bar that is open. */
async function look(page: Page, words: string, count: string | RegExp): Promise<void> {
  await expect(findField(page)).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(words)
  await expect(findBar(page)).toContainText(count)
}
