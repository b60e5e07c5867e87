/** The passages of all documents: filtered, grouped, changed one by one and many at once, and found again in the text. */
import fs from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './shells/test.ts'
import { chooseNew } from './pages/files.ts'
import { showView, textOf } from './pages/reading.ts'
import { openSample } from './pages/startScreen.ts'

test('with the keyboard alone: filter, go to the text and back, recode many, and take it back', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.press('Control+2')
  await expect(table(page)).toBeFocused()
  await expect(page.getByText('45 passages')).toBeVisible()

  // To the text and back: the same row is in hand.
  for (let steps = 0; steps < 6; steps++) await page.keyboard.press('ArrowDown')
  const inHand = await nameInHand(page)
  await page.keyboard.press('Enter')
  await expect(textOf(page)).toBeVisible()
  await page.keyboard.press('Alt+Backspace')
  await expect(table(page)).toBeFocused()
  expect(await nameInHand(page)).toBe(inHand)

  // A stance in its cell.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('F2')
  const stances = page.getByRole('listbox', { name: 'Stance' })
  await expect(stances).toBeVisible()
  await page.keyboard.insertText('Neutral')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(stances).toBeHidden()
  await expect.poll(() => nameInHand(page)).toContain('Neutral')
  await page.keyboard.press('Control+z')
  await expect.poll(() => nameInHand(page)).not.toContain('Neutral')

  // Words, then all that they let through.
  await walkTo(page, words(page), 'Shift+Tab')
  await page.keyboard.insertText('frozen assets')
  await expect(page.getByText(/^\d+ passages?$/)).not.toHaveText('45 passages')
  const found = Number.parseInt((await page.getByText(/^\d+ passages?$/).textContent()) ?? '', 10)
  await walkTo(page, table(page), 'Tab')
  await page.keyboard.press('Control+a')
  await expect(page.getByText(`${found} selected`)).toBeVisible()
  await walkTo(page, page.getByRole('button', { name: 'Set issue…' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Minerals')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(told(page)).toContainText(`${found} passages recoded.`)
  const issues = table(page).getByRole('gridcell', { name: 'Minerals agreement', exact: true })
  await expect(issues).toHaveCount(found)
  await page.keyboard.press('Control+z')
  await expect(issues).not.toHaveCount(found)
})

test('stands together by actor, one of two in both groups; groups close and open', async ({ shell }) => {
  const { page } = shell
  await openSample(page, null)
  await showView(page, 'Passages')
  await page.getByRole('button', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'By actor' }).click()
  const grouped = page.getByRole('treegrid', { name: 'Passages' })
  const first = grouped.getByRole('row', { expanded: true }).first()
  await expect(first).toContainText(/European allies\s*\d+/)
  await expect(page.getByText('45 passages')).toBeVisible()
  await grouped.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(grouped.getByRole('row', { expanded: false }).first()).toContainText('European allies')
  await page.keyboard.press('ArrowRight')
  await expect(first).toContainText('European allies')
})

test('keeps filters under a name, and says what is wrong with an expression', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await showView(page, 'Passages')
  await page.getByRole('button', { name: 'Search by a regular expression' }).click()
  await words(page).fill('(cease')
  await expect(page.getByRole('alert')).toContainText('This is not a regular expression')
  await expect(page.getByText('45 passages')).toBeVisible()
  await words(page).fill('cease-?fire\\b')
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(page.getByText('45 passages')).toBeHidden()
  await page.getByRole('button', { name: 'Saved filters' }).click()
  await page.getByRole('textbox', { name: 'Name of these filters' }).fill('Ceasefire')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Saved filters' })).toContainText('Ceasefire')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page.getByText('45 passages')).toBeVisible()
  await page.getByRole('button', { name: 'Saved filters' }).click()
  await page
    .getByRole('list', { name: 'Saved filters' })
    .getByRole('button', { name: 'Ceasefire' })
    .first()
    .click()
  await expect(words(page)).toHaveValue('cease-?fire\\b')
  await expect(page.getByText('45 passages')).toBeHidden()
})

test('exports what is shown as a page to read, each quote with its source', async ({ shell }) => {
  const { page } = shell
  await openSample(page, null)
  await showView(page, 'Passages')
  await words(page).fill('frozen assets are to be among')
  await expect(page.getByText('4 passages')).toBeVisible()
  await chooseNew(shell, 'frozen.md', async () => {
    await page.getByRole('button', { name: 'More for this list' }).click()
    await page.getByRole('menuitem', { name: 'Export as Markdown to read…' }).click()
  })
  await expect(told(page)).toContainText('4 passages written to frozen.md.')
  const report = fs.readFileSync(shell.file('frozen.md'), 'utf8')
  expect(report.match(/^> .*frozen assets are to be among/gm)).toHaveLength(4)
  expect(report).toContain('— Ukrainian and European counter-proposal')
})

function table(page: Page): Locator {
  return page.getByRole('grid', { name: 'Passages' })
}

/** Presses a key until the focus is where it is wanted. */
async function walkTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab'): Promise<void> {
  await expect(async () => {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
    await expect(wanted).toBeFocused({ timeout: 100 })
  }).toPass({ intervals: [20] })
}

/** What is told at the foot of the window. */
function told(page: Page): Locator {
  return page.getByRole('region', { name: 'Notifications' })
}

function words(page: Page): Locator {
  return page.getByRole('searchbox', { name: 'Words in the passage or its note' })
}

/** What a screen reader says of the cell in hand. */
function nameInHand(page: Page): Promise<string> {
  return table(page).evaluate(
    (grid) => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent ?? ''
  )
}
