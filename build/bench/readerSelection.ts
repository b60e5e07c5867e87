/** Whether the reader gives exact offsets for selections made with a real mouse and keyboard over a long text. */
import type { Page } from 'playwright-core'

type Compared = { readonly expected: string; readonly got: string }
export type SelectionCheck = {
  readonly shiftClick: Compared
  readonly drag: Compared
  readonly all: Compared
}

/** Block 3 to block 700 by click and Shift+click, a drag that the wheel carries on, and Ctrl+A; offsets are UTF-16 code units as "start-end". */
export async function checkSelection(page: Page): Promise<SelectionCheck> {
  return { shiftClick: await shiftClick(page), drag: await drag(page), all: await selectAll(page) }
}

async function shiftClick(page: Page): Promise<Compared> {
  const [start, end] = [await offsetIn(page, 3, 10), await offsetIn(page, 700, 25)]
  const first = await showOffset(page, 3, start)
  await page.mouse.click(first.x, first.y)
  await page.waitForTimeout(150)
  const last = await showOffset(page, 700, end)
  await page.keyboard.down('Shift')
  await page.mouse.click(last.x, last.y)
  await page.keyboard.up('Shift')
  return { expected: `${start}-${end}`, got: await selected(page) }
}

async function drag(page: Page): Promise<Compared> {
  const start = await offsetIn(page, 3, 10)
  const first = await showOffset(page, 3, start)
  await page.mouse.move(first.x, first.y)
  await page.mouse.down()
  await page.mouse.move(first.x + 30, first.y + 30)
  for (let i = 0; i < 60; i++) {
    await page.mouse.wheel(0, 700)
    await page.waitForTimeout(30)
  }
  await page.waitForTimeout(200)
  const end = await page.evaluate(() => window.parleyBench.offsetAtCentre())
  const at = end === null ? null : await page.evaluate((offset) => window.parleyBench.pointOf(offset), end)
  if (end === null || at === null) throw new Error('No text stands at the middle of the window')
  await page.mouse.move(at.x - 5, at.y)
  await page.mouse.move(at.x, at.y)
  await page.waitForTimeout(100)
  await page.mouse.up()
  return { expected: `${start}-${end}`, got: await selected(page) }
}

async function selectAll(page: Page): Promise<Compared> {
  const first = await showOffset(page, 3, await offsetIn(page, 3, 10))
  await page.mouse.click(first.x, first.y)
  await page.keyboard.press('Control+a')
  const length = await page.evaluate(() => window.parleyBench.length())
  return { expected: `0-${length}`, got: await selected(page) }
}

async function selected(page: Page): Promise<string> {
  await page.waitForTimeout(250)
  return page.evaluate(() => window.parleyBench.selection()?.join('-') ?? 'nothing')
}

async function offsetIn(page: Page, block: number, inside: number): Promise<number> {
  return page
    .evaluate((number) => window.parleyBench.blockStart(number), block)
    .then((start) => start + inside)
}

/** The left edge of the character at `offset`: a click there puts the caret before it. */
async function showOffset(
  page: Page,
  block: number,
  offset: number
): Promise<{ readonly x: number; readonly y: number }> {
  await page.evaluate((number) => window.parleyBench.showBlock(number), block)
  const point = await page.evaluate((at) => window.parleyBench.pointOf(at), offset)
  if (!point) throw new Error(`The character at ${offset} is not on the screen`)
  return point
}
