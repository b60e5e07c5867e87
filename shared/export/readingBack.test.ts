import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActorId, CoderId, DocumentId, Hash, IssueId, RandomBytes, StanceId } from '../ids.ts'
import { codePointOffsets, span } from '../text/offsets.ts'
import { factsToTake, type DocumentFacts } from './documentFacts.ts'
import type { KnownCodebook } from './knownCodebook.ts'
import { placeRow, type ProjectTexts } from './placeRow.ts'
import { refusal, sentenceOfRefusal } from './refusals.ts'
import { whatBreaksRow, type ReadValues } from './rowChecks.ts'
import { rowCodebook } from './rowCodebook.ts'

const here = 'a'.repeat(64) as Hash
const text =
  '👩‍👧 The parties agree.\nThe seven red lines of the first draft were taken back after long talks.\nagain\nagain and again, said the delegation of the north\nשלום לכולם'

const texts = (known: { readonly hasText: boolean } = { hasText: true }): ProjectTexts => ({
  documentsWith: (revision) => (revision === here ? [{ id: 'doc_a' as DocumentId, title: 'Draft' }] : []),
  documentNamed: (id) => (id === 'doc_a' ? { id, title: 'Draft', revision: here } : undefined),
  textOf: () => (known.hasText ? { text, codePoints: codePointOffsets(text) } : undefined)
})

function words(
  quote: string,
  at = text.indexOf(quote)
): { readonly values: ReadValues; readonly at: ReturnType<typeof span> } {
  return { values: { annotation_id: 'ann_1', revision: here, quote }, at: span(at, at + quote.length) }
}

describe('the passage of a row', () => {
  test('stands where the row says, in code points and in UTF-16, whatever characters come before', () => {
    const { codePoints } = { codePoints: codePointOffsets(text) }
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('utf16' as const, 'code points' as const),
        (from, length, offsets) => {
          const end = Math.min(text.length, from + length)
          const at = span(from, end)
          const quote = text.slice(from, end)
          fc.pre(quote.isWellFormed() && quote.trim() !== '')
          const place =
            offsets === 'utf16'
              ? at
              : { start: codePoints.toCodePoint(at.start), end: codePoints.toCodePoint(at.end) }
          expect(placeRow({ revision: here, quote, ...place }, offsets, texts())).toEqual({
            ok: true,
            document: 'doc_a',
            revision: here,
            at,
            told: null
          })
        }
      )
    )
  })

  test('is found by its words where the row names no place, and told where it names a wrong one', () => {
    const { values, at } = words('The seven red lines of the first draft')
    expect(placeRow(values, null, texts())).toMatchObject({ ok: true, at, told: null })
    for (const place of [
      { start: 0, end: 3 },
      { start: 5, end: 9999 },
      { start: 1, end: 2 }
    ])
      expect(placeRow({ ...values, ...place }, 'utf16', texts())).toMatchObject({
        ok: true,
        at,
        told: { code: 'moved' }
      })
  })

  test('is found with the line breaks of another system', () => {
    const quote = 'The parties agree.\r\nThe seven red lines'
    expect(placeRow({ revision: here, quote }, null, texts())).toMatchObject({
      ok: true,
      at: span(text.indexOf('The parties'), text.indexOf(' of the first'))
    })
  })

  test('is told when its words changed a little, and refused rather than guessed', () => {
    expect(
      placeRow(
        { revision: here, quote: 'The seven red lines of the first draft were taken bark after lung talks.' },
        null,
        texts()
      )
    ).toMatchObject({ ok: true, told: { code: 'changedWords' } })
    expect(placeRow({ revision: here, quote: 'again' }, null, texts())).toMatchObject({
      ok: false,
      refusal: { code: 'quoteAmbiguous' }
    })
    expect(
      placeRow({ revision: here, quote: 'words that stand nowhere in this text at all' }, null, texts())
    ).toMatchObject({ ok: false, refusal: { code: 'quoteLost' } })
    expect(
      placeRow({ revision: here, quote: 'again', prefix: 'talks.\n', suffix: '\nagain and' }, null, texts())
    ).toMatchObject({ ok: true })
  })

  test('is looked for in the text of today where the document has another revision than the row', () => {
    const { values, at } = words('The seven red lines of the first draft')
    const row = { ...values, revision: 'b'.repeat(64), document_id: 'doc_a', start: 3, end: 8 }
    expect(placeRow(row, 'utf16', texts())).toMatchObject({
      ok: true,
      revision: here,
      at,
      told: { code: 'moved' }
    })
    expect(placeRow({ ...row, document_id: 'doc_b' }, 'utf16', texts())).toMatchObject({
      refusal: { code: 'unknownDocument' }
    })
    expect(placeRow(row, 'utf16', texts({ hasText: false }))).toMatchObject({
      refusal: { code: 'textMissing' }
    })
  })
})

const known: KnownCodebook = {
  issues: [issue('iss_peace', 'Peace', null), issue('iss_terms', 'Terms', 'iss_peace')],
  stances: [stance('sta_for', 'supports', 1, 4), stance('sta_half', 'conditional', 0.5, 0)],
  actors: [actor('act_us', 'United States', ['USA']), actor('act_a', 'Twin'), actor('act_b', 'Twin')],
  coders: [{ id: 'cod_ana' as CoderId, name: 'Ana', initials: 'A', kind: 'person', joinedInto: null }]
}
const seeded = (): RandomBytes => {
  let next = 1
  return (count) => Uint8Array.from({ length: count }, () => (next = (next * 37 + 11) % 251))
}
const me = 'cod_me' as CoderId

describe('the names in rows', () => {
  test('lead to what is here by id, path, key or another name, and make nothing', () => {
    const names = rowCodebook(known, me, seeded())
    const row: ReadValues = {
      issue_path: ['Peace', 'Terms'],
      stance_key: 'supports',
      stance_polarity: 1,
      actors: ['USA'],
      coder: 'Ana'
    }
    expect(names.notice(row)).toBeNull()
    expect(names.changes()).toEqual({ issues: [], stances: [], actors: [], coders: [] })
    expect(names.namesOf(row)).toEqual({
      issue: 'iss_terms',
      stance: 'sta_for',
      actors: ['act_us'],
      coder: 'cod_ana',
      authors: []
    })
  })

  test('keep their ids, find their parents in any order, and make only the parents that no row names', () => {
    const rows: ReadValues[] = [
      {
        issue_id: 'iss_child',
        issue_path: ['New', 'Middle', 'Child'],
        actor_ids: ['act_x', ''],
        actors: ['X', 'Y']
      },
      { issue_id: 'iss_new', issue_path: ['New'], actors: ['X'], coder_id: 'cod_x', coder: 'Zoë Q' },
      { issue_id: 'iss_terms', issue_path: ['Renamed elsewhere'] },
      { issue_id: 'iss_child' }
    ]
    const names = rowCodebook(known, me, seeded())
    expect(rows.map((row) => names.notice(row))).toEqual([null, null, null, null])
    const changes = names.changes()
    expect(changes.issues.map(({ id, name, parent }) => [id.startsWith('iss_') && name, parent])).toEqual([
      ['New', null],
      ['Middle', 'iss_new'],
      ['Child', changes.issues[1]?.id]
    ])
    expect(changes.actors.map(({ name }) => name)).toEqual(['X', 'Y'])
    expect(changes.coders).toEqual([{ id: 'cod_x', name: 'Zoë Q', initials: 'ZQ' }])
    expect(rows.map((row) => names.namesOf(row).issue)).toEqual([
      'iss_child',
      'iss_new',
      'iss_terms',
      'iss_child'
    ])
    expect(names.namesOf(rows[1] ?? {}).actors).toEqual(['act_x'])
    expect(names.namesOf(rows[2] ?? {}).coder).toBe(me)
  })

  test('any rows: everything a row names is here or made, parents before children, and the second reading makes nothing', () => {
    const piece = fc.constantFrom('A', 'B', 'A > B', ';')
    const row: fc.Arbitrary<ReadValues> = fc.record({
      issue_id: fc.constantFrom('', 'iss_1', 'iss_2', 'iss_peace'),
      issue_path: fc.array(piece, { minLength: 1, maxLength: 3 }),
      stance_key: fc.constantFrom('', 'supports', 'own'),
      stance_label: fc.constant('Label'),
      actors: fc.array(piece, { maxLength: 2 }),
      coder: fc.constantFrom('', 'Ana', 'Ben')
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const names = rowCodebook(known, me, seeded())
        // A key without its label is no row of ours.
        const taken = rows
          .map((values) => (values.stance_key === '' ? { ...values, stance_label: '' } : values))
          .filter((values) => names.notice(values) === null)
        const changes = names.changes()
        const issues = [...known.issues]
        for (const { id, name, parent } of changes.issues) {
          expect(parent === null || issues.some((one) => one.id === parent)).toBe(true)
          issues.push(issue(id, name, parent))
        }
        const after: KnownCodebook = {
          issues,
          stances: [
            ...known.stances.filter(({ id }) => !changes.stances.some((one) => one.id === id)),
            ...changes.stances.map(({ id, key, label, polarity }) => ({
              ...stance(id, key, polarity ?? null, 1),
              label
            }))
          ],
          actors: [...known.actors, ...changes.actors.map(({ id, name }) => actor(id, name))],
          coders: [
            ...known.coders,
            ...changes.coders.map(({ id, name }) => ({
              id,
              name,
              initials: '',
              kind: 'person' as const,
              joinedInto: null
            }))
          ]
        }
        const found = taken.map((values) => names.namesOf(values))
        for (const { issue: own, actors, stance: held } of found) {
          expect(after.issues.some(({ id }) => id === own)).toBe(true)
          expect(held === null || after.stances.some(({ id }) => id === held)).toBe(true)
          for (const one of actors) expect(after.actors.some(({ id }) => id === one)).toBe(true)
        }
        const again = rowCodebook(after, me, seeded())
        for (const values of taken) expect(again.notice(values)).toBeNull()
        expect(again.changes()).toEqual({ issues: [], stances: [], actors: [], coders: [] })
      })
    )
  })

  test('are refused where they do not say who or what is meant', () => {
    const names = rowCodebook(known, null, seeded())
    const issue_path = ['Peace']
    const refusals = [
      {},
      { issue_id: 'iss_gone' },
      { issue_path, stance_key: 'gone', coder: 'Ana' },
      { issue_path, stance_key: 'supports', stance_polarity: -1, coder: 'Ana' },
      { issue_path, actors: ['Twin'], coder: 'Ana' },
      { issue_path, actor_ids: ['act_gone'], coder: 'Ana' },
      { issue_path, actor_ids: ['a', 'b'], actors: ['A'], coder: 'Ana' },
      { issue_path, coder_id: 'cod_gone' },
      { issue_path }
    ].map((row) => names.notice(row)?.code)
    expect(refusals).toEqual([
      'noIssue',
      'unknownIssue',
      'unknownStance',
      'stanceDiffers',
      'ambiguousName',
      'unknownActor',
      'listsDiffer',
      'unknownCoder',
      'noCoder'
    ])
    expect(names.changes()).toEqual({ issues: [], stances: [], actors: [], coders: [] })
  })

  test('a stance that nobody has used yet takes its label and polarity from the file', () => {
    const names = rowCodebook(known, me, seeded())
    expect(
      names.notice({
        issue_path: ['Peace'],
        stance_key: 'conditional',
        stance_label: 'If …',
        stance_polarity: 0.25
      })
    ).toBeNull()
    expect(names.changes().stances).toEqual([
      { id: 'sta_half', key: 'conditional', label: 'If …', polarity: 0.25 }
    ])
  })
})

test('a value that no project can hold is refused with its column', () => {
  const row: ReadValues = { annotation_id: 'ann_1', quote: 'x' }
  expect(whatBreaksRow(row)).toBeNull()
  const wrong: ReadValues[] = [
    { annotation_id: 'has space' },
    { revision: 'short' },
    { certainty: 'very' },
    { document_date: 'May' },
    { note: 'x'.repeat(100_001) },
    { actors: [''] },
    { stance_polarity: 2 },
    { quote: ' ' },
    { coder: 'x'.repeat(1001) }
  ]
  for (const one of wrong) {
    const why = whatBreaksRow({ ...row, ...one })
    expect(why).not.toBeNull()
    expect(why && sentenceOfRefusal(why)).not.toMatch(/[{}]|undefined/)
  }
})

test('every sentence has what fills it and says what to do', () => {
  expect(
    sentenceOfRefusal(
      refusal('badValue', { value: '👩‍👧'.repeat(60), column: 'note', looksLike: 'text' })
    ).isWellFormed()
  ).toBe(true)
})

test('a document keeps what an analyst wrote about it', () => {
  const told: DocumentFacts = {
    title: 'T',
    authors: ['act_a' as ActorId],
    date: '2025',
    kind: '',
    source: 's',
    url: '',
    notes: 'n',
    attributes: { a: '1', b: '2' }
  }
  const mine: DocumentFacts = {
    title: 'Mine',
    authors: [],
    date: '2024',
    kind: 'k',
    source: '',
    url: '',
    notes: '',
    attributes: { a: '0' }
  }
  expect(factsToTake(told, mine, { untouched: false })).toEqual({
    authors: ['act_a'],
    source: 's',
    notes: 'n',
    attributes: { a: '0', b: '2' }
  })
  expect(factsToTake(told, mine, { untouched: true })).toEqual({
    title: 'T',
    authors: ['act_a'],
    date: '2025',
    source: 's',
    notes: 'n',
    attributes: { a: '1', b: '2' }
  })
  expect(factsToTake(told, told, { untouched: true })).toBeNull()
})

function issue(id: string, name: string, parent: string | null): KnownCodebook['issues'][number] {
  return {
    id: id as IssueId,
    name,
    definition: '',
    examples: [],
    supporting: '',
    opposing: '',
    colour: '',
    parent: parent as IssueId | null,
    retired: false,
    joinedInto: null
  }
}
function stance(
  id: string,
  key: string,
  polarity: number | null,
  uses: number
): KnownCodebook['stances'][number] {
  return { id: id as StanceId, key, label: key, polarity, colour: '', shortcut: '', retired: false, uses }
}
function actor(
  id: string,
  name: string,
  otherNames: readonly string[] = []
): KnownCodebook['actors'][number] {
  return { id: id as ActorId, name, otherNames, kind: '', colour: '', group: '', joinedInto: null }
}
