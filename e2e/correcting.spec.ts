/** An analyst corrects a text: annotations follow, what was lost is told, and every text it had can be looked at and brought back. */
import fs from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { aboutThePageAlone, expect, test } from './shells/test.ts'
import type { Shell } from './shells/shell.ts'
import { merge, previewMerge } from './pages/merging.ts'
import { importFiles, putFixture } from './pages/importing.ts'
import { doCommand } from './pages/palette.ts'
import { expectCount, selectWords, showView, tagSelection, textOf } from './pages/reading.ts'
import { closeProject, makeProject, openProject } from './pages/startScreen.ts'

aboutThePageAlone()

test('with the keyboard alone: correct, leave, see what it means, compare, bring back, undo', async ({
  shell
}) => {
  test.slow()
  const { page } = shell
  await tagged(shell)
  await page.keyboard.press('Control+Shift+e')
  await expect(editor(page)).toBeFocused()

  // A word before the passage, and the passage of the other annotation taken out.
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText('Draft: ')
  await findInEditor(page, 'The guarantors act together', '')
  await expect(page.getByRole('complementary', { name: '1 annotation lost its words' })).toContainText(
    'The guarantors act together'
  )
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('complementary', { name: '1 annotation lost its words' })).toBeHidden()
  await page.keyboard.press('Control+y')
  await expect(page.getByRole('complementary', { name: '1 annotation lost its words' })).toBeVisible()

  await page.keyboard.press('Control+Enter')
  const summary = page.getByRole('dialog', { name: 'Store the corrected text?' })
  await expect(summary.getByRole('group', { name: 'What happens to the annotations' })).toContainText(
    /1 as they are.*0 changed.*1 lost/
  )
  await expect(summary.getByRole('list')).toContainText('“The guarantors act together”')
  await page.keyboard.press('Enter')
  await expect(editor(page)).toBeHidden()
  await expect(textOf(page)).toContainText('Draft: ')

  await doCommand(page, 'Earlier texts')
  const texts = page.getByRole('dialog', { name: /^Texts of/ })
  await expect(texts.getByRole('listitem')).toHaveCount(2)
  await texts.getByRole('button', { name: 'What it changed' }).focus()
  await page.keyboard.press('Enter')
  await expect(texts.getByRole('list', { name: 'Differences' })).toContainText('Draft')
  await texts.getByRole('button', { name: 'Back to the list' }).focus()
  await page.keyboard.press('Enter')
  await texts.getByRole('button', { name: 'Bring it back…' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Bring this text back?' })).toContainText(
    /1 as they are.*1 found again/
  )
  await page.keyboard.press('Enter')
  await expect(textOf(page)).not.toContainText('Draft: ')

  // One step back: the corrected text; one more: as if nobody had corrected anything.
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(textOf(page)).toContainText('Draft: ')
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(textOf(page)).not.toContainText('Draft: ')
  await expectCount(page, 2)
})

test('a correction that was not finished is offered again after a power cut', async ({ shell }) => {
  await tagged(shell)
  await shell.page.keyboard.press('Control+Shift+e')
  await expect(editor(shell.page)).toBeFocused()
  await shell.page.keyboard.press('Control+Home')
  await shell.page.keyboard.insertText('Half-written ')
  await expect.poll(() => draftsOf(shell)).toBe(1)
  await shell.kill()
  const page = await shell.start({ file: shell.file('Original.parley') })
  await page.getByRole('status').getByRole('button', { name: 'Go on with it' }).click()
  await page
    .getByRole('dialog', { name: 'A correction was not finished' })
    .getByRole('button', { name: 'Go on with it' })
    .click()
  await expect(editor(page)).toContainText('Half-written ')
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await page
    .getByRole('dialog', { name: 'Discard the correction?' })
    .getByRole('button', { name: 'Discard' })
    .click()
  await expect(textOf(page)).not.toContainText('Half-written')
})

test('blocks are split, joined and made headings; many places are replaced at once', async ({ shell }) => {
  const { page } = shell
  await tagged(shell)
  await page.getByRole('button', { name: 'Correct text' }).click()
  await expect(editor(page)).toBeFocused()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText('New')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Alt+2')
  await expect(page.getByRole('button', { name: /Kind of block/ })).toContainText('Heading 2')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Control+h')
  const panel = page.getByRole('complementary', { name: 'Tidy up' })
  await panel.getByRole('textbox', { name: 'Find' }).fill('guarantors')
  await panel.getByRole('textbox', { name: 'Replace with' }).fill('guarantor states')
  await panel.getByRole('button', { name: /^Do \d+ change/ }).click()
  await expect(editor(page)).toContainText('The guarantor states act together')
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  const summary = page.getByRole('dialog', { name: 'Store the corrected text?' })
  await expect(summary.getByRole('list')).toContainText('“The guarantor states act together”')
  await summary.getByRole('button', { name: 'Store the text' }).click()
  await expect(textOf(page)).toContainText('The guarantor states act together')
  await expectCount(page, 2)
})

test('two copies corrected apart lose nothing: the texts are compared and one is chosen', async ({
  shell
}) => {
  test.slow()
  const { page } = shell
  await tagged(shell)
  await closeProject(page)
  shell.copy(shell.file('Original.parley'), 'Copy.parley')
  await openProject(shell, 'Copy.parley')
  await correct(page, 'Ben’s draft. ')
  await closeProject(page)
  await openProject(shell, 'Original.parley')
  await correct(page, 'Ada’s draft. ')
  const merged = await merge(await previewMerge(shell, ['Copy.parley']))
  await merged.getByRole('button', { name: 'Settle conflicts' }).click()
  await page.getByRole('button', { name: 'Compare the texts' }).click()
  await expect(page.getByRole('list', { name: 'Differences' })).toContainText(/Ada’s|Ben’s/)
  await page.keyboard.press('Escape')
  await page
    .getByRole('region', { name: 'Every side' })
    .getByRole('listitem')
    .filter({ hasText: 'Ben’s draft.' })
    .getByRole('button', { name: /Take this/ })
    .click()
  await expect(page.getByText('Nothing waits for a decision')).toBeVisible()
  await showView(page, 'Read')
  await expect(textOf(page)).toContainText('Ben’s draft. ')
  await expect(page.getByRole('button', { name: '1 conflict' })).toBeHidden()
  await expectCount(page, 2)
})

/** A project with a text and two annotations; the text has the focus. */
async function tagged(shell: Shell): Promise<void> {
  await makeProject(shell, 'Original', 'Ada')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  await selectWords(shell.page, 'The guarantors act together')
  await tagSelection(shell.page, { issue: 'Guarantees', digit: '1' })
  await selectWords(shell.page, 'Sanctions are eased')
  await tagSelection(shell.page, { issue: 'Sanctions', digit: '2' })
  await expectCount(shell.page, 2)
  await expect(textOf(shell.page)).toBeFocused()
}

function editor(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Correct the text of/ })
}

async function correct(page: Page, words: string): Promise<void> {
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.press('Control+Shift+e')
  await expect(editor(page)).toBeFocused()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText(words)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Store the text' }).click()
  await expect(textOf(page)).toContainText(words)
}

/** Replaces the only place of these words, by the helper beside the text. */
async function findInEditor(page: Page, words: string, by: string): Promise<void> {
  await page.keyboard.press('Control+h')
  await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused()
  await page.keyboard.insertText(words)
  await page.keyboard.press('Tab')
  await page.keyboard.insertText(by)
  const apply = page.getByRole('button', { name: /^Do 1 change/ })
  await expect(apply).toBeEnabled()
  await apply.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: 'Tidy up' }).getByRole('button', { name: 'Close' }).focus()
  await page.keyboard.press('Enter')
  await expect(editor(page)).toBeFocused()
}

/** How many unfinished corrections are kept on this machine. */
function draftsOf(shell: Shell): number {
  const names = fs.readdirSync(shell.home, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /drafts[\\/][^\\/]+\.json$/.test(name)).length
}
