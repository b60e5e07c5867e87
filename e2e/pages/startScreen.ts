/** The start screen, and what opens and closes projects. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Shell } from '../shells/shell.ts'
import { chooseFiles, chooseNew } from './files.ts'

/** Opens the sample project from the start screen and says who is coding; null: just reads. */
export async function openSample(page: Page, coder: string | null): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample project' }).click()
  await (coder === null ? justRead(page) : sayWhoIsCoding(page, coder))
  await expect(documentsList(page)).toBeVisible()
}

/** Makes a project and says who is coding. */
export async function makeProject(shell: Shell, name: string, coder: string): Promise<void> {
  const { page } = shell
  await chooseNew(shell, `${name}.parley`, async () => {
    await page.getByRole('button', { name: 'New project…' }).click()
    const dialog = page.getByRole('dialog', { name: 'New project' })
    await dialog.getByRole('textbox', { name: 'Name of the project' }).fill(name)
    await dialog.getByRole('button', { name: 'Choose where to keep it…' }).click()
  })
  await expect(projectMenu(page)).toContainText(name)
  await sayWhoIsCoding(page, coder)
}

/** Opens a project file through the start screen. */
export async function openProject(shell: Shell, file: string): Promise<void> {
  await chooseFiles(shell, [file], 'Open', () =>
    shell.page.getByRole('button', { name: 'Open project…' }).click()
  )
  await expect(projectMenu(shell.page)).toBeVisible()
}

/** Opens a project from the list of recent ones. */
export async function openRecent(page: Page, name: string): Promise<void> {
  await page.getByRole('list', { name: 'Recent projects' }).getByRole('button', { name }).first().click()
  await expect(projectMenu(page)).toContainText(name)
}

/** A new coder, by the dialog that asks by itself where nobody is coding yet. */
export async function sayWhoIsCoding(page: Page, name: string): Promise<void> {
  const dialog = whoIsCoding(page)
  await dialog.getByRole('textbox', { name: 'Your name' }).fill(name)
  await dialog.getByRole('button', { name: 'Start coding' }).click()
  await expect(page.getByRole('button', { name: new RegExp(`coding as ${name}`, 'i') })).toBeVisible()
}

/** Leaves the dialog that asks. */
export async function justRead(page: Page): Promise<void> {
  await whoIsCoding(page).getByRole('button', { name: 'Just read' }).click()
  await expect(whoIsCoding(page)).toBeHidden()
}

export function whoIsCoding(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Who is coding?' })
}

/** Closes the project by its menu; the start screen comes back. */
export async function closeProject(page: Page): Promise<void> {
  await projectMenu(page).click()
  await page.getByRole('menuitem', { name: 'Close project' }).click()
  await expect(page.getByRole('button', { name: 'New project…' })).toBeVisible()
}

export function projectMenu(page: Page): Locator {
  return page.getByRole('button', { name: /^Project “/ })
}

export function documentsList(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Documents', exact: true })
}
