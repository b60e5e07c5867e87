/** How far two coders agree: a figure known by hand, the passages behind it, and what is taken along. */
import fs from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { expect, test } from './shells/test.ts'
import { chooseNew } from './pages/files.ts'
import { status, textOf } from './pages/reading.ts'
import { makeProject, openSample } from './pages/startScreen.ts'

/*
 * The sample has 185 sentences that both coders went through. The first coder tagged three of them with the ceasefire, the second two of
 * these: one sentence on which they differ. So agreement is 184 / 185 = 99.5 per cent. Of the 2 × 185 values 5 are "tagged", 365 are not:
 * nominal alpha is 1 − 369 × 2 / (2 × 5 × 365) = 0.798.
 */
const ceasefire = { percent: '99.5%', alpha: '0.798' }

test('with the keyboard alone: read a figure, open its passages, go to the text, and come back to the number', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await showAgreement(page)
  const issues = table(page, 'Issue by issue')
  await walkTo(page, issues, 'Tab')
  await walkToCell(page, issues, 'Ceasefire before territory talks', 'ArrowDown')
  expect(await inHand(issues)).toContain(ceasefire.percent)
  await page.keyboard.press('ArrowRight')
  expect(await inHand(issues)).toContain(ceasefire.alpha)
  await expect(page.getByText('Counts 185 sentences.').first()).toBeVisible()

  await page.keyboard.press('Enter')
  const list = passages(page)
  await expect(list).toBeFocused()
  await expect(list.getByRole('option')).toHaveCount(3)
  await expect(list.getByRole('option').first()).toContainText('Differ')
  await expect(list.getByRole('option').first()).toContainText('Once the ceasefire holds')
  await expect(list.getByRole('option').first()).toContainText('not tagged')
  await expect(page.getByText('3 passages, 1 where they differ')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  const second = await inHand(list)
  expect(second).toContain('Agree')

  await page.keyboard.press('Enter')
  await expect(textOf(page)).toBeFocused()
  await expect(status(page)).toContainText(/\d characters? selected/)
  await page.keyboard.press('Control+3')
  await expect(list).toBeFocused()
  expect(await inHand(list)).toBe(second)
  await page.keyboard.press('Escape')
  await expect(issues).toBeFocused()
  await expect(list).toBeHidden()
  expect(await inHand(issues)).toContain(ceasefire.alpha)
})

test('every number opens its own passages: where stances differ, of one issue, of everything', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await showAgreement(page)
  // Opposed by the first coder, neutral to the second: the two sentences of one passage.
  const stances = table(page, 'Stances, coder against coder')
  await stances.getByRole('gridcell', { name: /^2 Opposes, Neutral/ }).click()
  await expect(page.getByRole('heading', { name: 'Opposes against Neutral' })).toBeVisible()
  await expect(passages(page).getByRole('option')).toHaveCount(2)
  for (const words of ['Ukraine is moving', 'The core of the dispute remains territory'])
    await expect(passages(page).getByRole('option').filter({ hasText: words })).toContainText('Neutral')

  await page.getByRole('button', { name: /tagged, coders differ on 3/ }).click()
  await expect(page.getByRole('heading', { name: 'All chosen issues' })).toBeVisible()
  await expect(passages(page).getByRole('option')).toHaveCount(3)
  await page.getByRole('radio', { name: 'All', exact: true }).last().click()
  await expect(page.getByText('23 passages, 3 where they differ')).toBeVisible()
})

test('the lowest comes first, one document alone can be compared, and other units say what they count', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await showAgreement(page)
  // The figures scroll, never the window with its bar.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
  await page.getByRole('radio', { name: 'Lowest first' }).click()
  await expect(table(page, 'Issue by issue').getByRole('rowheader').first()).toContainText('Ceasefire')

  await page.getByRole('button', { name: 'Documents: All documents' }).click()
  await page.getByRole('option', { name: 'Reactions in allied capitals' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText(/in 1 document, coded by/)).toBeVisible()
  // Back to all of them in one step, and to the one again.
  const documents = page.getByRole('button', { name: /^Documents: / })
  await documents.click()
  await walkTo(page, page.getByRole('button', { name: 'All documents', exact: true }), 'Tab')
  await page.keyboard.press('Enter')
  await expect(documents).toBeFocused()
  await expect(documents).toHaveAccessibleName('Documents: All documents')
  await expect(page.getByText(/in 3 documents, coded by/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'All documents', exact: true })).toBeHidden()
  await page.getByRole('option', { name: 'Reactions in allied capitals' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: 'Free spans' }).click()
  await expect(page.getByText('Every character counts', { exact: false })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Where passages stand' })).toBeVisible()
  await expect(page.getByText('With fewer than 5 documents there is no interval.').first()).toBeVisible()

  // What was chosen is there again after a glance at the text.
  await page.keyboard.press('Control+1')
  await expect(textOf(page)).toBeVisible()
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('button', { name: 'Documents: Reactions in allied capitals' })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Free spans' })).toBeChecked()
})

test('the figures go along as a table, and what a methods section says as a text', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await showAgreement(page)
  const save = async (entry: string, name: string): Promise<string> => {
    await chooseNew(shell, name, async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      await page.getByRole('menuitem', { name: entry }).click()
    })
    await expect(page.getByText(`“${name}” was written.`).first()).toBeVisible()
    return fs.readFileSync(shell.file(name), 'utf8')
  }
  const rows = parse(await save('Figures as CSV…', 'figures.csv'), {
    columns: true,
    bom: true,
    relax_column_count: true,
    comment: '#'
  }) as readonly Readonly<Record<string, string>>[]
  const values = rows.filter((row) => Object.values(row).some((value) => value.includes('Ceasefire')))
  expect(values.flatMap((row) => Object.values(row)).some((value) => value.startsWith('0.797'))).toBe(true)
  const paragraph = await save('Methods paragraph as Markdown…', 'methods.md')
  for (const words of ['Krippendorff', 'sentence', '20160101']) expect(paragraph).toContain(words)
})

test('one coder alone reads what to do next', async ({ shell }) => {
  const { page } = shell
  await makeProject(shell, 'Alone', 'Noor')
  await page.keyboard.press('Control+3')
  await page
    .getByRole('navigation', { name: 'Parts of Team' })
    .getByRole('button', { name: 'Agreement' })
    .click()
  await expect(page.getByText('Agreement needs two coders')).toBeVisible()
  await page.getByRole('button', { name: 'Share a copy…' }).click()
  await expect(
    page.getByRole('navigation', { name: 'Parts of Team' }).getByRole('button', { name: 'Share and merge' })
  ).toHaveAttribute('aria-current', 'page')
})

test('the cell in hand stays where it is when a late report puts the chart of rounds in above it', async ({
  shell,
  shellName
}) => {
  test.skip(shellName !== 'browser', 'Holds a request up, which other shells do not send over HTTP')
  const { page } = shell
  await page.setViewportSize({ width: 1024, height: 700 })
  await openSample(page, 'Noor')
  await showAgreement(page)
  const rounds = table(page, 'Over the rounds of coding')
  await expect(rounds.getByRole('row')).toHaveCount(2)
  let answer: () => void = () => undefined
  const late = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/agreement.measure', async (route) => {
    const response = await route.fetch()
    const told = (await response.json()) as { value: { rounds: { round: string }[] } }
    const [first] = told.value.rounds
    if (first) told.value.rounds.push({ ...first, round: '2025-W19' })
    await late
    await route.fulfill({ response, json: told })
  })
  await page.getByRole('radio', { name: 'Weeks' }).click()
  await rounds.focus()
  await page.keyboard.press('ArrowRight')
  const cell = rounds.locator('.in-hand')
  await expect(cell).toBeInViewport({ ratio: 1 })
  const before = await cell.boundingBox()
  answer()
  await expect(rounds.getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('img', { name: /^Chart: / })).toBeAttached()
  await expect(cell).toBeInViewport({ ratio: 1 })
  expect(Math.abs(((await cell.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2)
})

/** Goes to Team and its part Agreement by keys, and waits for the figures. */
async function showAgreement(page: Page): Promise<void> {
  await page.keyboard.press('Control+3')
  const part = page
    .getByRole('navigation', { name: 'Parts of Team' })
    .getByRole('button', { name: 'Agreement' })
  await expect(part).toBeVisible()
  await walkTo(page, part, 'Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Issue by issue' })).toBeVisible()
}

function table(page: Page, name: string): Locator {
  return page.getByRole('grid', { name, exact: true })
}

function passages(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Passages, differing ones first' })
}

/** What a screen reader says of what is in hand in a table or list. */
function inHand(list: Locator): Promise<string> {
  return list.evaluate(
    (element) =>
      document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent ?? ''
  )
}

async function walkToCell(page: Page, grid: Locator, words: string, key: 'ArrowDown'): Promise<void> {
  await expect(async () => {
    if (!(await inHand(grid)).includes(words)) await page.keyboard.press(key)
    expect(await inHand(grid)).toContain(words)
  }).toPass({ intervals: [20] })
}

/** Presses a key until the focus is where it is wanted. */
async function walkTo(page: Page, wanted: Locator, key: 'Tab'): Promise<void> {
  await expect(async () => {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
    await expect(wanted).toBeFocused({ timeout: 100 })
  }).toPass({ intervals: [20] })
}
