/** Choosing files: by the window's own file browser, or by a native dialog that the shell answers. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Shell } from '../shells/shell.ts'

/** Chooses files among the analyst's documents. `act` opens the dialog; `button` closes the window's own. */
export async function chooseFiles(
  shell: Shell,
  names: readonly string[],
  button: string | RegExp,
  act: () => Promise<void>
): Promise<void> {
  if (shell.nativeDialogs) {
    await shell.answerDialog(names.map((name) => shell.file(name)))
    return act()
  }
  await act()
  const dialog = fileBrowser(shell.page)
  const list = dialog.getByRole('listbox', { name: /^Files in/ })
  for (const name of names) {
    await list
      .getByRole('option')
      .filter({ has: shell.page.getByText(name, { exact: true }) })
      .click()
  }
  await dialog.getByRole('button', { name: button }).click()
  await expect(dialog).toBeHidden()
}

/** Chooses a name among the analyst's documents for a file to be written. */
export async function chooseNew(shell: Shell, name: string, act: () => Promise<void>): Promise<void> {
  if (shell.nativeDialogs) {
    await shell.answerDialog([shell.file(name)])
    return act()
  }
  await act()
  const dialog = fileBrowser(shell.page)
  await dialog.getByRole('textbox', { name: 'File name' }).fill(name)
  await dialog.getByRole('button', { name: 'Save here' }).click()
  await expect(dialog).toBeHidden()
}

/** The window's own file browser. */
export function fileBrowser(page: Page): Locator {
  return page.getByRole('dialog').filter({ has: page.getByRole('navigation', { name: 'Folders above' }) })
}
