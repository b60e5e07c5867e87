import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildContent } from './buildContent.ts'
import { whatBreaksKept } from './keptStretches.ts'
import { proposeReplacing } from './replaceIn.ts'
import { whatBreaksRevision, type BlockShape, type RevisionContent } from './revision.ts'
import { applyEdits } from './textEdits.ts'
import { proposeTidying, tidyKinds, type TidyKind } from './tidyText.ts'

const paragraphs = (...texts: string[]): RevisionContent =>
  buildContent(texts.map((text) => ({ shape: { kind: 'paragraph' }, runs: [{ text, marks: [] }] }))).content

function tidied(kind: TidyKind, content: RevisionContent): string {
  const sure = proposeTidying(kind, content).filter(({ isSure }) => isSure)
  return applyEdits(content, sure).content.text
}

describe('helpers for scanned texts', () => {
  it('join words cut at the end of a line, and keep the hyphen of words that have one', () => {
    expect(tidied('hyphens', paragraphs('The agree-\nment on the cease-\nfire. A cease-fire holds.'))).toBe(
      'The agreement on the cease-fire. A cease-fire holds.'
    )
    expect(tidied('hyphens', paragraphs('We sup-', 'port talks.', 'No-', 'Body'))).toBe(
      'We support talks.\nNo-\nBody'
    )
  })

  it('join lines broken inside a paragraph, but not the short lines of an address', () => {
    expect(
      tidied('lines', paragraphs('Talks begin in the\nspring of this year\nand go on.', 'which', 'Next'))
    ).toBe('Talks begin in the spring of this year and go on.\nwhich\nNext')
    expect(tidied('lines', paragraphs('the parties agree', 'on all points.'))).toBe(
      'the parties agree on all points.'
    )
    expect(tidied('lines', paragraphs('Yes.\nThe guarantors of this agreement act together'))).toContain(
      'Yes.\nThe'
    )
  })

  it('take away running headers and page numbers, and leave articles to the analyst', () => {
    const pages = [1, 2, 3].flatMap((page) => [
      'Peace plan 2025',
      `Words of page ${'abc'[page]}`,
      `- ${page} -`,
      `Article ${page}`
    ])
    expect(tidied('running', paragraphs(...pages)).split('\n')).toEqual(
      [1, 2, 3].flatMap((page) => [`Words of page ${'abc'[page]}`, `Article ${page}`])
    )
    expect(proposeTidying('running', paragraphs(...pages)).some(({ group }) => group === 'article #')).toBe(
      true
    )
  })

  it('take a title with its page away, and leave sentences that recur to the analyst', () => {
    const pages = [1, 2, 3, 4].map((page) =>
      [
        `PEACE TREATIES OF THE CENTURY          ${page}`,
        `Words of page ${'abcde'[page]}`,
        'Both sides accept the truce.',
        'More words.',
        ...(page === 2 ? ['Both sides accept the truce.', 'More words.'] : []),
        `The end of page ${'abcde'[page]}`
      ].join('\n')
    )
    const proposals = proposeTidying('running', paragraphs(...pages))
    const sure = proposals.filter(({ isSure }) => isSure)
    expect(sure.map(({ group }) => group)).toEqual(Array(4).fill('peace treaties of the century #'))
    expect(proposals.filter(({ group }) => group === 'Both sides accept the truce.')).toHaveLength(5)
  })

  it('make one space of many, and none at the ends of lines', () => {
    expect(tidied('spaces', paragraphs('  A\u00a0 full\t ceasefire \n now '))).toBe('A full ceasefire\nnow')
    expect(tidied('spaces', paragraphs('30\u00a0days'))).toBe('30\u00a0days')
  })

  it('replace every place, with groups of an expression', () => {
    const content = paragraphs('Article 3 and Article 14', 'article 5')
    const edits = proposeReplacing(content, /Article (\d+)/gu, 'Art. $1\\t$$')
    expect(applyEdits(content, edits).content.text).toBe('Art. 3\t$ and Art. 14\t$\narticle 5')
  })

  it('never break a text, whatever it is, and say exactly what they kept', () => {
    const shapes: fc.Arbitrary<BlockShape> = fc.constantFrom(
      { kind: 'paragraph' },
      { kind: 'heading', level: 1 },
      { kind: 'pageBreak' },
      { kind: 'tableCell', table: 0, row: 0, column: 0, header: false },
      { kind: 'footnote', label: '1' }
    )
    const text = fc.array(
      fc.constantFrom(
        'peace',
        'sup-',
        'port',
        '\n',
        ' ',
        '\u00a0',
        '\t',
        '7',
        'é',
        '🕊️',
        'سلام',
        '.',
        'Page 3'
      ),
      { maxLength: 12 }
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(shapes, text), { maxLength: 8 }),
        fc.constantFrom(...tidyKinds),
        (blocks, kind) => {
          const { content } = buildContent(
            blocks.map(([shape, words]) => ({ shape, runs: [{ text: words.join(''), marks: [] }] }))
          )
          const edited = applyEdits(content, proposeTidying(kind, content))
          expect(whatBreaksRevision(edited.content)).toBeNull()
          expect(whatBreaksKept(edited.kept, content.text, edited.content.text)).toBeNull()
        }
      )
    )
  })
})
