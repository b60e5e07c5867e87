/** Copies of a project are worked in apart and brought together; another project is brought in beside. */
import fs from 'node:fs'
import { expect, test } from './shells/test.ts'
import type { Shell } from './shells/shell.ts'
import { colleagueWith, projectWithOneTag, type Colleague } from './pages/colleague.ts'
import { chooseFiles, chooseNew, fileBrowser } from './pages/files.ts'
import { countsOf, merge, mergeCommand, previewMerge } from './pages/merging.ts'
import { doCommand } from './pages/palette.ts'
import { expectCount, openDocument, showView } from './pages/reading.ts'
import { closeProject, openProject } from './pages/startScreen.ts'

test('what copies hold is told before it is merged; nothing comes twice, the report is kept, a broken file is named', async ({
  shell
}) => {
  test.slow()
  const [ben, chloe] = await twoColleagues(shell)
  ben.tag('Sanctions are eased', 'Sanctions')
  chloe.tag('Sanctions are eased', 'Relief')
  chloe.run('codebook', 'import', chloe.project, definition(shell, 'One for all – é 🕊️'), '--coder', 'Chloe')
  shell.copy(ben.project, 'Ben.parley')
  shell.copy(chloe.project, 'Chloe.parley')
  shell.put('Broken.parley', 'no project at all')

  await openProject(shell, 'Talks.parley')
  const { page } = shell
  const preview = await previewMerge(shell, ['Ben.parley', 'Chloe.parley', 'Broken.parley'])
  await expect(preview.getByText('This would bring 2 new annotations')).toBeVisible()
  await expect(preview.getByText('“Broken.parley” is not a Parley project.')).toBeVisible()
  await expect(countsOf(preview, 'By coder', 'Ben')).toHaveText(['1', '0', '0', '0', '0'])
  await expect(countsOf(preview, 'By coder', 'Chloe')).toHaveText(['1', '0', '0', '0', '0'])
  await expect(countsOf(preview, 'By document', 'A proposal')).toHaveText(['2', '0', '0', '0', '1'])
  const records = preview.getByRole('region', { name: 'Codebook, people and documents' })
  await expect(records.getByRole('listitem').filter({ hasText: 'Guarantees' })).toContainText('Changed')
  await expect(records.getByRole('listitem').filter({ hasText: 'Relief' })).toContainText('New')

  await records.getByRole('listitem').last().scrollIntoViewIfNeeded()
  const merged = await merge(preview)
  // Told from its beginning, wherever the preview was scrolled to.
  await expect(merged.getByText('Taken in: 2 new annotations')).toBeInViewport()
  await expect(merged.getByText(/is kept in “Parley backups” as .* before merge\.parley/)).toBeVisible()
  await chooseNew(shell, 'What came.html', () =>
    merged.getByRole('button', { name: 'Keep the report…' }).click()
  )
  await expect(page.getByText('The report was kept as What came.html.').first()).toBeVisible()
  expect(fs.readFileSync(shell.file('What came.html'), 'utf8')).toContain('Chloe')
  await merged.getByRole('button', { name: 'Close' }).last().click()
  const past = page.getByRole('main').getByRole('listitem')
  await expect(past.filter({ hasText: 'Ben.parley' })).toHaveCount(1)
  await expect(past.filter({ hasText: 'Chloe.parley' })).toHaveCount(1)
  await showView(page, 'Read')
  await expectCount(page, 3)

  const again = await previewMerge(shell, ['Chloe.parley'])
  await expect(again.getByText('Nothing new: everything in these files is here already.')).toBeVisible()
  await expect(again.getByRole('button', { name: /^Merge \d/ })).toBeHidden()
  await again.getByRole('button', { name: 'Close' }).last().click()
  await expect(again).toBeHidden()

  const button = page.getByRole('main').getByRole('button', { name: 'Merge colleagues’ projects…' })
  await chooseFiles(shell, ['Ben.parley'], /^Choose \d/, async () => {
    await button.focus()
    await page.keyboard.press('Enter')
  })
  await expect(again.getByRole('heading', { name: 'Files' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
  expect(await shell.blocked()).toEqual([])
})

test('two coders of one name are joined, and a conflict is left to settle, with the keyboard alone', async ({
  shell
}) => {
  test.slow()
  const [ben] = await twoColleagues(shell, ['Ada.'])
  ben.tag('Sanctions are eased', 'Sanctions')
  ben.run('codebook', 'import', ben.project, definition(shell, 'All guarantees'), '--coder', 'Ada.')
  shell.copy(ben.project, 'Copy.parley')
  const talks = shell.file('Talks.parley')
  ben.run('codebook', 'import', talks, definition(shell, 'Ours'), '--coder', 'Ada')
  await openProject(shell, 'Talks.parley')
  const { page } = shell
  // A project that has just been opened puts the focus into its middle.
  await expect(page.locator('main[data-pane]:focus-within')).toBeVisible()
  if (shell.nativeDialogs) await shell.answerDialog([shell.file('Copy.parley')])
  await doCommand(page, mergeCommand)
  if (!shell.nativeDialogs) {
    const list = fileBrowser(page).getByRole('listbox', { name: /^Files in/ })
    await expect(list).toBeFocused()
    const copy = list.getByRole('option').filter({ hasText: 'Copy.parley' })
    await expect(async () => {
      if (!(await copy.evaluate((row) => row.classList.contains('focused'))))
        await page.keyboard.press('ArrowDown')
      expect(await copy.evaluate((row) => row.classList.contains('focused'))).toBe(true)
    }).toPass()
    await page.keyboard.press('Space')
    await tabTo(shell, page.getByRole('button', { name: 'Choose 1 file' }))
    await page.keyboard.press('Enter')
  }
  const preview = page.getByRole('dialog', { name: 'Merge colleagues’ projects' })
  await expect(preview.getByRole('button', { name: 'Merge 1 file' })).toBeFocused()
  await expect(preview.getByText('1 conflict would be left for you to settle')).toBeVisible()
  await tabTo(shell, preview.getByRole('checkbox', { name: /^Ada\.? is the same as Ada/ }))
  await page.keyboard.press('Space')
  await tabTo(shell, preview.getByRole('button', { name: 'Merge 1 file' }))
  await page.keyboard.press('Enter')
  const merged = page.getByRole('dialog', { name: 'Merged' })
  await expect(merged.getByText('1 was joined.')).toBeVisible()
  await expect(merged.getByRole('button', { name: 'Settle conflicts' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main', { name: 'Conflicts' })).toBeVisible()
  await expect(page.getByRole('button', { name: '1 conflict' })).toBeVisible()
})

test('another project is brought in with its codebook mapped, and taken back by one undo', async ({
  shell
}) => {
  test.slow()
  await projectWithOneTag(shell)
  await closeProject(shell.page)
  const other = colleagueWith(shell, 'Talks.parley', 'Dora')
  other.run('new', 'Other', '--coder', 'Dora', '--name', 'Vienna talks')
  fs.writeFileSync(shell.file('vienna.txt'), 'The café closes. 🕊️ Peace holds.\r\nيلتزم الطرفان')
  other.run('import', 'Other', shell.file('vienna.txt'))
  other.run('codebook', 'import', 'Other', definition(shell, 'Theirs'), '--coder', 'Dora')
  const rows = shell.put(
    'rows.jsonl',
    ['🕊️ Peace', 'يلتزم']
      .map((quote, i) =>
        JSON.stringify({
          annotation_id: `ann_dora_${i}`,
          revision: (
            JSON.parse(other.run('info', 'Other', '--json')) as { documents: { revision: string }[] }
          ).documents[0]?.revision,
          quote,
          issue_path: i === 0 ? 'Guarantees' : 'Truce'
        })
      )
      .join('\n')
  )
  other.run('annotate', 'Other', rows, '--coder', 'Dora')
  shell.copy(other.project.replace('Talks.parley', 'Other.parley'), 'Other.parley')

  await openProject(shell, 'Talks.parley')
  const { page } = shell
  const preview = await previewMerge(shell, ['Other.parley'])
  await expect(preview.getByText('There is nothing here to merge.')).toBeVisible()
  await preview.getByRole('button', { name: 'Bring it in…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Bring another project in' })
  await expect(
    dialog.getByText('From “Vienna talks”: 1 document, 2 annotations, 1 new issue, and 1 new coder.')
  ).toBeVisible()
  await dialog.getByRole('radio', { name: /^Issues/ }).click()
  await dialog.getByRole('button', { name: 'What becomes of Truce' }).click()
  await page.getByRole('option', { name: 'Leave it out' }).click()
  await expect(dialog.getByText('1 annotation is left out, because the issue is.')).toBeVisible()
  await dialog.getByRole('button', { name: 'What becomes of Truce' }).click()
  await page.getByRole('option', { name: '→ Guarantees' }).click()
  await expect(
    dialog.getByText('From “Vienna talks”: 1 document, 2 annotations, and 1 new coder.')
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Bring it in' }).click()
  await expect(dialog.getByText('Brought in: 1 document, 2 annotations, and 1 new coder.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await showView(page, 'Read')
  await expectCount(page, 2, 'vienna')
  await openDocument(page, 'vienna')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('listbox', { name: 'Documents' }).getByRole('option')).toHaveCount(1)
  await expectCount(page, 1)
})

/** The same, closed, with colleagues who have a copy. */
async function twoColleagues(
  shell: Shell,
  names: readonly string[] = ['Ben', 'Chloe']
): Promise<readonly [Colleague, Colleague]> {
  await projectWithOneTag(shell)
  await closeProject(shell.page)
  const [ben, chloe] = names.map((name) => colleagueWith(shell, 'Talks.parley', name))
  if (!ben) throw new Error('Nobody was named')
  return [ben, chloe ?? ben]
}

/** A codebook that defines the issue Guarantees; gives its path. */
function definition(shell: Shell, words: string): string {
  return shell.put('guarantees.csv', `record,path,definition\nissue,Guarantees,${words}\n`)
}

/** Presses Tab until something has the focus. */
async function tabTo(shell: Shell, target: ReturnType<Shell['page']['locator']>): Promise<void> {
  await expect(target).toBeEnabled()
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await shell.page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}
