import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActorId, CoderId, IssueId, RandomBytes, StanceId } from '../ids.ts'
import { codebookCsv, readCodebookCsv } from './codebookCsv.ts'
import type { CodebookFile } from './codebookFile.ts'
import { codebookJson, readCodebookJson } from './codebookJson.ts'
import { matchCodebook, type CodebookMatch } from './codebookMatch.ts'
import { initialsFor, type KnownCodebook, type KnownIssue } from './knownCodebook.ts'

const hard = [
  '"',
  ',',
  ';',
  '; ',
  ' > ',
  '\\',
  '\r\n',
  '\n',
  '=1',
  "'",
  'e\u0301',
  'é',
  '👩‍👧',
  'שלום',
  '\u00a0'
]
const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    fc.string({ unit: fc.constantFrom('a', ' ', ...hard), minLength: 1, maxLength: 5 })
  )
  .filter((text) => text.trim() !== '')
const prose = fc.oneof(fc.constant(''), name)
const colour = fc.constantFrom('', '#1f6fb2', '#000000')
const texts = fc.uniqueArray(name, { maxLength: 3 })

const codebook: fc.Arbitrary<KnownCodebook> = fc.record({
  issues: fc
    .array(
      fc.record({
        name,
        definition: prose,
        examples: texts,
        supporting: prose,
        opposing: prose,
        colour,
        retired: fc.boolean(),
        above: fc.option(fc.nat(9))
      }),
      { maxLength: 8 }
    )
    .map((issues) =>
      issues.map(({ above, ...issue }, i): KnownIssue => ({
        ...issue,
        id: `iss_${i}` as IssueId,
        parent: above === null || i === 0 ? null : (`iss_${above % i}` as IssueId),
        joinedInto: null
      }))
    ),
  stances: fc
    .uniqueArray(
      fc.record({
        key: fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/),
        label: name,
        polarity: fc.option(fc.double({ min: -1, max: 1, noNaN: true }).map((p) => p + 0)),
        colour,
        shortcut: fc.constantFrom('', '1', '9'),
        retired: fc.boolean()
      }),
      { maxLength: 4, selector: (stance) => stance.key }
    )
    .map((stances) => stances.map((stance, i) => ({ ...stance, id: `sta_${i}` as StanceId, uses: 0 }))),
  actors: fc
    .array(fc.record({ name, otherNames: texts, kind: prose, colour, group: prose }), { maxLength: 4 })
    .map((actors) => actors.map((actor, i) => ({ ...actor, id: `act_${i}` as ActorId, joinedInto: null }))),
  coders: fc
    .array(
      fc.record({
        name,
        initials: fc.constantFrom('AB', 'é', 'X'),
        kind: fc.constantFrom('person' as const, 'gold' as const)
      }),
      { maxLength: 3 }
    )
    .map((coders) => coders.map((coder, i) => ({ ...coder, id: `cod_${i}` as CoderId, joinedInto: null })))
})

const empty: KnownCodebook = { issues: [], stances: [], actors: [], coders: [] }
const random = (): RandomBytes => {
  let next = 0
  return (count) => Uint8Array.from({ length: count }, () => (next = (next * 31 + 7) % 251))
}

/** What a project holds after the changes were taken. */
function after(known: KnownCodebook, { changes }: CodebookMatch): KnownCodebook {
  const put = <T extends { readonly id: string }>(
    old: readonly T[],
    wanted: readonly ({ readonly id: string } & object)[],
    blank: object
  ): T[] => {
    const byId = new Map<string, T>(old.map((record) => [record.id, record]))
    for (const record of wanted)
      byId.set(record.id, { ...blank, ...byId.get(record.id), ...JSON.parse(JSON.stringify(record)) } as T)
    return [...byId.values()]
  }
  return {
    issues: put(known.issues, changes.issues, {
      definition: '',
      examples: [],
      supporting: '',
      opposing: '',
      colour: '',
      parent: null,
      retired: false,
      joinedInto: null
    }),
    stances: put(known.stances, changes.stances, {
      polarity: null,
      colour: '',
      shortcut: '',
      retired: false,
      uses: 0
    }),
    actors: put(known.actors, changes.actors, {
      otherNames: [],
      kind: '',
      colour: '',
      group: '',
      joinedInto: null
    }),
    coders: put(known.coders, changes.coders, { initials: '', kind: 'person', joinedInto: null })
  }
}

const formats = [
  ['CSV', (known: KnownCodebook) => codebookCsv(known, { bom: true }), readCodebookCsv],
  ['JSON', codebookJson, readCodebookJson]
] as const

function read(
  reader: (text: string, name: string) => ReturnType<typeof readCodebookCsv>,
  text: string
): CodebookFile {
  const file = reader(text, 'codebook')
  if (!file.ok) throw new Error(JSON.stringify(file.problem))
  return file.value
}

describe.each(formats)('a codebook as %s', (_format, write, reader) => {
  test('read into an empty project gives the same file again', () => {
    fc.assert(
      fc.property(codebook, (known) => {
        const match = matchCodebook(read(reader, write(known)), empty, random())
        expect(match.refused).toEqual([])
        const again = after(empty, match)
        expect({ ...again, issues: again.issues.toSorted(byId) }).toEqual({
          ...known,
          issues: known.issues.toSorted(byId)
        })
      })
    )
  })

  test('read twice changes nothing the second time', () => {
    fc.assert(
      fc.property(codebook, codebook, (first, second) => {
        const file = read(reader, write(first))
        const start = { ...second, stances: [] }
        const once = after(start, matchCodebook(file, start, random()))
        expect(matchCodebook(file, once, random())).toMatchObject({ added: 0, changed: 0 })
      })
    )
  })
})

describe('a codebook typed by hand', () => {
  const csv = (text: string, known = empty) => matchCodebook(read(readCodebookCsv, text), known, random())

  test('needs no ids: paths make the tree, also those that only stand above others', () => {
    const match = csv(
      'record,path,definition\nissue,Security > NATO membership,Whether it joins\nissue,Territory,\n'
    )
    expect(match.refused).toEqual([])
    const [security, nato, territory] = match.changes.issues
    expect([security?.name, nato?.name, territory?.name]).toEqual([
      'Security',
      'NATO membership',
      'Territory'
    ])
    expect(nato?.parent).toBe(security?.id)
    expect(security?.parent).toBeNull()
    const again = after(empty, match)
    expect(csv('record,path\nissue,Security > NATO membership\nissue,Territory\n', again)).toMatchObject({
      added: 0,
      changed: 0,
      same: 2
    })
  })

  test('takes a default stance by its key, whatever its id is here', () => {
    const known: KnownCodebook = {
      ...empty,
      stances: [
        {
          id: 'sta_here' as StanceId,
          key: 'supports',
          label: 'Supports',
          polarity: 1,
          colour: '#1f6fb2',
          shortcut: '1',
          retired: false,
          uses: 3
        }
      ]
    }
    const match = csv(
      'record,id,key,label,polarity\nstance,sta_there,supports,In favour,1\nstance,,leans-for,Leans for,0.5\n',
      known
    )
    expect(match).toMatchObject({ added: 1, changed: 1, refused: [] })
    expect(match.changes.stances[0]).toEqual({
      id: 'sta_here',
      key: 'supports',
      label: 'In favour',
      polarity: 1
    })
  })

  test('finds an actor by another name and does not rename it', () => {
    const known: KnownCodebook = {
      ...empty,
      actors: [
        {
          id: 'act_us' as ActorId,
          name: 'United States',
          otherNames: ['USA'],
          kind: '',
          colour: '',
          group: '',
          joinedInto: null
        }
      ]
    }
    expect(csv('record,name,kind\nactor,USA,government\n', known).changes.actors).toEqual([
      { id: 'act_us', name: 'United States', kind: 'government' }
    ])
  })

  test('says by row what it cannot take, and takes the rest', () => {
    const match = csv(
      'record,id,name,parent_id,colour,key,label,polarity,retired\n' +
        'memo,,x,,,,,,\n' +
        'issue,a,A,b,,,,,\n' +
        'issue,b,B,a,,,,,\n' +
        'issue,c,C,nowhere,,,,,\n' +
        'issue,d,,,,,,,\n' +
        'issue,e,E,,red,,,,\n' +
        'stance,s,,,,Supports,Supports,1,\n' +
        'stance,t,,,,against,Against,-2,\n' +
        'issue,f,F,,,,,,maybe\n' +
        'issue,g,G,,,,,,\n' +
        'issue,g,G again,,,,,,\n'
    )
    expect(match.refused.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 11])
    expect(match.changes.issues.map((issue) => issue.name)).toEqual(['G'])
    for (const { sentence } of match.refused) expect(sentence).not.toMatch(/[{}]|undefined/)
  })

  test.each([
    ['nothing', '', readCodebookCsv],
    ['another table', 'id,name\n1,x\n', readCodebookCsv],
    ['half a table', 'record,name\n"issue,x\n', readCodebookCsv],
    ['no JSON', '{"issues":', readCodebookJson],
    ['another JSON', '[]', readCodebookJson],
    ['JSON without lists', '{"a":1}', readCodebookJson],
    ['a later format', '{"version":2,"issues":[]}', readCodebookJson],
    ['no list', '{"issues":{}}', readCodebookJson]
  ] as const)('refuses %s with badCodebook', (_what, text, reader) => {
    expect(reader(text, 'x')).toMatchObject({ ok: false, problem: { code: 'badCodebook' } })
  })
})

test('initials are made of the first letters of a name, in any script', () => {
  expect(['Ana de Souza', 'Łukasz', 'محمد علي', '"Kim"', '👩‍👧', '.', '  '].map(initialsFor)).toEqual([
    'ADS',
    'Ł',
    'مع',
    'K',
    '?',
    '?',
    '?'
  ])
})

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}
