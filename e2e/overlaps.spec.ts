/** Where several annotations stand over the same words, each stays to be seen, reached and, when it is in the way, hidden. */
import type { Page } from '@playwright/test'
import { aboutThePageAlone, expect, test } from './shells/test.ts'
import { pointOf, quoteInHand } from './pages/boundaries.ts'
import { importFiles } from './pages/importing.ts'
import { cards, expectCount, selectWords, status, tagSelection, textOf } from './pages/reading.ts'
import { makeProject, openSample } from './pages/startScreen.ts'
import type { Shell } from './shells/shell.ts'

aboutThePageAlone()

const text =
  'The guarantors of the peace act together from the first day.\n\nAid flows at once and talks go on in Geneva.'
const tags = [
  { words: 'The guarantors of the peace act together from the first day', issue: 'Guarantees', digit: '1' },
  { words: 'guarantors of the peace act together', issue: 'Deterrence', digit: '4' },
  { words: 'guarantors of the peace act together', issue: 'Alliances', digit: '2' },
  { words: 'peace', issue: 'Peace', digit: '5' }
] as const

test('list what is at the caret, the smallest first, and take one in hand with the keyboard alone', async ({
  shell
}) => {
  const page = await overlapping(shell, 'Here')
  await selectWords(page, 'peace')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('h')
  const list = page.getByRole('listbox', { name: '4 annotations here' })
  await expect(list).toBeFocused()
  await expect(list.getByRole('option')).toContainText(['Peace', /./, /./, 'Guarantees'])
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(list).toBeHidden()
  await expect(textOf(page)).toBeFocused()
  await expect(quoteInHand(page)).toHaveText(tags[0].words)

  await page.keyboard.press('h')
  await expect(page.getByRole('listbox', { name: /here$/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox', { name: /here$/ })).toBeHidden()
  await expect(textOf(page)).toBeFocused()
})

test('a click on overlapping passages takes the smallest and lists the others beside it', async ({
  shell
}) => {
  const page = await overlapping(shell, 'Click')
  const point = await pointOf(page, 'peace', 'end')
  await page.mouse.click(point.x - 8, point.y)
  await expect(quoteInHand(page)).toHaveText('peace')
  const list = page.getByRole('listbox', { name: '4 annotations here' })
  await list.getByRole('option', { name: /Alliances/ }).click()
  await expect(quoteInHand(page)).toHaveText(tags[2].words)
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Alliances')
})

test('every tag of the same words has its row, and no card moves when one comes, goes or is in hand', async ({
  shell
}) => {
  const page = await overlapping(shell, 'Cards')
  await expect(cards(page).filter({ hasText: 'Deterrence' })).toContainText('Alliances')
  await selectWords(page, 'talks go on in Geneva')
  await tagSelection(page, { issue: 'Talks', digit: '1' })
  const talks = cards(page).filter({ hasText: 'Talks' })
  await expect(talks).toBeVisible()
  // Only the card in hand comes up to its words.
  await selectWords(page, 'at once')
  await tagSelection(page, { issue: 'Speed', digit: '1' })
  await expect(cards(page).filter({ hasText: 'Speed' })).toBeVisible()
  const before = await talks.boundingBox()
  await selectWords(page, 'Aid flows at once')
  await tagSelection(page, { issue: 'Aid', digit: '1' })
  await expect(cards(page).filter({ hasText: 'Aid' })).toBeVisible()
  expect(await talks.boundingBox()).toEqual(before)
  await cards(page).filter({ hasText: 'Guarantees' }).getByRole('button').first().click()
  expect(await talks.boundingBox()).toEqual(before)
  await page.keyboard.press('Delete')
  await expectCount(page, 6)
  await expect(cards(page).filter({ hasText: 'Guarantees' })).toBeHidden()
  expect(await talks.boundingBox()).toEqual(before)
})

test('show only some, with the keyboard alone; what is hidden is always told, and J goes past it', async ({
  shell
}) => {
  const page = await overlapping(shell, 'Layer')
  await page.keyboard.press('l')
  const layer = page.getByRole('dialog', { name: 'What is shown' })
  await expect(layer.getByRole('checkbox', { name: 'Only mine' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(layer.getByRole('button', { name: /^Supports/ })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(layer.getByRole('button', { name: /^Supports/ })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')
  await expect(textOf(page)).toBeFocused()
  const line = page.getByRole('group', { name: 'Hidden annotations' })
  await expect(line).toContainText('3 annotations are hidden')
  await page.keyboard.press('j')
  await expect(quoteInHand(page)).toHaveText(tags[0].words)
  await page.keyboard.press('j')
  await expect(quoteInHand(page)).toHaveText(tags[0].words)

  // A new tag that the filter would hide is shown, and that is said.
  await selectWords(page, 'Aid flows at once')
  await tagSelection(page, { issue: 'Aid', digit: '4' })
  await expect(page.getByText('Shown although the filter hides it').first()).toBeVisible()
  await expect(line).toContainText('3 annotations are hidden')
  await page.keyboard.press('l')
  await expect(layer.getByRole('checkbox', { name: 'Only mine' })).toBeFocused()
  await layer.getByRole('button', { name: 'Show all' }).press('Enter')
  await page.keyboard.press('Escape')
  await expect(layer).toBeHidden()
  await expect(line).toBeHidden()
})

test('hide another coder, be told how many, and show all again', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Ada Lovelace')
  await expect(textOf(page)).toBeVisible()
  await status(page)
    .getByRole('button', { name: /^What is shown/ })
    .click()
  const layer = page.getByRole('dialog', { name: 'What is shown' })
  await expect(layer.getByRole('checkbox', { name: 'Only mine' })).toBeFocused()
  await layer.getByRole('button', { name: /^Second coder/ }).click()
  await page.keyboard.press('Escape')
  const line = page.getByRole('group', { name: 'Hidden annotations' })
  await expect(line).toContainText(/^\d+ of another coder are hidden/)
  await line.getByRole('button', { name: 'Show all' }).press('Enter')
  await expect(line).toBeHidden()
  await expect(textOf(page)).toBeFocused()
})

/** A project of one text with passages over each other, the focus in the text. */
async function overlapping(shell: Shell, name: string): Promise<Page> {
  test.slow()
  await makeProject(shell, name, 'Ada Lovelace')
  shell.put('talks.txt', text)
  await importFiles(shell, ['talks.txt'])
  const { page } = shell
  for (const { words, issue, digit } of tags) {
    await selectWords(page, words)
    await tagSelection(page, { issue, digit })
  }
  await expectCount(page, tags.length)
  await expect(textOf(page)).toBeFocused()
  return page
}
