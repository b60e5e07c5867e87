/** An analyst tags fast: several issues at once, pinned and copied tags, new issues in their place, examples at hand. */
import { aboutThePageAlone, expect, test } from './shells/test.ts'
import { importFiles, putFixture } from './pages/importing.ts'
import { merge, previewMerge } from './pages/merging.ts'
import { expectCount, selectWords, showView, status, tagBox, tagSelection, textOf } from './pages/reading.ts'
import { closeProject, makeProject, openProject, openRecent } from './pages/startScreen.ts'
import type { Shell } from './shells/shell.ts'
import type { Locator, Page } from '@playwright/test'

aboutThePageAlone()

async function withText(shell: Shell, name: string): Promise<Page> {
  await makeProject(shell, name, 'Ada Lovelace')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  return shell.page
}

const first = 'The guarantors act together'
const second = 'Sanctions are eased'
const third = 'Café talks'

test('tick two issues, store both at once, undo both at once, with the keyboard alone', async ({ shell }) => {
  const page = await withText(shell, 'Several')
  await selectWords(page, first)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Guarantees')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.insertText('Deterrence')
  await page.keyboard.press('Control+Enter')
  const ticked = tagBox(page).getByRole('group', { name: 'Issues to be tagged' })
  await expect(ticked).toContainText('Guarantees')
  await expect(ticked).toContainText('Deterrence')
  await page.keyboard.press('Digit1')
  await page.keyboard.press('Enter')
  await expect(tagBox(page)).toBeHidden()
  await expectCount(page, 2)
  await page.keyboard.press('Control+z')
  await expectCount(page, 0)
  await page.keyboard.press('Control+y')
  await expectCount(page, 2)
})

test('pin a tag, use it on other passages by its digit, also after a restart', async ({ shell }) => {
  let page = await withText(shell, 'Pins')
  await selectWords(page, first)
  await tagSelection(page, { issue: 'Guarantees', digit: '1' })
  await selectWords(page, second)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Guar')
  await expect(tagBox(page).getByRole('option', { name: 'Guarantees' }).first()).toBeVisible()
  await page.keyboard.press('Digit4')
  await page.keyboard.press('Alt+p')
  await expect(tagBox(page).getByRole('button', { name: 'Alt+1: Guarantees · Opposes' })).toBeVisible()
  await page.keyboard.press('Alt+1')
  await expect(tagBox(page)).toBeHidden()
  await expectCount(page, 2)
  await closeProject(page)
  await shell.restart()
  await openRecent(shell.page, 'Pins')
  page = shell.page
  await expect(textOf(page)).toBeVisible()
  await selectWords(page, third)
  await page.keyboard.press('Alt+1')
  await expectCount(page, 3)
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details).toContainText(third)
  await expect(details.getByRole('radio', { name: 'Opposes' })).toBeChecked()
})

test('copy a tag onto other words and onto another annotation', async ({ shell }) => {
  const page = await withText(shell, 'Copy')
  await selectWords(page, first)
  await tagSelection(page, { issue: 'Guarantees', digit: '1' })
  await selectWords(page, second)
  await tagSelection(page, { issue: 'Sanctions', digit: '4' })
  await page.keyboard.press('k')
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details).toContainText(first)
  await page.keyboard.press('Control+Shift+c')
  await selectWords(page, third)
  await page.keyboard.press('Control+Shift+v')
  await expectCount(page, 3)
  await selectWords(page, second)
  await page.keyboard.press('ArrowLeft')
  await expect(status(page)).toContainText('1 annotation here')
  await page.keyboard.press('Control+Shift+v')
  await page.keyboard.press('Enter')
  await expect(details).toContainText(second)
  await expect(details.getByRole('radio', { name: 'Supports' })).toBeChecked()
  await expectCount(page, 3)
})

test('what is typed right after Shift+Enter is there when the passage is tagged again', async ({ shell }) => {
  const page = await withText(shell, 'Quick')
  await selectWords(page, first)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Guarantees')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('Deterrence')
  await page.keyboard.press('Enter')
  await expect(tagBox(page)).toBeHidden()
  await expectCount(page, 2)
  const issues = page.getByRole('treegrid', { name: 'Issue tree' })
  await expect(issues.getByRole('row').filter({ hasText: 'Deterrence' })).toBeVisible()
})

test('make an issue below another, fill its examples from a passage, see them when tagging', async ({
  shell
}) => {
  const page = await withText(shell, 'Examples')
  await selectWords(page, first)
  await tagSelection(page, { issue: 'Security', digit: '1' })
  await selectWords(page, second)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Security > Corridors')
  await expect(
    tagBox(page).getByRole('option', { name: 'Create “Corridors” below “Security”' })
  ).toBeVisible()
  await page.keyboard.press('Enter')
  await expectCount(page, 2)
  const issues = page.getByRole('treegrid', { name: 'Issue tree' })
  await expect(issues.getByRole('row', { level: 2 }).filter({ hasText: 'Corridors' })).toBeVisible()

  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByRole('button', { name: 'Use as an example of its issue' }).click()
  await expect(details.getByRole('button', { name: 'An example of its issue' })).toBeDisabled()
  await textOf(page).focus()
  await selectWords(page, third)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Corr')
  await expect(tagBox(page).getByRole('region', { name: 'About the issue' })).toContainText(`“${second}”`)
})

test('a stance that two colleagues chose differently is settled in the details', async ({ shell }) => {
  test.slow()
  let page = await withText(shell, 'Ours')
  await selectWords(page, first)
  await tagSelection(page, { issue: 'Guarantees', digit: '3' })
  await closeProject(page)
  shell.copy(shell.file('Ours.parley'), 'Theirs.parley')
  const setStance = async (digit: string): Promise<void> => {
    await expect(textOf(shell.page)).toBeFocused()
    await shell.page.keyboard.press('j')
    await shell.page.keyboard.press(`Digit${digit}`)
    const name = digit === '1' ? 'Supports' : 'Opposes'
    await expect(detailsOf(shell.page).getByRole('radio', { name })).toBeChecked()
  }
  await openProject(shell, 'Theirs.parley')
  await setStance('4')
  await closeProject(shell.page)
  await openProject(shell, 'Ours.parley')
  await setStance('1')
  page = shell.page
  const merged = await merge(await previewMerge(shell, ['Theirs.parley']))
  await merged.getByRole('button', { name: 'Close' }).first().click()
  await expect(merged).toBeHidden()
  await showView(page, 'Read')
  await textOf(page).focus()
  await page.keyboard.press('j')
  const details = detailsOf(page)
  await expect(details).toContainText('Two colleagues chose different stances here.')
  const sides = details.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Take this' }) })
  await expect(sides).toHaveCount(2)
  await sides.filter({ hasText: 'Opposes' }).getByRole('button', { name: 'Take this' }).press('Enter')
  await expect(details).not.toContainText('Two colleagues')
  await expect(details.getByRole('radio', { name: 'Opposes' })).toBeChecked()
  await expect(page.getByRole('button', { name: '1 conflict' })).toBeHidden()
})

test('an annotation whose words a correction took away is given other words from the details', async ({
  shell
}) => {
  const page = await withText(shell, 'Lost')
  await selectWords(page, first)
  await tagSelection(page, { issue: 'Guarantees', digit: '1' })
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.press('Control+Shift+e')
  await expect(page.getByRole('textbox', { name: /^Correct the text of/ })).toBeFocused()
  await page.keyboard.press('Control+h')
  await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused()
  await page.keyboard.insertText(first)
  const apply = page.getByRole('button', { name: /^Do 1 change/ })
  await apply.press('Enter')
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await page.getByRole('button', { name: 'Store the text' }).click()
  await expect(textOf(page)).not.toContainText(first)
  const details = detailsOf(page)
  await expect(details).toContainText('A correction of the text took these words away')
  const move = details.getByRole('button', { name: 'Move it to the selected words' })
  await move.press('Enter')
  await expect(details.getByText('Select the words in the text that it belongs to')).toBeVisible()
  await textOf(page).focus()
  await selectWords(page, second)
  await move.press('Enter')
  await expect(details).not.toContainText('A correction of the text took these words away')
  await expect(details.getByRole('blockquote')).toHaveText(second)
  await expect(details.getByRole('radio', { name: 'Supports' })).toBeChecked()
  await page.keyboard.press('Control+z')
  await expect(details).toContainText('A correction of the text took these words away')
})

test('the tag box is whole and beside the passage in a small window and at twice the size', async ({
  shell
}) => {
  const page = await withText(shell, 'Small')
  for (const size of [
    { width: 1024, height: 700 },
    { width: 720, height: 450 }
  ]) {
    await page.setViewportSize(size)
    await selectWords(page, second)
    await page.keyboard.press('Enter')
    // It rises for a moment as it opens.
    await expect
      .poll(async () => {
        const box = await tagBox(page).boundingBox()
        const words = await placeOf(page, second)
        if (!box) return 'no box'
        const bottom = box.y + box.height
        if (words.top < 48 || words.bottom > size.height - 28) return 'the words are out of sight'
        if (box.y < words.bottom && bottom > words.top) return 'the box is over the words'
        return box.y >= 48 && bottom <= size.height - 28 && box.x >= 0 && box.x + box.width <= size.width
          ? 'whole'
          : `the box is cut: ${JSON.stringify(box)}`
      })
      .toBe('whole')
    await expect(tagBox(page).getByRole('button', { name: 'Store' })).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Escape')
  }
})

function detailsOf(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Details' })
}

/** Where words of the text stand in the window. */
function placeOf(page: Page, words: string): Promise<{ readonly top: number; readonly bottom: number }> {
  return textOf(page).evaluate((text, wanted) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + wanted.length)
      const { top, bottom } = range.getBoundingClientRect()
      return { top, bottom }
    }
    throw new Error(`${wanted} is not in the text`)
  }, words)
}
