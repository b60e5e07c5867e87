/** The palette: every command by its name. */
import { expect, type Page } from '@playwright/test'

/** Does a command by its name, with the keyboard alone. */
export async function doCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText(name)
  await expect(
    palette.getByRole('option', { name, exact: false }).filter({ hasText: name }).first()
  ).toHaveAttribute('data-focused', 'true')
  await page.keyboard.press('Enter')
}
