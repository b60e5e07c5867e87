/** What is selected in a text of a million characters is exactly what is copied, and tagged. */
import type { Page } from '@playwright/test'
import { pointOf } from './pages/boundaries.ts'
import { aboutThePageAlone, expect, test } from './shells/test.ts'
import { copySelection, copyWholeText, importFiles } from './pages/importing.ts'
import { status } from './pages/reading.ts'
import { makeProject } from './pages/startScreen.ts'

aboutThePageAlone()

const sentence =
  'The parties agree, négociation et Vereinbarung, that the ceasefire holds and that talks begin without delay 🕊️.'
const paragraphs = Array.from(
  { length: 2300 },
  (_, i) => `Paragraph ${i + 1} begins. ${`${sentence} `.repeat(4).trim()} Here ends paragraph ${i + 1}.`
)
const text = paragraphs.join('\n\n')

test.beforeEach(async ({ shell }) => {
  await makeProject(shell, 'Long', 'Ada')
  shell.put('long.txt', text)
  await importFiles(shell, ['long.txt'])
  expect(text.length).toBeGreaterThan(1_000_000)
})

test('from a click to a Shift+click seven hundred paragraphs on', async ({ shell }) => {
  const { page } = shell
  await clickWord(page, 'Paragraph 3 begins', 'start')
  await scrollToEndOf(page, 700)
  await page.keyboard.down('Shift')
  await clickWord(page, 'Here ends paragraph 700', 'end')
  await page.keyboard.up('Shift')
  expect(await copied(page)).toBe(between('Paragraph 3 begins', 'Here ends paragraph 700'))
})

test('by a drag that the wheel carries on', async ({ shell }) => {
  const { page } = shell
  const start = await pointOf(page, 'Paragraph 3 begins', 'start')
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 40, start.y + 30)
  await expect(status(page)).toContainText(/characters? selected/)
  for (let i = 0; i < 40; i++) {
    await page.mouse.wheel(0, 700)
    await page.waitForTimeout(25)
  }
  await page.waitForTimeout(200)
  const last = await paragraphInSight(page)
  const end = await pointOf(page, `Paragraph ${last} begins`, 'end')
  await page.mouse.move(end.x - 4, end.y)
  await page.mouse.move(end.x, end.y)
  await page.mouse.up()
  expect(last).toBeGreaterThan(50)
  expect(await copied(page)).toBe(between('Paragraph 3 begins', `Paragraph ${last} begins`))
})

test('all of it with Ctrl+A, and the end with Ctrl+End', async ({ shell }) => {
  const { page } = shell
  expect(await copyWholeText(page)).toBe(text)
  await page.keyboard.press('Control+End')
  await expect(page.getByText('Here ends paragraph 2300.')).toBeInViewport()
  await page.keyboard.press('Control+Shift+Home')
  expect(await copied(page)).toBe(text)
  await expect(status(page)).toContainText('characters selected')
})

function between(from: string, to: string): string {
  return text.slice(text.indexOf(from), text.indexOf(to) + to.length)
}

/** The selection is snapped to words a moment after the mouse is released. */
async function copied(page: Page): Promise<string> {
  await page.waitForTimeout(300)
  return copySelection(page)
}

/** Scrolls with the wheel until the last words of a paragraph stand well inside the window. */
async function scrollToEndOf(page: Page, paragraph: number): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const left = paragraph - (await paragraphInSight(page))
    if (left > 30) await page.mouse.wheel(0, 3000)
    else if (left >= 0) await page.mouse.wheel(0, 60)
    else break
    await page.waitForTimeout(20)
  }
  await expect(page.getByText(`Here ends paragraph ${paragraph}.`)).toBeInViewport()
}

/** A paragraph whose first words stand in the window. */
async function paragraphInSight(page: Page): Promise<number> {
  return page.evaluate(() => {
    for (let y = 300; y < 800; y += 10) {
      const found = document.caretPositionFromPoint(innerWidth / 2, y)?.offsetNode
      const number = /^Paragraph (\d+) begins/.exec(found?.textContent ?? '')?.[1]
      const box = found?.parentElement?.getBoundingClientRect()
      if (number !== undefined && box && box.top > 200) return Number(number)
    }
    throw new Error('No paragraph begins in sight')
  })
}

async function clickWord(page: Page, words: string, edge: 'start' | 'end'): Promise<void> {
  const point = await pointOf(page, words, edge)
  await page.mouse.click(point.x, point.y)
  await page.waitForTimeout(150)
}
