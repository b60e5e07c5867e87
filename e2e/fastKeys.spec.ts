/** An analyst types faster than anything can be stored: each key works on what the one before it left, and nothing is lost by leaving. */
import { expect, test } from './shells/test.ts'
import { deeds, openHistory } from './pages/history.ts'
import { expectCount, openDocument, selectWords, status, tagBox, textOf } from './pages/reading.ts'
import { documentsList, openSample } from './pages/startScreen.ts'

const counterProposal = 'Ukrainian and European counter-proposal'

test('keys that are held or pressed twice tag once, and three stances in a row are no conflict', async ({
  shell
}) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await openDocument(page, counterProposal)
  await expectCount(page, 21, counterProposal)
  await selectWords(page, 'The authors regard this as a duty')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Return')
  await expect(
    tagBox(page)
      .getByRole('option', { name: /^Return/ })
      .first()
  ).toBeVisible()
  await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')])
  await expect(tagBox(page)).toBeHidden()
  await selectWords(page, 'regard this as')
  await Promise.all([page.keyboard.press('r'), page.keyboard.press('r'), page.keyboard.press('r')])
  await expect(status(page)).not.toContainText(/\d characters? selected/)
  await page.keyboard.press('j')
  await Promise.all(['1', '4', '2'].map((digit) => page.keyboard.press(digit)))
  await expect(
    page.getByRole('complementary', { name: 'Details' }).getByRole('radio', { name: /^Conditional/ })
  ).toBeChecked()

  const history = await openHistory(page)
  // Two tags and three stances, and nothing else but the coder and what came with the sample.
  await expect(
    deeds(history)
      .filter({ hasText: 'Noor' })
      .filter({ hasText: /^Tagged/ })
  ).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expectCount(page, 23, counterProposal)
  await expect(page.getByRole('complementary', { name: 'Details' })).not.toContainText('chose different')
})

test('a command that is typed and entered at once is the one that is done', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await openDocument(page, counterProposal)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  await Promise.all([page.keyboard.insertText('Earlier texts'), page.keyboard.press('Enter')])
  await expect(page.getByRole('dialog', { name: /^Texts of/ })).toBeVisible()
})

test('a boundary moved a moment before the project is closed is moved', async ({ shell }) => {
  const { page } = shell
  await openSample(page, 'Noor')
  await openDocument(page, counterProposal)
  await textOf(page).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Control+Alt+ArrowLeft')
  await page.keyboard.press('Control+w')
  await page.getByRole('button', { name: 'Open the sample project' }).click()
  await expect(documentsList(page)).toBeVisible()
  const history = await openHistory(page)
  await expect(deeds(history).first()).toContainText(/^Moved/)
})
