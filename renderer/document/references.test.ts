import { describe, expect, it } from 'vitest'
import { utf16 } from '../../shared/text/offsets.ts'
import type { Block, RevisionContent } from '../../shared/text/revision.ts'
import { References } from './references.ts'

const lines = [
  'Café 🕊️ talks begin, see the accord.',
  'Note one',
  'goes on',
  'Chapter two.',
  'Another note one'
]
const kinds = ['paragraph', 'footnote', 'footnote', 'paragraph', 'footnote'] as const

function sample(): RevisionContent {
  let start = 0
  const blocks = lines.map((line, i): Block => {
    const at = { start: utf16(start), end: utf16(start + line.length) }
    start += line.length + 1
    return kinds[i] === 'footnote' ? { kind: 'footnote', label: '1', ...at } : { kind: 'paragraph', ...at }
  })
  const text = lines.join('\n')
  const after = (words: string) => utf16(text.indexOf(words) + words.length)
  return {
    text,
    blocks,
    marks: [
      { kind: 'footnoteReference', label: '1', start: after('begin'), end: after('begin') },
      {
        kind: 'link',
        href: 'https://example.org/a',
        start: utf16(text.indexOf('accord')),
        end: after('accord')
      },
      { kind: 'footnoteReference', label: '1', start: after('two'), end: after('two.') },
      { kind: 'footnoteReference', label: '9', start: after('Chapter'), end: after('Chapter') }
    ]
  }
}

describe('what a text refers to', () => {
  const content = sample()
  const { text } = content
  const references = new References(content)
  const wordsOf = (at: { start: number; end: number } | null | undefined) =>
    at ? text.slice(at.start, at.end) : null

  it('finds the note of a number, the nearest one below where numbers start anew, all of its paragraphs', () => {
    const first = references.at(text.indexOf(', see'))
    expect(first?.kind === 'note' && wordsOf(first.note)).toBe('Note one\ngoes on')
    const second = references.at(text.indexOf('two') + 3)
    expect(second?.kind === 'note' && wordsOf(second.note)).toBe('Another note one')
  })

  it('says that a note is missing', () => {
    expect(references.at(text.indexOf(' two'))).toMatchObject({ kind: 'note', label: '9', note: null })
  })

  it('goes back from any paragraph of a note to where the text refers to it', () => {
    expect(references.backFrom(text.indexOf('goes'))).toMatchObject({ start: text.indexOf(', see') })
    expect(references.backFrom(text.indexOf('Another'))).toMatchObject({ start: text.indexOf('two') + 3 })
    expect(references.backFrom(0)).toBeNull()
  })

  it('goes back to the reference that was followed where several refer to one note', () => {
    const twice: RevisionContent = {
      ...content,
      marks: [
        ...content.marks,
        {
          kind: 'footnoteReference',
          label: '1',
          start: utf16(text.indexOf(' talks')),
          end: utf16(text.indexOf(' talks'))
        }
      ]
    }
    const both = new References(twice)
    const followed = both.at(text.indexOf(' talks'))
    expect(both.backFrom(text.indexOf('goes'), followed)).toMatchObject({ start: text.indexOf(' talks') })
    expect(both.backFrom(text.indexOf('Another'), followed)).toMatchObject({ start: text.indexOf('two') + 3 })
  })

  it('tells the address of a link and nothing beside it', () => {
    expect(references.at(text.indexOf('ccord'))).toMatchObject({
      kind: 'link',
      href: 'https://example.org/a'
    })
    expect(references.at(2)).toBeNull()
  })
})
