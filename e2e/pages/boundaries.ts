/** The annotation in hand, its words and its ends. */
import type { Locator, Page } from '@playwright/test'

/** The words of the annotation in hand, as its details tell them. */
export function quoteInHand(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Details' }).getByRole('blockquote')
}

/** The place to take an end of the annotation in hand by. */
export function handle(page: Page, edge: 'start' | 'end'): Locator {
  return page.getByTitle(edge === 'start' ? /^Drag to move the start/ : /^Drag to move the end/)
}

/** The edge of words that stand in the window, in window pixels. */
export async function pointOf(
  page: Page,
  words: string,
  edge: 'start' | 'end'
): Promise<{ readonly x: number; readonly y: number }> {
  return page.evaluate(
    ([wanted, side]) => {
      const walker = document.createTreeWalker(
        document.querySelector('[role=document]') ?? document.body,
        NodeFilter.SHOW_TEXT
      )
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.textContent ?? '').indexOf(wanted)
        if (at < 0) continue
        const range = document.createRange()
        range.setStart(node, at)
        range.setEnd(node, at + wanted.length)
        const boxes = [...range.getClientRects()]
        const box = side === 'start' ? boxes[0] : boxes.at(-1)
        if (box) return { x: side === 'start' ? box.left + 1 : box.right - 1, y: (box.top + box.bottom) / 2 }
      }
      throw new Error(`“${wanted}” is not there`)
    },
    [words, edge] as const
  )
}

/** Takes an end of the annotation in hand and brings it to an edge of words; the button stays pressed. */
export async function dragTo(
  page: Page,
  edge: 'start' | 'end',
  [words, side]: readonly [string, 'start' | 'end']
): Promise<void> {
  const from = await handle(page, edge).boundingBox()
  if (!from) throw new Error('The end is not drawn')
  const to = await pointOf(page, words, side)
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 6 })
}
