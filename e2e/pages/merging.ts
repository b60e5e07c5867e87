/** Looking at colleagues' projects before they are merged. */
import { expect, type Locator } from '@playwright/test'
import type { Shell } from '../shells/shell.ts'
import { chooseFiles } from './files.ts'
import { doCommand } from './palette.ts'

export const mergeCommand = 'Merge colleagues’ projects'

/** Chooses projects from the palette and waits for what merging them would do. */
export async function previewMerge(shell: Shell, names: readonly string[]): Promise<Locator> {
  const { page } = shell
  // A project that has just been opened puts the focus into its middle.
  await expect(page.locator('main[data-pane]:focus-within')).toBeVisible()
  await chooseFiles(shell, names, /^Choose \d/, () => doCommand(page, mergeCommand))
  const preview = page.getByRole('dialog', { name: mergeCommand })
  await expect(preview.getByRole('heading', { name: 'Files' })).toBeVisible()
  return preview
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
