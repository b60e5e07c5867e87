import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { must } from '../../shared/errors.ts'
import { readAgreementCsv } from '../../shared/export/agreementCsv.ts'
import { runIn, type Printed } from './testCli.ts'

const published = path.join(import.meta.dirname, '../../../shared/oracles/agreement.json')
const isHere = fs.existsSync(published)

let root: string
beforeAll(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-agreement-')))
  vi.stubEnv('PARLEY_HOME', path.join(root, 'home'))
})
afterAll(() => {
  vi.unstubAllEnvs()
  fs.rmSync(root, { recursive: true, force: true })
})

const parley = (...args: readonly string[]): Promise<Printed> => runIn(root, args)

describe('published examples', () => {
  test.skipIf(!isHere)(
    'come out within their tolerance, in one bare object (skipped where the published figures are absent)',
    async () => {
      const { exit, out } = await parley('agreement', '--data', published, '--json')
      expect(exit).toBe(0)
      const told = JSON.parse(out) as Record<string, number | null>
      const entries = JSON.parse(fs.readFileSync(published, 'utf8')) as {
        readonly name: string
        readonly expected: number | null | { readonly alpha: number | null }
        readonly tolerance: number
      }[]
      const wrong = entries.filter(({ name, expected, tolerance }) => {
        const value = told[name]
        if (value === undefined) return false
        const wanted = expected !== null && typeof expected === 'object' ? expected.alpha : expected
        return value === null || wanted === null ? value !== wanted : Math.abs(value - wanted) > tolerance
      })
      expect(wrong.map(({ name }) => name)).toEqual([])
      expect(Object.keys(told).length).toBeGreaterThan(40)
    }
  )

  test('are read from any file of that layout: undefined is null, a metric that is not offered is absent', async () => {
    const ratings = {
      kind: 'ratings',
      categories: ['да', 'nein'],
      units: [
        ['да', 'да'],
        ['nein', 'nein'],
        ['да', null]
      ]
    }
    const alike = { kind: 'ratings', categories: [1], units: [[1, 1]] }
    const broken = { kind: 'spans', length: 5, coders: { a: [[3, 3, 'x']], b: [] } }
    fs.writeFileSync(
      path.join(root, 'ratings.json'),
      `\uFEFF${JSON.stringify([
        { name: 'same', metric: 'krippendorff_alpha', level: 'nominal', data: ratings },
        { name: 'alike', metric: 'cohen_kappa', data: alike },
        { name: 'gamma', metric: 'gamma', data: {} },
        { name: '__proto__', metric: 'percent_agreement', data: alike }
      ])}`
    )
    const { exit, out, err } = await parley('agreement', '--data', 'ratings.json', '--json')
    expect([exit, out, err]).toEqual([0, '{"same":1,"alike":null,"__proto__":1}\n', ''])
    expect((await parley('agreement', '--data', 'ratings.json')).out).toContain('alike: undefined')
    fs.writeFileSync(
      path.join(root, 'broken.json'),
      JSON.stringify([{ name: 'b', metric: 'u_alpha', data: broken }])
    )
    const partly = await parley('agreement', '--data', 'broken.json', '--json')
    expect([partly.exit, partly.out]).toEqual([3, '{}\n'])
    expect(partly.err).toContain('b: Unit 3-3 is empty')
    const two = [alike, { ...ratings, categories: ['да'] }, ratings].map((data, at) => ({
      name: at === 1 ? 'other' : 'one',
      metric: 'percent_agreement',
      data
    }))
    fs.writeFileSync(path.join(root, 'two.json'), JSON.stringify(two))
    const named = await parley('agreement', '--data', 'two.json', '--json')
    expect([named.exit, named.out]).toEqual([3, '{"one":1}\n'])
    expect(named.err).toContain('other: "nein" is not among the categories. It was left out.')
    expect(named.err).toContain('one: another example has this name. It was left out.')
    fs.writeFileSync(path.join(root, 'text.json'), '{"name":')
    expect(await parley('agreement', '--data', 'text.json')).toMatchObject({ exit: 2 })
    expect(await parley('agreement', '--data', 'gone.json')).toMatchObject({ exit: 1 })
  })
})

describe('a project', { timeout: 60_000 }, () => {
  test('is measured between the coders that are named, and its figures are written', async () => {
    expect((await parley('new', 'talks', '--sample')).exit).toBe(0)
    const told = await parley('agreement', 'talks', '--coders', 'First coder, second coder', '--json')
    expect(told).toMatchObject({ exit: 0, err: '' })
    const report = JSON.parse(told.out) as Record<string, unknown>
    expect(report).toMatchObject({ ok: true, verb: 'agreement', documents: 3, tagged: 23, disagreements: 3 })
    const files = ['--csv', 'figures.csv', '--methods', 'methods.md']
    const written = await parley(
      ...['agreement', 'talks', '--coders', 'First coder', '--coders', 'Second coder', '--draws', '0'],
      ...['--units', 'span', '--issues', 'Territory > Ceasefire before territory talks'],
      ...['--documents', 'REACTIONS in allied capitals', ...files]
    )
    expect(written).toMatchObject({ exit: 0, err: '' })
    expect(written.out).toContain('Territory › Ceasefire before territory talks')
    // One of anything is told as one.
    expect(written.out).toMatch(/^1 document, /m)
    expect(written.out).not.toMatch(
      /\b1 (?:passages|documents|disagreements|spans|characters|marked places)\b/
    )
    const rows = must(
      readAgreementCsv(fs.readFileSync(path.join(root, 'figures.csv'), 'utf8'), 'figures.csv')
    )
    expect(new Set(rows.map(({ scope }) => scope))).toEqual(new Set(['whole', 'issue', 'pair', 'round']))
    expect(fs.readFileSync(path.join(root, 'methods.md'), 'utf8')).toContain('## Agreement between coders')
  })

  test('takes a coder of that name before one of these initials, and asks which where two have the name', async () => {
    fs.writeFileSync(path.join(root, 'text.txt'), 'They stop firing. Prisoners go home.')
    expect((await parley('new', 'names')).exit).toBe(0)
    expect((await parley('import', 'names', 'text.txt', '--coder', 'Ana Berg')).exit).toBe(0)
    const { documents } = JSON.parse((await parley('info', 'names', '--json')).out) as {
      documents: { id: string }[]
    }
    const document = documents[0]?.id ?? ''
    const coder = (n: number) => `cod_${String(n).repeat(16)}`
    const rows = [
      `ann_1111111111111111,${document},They stop firing,Ceasefire,${coder(1)},AB`,
      `ann_2222222222222222,${document},Prisoners go home,Prisoners,${coder(2)},Zoë`,
      `ann_3333333333333333,${document},They stop firing,Ceasefire,${coder(3)},Zoë`
    ]
    const header = 'annotation_id,document_id,quote,issue_path,coder_id,coder'
    fs.writeFileSync(path.join(root, 'rows.csv'), [header, ...rows, ''].join('\n'))
    expect(await parley('annotate', 'names', 'rows.csv', '--coder', 'Ana Berg')).toMatchObject({ exit: 0 })
    const twice = await parley('agreement', 'names', '--coders', 'AB,Zoë')
    expect([twice.exit, twice.err]).toEqual([
      2,
      expect.stringContaining(`2 coders are named “Zoë”; name one by its id: ${coder(2)}, ${coder(3)}.`)
    ])
    expect(await parley('log', 'names', '--coder', 'Zoë')).toMatchObject({ exit: 2, err: twice.err })
    const told = await parley('agreement', 'names', '--coders', `AB,${coder(3)}`, '--json')
    expect(JSON.parse(told.out)).toMatchObject({ coders: [{ coder: coder(1) }, { coder: coder(3) }] })
  })

  test('says who is there where a name is not, and what is missing', async () => {
    const wrong = await parley('agreement', 'talks', '--coders', 'First coder,Nobody')
    expect(wrong).toMatchObject({ exit: 2, out: '' })
    expect(wrong.err).toContain(
      'There is no coder “Nobody” in this project; there is “First coder”, “Second coder”.'
    )
    expect((await parley('agreement', 'talks')).err).toContain('--coders')
    expect((await parley('agreement', 'talks', '--coders', 'First coder')).err).toContain('at least two')
    expect((await parley('agreement')).exit).toBe(2)
    const issue = await parley(
      'agreement',
      'talks',
      '--coders',
      'First coder,Second coder',
      '--issues',
      'Peace'
    )
    expect(issue.err).toContain('There is no issue “Peace”')
  })
})
