/** Every view: nothing that keeps people out, nothing asked of the network, and a picture at both sizes to look at. */
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './shells/test.ts'
import type { Shell } from './shells/shell.ts'
import { root } from './shells/program.ts'
import { doCommand } from './pages/palette.ts'
import { cards, openDocument, selectWords, showView, tagBox, textOf } from './pages/reading.ts'
import { hits, searchFor, searchPane } from './pages/searching.ts'
import { openSample } from './pages/startScreen.ts'

type View = {
  readonly name: string
  readonly show: (page: Page) => Promise<void>
  readonly leave?: (page: Page) => Promise<void>
}

/** The first Esc empties a search field that has words. */
const escape = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

const correctedText = (page: Page): Locator => page.getByRole('textbox', { name: /^Correct the text of/ })

const teamParts = ['Coders', 'Share and merge', 'Conflicts', 'Agreement', 'Adjudication', 'Team folder']

/** In the order in which they are shown, in the sample project. */
const views: readonly View[] = [
  {
    name: 'read',
    show: async (page) => {
      await openDocument(page, 'Ukrainian and European counter-proposal')
      await textOf(page).focus()
      await page.keyboard.press('j')
      await expect(
        page.getByRole('complementary', { name: 'Details' }).getByRole('radiogroup', { name: 'Stance' })
      ).toBeVisible()
    }
  },
  {
    name: 'tag box',
    show: async (page) => {
      await selectWords(page, 'The authors regard this as a duty')
      await page.keyboard.press('Enter')
      await expect(tagBox(page)).toBeVisible()
    },
    leave: escape
  },
  {
    name: 'contents',
    show: async (page) => {
      const contents = page.getByRole('listbox', { name: 'Contents' })
      await contents.focus()
      await page.keyboard.press('End')
      await expect(contents.getByRole('option', { selected: true })).toBeVisible()
    }
  },
  {
    name: 'search',
    show: async (page) => {
      await searchFor(page, 'guarant*', /^8 hits/)
      await expect(hits(page).getByRole('treeitem').nth(1)).toBeVisible()
    }
  },
  {
    name: 'tag all hits',
    show: async (page) => {
      await searchPane(page).getByRole('button', { name: 'Tag all…' }).click()
      // The list of issues is open, and hides what is below it.
      await expect(page.getByRole('listbox')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog', { name: 'Tag all hits' }).getByRole('tree')).toBeVisible()
    },
    leave: async (page) => {
      await escape(page)
      await searchPane(page).getByRole('button', { name: 'Close the search' }).click()
      await expect(searchPane(page)).toBeHidden()
    }
  },
  {
    name: 'correct text',
    show: async (page) => {
      await textOf(page).focus()
      await page.keyboard.press('Control+Shift+e')
      await expect(correctedText(page)).toBeFocused()
      await page.keyboard.press('Control+Home')
      await page.keyboard.insertText('Draft: ')
      await expect(correctedText(page)).toContainText('Draft: ')
    }
  },
  {
    name: 'tidy text',
    show: async (page) => {
      await correctedText(page).focus()
      await page.keyboard.press('Control+f')
      await expect(page.getByRole('complementary', { name: 'Tidy up' })).toBeVisible()
    }
  },
  {
    name: 'corrected text',
    show: async (page) => {
      await correctedText(page).focus()
      await page.keyboard.press('Control+Enter')
      await expect(page.getByRole('dialog', { name: 'Store the corrected text?' })).toBeVisible()
    },
    leave: async (page) => {
      await page.keyboard.press('Enter')
      await expect(textOf(page)).toContainText('Draft: ')
    }
  },
  {
    name: 'texts of a document',
    show: async (page) => {
      await doCommand(page, 'Earlier texts')
      await expect(
        page
          .getByRole('dialog', { name: /^Texts of/ })
          .getByRole('listitem')
          .first()
      ).toBeVisible()
    }
  },
  {
    name: 'differences between texts',
    show: async (page) => {
      const texts = page.getByRole('dialog', { name: /^Texts of/ })
      await texts.getByRole('button', { name: 'What it changed' }).first().click()
      await expect(texts.getByRole('list', { name: 'Differences' })).toContainText('Draft')
    },
    leave: escape
  },
  {
    name: 'history',
    show: async (page) => {
      await page.keyboard.press('Control+Shift+h')
      await expect(page.getByRole('dialog', { name: 'History' }).getByRole('option').first()).toBeVisible()
    },
    leave: escape
  },
  {
    name: 'issue',
    show: async (page) => {
      await page
        .getByRole('treegrid', { name: 'Issue tree' })
        .getByRole('row')
        .filter({ hasText: 'Use of frozen assets' })
        .focus()
      await page.keyboard.press('Enter')
      await expect(
        page.getByRole('complementary', { name: 'Details' }).getByRole('textbox', { name: 'Definition' })
      ).toBeVisible()
    }
  },
  {
    name: 'document',
    show: async (page) => {
      await page.getByRole('button', { name: 'Details of the open document' }).click()
      await expect(
        page.getByRole('complementary', { name: 'Details' }).getByRole('textbox', { name: 'Title' })
      ).toBeVisible()
    }
  },
  {
    name: 'passages',
    show: async (page) => {
      await showView(page, 'Passages')
      await expect(page.getByRole('grid', { name: 'Passages' }).getByRole('row').nth(1)).toBeVisible()
    }
  },
  ...teamParts.map((part): View => ({
    name: `team ${part.toLowerCase()}`,
    show: async (page) => {
      await showView(page, 'Team')
      await page
        .getByRole('navigation', { name: 'Parts of Team' })
        .getByRole('button', { name: part, exact: true })
        .click()
      await expect(page.getByRole('main', { name: part })).toBeVisible()
    }
  })),
  {
    name: 'team agreement passages',
    show: async (page) => {
      await page
        .getByRole('navigation', { name: 'Parts of Team' })
        .getByRole('button', { name: 'Agreement', exact: true })
        .click()
      await page.getByRole('button', { name: /tagged, coders differ/ }).click()
      await expect(
        page
          .getByRole('listbox', { name: /^Passages, differing/ })
          .getByRole('option')
          .first()
      ).toBeVisible()
    }
  },
  {
    name: 'data',
    show: async (page) => {
      await showView(page, 'Data')
      await expect(page.getByRole('heading', { name: 'Export the dataset' })).toBeVisible()
    },
    leave: (page) => showView(page, 'Read')
  },
  {
    name: 'palette',
    show: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.insertText('sanctions')
      await expect(
        page.getByRole('dialog').getByText('Sanctions relief before a settlement').first()
      ).toBeVisible()
    },
    leave: escape
  },
  {
    name: 'layer',
    show: async (page) => {
      await showView(page, 'Read')
      await page.getByRole('button', { name: /^What is shown/ }).click()
      const layer = page.getByRole('dialog', { name: 'What is shown' })
      await layer.getByRole('button', { name: /^Second coder/ }).click()
      await expect(page.getByRole('dialog', { name: 'What is shown' })).toContainText('hidden')
    },
    leave: async (page) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Show all' }).click()
      await escape(page)
    }
  },
  { name: 'keys', show: (page) => choose(page, 'Keys of this view', 'Keys'), leave: escape },
  ...['General', 'Text', 'Keys', 'Backups'].map((part): View => ({
    name: `settings ${part.toLowerCase()}`,
    show: async (page) => {
      await choose(page, 'Settings…', 'Settings')
      await page.getByRole('tab', { name: part }).click()
      await expect(page.getByRole('tabpanel', { name: part })).toBeVisible()
    },
    leave: escape
  })),
  { name: 'about', show: (page) => choose(page, 'About Parley', 'About Parley'), leave: escape }
]

test('axe finds nothing serious in any view, and nothing is asked of the network', async ({
  shell,
  shellName
}) => {
  test.skip(shellName === 'double', 'The same page as in the browser shell: looked at once')
  test.slow()
  await expectAccessible(shell, 'start')
  await openSample(shell.page, 'Noor')
  for (const { name, show, leave } of views) {
    await show(shell.page)
    await expectAccessible(shell, name)
    await leave?.(shell.page)
  }
  expect(await shell.blocked()).toEqual([])
})

for (const scheme of ['light', 'dark'] as const) {
  test(`pictures of every view at both sizes, ${scheme}`, async ({ shell, shellName }) => {
    test.skip(shellName !== 'browser', 'The same page in every shell: pictured once')
    test.skip(
      process.env['PARLEY_PICTURES'] !== '1',
      'Pictures to look at, made on demand: PARLEY_PICTURES=1'
    )
    test.slow()
    const { page } = shell
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await picture(page, 'start', scheme)
    await openSample(page, 'Noor')
    for (const { name, show, leave } of views) {
      await show(page)
      await picture(page, name, scheme)
      await leave?.(page)
    }
  })
}

test('everything is in reach at 1024 × 700 and at twice the size of the letters', async ({
  shell,
  shellName
}) => {
  test.skip(shellName !== 'browser', 'The window of the double has a size of its own')
  const { page } = shell
  await page.setViewportSize({ width: 1024, height: 700 })
  await openSample(page, null)
  await openDocument(page, 'Ukrainian and European counter-proposal')
  for (const size of [
    { width: 1024, height: 700 },
    { width: 720, height: 450 }
  ]) {
    await page.setViewportSize(size)
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth
    )
    expect(wider, `at ${size.width} pixels`).toBeLessThanOrEqual(0)
  }
  await expect(textOf(page)).toBeVisible()
})

test('hiding a pane and another size of the window keep the place and the half-written tag', async ({
  shell,
  shellName
}) => {
  test.skip(shellName !== 'browser', 'The window of the double has a size of its own')
  const { page } = shell
  await openSample(page, 'Noor')
  await openDocument(page, 'Ukrainian and European counter-proposal')
  await selectWords(page, 'The authors regard this as a duty')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Return')
  await page.getByRole('button', { name: 'Show or hide details' }).click()
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeHidden()
  await page.getByRole('button', { name: 'Show or hide documents and codebook' }).click()
  await page.setViewportSize({ width: 1024, height: 700 })
  await expect(tagBox(page).getByRole('combobox', { name: 'Issue' })).toHaveValue('Return')
  await expect(page.getByText('The authors regard this as a duty').first()).toBeInViewport()
})

test('F6 walks the panes and the focus is always somewhere', async ({ shell }) => {
  const { page } = shell
  await openSample(page, null)
  await openDocument(page, 'Ukrainian and European counter-proposal')
  await expect(cards(page).first()).toBeVisible()
  const met = new Set<string>()
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press('F6')
    met.add(
      await page.evaluate(
        () => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane') ?? 'nowhere'
      )
    )
  }
  expect(met).not.toContain('nowhere')
  for (const pane of ['documents', 'codebook', 'text']) expect(met).toContain(pane)
})

async function choose(page: Page, entry: string, dialog: string): Promise<void> {
  await page.getByRole('button', { name: /^Project “/ }).click()
  await page.getByRole('menuitem', { name: entry }).click()
  await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
}

async function expectAccessible(shell: Shell, view: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: shell.page }).setLegacyMode().analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
  expect(grave, view).toEqual([])
}

async function picture(page: Page, view: string, scheme: string): Promise<void> {
  for (const [width, height] of [
    [1440, 900],
    [1024, 700]
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(150)
    await page.screenshot({
      path: path.join(
        root,
        'test-results/pictures',
        `${view.replaceAll(' ', '-')}-${width}x${height}-${scheme}.png`
      )
    })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
