/** A copy is given to a colleague, coded in elsewhere and merged back; another one is published. */
import fs from 'node:fs'
import type { Locator } from '@playwright/test'
import { expect, test } from './shells/test.ts'
import type { Shell } from './shells/shell.ts'
import { colleagueWith } from './pages/colleague.ts'
import { chooseNew, fileBrowser } from './pages/files.ts'
import { merge, previewMerge } from './pages/merging.ts'
import { doCommand } from './pages/palette.ts'
import { inTheCopy, sharing, startSharing, written } from './pages/sharing.ts'
import { openSample } from './pages/startScreen.ts'

test('a copy without annotations goes to a colleague, who codes without being asked who, and comes back', async ({
  shell
}) => {
  test.slow()
  const { page } = shell
  await openSample(page, 'Ada')
  const dialog = await startSharing(page)
  await expect(inTheCopy(dialog)).toContainText('45 annotations')
  await dialog.getByRole('button', { name: 'Annotations' }).click()
  await page.getByRole('option', { name: 'Nobody’s' }).click()
  await expect(inTheCopy(dialog)).toContainText('45 annotations stay here')
  await expect(dialog.getByText('This protects blind coding.')).toBeVisible()
  await dialog.getByRole('radio', { name: 'Chosen ones' }).click()
  const documents = dialog.getByRole('listbox', { name: 'Documents to share' })
  await dialog.getByRole('searchbox', { name: 'Find a document' }).fill('reac')
  await documents.getByRole('option', { name: 'Reactions in allied capitals' }).click()
  await expect(inTheCopy(dialog)).toContainText('1 document')
  await dialog.getByRole('button', { name: 'Who will code in it' }).click()
  await page.getByRole('option', { name: 'Somebody new…' }).click()
  await dialog.getByRole('textbox', { name: 'Their name' }).fill('Bén Ito 🕊️')
  await chooseNew(shell, 'For Ben.parley', () => page.keyboard.press('Enter'))
  await expect(written(page).getByText('For Ben.parley')).toBeVisible()
  await expect(
    written(page).getByText('It holds 1 document and 0 annotations. Whoever opens it codes as Bén Ito 🕊️.')
  ).toBeVisible()
  await written(page).getByRole('button', { name: 'Close' }).last().click()
  expect(fs.readdirSync(shell.documents).filter((name) => name.includes('.part'))).toEqual([])

  const ben = colleagueWith(shell, 'For Ben.parley', 'Ben')
  expect(ben.run('doctor', ben.project)).not.toContain('broken')
  const { documents: shared } = JSON.parse(ben.run('info', ben.project, '--json')) as {
    documents: { revision: string }[]
  }
  expect(shared).toHaveLength(1)
  const row = {
    annotation_id: 'ann_of_ben_0000001',
    revision: shared[0]?.revision,
    quote: 'diplomats and officials',
    issue_path: 'Security'
  }
  ben.run('annotate', ben.project, shell.put('rows.jsonl', `${JSON.stringify(row)}\n`))
  shell.copy(ben.project, 'Back from Ben.parley')

  const preview = await previewMerge(shell, ['Back from Ben.parley'])
  await expect(preview.getByText('This would bring 1 new annotation')).toBeVisible()
  await expect(preview.getByText('Bén Ito 🕊️').first()).toBeVisible()
  const merged = await merge(preview)
  await expect(merged.getByText('Taken in: 1 new annotation')).toBeVisible()
  await merged.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('46 annotations')).toBeVisible()
  expect(await shell.blocked()).toEqual([])
})

test('a copy to publish is chosen, looked at and written with the keyboard alone', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Ada')
  if (shell.nativeDialogs) await shell.answerDialog([shell.file('Published.parley')])
  // A project that has just been opened puts the focus into its middle.
  await expect(page.locator('main[data-pane]:focus-within')).toBeVisible()
  await doCommand(page, 'Share a copy')
  const dialog = sharing(page)
  await expect(inTheCopy(dialog)).toContainText('edits')
  await tabTo(shell, dialog.getByRole('radio', { name: 'To code and send back' }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(dialog.getByRole('radio', { name: 'To publish' })).toBeChecked()
  await expect(inTheCopy(dialog)).toContainText('None. Only what is shown today.')
  await tabTo(shell, dialog.getByRole('checkbox', { name: /With the original files/ }))
  await page.keyboard.press('Space')
  await expect(inTheCopy(dialog)).not.toContainText('files,')
  await tabTo(shell, dialog.getByRole('button', { name: 'Write the copy…' }))
  await page.keyboard.press('Enter')
  if (!shell.nativeDialogs) {
    const name = fileBrowser(page).getByRole('textbox', { name: 'File name' })
    await tabTo(shell, name)
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('Published.parley')
    await page.keyboard.press('Enter')
  }
  await expect(written(page).getByText('Published.parley')).toBeVisible()
  await expect(written(page).getByRole('button', { name: 'Close' }).last()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(written(page)).toBeHidden()
  const reader = colleagueWith(shell, 'Published.parley', 'Reader')
  const info = JSON.parse(reader.run('info', reader.project, '--json')) as { counts: { annotations: number } }
  expect(info.counts.annotations).toBe(45)
  expect(reader.run('log', reader.project).trim().split('\n')).toHaveLength(1)
})

test('everything there is to choose is in sight in a small window, also while a name is typed', async ({
  shell
}) => {
  const { page } = shell
  await page.setViewportSize({ width: 1024, height: 700 })
  await openSample(page, 'Ada')
  const dialog = await startSharing(page)
  await dialog.getByRole('button', { name: 'Who will code in it' }).click()
  await page.getByRole('option', { name: 'Somebody new…' }).click()
  await dialog.getByRole('textbox', { name: 'Their name' }).fill('Bén Ito 🕊️')
  await expect(dialog.getByText('With the original files')).toBeInViewport({ ratio: 1 })
})

/** Presses Tab until something has the focus. */
async function tabTo(shell: Shell, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await shell.page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}
