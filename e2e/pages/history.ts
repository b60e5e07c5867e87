/** The history of the project: what was done, walked back to, brought back. */
import { expect, type Locator, type Page } from '@playwright/test'

/** Opens the history by its keys. */
export async function openHistory(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+Shift+h')
  const dialog = page.getByRole('dialog', { name: 'History' })
  await expect(dialog.getByRole('searchbox', { name: 'Words in the history' })).toBeFocused()
  return dialog
}

/** The list of what was done, newest first. */
export function deeds(dialog: Locator): Locator {
  return dialog.getByRole('listbox', { name: 'What was done, newest first' }).getByRole('option')
}

/** Everything about the batch that was chosen. */
export function deed(dialog: Locator): Locator {
  return dialog.getByRole('region', { name: 'What was changed' })
}
