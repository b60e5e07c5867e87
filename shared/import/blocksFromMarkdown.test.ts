import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cpuTime } from '../testing/cpuTime.ts'
import { whatBreaksRevision } from '../text/revision.ts'
import { blocksFromMarkdown } from './blocksFromMarkdown.ts'

const shown = (raw: string): string[] => {
  const { content } = blocksFromMarkdown(raw)
  expect(whatBreaksRevision(content)).toBeNull()
  return content.blocks.map(
    ({ start, end, kind, ...rest }) =>
      [kind, ...Object.values<string | number | boolean>(rest)].join(' ') +
      '|' +
      content.text.slice(start, end).replaceAll('\n', '⏎')
  )
}
const lossesOf = (raw: string): Record<string, number> =>
  Object.fromEntries(blocksFromMarkdown(raw).losses.map(({ kind, count }) => [kind, count]))

describe('reading Markdown', () => {
  test('keeps every rule of a revision, whatever the signs', () => {
    const bit = fc.constantFrom(
      '# ',
      '- ',
      '  - ',
      '1. ',
      '> ',
      '```\n',
      '    ',
      '\n',
      '\n\n',
      '| a | b |\n|--|--|\n| ',
      ' | ',
      '**',
      '_',
      '~~',
      '[x](https://example.org)',
      '[^1]',
      '[^1]: ',
      '![m](i.png)',
      '---\n',
      '  \n',
      '&#13;',
      '&#0;',
      '\0',
      '\ufeff',
      'e',
      '\u0301',
      '🕊',
      'سلام',
      '\u00a0',
      '\r\n',
      '<b>',
      '`',
      'peace'
    )
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 30 }), (bits) => {
        const raw = bits.join('')
        expect([raw, whatBreaksRevision(blocksFromMarkdown(raw).content)]).toEqual([raw, null])
      }),
      { numRuns: 1_000 }
    )
  })

  test('reads headings, wrapped paragraphs, hard breaks and code', () => {
    expect(
      shown('# Terms 🕊\n\nNo talks on\nterritory.  \nNone.\n\n```\nArt. 1\n  (a)\n```\n\nAnnex\n-----\n')
    ).toEqual([
      'heading 1|Terms 🕊',
      'paragraph|No talks on territory.⏎None.',
      'paragraph|Art. 1⏎  (a)',
      'heading 2|Annex'
    ])
  })

  test('reads nested lists with their markers and the paragraphs inside an item', () => {
    expect(shown('3) Borders\n\n   and lines\n\n   - north\n   - east\n4) Ports\n')).toEqual([
      'listItem 0 3)|Borders',
      'listItem 0 |and lines',
      'listItem 1 ◦|north',
      'listItem 1 ◦|east',
      'listItem 0 4)|Ports'
    ])
  })

  test('reads tables as cells', () => {
    expect(shown('| Issue | A |\n|---|:-:|\n| *Land* | |\n')).toEqual([
      'tableCell 0 0 0 true|Issue',
      'tableCell 0 0 1 true|A',
      'tableCell 0 1 0 false|Land',
      'tableCell 0 1 1 false|'
    ])
  })

  test('reads footnotes of several paragraphs, and keeps a reference without a note as words', () => {
    const raw = 'Peace[^a] now[^b].\n\n[^a]: See the *annex*.\n\n    It has two parts.\n\nAfter.\n'
    expect(shown(raw)).toEqual([
      'paragraph|Peace[a] now[^b].',
      'footnote a|See the annex.',
      'footnote a|It has two parts.',
      'paragraph|After.'
    ])
    expect(blocksFromMarkdown(raw).content.marks).toMatchObject([
      { kind: 'footnoteReference', label: 'a', start: 5, end: 8 },
      { kind: 'emphasis' }
    ])
  })

  test('keeps bold, italics and links', () => {
    const { content } = blocksFromMarkdown('**No *talks* now** <https://example.org> [file](a.pdf)')
    expect(content.text).toBe('No talks now https://example.org file')
    expect(content.marks).toMatchObject([
      { kind: 'strong', start: 0, end: 12 },
      { kind: 'emphasis', start: 3, end: 8 },
      { kind: 'link', href: 'https://example.org', start: 13, end: 32 }
    ])
  })

  test('takes the title from the metadata at the top, else from the first heading', () => {
    expect(blocksFromMarkdown('---\ntitle: "Genève: a plan"\nauthor:\n  - A\n---\n# One')).toMatchObject({
      title: 'Genève: a plan',
      content: { text: 'One' },
      losses: [{ kind: 'frontMatter', count: 3 }]
    })
    expect(blocksFromMarkdown('x\n\n## Terms of *peace*').title).toBe('Terms of peace')
    expect(shown('---\n\nwords\n\n---\n')).toEqual(['paragraph|words'])
  })

  test('tells what it left out or could not keep', () => {
    expect(lossesOf('![map](m.png) ~~old~~ <u>x</u> [file](a.pdf)')).toEqual({
      images: 1,
      struckText: 1,
      markup: 2,
      links: 1
    })
    expect(lossesOf('>'.repeat(400) + ' deep')).toHaveProperty('tooDeep')
  })

  test('reads a megabyte of lists, tables and footnotes within four seconds', () => {
    const part = (i: number): string =>
      `## Part ${i}\n\n- one **bold**\n  - two *it*\n    1. three [x](https://example.org/${i})\n\n| a | b |\n|---|---|\n| 1 | Genève 🕊 |\n\nWords[^${i}] of a paragraph that goes on\nfor a while.\n\n[^${i}]: A note.\n\n`
    const raw = Array.from({ length: 5_000 }, (_, i) => part(i)).join('')
    expect(raw.length).toBeGreaterThan(900_000)
    const taken = cpuTime(() => {
      expect(blocksFromMarkdown(raw).content.blocks).toHaveLength(50_000)
    })
    // Alone it takes under one second; the limit is what tells a quadratic reader from a busy machine.
    expect(taken).toBeLessThan(4_000)
  })
})
