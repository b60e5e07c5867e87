/** Two coders' work becomes gold: side by side on the text, decided by the keyboard, taken back, exported. */
import fs from 'node:fs'
import { expect, test } from './shells/test.ts'
import type { Shell } from './shells/shell.ts'
import { colleagueWith, projectWithOneTag } from './pages/colleague.ts'
import { chooseNew } from './pages/files.ts'
import { doCommand } from './pages/palette.ts'
import { showView } from './pages/reading.ts'
import { closeProject, openProject, openSample } from './pages/startScreen.ts'

test('the sample is adjudicated with the keyboard alone, from the first question to the exported gold', async ({
  shell
}) => {
  test.slow()
  const { page } = shell
  await openSample(page, 'Ada')
  await doCommand(page, 'Adjudicate')
  const standing = page.getByRole('progressbar', { name: 'Adjudication' })
  const question = page.getByRole('region', { name: 'Question' })
  await expect(standing).toHaveAttribute('aria-valuenow', '0')
  await expect(question.getByRole('heading', { name: 'Agree' })).toBeVisible()

  // On to the next, where the boundaries differ; the first coder's is accepted, and it goes on.
  await page.keyboard.press('j')
  await expect(question.getByRole('heading', { name: 'Differ in span' })).toBeVisible()
  await expect(question.getByRole('region', { name: 'Second coder' })).toContainText('Article 5')
  await pressWhenReady(shell, '1')
  await expect(standing).toHaveAttribute('aria-valuenow', '1')
  await expect(question.getByRole('heading', { name: 'Agree' })).toBeVisible()
  await expect(question.getByRole('region', { name: 'First coder' })).toContainText('Membership of Ukraine')

  // With another boundary: one word less at the end, one more, one less.
  await pressWhenReady(shell, 'b')
  const passage = question.getByRole('textbox', { name: 'Passage' })
  await expect(passage).toBeFocused()
  await expect(passage).toHaveText(/^Membership of Ukraine in NATO stays off the table for now\.$/)
  await page.keyboard.press('[')
  await page.keyboard.press('[')
  await expect(passage).toHaveText(/^Membership of Ukraine in NATO stays off the table for$/)
  await page.keyboard.press('}')
  await expect(passage).toHaveText(/^of Ukraine in NATO stays off the table for$/)
  await page.keyboard.press('{')
  await page.keyboard.press('Enter')
  await expect(standing).toHaveAttribute('aria-valuenow', '2')
  // The form is gone; the focus is in the question that comes next.
  await expect(question).toBeFocused()

  // Another one is written: only the stance is changed, with the keys of the field.
  await pressWhenReady(shell, 'w')
  await expect(passage).toBeFocused()
  await tabTo(shell, question.getByRole('button', { name: /Stance$/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: /Neutral/ })).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: /Neutral/ })).toBeHidden()
  await tabTo(shell, passage)
  await page.keyboard.press('Enter')
  await expect(standing).toHaveAttribute('aria-valuenow', '3')

  // All are rejected; undo brings the question back, redo decides it again.
  await pressWhenReady(shell, 'x')
  await expect(standing).toHaveAttribute('aria-valuenow', '4')
  await page.keyboard.press('Control+z')
  await expect(standing).toHaveAttribute('aria-valuenow', '3')
  await page.keyboard.press('Control+y')
  await expect(standing).toHaveAttribute('aria-valuenow', '4')

  await tabTo(shell, page.getByRole('button', { name: /^Accept \d+ that agree$/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Decided \d+ questions on which all agree$/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Accept 0 that agree$/ })).toBeDisabled()

  await chooseNew(shell, 'gold.csv', async () => {
    await tabTo(shell, page.getByRole('button', { name: 'Export…' }))
    await page.keyboard.press('Enter')
  })
  await expect(page.getByText('Wrote “gold.csv”').first()).toBeVisible()
  const written = fs.readFileSync(shell.file('gold.csv'), 'utf8')
  expect(written).toContain('First coder: stance')
  expect(written).toContain('Membership of Ukraine in NATO stays off the table for,')
  expect(await shell.blocked()).toEqual([])
})

test('the passage stays in sight and its buttons are reached when the window becomes small', async ({
  shell
}) => {
  const { page } = shell
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page, 'Ada')
  await doCommand(page, 'Adjudicate')
  const question = page.getByRole('region', { name: 'Question' })
  const passage = question.getByRole('region', { name: 'The text' }).getByText(/^Ukraine must receive robust/)
  await expect(passage).toBeInViewport()
  await page.setViewportSize({ width: 1024, height: 700 })
  await expect(passage).toBeInViewport({ ratio: 1 })
  await expect(question.getByRole('button', { name: 'Accept First coder’s', exact: true })).toBeInViewport({
    ratio: 1
  })
  for (const name of [/^Write another/, /^Reject all/])
    await expect(question.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  // The list of coders stays open while one is left out and taken in again.
  await page.getByRole('button', { name: /^Coders: / }).click()
  const second = page.getByRole('option', { name: 'Second coder' })
  await second.click()
  await expect(page.getByText('Choose at least two coders')).toBeVisible()
  await second.click()
  await expect(passage).toBeVisible()
  await expect(second).toHaveAttribute('aria-selected', 'true')
})

test('with three coders it is in sight who did not tag it, and what can be decided, in a small window', async ({
  shell
}) => {
  const { page } = shell
  await page.setViewportSize({ width: 1024, height: 700 })
  await openSample(page, 'Ada')
  await doCommand(page, 'Adjudicate')
  await page.getByRole('button', { name: /^Coders: / }).click()
  await page.getByRole('option', { name: 'Ada' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: 'Waiting' }).click()
  const question = page.getByRole('region', { name: 'Question' })
  await expect(question.getByRole('region', { name: 'Second coder' })).toBeVisible()
  await expect(question.getByText('Ada has not begun the document')).toBeInViewport({ ratio: 1 })
  for (const name of [/^Write another/, /^Reject all/])
    await expect(question.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
})

test('what was decided stays when more work comes; what is changed since is told, and kept over', async ({
  shell
}) => {
  test.slow()
  const { page } = shell
  await projectWithOneTag(shell)
  await closeProject(page)
  const ben = colleagueWith(shell, 'Talks.parley', 'Ben')
  ben.tag('The guarantors act', 'Guarantees')
  ben.run('merge', shell.file('Talks.parley'), ben.project)

  await openProject(shell, 'Talks.parley')
  await showView(page, 'Team')
  await page.getByRole('button', { name: 'Adjudication' }).click()
  const question = page.getByRole('region', { name: 'Question' })
  await expect(question.getByRole('heading', { name: /^Differ in (span|stance|issue)$/ })).toBeVisible()
  await expect(question.getByRole('region', { name: 'Ben' })).toContainText('The guarantors act')
  await page.getByText('Hide names').click()
  await expect(question.getByRole('region', { name: 'Coder A' })).toBeVisible()
  await page.getByText('Hide names').click()
  await question.getByRole('button', { name: 'Accept Ada’s', exact: true }).click()
  await expect(page.getByText('Everything is decided')).toBeVisible()
  await expect(question.getByRole('heading', { name: 'Settled' })).toBeVisible()

  // More work of the colleague’s is another question; what was decided stays.
  ben.tag('Sanctions are eased', 'Guarantees')
  await closeProject(page)
  ben.run('merge', shell.file('Talks.parley'), ben.project)
  await openProject(shell, 'Talks.parley')
  await showView(page, 'Team')
  await page.getByRole('button', { name: 'Adjudication' }).click()
  await expect(question.getByRole('heading', { name: 'Only one coder' })).toBeVisible()
  await expect(question.getByText(/^Ada has not tagged it/)).toBeVisible()
  await page.getByRole('radio', { name: 'All' }).click()
  await page.getByRole('option', { name: /^Settled/ }).click()
  await expect(question.getByRole('heading', { name: 'Settled' })).toBeVisible()

  // A source is changed: the decision is looked at again, and kept.
  await question.getByRole('button', { name: 'Open in the text' }).click()
  await expect(page.getByRole('document', { name: /^Text of/ })).toBeVisible()
  await page.getByRole('complementary').getByText('Opposes').first().click()
  await showView(page, 'Team')
  await expect(question.getByRole('heading', { name: 'Changed after the decision' })).toBeVisible()
  await expect(question.getByText('Changed since the decision')).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('option', { name: /^Settled/ })).toBeVisible()
})

/** Presses a key of adjudication once the question in hand is shown: before that it does nothing. */
async function pressWhenReady({ page }: Shell, key: string): Promise<void> {
  await expect(page.getByRole('region', { name: 'Question' })).toHaveAttribute('aria-busy', 'false')
  await page.keyboard.press(key)
}

/** Walks with Tab until something has the focus. */
async function tabTo(shell: Shell, wanted: ReturnType<Shell['page']['getByRole']>): Promise<void> {
  const { page } = shell
  await expect(wanted).toBeEnabled()
  for (let steps = 0; steps < 80; steps++) {
    // An open list hides what is not in it.
    const isHere = (await wanted.count()) === 1
    if (isHere && (await wanted.evaluate((element) => element === document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}
