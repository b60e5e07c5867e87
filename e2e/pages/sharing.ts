/** Sharing a copy of the project. */
import { expect, type Locator, type Page } from '@playwright/test'
import { showView } from './reading.ts'

/** Opens the dialog from Team; it has told what would be in the copy. */
export async function startSharing(page: Page): Promise<Locator> {
  await showView(page, 'Team')
  await page.getByRole('button', { name: 'Share and merge' }).click()
  await page.getByRole('button', { name: 'Share a copy…' }).click()
  const dialog = sharing(page)
  await expect(inTheCopy(dialog)).toContainText('Size')
  return dialog
}

export function sharing(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Share a copy' })
}

/** What would be in the copy. */
export function inTheCopy(dialog: Locator): Locator {
  return dialog.getByRole('region', { name: 'In the copy' })
}

/** The dialog once the copy is written. */
export function written(page: Page): Locator {
  return page.getByRole('dialog', { name: 'The copy is written' })
}
