import { expect, it } from 'vitest'
import { reportParts, type ReportPassage } from './passagesReport.ts'

const passage: ReportPassage = {
  before: '',
  quote: 'Fish & chips &amp; peas – cafe\u0301 🕊️\r\n- not a list',
  after: '',
  issue: 'Trade',
  stance: null,
  actors: [],
  source: 'Talks, 2025',
  coder: 'Ada',
  certainty: null,
  note: 'Heading?\n---\n1. not a list\n2025 is a year\n+ <b>'
}

it('shows in Markdown what was written, letter by letter: nothing of it is a list, a heading or a sign', () => {
  expect(reportParts('md').passage(passage).split('\n')).toEqual([
    '',
    'Trade · not decided yet',
    '',
    '> **Fish \\& chips \\&amp; peas – cafe\u0301 🕊️**',
    '> **\\- not a list**',
    '',
    'Heading?',
    '\\---',
    '1\\. not a list',
    '2025 is a year',
    '\\+ \\<b\\>',
    '',
    '— Talks, 2025 (Ada)',
    ''
  ])
})

it('shows in a web page what was written, never as markup', () => {
  expect(reportParts('html').passage(passage)).toContain('Fish &amp; chips &amp;amp; peas')
  expect(reportParts('html').passage({ ...passage, note: '<script>x</script>' })).not.toContain('<script>')
})
