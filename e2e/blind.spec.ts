/** Coders who code blind see their own work alone, until they are done with a document. */
import { expect, test } from './shells/test.ts'
import { openHistory } from './pages/history.ts'
import { doCommand } from './pages/palette.ts'
import { expectCount, openDocument, showView, textOf } from './pages/reading.ts'
import { openSample } from './pages/startScreen.ts'

test('code blind with the keyboard alone: nothing of others is seen before a document is done', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Ada Lovelace')
  await openDocument(page, 'Ukrainian and European counter-proposal')
  await expectCount(page, 21, 'counter-proposal')
  await textOf(page).focus()
  await page.keyboard.press('Control+3')
  const begin = page.getByRole('button', { name: 'Begin blind coding' })
  await begin.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('45 annotations of other coders are hidden from you now.')).toBeVisible()

  await showView(page, 'Data')
  await expect(
    page.getByText(/45 annotations · counted over all coders, hidden annotations too/)
  ).toBeVisible()
  await showView(page, 'Passages')
  await expect(
    page.getByText('Coding is blind: 45 annotations of other coders are hidden from you.')
  ).toBeVisible()
  await doCommand(page, 'Adjudicate')
  await expect(page.getByText('Everything you may see is decided')).toBeVisible()
  await expect(page.getByText(/^Mark documents done in Read/)).toBeVisible()
  const history = await openHistory(page)
  await history.getByText('1 change that is hidden while coding is blind').first().click()
  await expect(history.getByText(/^Annotations of other coders are hidden/)).toBeVisible()
  await expect(history.getByRole('button', { name: /^Show \d+ more/ })).toBeHidden()
  await page.keyboard.press('Escape')
  await showView(page, 'Read')
  await expectCount(page, 0, 'counter-proposal')
  const line = page.getByRole('group', { name: 'Blind coding' })
  await expect(line).toContainText('21 annotations of other coders are hidden')
  await expect(line).toBeInViewport({ ratio: 1 })
  await line.getByRole('button', { name: 'Mark as done' }).focus()
  await page.keyboard.press('Enter')
  await expectCount(page, 21, 'counter-proposal')
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expectCount(page, 0, 'counter-proposal')
  await expect(line).toContainText('21 annotations of other coders are hidden')
})
