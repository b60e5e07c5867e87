/** What an analyst is told before a document is taken in. */
import { expect, test } from './shells/test.ts'
import { importFiles, previewImport, putFixture } from './pages/importing.ts'
import { openDocument, textOf } from './pages/reading.ts'
import { documentsList, makeProject } from './pages/startScreen.ts'

test('text, Markdown, HTML and Word are imported together', async ({ shell }) => {
  await makeProject(shell, 'Formats', 'Ada')
  shell.put('plain.txt', '\uFEFFFirst line.\r\n\r\nSecond\u00a0paragraph.\r\n')
  shell.put(
    'page.html',
    '<h1>A page</h1><p>One <b>bold</b> word.</p><script>alert(1)</script><table><tr><th>A<td>B</table>'
  )
  shell.put('notes.md', '# Notes\n\n- one\n- two\n')
  putFixture(shell, 'proposal-libreoffice.docx')
  await importFiles(shell, ['plain.txt', 'page.html', 'notes.md', 'proposal-libreoffice.docx'])
  await expect(documentsList(shell.page).getByRole('option')).toHaveCount(4)
  await openDocument(shell.page, 'A page')
  await expect(textOf(shell.page)).toContainText('One bold word.')
  await expect(textOf(shell.page)).not.toContainText('alert')
})

test('losses are told before the import is accepted', async ({ shell }) => {
  await makeProject(shell, 'Losses', 'Ada')
  shell.put('page.html', '<p>Words.</p><img src="x.png"><script>let a</script>')
  const preview = await previewImport(shell, ['page.html'])
  await expect(preview.getByText('What will not be taken over')).toBeVisible()
  await expect(preview.getByText(/picture/).first()).toBeVisible()
  await preview.getByRole('button', { name: 'Cancel' }).click()
  await expect(shell.page.getByText('No documents yet').first()).toBeVisible()
})

test('an encoding that Parley is not sure of is chosen by the words', async ({ shell }) => {
  await makeProject(shell, 'Encodings', 'Ada')
  // "Köln, Größe" in windows-1252: not UTF-8, and too short to be sure.
  shell.put('old.txt', Buffer.from([0x4b, 0xf6, 0x6c, 0x6e, 0x2c, 0x20, 0x47, 0x72, 0xf6, 0xdf, 0x65, 0x2e]))
  const preview = await previewImport(shell, ['old.txt'])
  await expect(preview.getByText('Parley is not sure how this file is written.')).toBeVisible()
  const encoding = preview.getByRole('button', { name: /encoding/i })
  await encoding.click()
  await shell.page.getByRole('option', { name: 'windows-1252' }).click()
  await expect(preview.getByText('Köln, Größe.').first()).toBeVisible()
})

test('the same file is recognised and left out on offer', async ({ shell }) => {
  await makeProject(shell, 'Same', 'Ada')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  const preview = await previewImport(shell, ['proposal-pandoc.docx'])
  await expect(preview.getByText('The same file is in the project already')).toBeVisible()
  await preview.getByRole('button', { name: /^Import 1 document/ }).click()
  await expect(preview).toBeHidden()
  await expect(documentsList(shell.page).getByRole('option')).toHaveCount(1)
})

test('the same text in another format is recognised too', async ({ shell }) => {
  await makeProject(shell, 'Same text', 'Ada')
  for (const name of ['proposal.md', 'proposal-pandoc.docx', 'proposal-libreoffice.docx'])
    putFixture(shell, name)
  await importFiles(shell, ['proposal.md'])
  const preview = await previewImport(shell, ['proposal-pandoc.docx', 'proposal-libreoffice.docx'])
  await expect(preview.getByText('The same text is in the project already')).toHaveCount(2)
})

test('a file that cannot be read is refused with one sentence, the others are taken', async ({ shell }) => {
  await makeProject(shell, 'Refused', 'Ada')
  shell.put('broken.docx', 'not a Word document')
  shell.put('empty.txt', '')
  shell.put('good.txt', 'Good words.')
  const preview = await previewImport(shell, ['broken.docx', 'empty.txt', 'good.txt'])
  await expect(preview.getByText('“broken.docx” is not a whole Word document.')).toBeVisible()
  await expect(preview.getByText('“empty.txt” is empty, so there is nothing to import.')).toBeVisible()
  await preview.getByRole('button', { name: 'Import 1 document', exact: true }).click()
  await expect(textOf(shell.page)).toContainText('Good words.')
  await expect(documentsList(shell.page).getByRole('option')).toHaveCount(1)
})

test('documents dropped on the window are imported', async ({ shell }) => {
  await makeProject(shell, 'Dropped', 'Ada')
  const { page } = shell
  const drop = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['Dropped words. 🕊️'], 'dropped.txt', { type: 'text/plain' }))
    return transfer
  })
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('main', type, { dataTransfer: drop })
  await page.getByRole('button', { name: 'Import 1 document', exact: true }).click()
  await expect(textOf(page)).toContainText('Dropped words. 🕊️')
})

test('cancelling the choice of files changes nothing', async ({ shell }) => {
  test.skip(shell.nativeDialogs, 'A native dialog is cancelled by the system')
  await makeProject(shell, 'Cancelled', 'Ada')
  await shell.page.keyboard.press('Control+i')
  await shell.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(shell.page.getByText('No documents yet').first()).toBeVisible()
})
