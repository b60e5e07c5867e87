/** An analyst mends where passages start and end: by keys, by dragging, and onto other words altogether. */
import type { Page } from '@playwright/test'
import { aboutThePageAlone, expect, test } from './shells/test.ts'
import { dragTo, handle, pointOf, quoteInHand } from './pages/boundaries.ts'
import { exportDataset } from './pages/data.ts'
import { importFiles } from './pages/importing.ts'
import { expectCount, selectWords, tagBox, tagSelection, textOf } from './pages/reading.ts'
import { closeProject, makeProject, openRecent } from './pages/startScreen.ts'
import type { Shell } from './shells/shell.ts'

aboutThePageAlone()

const text = [
  'Talks begin in Geneva. The guarantors of the peace act together, says Dr. Smith of the café 🕊️ group. They meet twice.',
  'No side may leave. Every side may speak.',
  'وقف إطلاق النار شرط للسلام. ثم تبدأ المحادثات.'
].join('\n\n')

test('move both ends by character, word, sentence and paragraph with the keyboard alone; a run of steps is one undo', async ({
  shell
}) => {
  const page = await tagged(shell, 'Keys', 'guarantors of the peace')
  const press = async (key: string, words: string): Promise<void> => {
    await page.keyboard.press(key)
    await expect(quoteInHand(page)).toHaveText(words)
  }
  await press(']', 'guarantors of the peace act')
  await press('{', 'The guarantors of the peace act')
  await press('.', 'The guarantors of the peace act t')
  await press('Alt+ArrowLeft', 'The guarantors of the peace act')
  await press(
    'Control+Alt+ArrowDown',
    'The guarantors of the peace act together, says Dr. Smith of the café 🕊️ group.'
  )
  await press(
    'Control+Alt+Shift+ArrowUp',
    'Talks begin in Geneva. The guarantors of the peace act together, says Dr. Smith of the café 🕊️ group.'
  )
  await press(
    'Control+Alt+PageDown',
    'Talks begin in Geneva. The guarantors of the peace act together, says Dr. Smith of the café 🕊️ group. They meet twice.'
  )
  await press('Control+Alt+Shift+ArrowDown', text.slice(text.indexOf('The guar'), text.indexOf('\n')))

  // Three quick steps are shown at once and taken back at once.
  const before = (await quoteInHand(page).textContent()) ?? ''
  for (let i = 0; i < 4; i++) await page.keyboard.press('[')
  await expect(quoteInHand(page)).toHaveText(/café 🕊️ group\.$/u)
  await page.keyboard.press('Control+z')
  await expect(quoteInHand(page)).toHaveText(before)
  await page.keyboard.press('Control+y')
  await expect(quoteInHand(page)).toHaveText(/café 🕊️ group\.$/u)

  // An undo that comes before the run was stored takes back that run, too.
  await page.keyboard.press(']')
  await page.keyboard.press('Control+z')
  await expect(quoteInHand(page)).toHaveText(/café 🕊️ group\.$/u)

  await closeProject(page)
  await shell.restart()
  await openRecent(shell.page, 'Keys')
  const rows = await exportDataset(shell, 'keys.csv')
  expect(rows.map((row) => row['quote'])).toEqual([
    'The guarantors of the peace act together, says Dr. Smith of the café 🕊️ group.'
  ])
})

test('what points left goes left in a text that runs from right to left', async ({ shell }) => {
  const page = await tagged(shell, 'Arabic', 'إطلاق النار')
  await page.keyboard.press('Control+Alt+ArrowLeft')
  await expect(quoteInHand(page)).toHaveText('إطلاق النار شرط')
  await page.keyboard.press('Control+Alt+Shift+ArrowRight')
  await expect(quoteInHand(page)).toHaveText('وقف إطلاق النار شرط')
  // A word ends at its left.
  await dragTo(page, 'end', ['للسلام', 'start'])
  await page.mouse.up()
  await expect(quoteInHand(page)).toHaveText('وقف إطلاق النار شرط للسلام')
  await page.keyboard.press('s')
  await expect(quoteInHand(page)).toHaveText('وقف إطلاق النار شرط للسلام.')
})

test('drag the ends: to whole words, with Alt to the character, across paragraphs; Esc leaves them', async ({
  shell
}) => {
  const page = await tagged(shell, 'Drag', 'guarantors of the peace')
  await dragTo(page, 'end', ['act together', 'end'])
  await page.mouse.up()
  await expect(quoteInHand(page)).toHaveText('guarantors of the peace act together')

  await page.keyboard.down('Alt')
  await dragTo(page, 'end', ['act toge', 'end'])
  await page.mouse.up()
  await page.keyboard.up('Alt')
  await expect(quoteInHand(page)).toHaveText('guarantors of the peace act toge')

  await dragTo(page, 'end', ['No side may', 'end'])
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(quoteInHand(page)).toHaveText('guarantors of the peace act toge')

  await dragTo(page, 'end', ['No side may', 'end'])
  await page.mouse.up()
  await expect(quoteInHand(page)).toHaveText(/^guarantors[^]*No side may$/)
  await dragTo(page, 'start', ['Talks begin', 'start'])
  await page.mouse.up()
  await expect(quoteInHand(page)).toHaveText(/^Talks begin[^]*No side may$/)
  const box = await handle(page, 'start').boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(24)
  // The text has the focus and the keys work on the end that was let go.
  await page.keyboard.press('}')
  await expect(quoteInHand(page)).toHaveText(/^begin[^]*No side may$/)
})

test('drag an end on by the wheel and past the edge of the window', async ({ shell }) => {
  await makeProject(shell, 'Far', 'Ada Lovelace')
  const words = 'The parties agree that the ceasefire holds and that talks begin without delay. '
  const long = Array.from({ length: 300 }, (_, i) => `Paragraph ${i + 1}. ${words.repeat(4).trim()}`)
  shell.put('long.txt', long.join('\n\n'))
  await importFiles(shell, ['long.txt'])
  const { page } = shell
  await selectWords(page, 'Paragraph 3')
  await tagSelection(page, { issue: 'Ceasefire', digit: '1' })
  await dragTo(page, 'end', ['Paragraph 4', 'end'])
  for (let i = 0; i < 10; i++) await page.mouse.wheel(0, 600)
  await expect.poll(() => paragraphInSight(page)).toBeGreaterThan(20)
  const wheeled = await paragraphInSight(page)
  await page.mouse.move(700, 866)
  await expect.poll(() => paragraphInSight(page), { timeout: 30_000 }).toBeGreaterThan(wheeled + 5)
  await page.mouse.move(700, 600)
  const last = await paragraphInSight(page)
  await page.mouse.up()
  await expect(quoteInHand(page)).toHaveText(new RegExp(`^Paragraph 3\\. [^]*Paragraph ${last}\\.`))
  await page.keyboard.press('Control+z')
  await expect(quoteInHand(page)).toHaveText('Paragraph 3')
})

test('bring the annotation in hand to other words, and give it another issue in the same step', async ({
  shell
}) => {
  const page = await tagged(shell, 'Move', 'guarantors of the peace')
  await selectWords(page, 'Every side may speak')
  await page.keyboard.press('m')
  await expect(quoteInHand(page)).toHaveText('Every side may speak')
  await selectWords(page, 'No side may leave')
  await page.keyboard.press('Shift+M')
  const box = page.getByRole('dialog', { name: 'Move and change the issue' })
  await expect(box).toContainText('“Guarantees” goes to “No side may leave”')
  await page.keyboard.insertText('Geneva')
  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()

  // Another issue to choose from.
  await page.keyboard.press('Escape')
  await selectWords(page, 'They meet twice')
  await tagSelection(page, { issue: 'Meetings' })
  await page.keyboard.press('k')
  await expect(quoteInHand(page)).toHaveText('Every side may speak')
  await selectWords(page, 'No side may leave')
  await page.keyboard.press('Shift+M')
  await expect(box.getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText('Meet')
  await expect(box.getByRole('option', { name: 'Meetings' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(box).toBeHidden()
  await expect(quoteInHand(page)).toHaveText('No side may leave')
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Meetings')
  await page.keyboard.press('Control+z')
  await expect(quoteInHand(page)).toHaveText('Every side may speak')
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Guarantees')
})

test('from the tag box and from the details: the selected words, with the issue as it is or another, in one step', async ({
  shell
}) => {
  const page = await tagged(shell, 'Use', 'guarantors of the peace')
  const box = page.getByRole('dialog', { name: 'Move and change the issue' })
  const details = page.getByRole('complementary', { name: 'Details' })
  await selectWords(page, 'Every side may speak')
  await page.keyboard.press('Enter')
  await expect(tagBox(page).getByRole('combobox', { name: 'Issue' })).toBeFocused()
  await page.keyboard.press('Alt+m')
  await expect(tagBox(page)).toBeHidden()
  await expect(box.getByRole('option', { name: 'Guarantees as now' })).toHaveAttribute(
    'aria-selected',
    'true'
  )
  await page.keyboard.press('Enter')
  await expect(quoteInHand(page)).toHaveText('Every side may speak')
  await expect(textOf(page)).toBeFocused()
  await expectCount(page, 1)
  await selectWords(page, 'They meet twice')
  await tagSelection(page, { issue: 'Meetings' })
  await page.keyboard.press('j')
  await expect(quoteInHand(page)).toHaveText('Every side may speak')

  const use = details.getByRole('button', { name: 'Use the selected words…' })
  await page.keyboard.press('k')
  await expect(quoteInHand(page)).toHaveText('They meet twice')
  await use.click()
  await expect(details.getByText('Select the words in the text that it belongs to')).toBeVisible()
  await textOf(page).focus()
  await selectWords(page, 'No side may leave')
  await use.press('Enter')
  await expect(box.getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText('Guar')
  await expect(box.getByRole('option', { name: 'Guarantees' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(quoteInHand(page)).toHaveText('No side may leave')
  await expect(details).not.toContainText('Meetings')
  await page.keyboard.press('Control+z')
  await expect(quoteInHand(page)).toHaveText('They meet twice')
  await expect(details).toContainText('Meetings')
  await expectCount(page, 2)
})

test('the menu of the text works at the pointer and by its key', async ({ shell }) => {
  const page = await tagged(shell, 'Menu', 'guarantors of the peace')
  const menu = page.getByRole('menu', { name: 'Text' })
  await page.keyboard.press('Shift+F10')
  await expect(menu.getByRole('menuitem', { name: /^Stance: Opposes/ })).toBeVisible()
  await menu.getByRole('menuitem', { name: /^Grow to the sentence/ }).press('Enter')
  await expect(quoteInHand(page)).toHaveText(/^The guarantors of[^]*group\.$/)
  await expect(textOf(page)).toBeFocused()
  const point = await pointOf(page, 'act together', 'end')
  await page.mouse.click(point.x - 20, point.y, { button: 'right' })
  await menu.getByRole('menuitem', { name: /^Delete the annotation here/ }).click()
  await expectCount(page, 0)
})

/** A paragraph whose first words stand in the window. */
async function paragraphInSight(page: Page): Promise<number> {
  return page.evaluate(() => {
    for (let y = 200; y < 700; y += 10) {
      const found = document.caretPositionFromPoint(innerWidth / 2, y)?.offsetNode
      const number = /^Paragraph (\d+)\./.exec(found?.textContent ?? '')?.[1]
      if (number !== undefined) return Number(number)
    }
    return 0
  })
}

/** A project of one text with these words tagged, in hand, the focus in the text. */
async function tagged(shell: Shell, name: string, words: string): Promise<Page> {
  test.slow()
  await makeProject(shell, name, 'Ada Lovelace')
  shell.put('talks.txt', text)
  await importFiles(shell, ['talks.txt'])
  const { page } = shell
  await selectWords(page, words)
  await tagSelection(page, { issue: 'Guarantees', digit: '1' })
  await expect(quoteInHand(page)).toHaveText(words)
  await expect(textOf(page)).toBeFocused()
  return page
}
