/** The Read view: documents, the text, tagging with the keyboard. */
import { expect, type Locator, type Page } from '@playwright/test'
import { documentsList } from './startScreen.ts'

/** Opens a document by its title with a click. */
export async function openDocument(page: Page, title: string): Promise<void> {
  await documentsList(page).getByRole('option', { name: title }).first().click()
  await expect(textOf(page, title)).toBeVisible()
}

/** The text of the open document. */
export function textOf(page: Page, title?: string): Locator {
  return page.getByRole('document', { name: title === undefined ? /^Text of/ : `Text of ${title}` })
}

/** Selects words of the text by finding them, with the keyboard alone. The words have to be those of the first place they stand at. */
export async function selectWords(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+f')
  const find = page.getByRole('textbox', { name: 'Find in this text' })
  await expect(find).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(words)
  await expect(page.getByRole('search')).toContainText(/1 of \d+/)
  await page.keyboard.press('Escape')
  await expect(textOf(page)).toBeFocused()
  await expect(status(page)).toContainText(/\d character/)
}

/** What is said of a tag; digits set the stance. */
export type Tag = {
  readonly issue: string
  readonly digit?: string
  readonly note?: string
  readonly again?: boolean
}

/** Tags what is selected, with the keyboard alone; an issue that is not there is made. */
export async function tagSelection(page: Page, { issue, digit, again = false }: Tag): Promise<void> {
  await page.keyboard.press('Enter')
  const box = tagBox(page)
  await expect(box.getByRole('combobox', { name: 'Issue' })).toBeFocused()
  await page.keyboard.insertText(issue)
  await expect(box.getByRole('option', { name: issue }).first()).toBeVisible()
  if (digit !== undefined) {
    await page.keyboard.press(`Digit${digit}`)
    await expect(box.getByRole('radiogroup', { name: 'Stance' }).locator('[data-selected]')).toHaveCount(1)
  }
  await page.keyboard.press(again ? 'Shift+Enter' : 'Enter')
  if (again) await expect(box.getByRole('combobox', { name: 'Issue' })).toHaveValue('')
  else {
    await expect(box).toBeHidden()
    await expect(textOf(page)).toBeFocused()
  }
}

export function tagBox(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Tag this passage' })
}

export function status(page: Page): Locator {
  return page.getByRole('contentinfo', { name: 'Status' })
}

/** Cards and stripes beside the text. */
export function cards(page: Page): Locator {
  return page.getByRole('list', { name: 'Annotations beside the text' }).getByRole('listitem')
}

/** Waits until the documents list tells so many annotations of the document whose title ends in `title`, or of the only one. */
export async function expectCount(page: Page, annotations: number, title = ''): Promise<void> {
  const option = documentsList(page).getByRole('option').filter({ hasText: title })
  const words = `${annotations} annotation${annotations === 1 ? '' : 's'}`
  if (annotations === 0) await expect(option).not.toContainText('annotation')
  else await expect(option).toContainText(new RegExp(`(?<!\\d)${words}`))
}

/** Shows one of the views. */
export async function showView(page: Page, name: 'Read' | 'Passages' | 'Team' | 'Data'): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click()
}
