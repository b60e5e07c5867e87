/** An analyst mends where passages start and end: by keys, by dragging, and onto other words altogether. */
import type { Page } from '@playwright/test'
import { expect, test } from './shells/test.ts'
import { dragTo, handle, pointOf, quoteInHand } from './pages/boundaries.ts'
import { exportDataset } from './pages/data.ts'
import { importFiles } from './pages/importing.ts'
import { expectCount, selectWords, tagSelection, textOf } from './pages/reading.ts'
import { closeProject, makeProject, openRecent } from './pages/startScreen.ts'
import type { Shell } from './shells/shell.ts'

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

/** A project of one text with these words tagged, in hand, the focus in the text. */
async function tagged(shell: Shell, name: string, words: string): Promise<Page> {
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
