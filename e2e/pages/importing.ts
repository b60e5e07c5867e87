/** Importing documents. */
import { fileURLToPath } from 'node:url'
import { expect, type Locator, type Page } from '@playwright/test'
import type { Shell } from '../shells/shell.ts'
import { chooseFiles } from './files.ts'
import { status, textOf } from './reading.ts'

/** Copies a fixture among the analyst's documents. */
export function putFixture(shell: Shell, name: string): void {
  shell.copy(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)))
}

/** Chooses files among the documents and waits for their preview. */
export async function previewImport(shell: Shell, names: readonly string[]): Promise<Locator> {
  const { page } = shell
  await chooseFiles(shell, names, /^Import \d/, () => page.keyboard.press('Control+i'))
  const preview = page.getByRole('dialog', { name: /^Import \d+ document/ })
  await expect(
    preview.getByRole('button', { name: /^(Import \d+ document|Nothing to import)/ })
  ).toBeVisible()
  return preview
}

/** Imports files among the documents as they are; the first of them is open afterwards, ready to be read by keyboard. */
export async function importFiles(shell: Shell, names: readonly string[]): Promise<void> {
  const preview = await previewImport(shell, names)
  await preview.getByRole('button', { name: /^Import \d+ document/ }).click()
  await expect(preview).toBeHidden()
  await expect(textOf(shell.page)).toBeFocused()
}

/** The canonical text of the open document, as Parley itself copies it. */
export async function copyWholeText(page: Page): Promise<string> {
  await textOf(page).focus()
  await page.keyboard.press('Control+a')
  return copySelection(page)
}

/** What Parley puts on the clipboard for the present selection, once it has taken note of it. */
export async function copySelection(page: Page): Promise<string> {
  await expect(status(page)).toContainText(/characters? selected/)
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener(
          'copy',
          (event) => resolve(event.clipboardData?.getData('text/plain') ?? ''),
          { once: true }
        )
        document.execCommand('copy')
      })
  )
}
