/** Making, opening and leaving projects, and what is said when a file is not what it should be. */
import fs from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test } from './shells/test.ts'
import { projectWithOneTag } from './pages/colleague.ts'
import { chooseFiles, chooseNew } from './pages/files.ts'
import { importFiles, putFixture } from './pages/importing.ts'
import {
  cards,
  expectCount,
  openDocument,
  selectWords,
  tagBox,
  tagSelection,
  textOf
} from './pages/reading.ts'
import {
  closeProject,
  documentsList,
  makeProject,
  openProject,
  openRecent,
  openSample,
  projectMenu,
  sayWhoIsCoding
} from './pages/startScreen.ts'

test('the sample project opens from the start screen with its documents, codebook and annotations', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, null)
  await expectCount(page, 21, 'counter-proposal')
  await expectCount(page, 12, 'described by officials')
  await expectCount(page, 12, 'allied capitals')
  await expect(
    page.getByRole('treegrid', { name: 'Issue tree' }).getByRole('row', { name: /Use of frozen assets/ })
  ).toBeVisible()
  await openDocument(page, 'Ukrainian and European counter-proposal')
  await expect(textOf(page)).toContainText(
    'No negotiation on territory may begin before a full and unconditional ceasefire'
  )
  await expect(cards(page).first()).toBeVisible()
})

test('a new user tags a first passage of the sample within a minute', async ({ shell }) => {
  const { page } = shell
  await openSample(page, null)
  await openDocument(page, 'Reactions in allied capitals')
  await selectWords(page, 'candid, positive and productive')
  await page.keyboard.press('Enter')
  await sayWhoIsCoding(page, 'Noor')
  await selectWords(page, 'candid, positive and productive')
  await tagSelection(page, { issue: 'NATO membership now', digit: '3' })
  await expectCount(page, 13, 'allied capitals')
  await expect(page.getByRole('button', { name: /^Undo: Tag/ })).toBeEnabled()
})

test('nothing of the sample can be undone by whoever opens it', async ({ shell }) => {
  await openSample(shell.page, null)
  await expect(shell.page.getByRole('button', { name: 'Nothing to undo' })).toBeDisabled()
})

test('a new project asks who is coding, and remembers it when it is opened again', async ({ shell }) => {
  await makeProject(shell, 'Geneva', 'Ada Lovelace')
  await closeProject(shell.page)
  await shell.restart()
  await openRecent(shell.page, 'Geneva')
  await expect(shell.page.getByRole('button', { name: /coding as Ada Lovelace/i })).toBeVisible()
})

test('a closed project is one file', async ({ shell }) => {
  await makeProject(shell, 'One file', 'Ada')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  await closeProject(shell.page)
  expect(fs.readdirSync(shell.documents).filter((name) => name.startsWith('One file'))).toEqual([
    'One file.parley'
  ])
})

test('everything is there after Parley was killed in the middle of work', async ({ shell }) => {
  await projectWithOneTag(shell, 'Killed')
  await shell.kill()
  await shell.start()
  await openRecent(shell.page, 'Killed')
  await expectCount(shell.page, 1)
  await expect(
    shell.page.getByText('Parley was not closed properly last time. Everything that was saved is here.')
  ).toBeVisible()
})

test.describe('one sentence says what to do when a file', () => {
  const bad: readonly { readonly what: string; readonly bytes: Buffer; readonly sentence: string }[] = [
    {
      what: 'is empty',
      bytes: Buffer.alloc(0),
      sentence: 'is not a Parley project. Choose a file whose name ends in .parley.'
    },
    {
      what: 'is a text',
      bytes: Buffer.from('Dear colleague, …'),
      sentence: 'is not a Parley project. Choose a file whose name ends in .parley.'
    },
    {
      what: 'is another database',
      bytes: otherDatabase(),
      sentence: 'is not a Parley project. Choose a file whose name ends in .parley.'
    }
  ]
  for (const { what, bytes, sentence } of bad) {
    test(what, async ({ shell }) => {
      shell.put('bad.parley', bytes)
      const { page } = shell
      await chooseFiles(shell, ['bad.parley'], 'Open', () =>
        page.getByRole('button', { name: 'Open project…' }).click()
      )
      await expect(page.getByText(sentence).first()).toBeVisible()
      await expect(page.getByRole('button', { name: 'New project…' })).toBeVisible()
      expect(fs.readFileSync(shell.file('bad.parley')).equals(bytes)).toBe(true)
    })
  }

  test('is a project cut short', async ({ shell }) => {
    await makeProject(shell, 'Cut', 'Ada')
    await closeProject(shell.page)
    const file = shell.file('Cut.parley')
    const bytes = fs.readFileSync(file)
    shell.put('cut short.parley', bytes.subarray(0, Math.floor(bytes.length / 2)))
    const { page } = shell
    await chooseFiles(shell, ['cut short.parley'], 'Open', () =>
      page.getByRole('button', { name: 'Open project…' }).click()
    )
    await expect(page.getByText('is damaged and was left as it is.').first()).toBeVisible()
  })

  test('would be written over by a new project', async ({ shell }) => {
    shell.put('Taken.parley', 'mine')
    const { page } = shell
    await page.getByRole('button', { name: 'New project…' }).click()
    await page.getByRole('textbox', { name: 'Name of the project' }).fill('Taken')
    if (shell.nativeDialogs) {
      await chooseNew(shell, 'Taken.parley', () =>
        page.getByRole('button', { name: 'Choose where to keep it…' }).click()
      )
    } else {
      await page.getByRole('button', { name: 'Choose where to keep it…' }).click()
      await page.getByRole('button', { name: 'Save here' }).click()
    }
    await expect(page.getByText('“Taken.parley” exists already. Choose another name.').first()).toBeVisible()
    expect(fs.readFileSync(shell.file('Taken.parley'), 'utf8')).toBe('mine')
  })
})

test('a project that is open elsewhere is shown to read only', async ({ shell }) => {
  await makeProject(shell, 'Shared', 'Ada')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  await closeProject(shell.page)
  const elsewhere = new Database(shell.file('Shared.parley-lock'))
  elsewhere.exec('BEGIN EXCLUSIVE')
  try {
    await openProject(shell, 'Shared.parley')
    const { page } = shell
    await expect(
      page.getByText('This project is open in another window, so it is shown here to read only.')
    ).toBeVisible()
    await openDocument(page, '')
    await selectWords(page, 'The guarantors act together')
    await page.keyboard.press('Enter')
    await expect(tagBox(page)).toBeHidden()
    await expect(documentsList(page)).toBeVisible()
    await expect(projectMenu(page)).toContainText('Shared')
  } finally {
    elsewhere.close()
  }
})

function otherDatabase(): Buffer {
  const database = new Database(':memory:')
  database.exec('CREATE TABLE bird (name TEXT)')
  const bytes = database.serialize()
  database.close()
  return bytes
}
