/** The Data view, and what an exported dataset holds. */
import fs from 'node:fs'
import { expect } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import type { Shell } from '../shells/shell.ts'
import { chooseNew } from './files.ts'
import { showView } from './reading.ts'

export type DatasetRow = Readonly<Record<string, string>>

/** Exports the whole dataset as CSV among the documents and reads the file back by its header. */
export async function exportDataset(shell: Shell, name: string): Promise<readonly DatasetRow[]> {
  const { page } = shell
  await showView(page, 'Data')
  await chooseNew(shell, name, () => page.getByRole('button', { name: 'Export…' }).click())
  await expect(page.getByText(`written to “${name}”`).first()).toBeVisible()
  return parse(fs.readFileSync(shell.file(name)), { columns: true, bom: true }) as DatasetRow[]
}
