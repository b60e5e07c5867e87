import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SearchQuery } from '../../../shared/api/filters.ts'
import type { SearchHit } from '../../../shared/api/views.ts'
import { must } from '../../../shared/errors.ts'
import { searchedText } from '../../../shared/text/findWords.ts'
import { wordsOf } from '../../../shared/text/searchWords.ts'
import { closeProjectFile, openReader } from '../open.ts'
import type { ProjectFile } from '../projectFile.ts'
import { readRevision } from '../revisions.ts'
import type { Connection } from '../sql.ts'
import { options as fileOptions, tempFolder, tempProject } from '../testFiles.ts'
import { openIndexToFill, openIndexToSearch } from './indexFile.ts'
import { indexPaths, removeUnusedIndexes } from './places.ts'
import {
  mostPlaces,
  placesInBlocks,
  readyBlocks,
  readSearch,
  searchTexts,
  type Searched
} from './searchTexts.ts'
import { filler } from './testProjects.ts'
import { fillTexts } from './textFill.ts'

const today = 20_000

function fill(file: ProjectFile, path: string, day = today, isEnded = () => false): boolean {
  const index = openIndexToFill(path, 'texts')
  if (index === null) throw new Error('no index')
  try {
    return fillTexts(file, index, { isEnded, onProgress: () => undefined, today: day })
  } finally {
    index.close()
  }
}

type Found = { readonly hits: readonly SearchHit[]; readonly answer: Searched; readonly wasDamaged: boolean }

/** `ask`: whether the index is asked at once or after some texts were read. */
function search(
  file: ProjectFile,
  index: Connection | null,
  query: Partial<SearchQuery> & { readonly text: string },
  { limit = 10_000, ask = 'at once' }: { readonly limit?: number; readonly ask?: 'at once' | 'later' } = {}
): Found {
  const hits: SearchHit[] = []
  let wasDamaged = false
  let time = 0
  const answer = searchTexts(file, index, must(readSearch({ as: 'words', ...query })), {
    limit,
    documents: query.documents ?? null,
    isEnded: () => false,
    onHit: (hit) => hits.push(hit),
    onStep: () => undefined,
    onDamaged: () => (wasDamaged = true),
    now: () => (time += ask === 'at once' ? 1000 : 4)
  })
  return { hits, answer, wasDamaged }
}

function withIndex<T>(path: string, work: (index: Connection) => T): T {
  const index = openIndexToSearch(path, 'texts')
  if (index === null) throw new Error('no index')
  try {
    return work(index)
  } finally {
    index.close()
  }
}

const samples = [
  'Cessez-le-feu à Genève, GENE\u0300VE – le traité de paix.\n\nLa Straße, İstanbul; ısı. 50% of § 5, €7.',
  'A full ceasefire 🕊️ comes first.\n\nThe border treaty follows the ceasefire; a treaty on the border.\nA line break inside.\n\nNo peace, no border.',
  'وقف إطلاق النار فورًا ثم المفاوضات.\n\nשָׁלוֹם וביטחון, שלום.\n\nкто мой мои Ёлка елка',
  '停火协议立即生效。停火必须全面。\n\nパーティーの合意。ﾊﾟｰﾃｨｰ\n\nการหยุดยิงทันที ราคาน้ำ\n\nco\u00adoperation nbsp\u00a0word x'
]
const atoms = [
  'ceasefire',
  'treaty',
  'border',
  'the',
  'peace',
  'geneve',
  'STRASSE',
  'isi',
  '50%',
  '🕊',
  'المفاوضات',
  'النار',
  'שלום',
  'мои',
  'елка',
  '停火',
  '协议',
  'パーティ',
  'หยุด',
  'cooperation',
  'nbsp',
  'missing'
]
const atom = fc.oneof(
  fc.constantFrom(...atoms),
  fc.constantFrom(
    'bor*',
    'c*',
    '停*',
    '*eat*',
    '*ty',
    '"bor"*',
    '"border treaty"',
    '"the bor"*',
    '"treaty on"',
    '*easefire',
    'le-feu'
  )
)
const near = fc
  .tuple(fc.array(atom, { minLength: 2, maxLength: 3 }), fc.nat(6))
  .map(([words, distance]) => `NEAR(${words.join(' ')}, ${distance})`)
const query = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.oneof(atom, near),
    fc
      .tuple(tie('query'), fc.constantFrom(' ', ' AND ', ' OR ', ' NOT '), tie('query'))
      .map(([a, operator, b]) => `(${a})${operator}(${b})`)
  )
})).query

describe('a search', () => {
  it('finds the same with the index, with half of it, and without; every hit is what stands there', () => {
    const folder = tempFolder()
    const file = tempProject(folder)
    const { addDocument } = filler(file)
    samples.slice(0, 2).forEach((text, i) => addDocument(`Early ${i}`, text))
    const half = join(folder, 'half')
    expect(fill(file, half)).toBe(true)
    samples.slice(2).forEach((text, i) => addDocument(`Late ${i}`, text))
    addDocument('Mixed', samples.toReversed().join('\n\n'))
    addDocument('The same again', samples[1] ?? '')
    const whole = join(folder, 'whole')
    expect(fill(file, whole)).toBe(true)
    withIndex(half, (halfIndex) =>
      withIndex(whole, (index) =>
        fc.assert(
          fc.property(query, fc.constantFrom('words', 'exact'), (text, as) => {
            const without = search(file, null, { text, as })
            expect(search(file, index, { text, as }).hits).toEqual(without.hits)
            expect(search(file, halfIndex, { text, as }).hits).toEqual(without.hits)
            expect(search(file, index, { text, as }, { ask: 'later' }).hits).toEqual(without.hits)
            for (const hit of without.hits) {
              const revision = readRevision(file, hit.revision)
              const block = revision?.blocks[hit.block - 1]
              expect(revision?.text.slice(hit.start, hit.end)).toBe(hit.quote)
              expect(block && block.start <= hit.start && hit.end <= block.end).toBe(true)
              expect(revision?.text.slice(hit.start - hit.before.length, hit.end + hit.after.length)).toBe(
                hit.before + hit.quote + hit.after
              )
            }
          }),
          { numRuns: 1500 }
        )
      )
    )
  })

  it('finds by the index every word of texts in many scripts, and nothing but that word', () => {
    const unit = fc.constantFrom(
      ...[...samples.join(''), 'e\u0301', 'ﾊﾟ', '\u00ad', '\u200d', '\n\n', ' ', ' ', ' ']
    )
    const text = fc.array(unit, { minLength: 1, maxLength: 80 }).map((all) => all.join('').trim())
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (texts) => {
        const folder = tempFolder(() => undefined)
        const file = tempProject(folder, 'p.parley', () => undefined)
        try {
          const { addDocument } = filler(file)
          texts.forEach((one, i) => addDocument(`Text ${i}`, one))
          fill(file, join(folder, 'index'))
          withIndex(join(folder, 'index'), (index) => {
            for (const word of new Set(texts.flatMap((one) => wordsOf(one, 'folded').words))) {
              const asked = search(file, index, { text: `"${word}"` }).hits
              expect(asked).toEqual(search(file, null, { text: `"${word}"` }).hits)
              const own = wordsOf(word, 'folded').words
              // Grown where it would cut a character: a sign of another script may stand on the word's last letter.
              for (const hit of asked)
                expect(wordsOf(hit.quote, 'folded').words.join('|')).toContain(own.join('|'))
            }
          })
        } finally {
          closeProjectFile(file)
        }
      }),
      { numRuns: 40 }
    )
  })

  it('finds what a regular expression matches, block by block, whole characters, and stops at the limit', () => {
    const file = tempProject()
    const { addDocument } = filler(file)
    const ids = samples.map((text, i) => addDocument(`Text ${i}`, text))
    const quotes = (text: string, documents?: SearchQuery['documents']): readonly string[] =>
      search(file, null, { text, as: 'regex', ...(documents ? { documents } : {}) }).hits.map(
        ({ quote }) => quote
      )
    expect(quotes('border .reaty')).toEqual(['border treaty'])
    expect(quotes('/GEN\\p{L}/v')).toEqual(['GENE\u0300'])
    expect(quotes('x*$')).toEqual(['x'])
    expect(quotes('peace.*first')).toEqual([])
    expect(quotes('treaty', [ids[0] ?? ('' as never)])).toEqual([])
    const some = search(file, null, { text: 'the', as: 'regex' }, { limit: 2 })
    expect(some.answer).toMatchObject({ hits: 2, isWhole: false })
    expect(some.hits.map(({ before, quote, after, block }) => [before, quote, after, block])).toEqual([
      ['', 'The', ' border treaty follows the ceasefire; a treaty on the border', 2],
      ['The border treaty follows ', 'the', ' ceasefire; a treaty on the border.\nA line break inside.\n', 2]
    ])
    expect(readSearch({ text: '(', as: 'regex' })).toMatchObject({ problem: { code: 'badExpression' } })
  })

  it('tells the first 100,000 places in one document, however many an expression finds', () => {
    const sought = must(readSearch({ text: '.', as: 'regex' }))
    const half = 'a'.repeat(mostPlaces * 0.75)
    const blocks = [half, half].map((text, i) => ({ start: i * (half.length + 1), text: searchedText(text) }))
    const places = placesInBlocks(blocks, [sought])
    expect(places).toHaveLength(mostPlaces)
    expect(places.at(-1)).toEqual({ query: 0, start: mostPlaces, end: mostPlaces + 1 })
  })

  it('takes brackets within brackets however deep, with the index as without', () => {
    const folder = tempFolder()
    const file = tempProject(folder)
    const { addDocument } = filler(file)
    addDocument('Talks', 'A border.\n\nPeace at the border.')
    const path = join(folder, 'index')
    fill(file, path)
    const deep = (operator: string): string =>
      Array.from({ length: 100 }).reduce<string>(
        (inside, _, i) => (i % 2 ? `(border ${inside})` : `(border ${operator} ${inside})`),
        'peace'
      )
    withIndex(path, (index) => {
      for (const text of [deep('OR'), deep('AND'), `border${' NOT war'.repeat(100)}`])
        expect(search(file, index, { text }).hits).toEqual(search(file, null, { text }).hits)
      expect(search(file, index, { text: deep('OR') }).hits).not.toEqual([])
    })
    closeProjectFile(file)
  })

  it('finds the same places in one document', () => {
    const file = tempProject()
    const { addDocument } = filler(file)
    const id = addDocument('Talks', samples.join('\n\n'))
    fc.assert(
      fc.property(query, (text) => {
        const { hits } = search(file, null, { text, documents: [id] })
        const sought = must(readSearch({ text, as: 'words' }))
        const revision = readRevision(file, hits[0]?.revision ?? ('' as never))
        if (revision)
          expect(placesInBlocks(readyBlocks(revision), [null, sought])).toEqual(
            hits.map(({ start, end }) => ({ query: 1, start, end }))
          )
      })
    )
  })

  it('finds what documents say today: not what was corrected away or deleted; texts still to arrive are counted', () => {
    const folder = tempFolder()
    const file = tempProject(folder)
    const { addDocument, correct, remove } = filler(file)
    const one = addDocument('One', 'An old ceasefire.')
    const two = addDocument('Two', 'Another ceasefire.')
    addDocument('Three', 'A ceasefire that nobody sent yet.', 'missing')
    const path = join(folder, 'index')
    const titles = (): readonly string[] =>
      withIndex(path, (index) => search(file, index, { text: 'ceasefire' }).hits.map(({ title }) => title))
    fill(file, path)
    expect(titles()).toEqual(['One', 'Two'])
    correct(one, 'An old ceasefire.', 'A new truce.')
    expect(titles()).toEqual(['Two'])
    fill(file, path)
    remove(two)
    expect(titles()).toEqual([])
    expect(search(file, null, { text: 'truce' }).answer).toEqual({
      hits: 1,
      documents: 1,
      isWhole: true,
      missing: 1
    })
    expect(fill(file, path, today + 31)).toBe(true)
    withIndex(path, (index) =>
      expect(index.database.prepare('SELECT count(*) FROM revision').pluck().get()).toBe(1)
    )
    expect(titles()).toEqual([])
    expect(withIndex(path, (index) => search(file, index, { text: 'truce' }).hits)).toHaveLength(1)
  })
})

describe('the index', () => {
  it('is made anew where it is damaged, foreign or of another version; searches do without it meanwhile', () => {
    const folder = tempFolder()
    const file = tempProject(folder)
    filler(file).addDocument('Talks', samples[1] ?? '')
    const path = join(folder, 'index')
    fill(file, path)
    const sound = readFileSync(path)
    const damaged: readonly Buffer[] = [
      Buffer.from('no database'),
      Buffer.concat([sound.subarray(0, 100), Buffer.alloc(sound.length - 100, 7)]),
      readFileSync(file.path)
    ]
    for (const bytes of damaged) {
      writeFileSync(path, bytes)
      expect(openIndexToSearch(path, 'texts')).toBeNull()
      expect(fill(file, path)).toBe(true)
      withIndex(path, (index) => expect(search(file, index, { text: 'treaty' }).hits).toHaveLength(2))
    }
    const other = openIndexToFill(path, 'texts')
    other?.database.exec('CREATE TABLE stranger (n)')
    other?.close()
    expect(openIndexToSearch(path, 'texts')).toBeNull()
    expect(fill(file, path)).toBe(true)
    // The first page is whole, what lies behind it is not.
    writeFileSync(path, Buffer.concat([readFileSync(path).subarray(0, 4096 * 2), Buffer.alloc(4096 * 30, 7)]))
    const index = openIndexToSearch(path, 'texts')
    const found = search(file, index, { text: 'treaty' })
    expect(found.hits).toHaveLength(2)
    expect(index === null || found.wasDamaged).toBe(true)
    index?.close()
  })

  it('takes nothing that is not what its name says, and goes on where it was ended', () => {
    const folder = tempFolder()
    const file = tempProject(folder)
    const { addDocument } = filler(file)
    for (let i = 0; i < 4; i += 1) addDocument(`Text ${i}`, `Word${i} `.repeat(300_000))
    const path = join(folder, 'index')
    let asked = 0
    expect(fill(file, path, today, () => ++asked > 3)).toBe(false)
    expect(fill(file, path)).toBe(true)
    file.connection.database.prepare("UPDATE blob SET bytes = x'00' WHERE n = 1").run()
    const second = join(folder, 'second')
    fill(file, second)
    withIndex(second, (index) =>
      expect(index.database.prepare('SELECT count(*) FROM revision').pluck().get()).toBe(3)
    )
    withIndex(path, (index) =>
      expect(search(file, index, { text: 'word0' }, { limit: 5 }).hits).toHaveLength(5)
    )
  })

  it('can be filled by two programs at once', () => {
    const folder = tempFolder()
    const file = tempProject(folder)
    const { addDocument } = filler(file)
    samples.forEach((text, i) => addDocument(`Text ${i}`, text))
    const path = join(folder, 'index')
    const one = openIndexToFill(path, 'texts')
    const two = openIndexToFill(path, 'texts')
    if (!one || !two) throw new Error('no index')
    const reader = must(openReader(file.path, fileOptions))
    const how = { isEnded: () => false, onProgress: () => undefined, today }
    expect([fillTexts(file, one, how), fillTexts(reader, two, how)]).toEqual([true, true])
    expect(two.database.prepare('SELECT count(*) FROM revision').pluck().get()).toBe(samples.length)
    expect(search(file, one, { text: 'ceasefire' }).hits).toEqual(
      search(file, null, { text: 'ceasefire' }).hits
    )
    closeProjectFile(reader)
    one.close()
    two.close()
  })

  it('is sound after a kill in the middle of filling, and the project is untouched', async () => {
    const folder = tempFolder()
    const file = tempProject(folder)
    const { addDocument } = filler(file)
    for (let i = 0; i < 30; i += 1)
      addDocument(`Text ${i}`, `word${i} and ${samples.join(' ')}\n\n`.repeat(700))
    closeProjectFile(file)
    const hash = (): string => createHash('sha256').update(readFileSync(file.path)).digest('hex')
    const before = hash()
    const path = join(folder, 'index')
    const child = spawn(process.execPath, [join(import.meta.dirname, 'testFillChild.ts'), file.path, path], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect([hash(), existsSync(path)]).toEqual([before, true])
    const reader = must(openReader(file.path, fileOptions))
    expect(fill(reader, path)).toBe(true)
    withIndex(path, (index) => {
      expect(index.database.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(search(reader, index, { text: 'word7 OR word29' }).hits).toHaveLength(1400)
    })
    closeProjectFile(reader)
    expect(hash()).toBe(before)
  })

  it('goes when nobody opened it for 90 days', () => {
    const folder = tempFolder()
    const { texts, annotations } = indexPaths(folder, '0'.repeat(16), '/home/ana/talks.parley')
    for (const path of [texts, annotations]) openIndexToFill(path, 'texts')?.close()
    removeUnusedIndexes(folder, Date.now() + 89 * 86_400_000)
    expect([existsSync(texts), existsSync(annotations)]).toEqual([true, true])
    removeUnusedIndexes(folder, Date.now() + 91 * 86_400_000)
    expect([existsSync(texts), existsSync(annotations)]).toEqual([false, false])
    writeFileSync(join(folder, 'a file'), '')
    expect(openIndexToFill(join(folder, 'a file', 'index'), 'texts')).toBeNull()
  })
})
