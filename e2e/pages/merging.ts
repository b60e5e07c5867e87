/** Looking at colleagues' projects before they are merged. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Shell } from '../shells/shell.ts'
import { chooseFiles } from './files.ts'

/** Chooses projects from the palette and waits for what merging them would do. */
export async function previewMerge(shell: Shell, names: readonly string[]): Promise<Locator> {
  const { page } = shell
  // A project that has just been opened puts the focus into its middle.
  await expect(page.locator('main[data-pane]:focus-within')).toBeVisible()
  await chooseFiles(shell, names, /^Choose \d/, async () => {
    await askToMerge(page)
  })
  const preview = page.getByRole('dialog', { name: 'Merge colleagues’ projects' })
  await expect(preview.getByRole('heading', { name: 'Files' })).toBeVisible()
  return preview
}

/** Finds the command in the palette, with the keyboard alone. */
export async function askToMerge(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  const options = page.getByRole('dialog').getByRole('option')
  await expect(options.first()).toBeVisible()
  await page.keyboard.insertText('Merge colleagues')
  // Before the list has heard of the words, Enter would take another command.
  await expect(options).toHaveCount(1)
  await expect(options.first()).toContainText('Merge colleagues’ projects')
  await page.keyboard.press('Enter')
}

/** Merges what was looked at; gives the dialog that tells what came. */
export async function merge(preview: Locator): Promise<Locator> {
  await preview.getByRole('button', { name: /^Merge \d/ }).click()
  const merged = preview.page().getByRole('dialog', { name: 'Merged' })
  await expect(merged).toBeVisible()
  return merged
}

/** The cells of a row of a table of a preview: new, changed, deleted, in conflict, same. */
export function countsOf(dialog: Locator, table: 'By coder' | 'By document', name: string): Locator {
  return dialog
    .getByRole('region', { name: table })
    .getByRole('row')
    .filter({ hasText: name })
    .getByRole('cell')
}
