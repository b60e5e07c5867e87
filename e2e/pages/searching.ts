/** The search over all documents, beside the text. */
import { expect, type Locator, type Page } from '@playwright/test'

/** Opens the search by its key and looks for something; waits until it says what it found. */
export async function searchFor(page: Page, words: string, found: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+Shift+f')
  await expect(searchField(page)).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(words)
  await expect(page.locator('[aria-busy="false"]').filter({ has: searchField(page) })).toBeVisible()
  await expect(searchPane(page).getByRole('status')).toHaveText(found)
}

export function searchPane(page: Page): Locator {
  return page.getByRole('region', { name: 'Search', exact: true }).first()
}

export function searchField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Search in the documents' })
}

export function hits(page: Page): Locator {
  return page.getByRole('tree', { name: 'Hits' })
}

/** Saves the search that was made last under a name, with the keyboard alone. */
export async function saveSearch(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save…' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(name)
  await page.keyboard.press('Enter')
  await expect(savedSearch(page, name)).toBeChecked()
}

/** The switch of a saved search. */
export function savedSearch(page: Page, name: string): Locator {
  return page.getByRole('checkbox', { name: `Mark “${name}” in the text` })
}

/** The words that a line above marks in the text now, near the window, in the order of the text. */
export function markedWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: { readonly words: string; readonly at: Range }[] = []
    for (const sheet of document.adoptedStyleSheets) {
      for (const rule of sheet.cssRules) {
        const name = /::highlight\((.+?)\).*overline/s.exec(rule.cssText)?.[1]
        for (const part of (name && CSS.highlights.get(name)) || []) {
          const at = document.createRange()
          at.setStart(part.startContainer, part.startOffset)
          at.setEnd(part.endContainer, part.endOffset)
          found.push({ words: at.toString(), at })
        }
      }
    }
    return found
      .toSorted((a, b) => a.at.compareBoundaryPoints(Range.START_TO_START, b.at))
      .map(({ words }) => words)
  })
}

/** What is selected in the text. */
export function selectedWords(page: Page): Promise<string> {
  return page.evaluate(() => getSelection()?.toString() ?? '')
}
