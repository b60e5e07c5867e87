import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { must } from '../../../shared/errors.ts'
import { closeProjectFile, openReader } from '../open.ts'
import type { ProjectFile } from '../projectFile.ts'
import { rebuildAtOnce } from '../rebuild.ts'
import { tempFolder, tempProject, options } from '../testFiles.ts'
import { holdsWords, wordsIn } from '../words.ts'
import { fillAnnotations } from './annotationFill.ts'
import { annotationsWithWords, useAnnotationIndex } from './annotationWords.ts'
import { openIndexToFill } from './indexFile.ts'
import { filler } from './testProjects.ts'

const going = { isEnded: () => false, onProgress: () => undefined }

function fill(file: ProjectFile, path: string): boolean {
  const index = openIndexToFill(path, 'annotations')
  if (index === null) throw new Error('no index')
  try {
    return fillAnnotations(file, index, going)
  } finally {
    index.close()
  }
}

function found(reader: ProjectFile, search: string, most = 20_000): readonly number[] | null {
  const part = annotationsWithWords(reader, wordsIn(search), most)
  if (part === null) return null
  const rows = reader.connection.database
    .prepare(`SELECT a.n FROM annotation a WHERE a.n ${part.test} ORDER BY a.n`)
    .pluck()
    .all()
  expect(part.count).toBe(rows.length)
  return rows as number[]
}

function bruteForce(file: ProjectFile, search: string): readonly number[] {
  const rows = file.connection.database.prepare('SELECT n, quote, note FROM annotation ORDER BY n').all() as {
    n: number
    quote: string
    note: string | null
  }[]
  return rows
    .filter(({ quote, note }) => holdsWords(`${quote}\n${note ?? ''}`, wordsIn(search)))
    .map(({ n }) => n)
}

const text =
  'Accord de cessez-le-feu, Genève – GENE\u0300VE. "Border" treaty\u00a0now. وقف إطلاق النار فورًا. 停火协议立即生效。 Straße 🕊️ peace_%'

it('finds the annotations that hold all words, as looking at each of them does', () => {
  const folder = tempFolder()
  const file = tempProject(folder)
  const { addDocument, annotate, setNote } = filler(file)
  const document = addDocument('Talks', text)
  const ids: string[] = []
  for (let start = 0; start + 12 <= text.length; start += 7)
    ids.push(annotate(document, text, start, start + 12))
  const path = join(folder, 'index')
  expect(fill(file, path)).toBe(true)
  const reader = must(openReader(file.path, options))
  useAnnotationIndex(reader, path)
  // Taken in by nobody yet: found all the same.
  setNote(ids[0] ?? '', 'A note on Sanctions')
  setNote(ids[1] ?? '', 'sanctions?')
  expect(found(reader, 'sanctions')).toEqual(bruteForce(file, 'sanctions'))
  expect(found(reader, 'sanctions')).toHaveLength(2)
  fc.assert(
    fc.property(
      fc.nat(text.length),
      fc.integer({ min: 3, max: 14 }),
      fc.nat(text.length),
      (at, length, other) => {
        const search = `${text.slice(at, at + length)} ${text.slice(other, other + 2)}`
        const by = found(reader, search)
        if (by !== null) expect(by).toEqual(bruteForce(file, search))
      }
    ),
    { numRuns: 300 }
  )
  expect(found(reader, 'ge')).toBeNull()
  setNote(ids[2] ?? '', 'sanctions again')
  expect(fill(file, path)).toBe(true)
  expect(found(reader, 'sanctions')).toHaveLength(3)
  closeProjectFile(reader)
})

it('notices another log behind the same index, and a damaged index', () => {
  const folder = tempFolder()
  const path = join(folder, 'index')
  const one = tempProject(folder, 'one.parley')
  const first = filler(one, '1111111111111111')
  first.annotate(first.addDocument('One', text), text, 0, 10)
  fill(one, path)
  const two = tempProject(folder, 'two.parley')
  const second = filler(two, '2222222222222222')
  second.annotate(second.addDocument('Two', text), text, 10, 30)
  const before = must(openReader(two.path, options))
  useAnnotationIndex(before, path)
  expect(found(before, 'cessez')).toBeNull()
  closeProjectFile(before)
  expect(fill(two, path)).toBe(true)
  const after = must(openReader(two.path, options))
  useAnnotationIndex(after, path)
  expect(found(after, 'cessez')).toEqual(bruteForce(two, 'cessez'))
  closeProjectFile(after)
  writeFileSync(path, 'no database at all')
  appendFileSync(`${path}-wal`, 'neither')
  const third = must(openReader(two.path, options))
  useAnnotationIndex(third, path)
  expect(found(third, 'cessez')).toBeNull()
  closeProjectFile(third)
  expect(fill(two, path)).toBe(true)
  expect(existsSync(path)).toBe(true)
})

it('goes on where filling was ended', () => {
  const folder = tempFolder()
  const file = tempProject(folder)
  const { addDocument, annotate } = filler(file)
  const long = text.repeat(12)
  const document = addDocument('Long', long)
  for (let i = 0; i < 1200; i++) annotate(document, long, i, i + 20)
  const path = join(folder, 'index')
  const index = openIndexToFill(path, 'annotations')
  if (index === null) throw new Error('no index')
  let asked = 0
  expect(fillAnnotations(file, index, { ...going, isEnded: () => ++asked > 1 })).toBe(false)
  expect(fillAnnotations(file, index, going)).toBe(true)
  index.close()
  const reader = must(openReader(file.path, options))
  useAnnotationIndex(reader, path)
  expect(found(reader, 'treaty')).toEqual(bruteForce(file, 'treaty'))
  closeProjectFile(reader)
})

it('finds what the tables say after they were made anew, and is made anew with them', () => {
  const folder = tempFolder()
  const file = tempProject(folder)
  const { addDocument, annotate } = filler(file)
  const document = addDocument('Talks', text)
  annotate(document, text, 0, 24)
  const path = join(folder, 'index')
  // Words that are not what the log says, as a fault in the tables would leave them.
  file.connection.database.prepare("UPDATE annotation SET quote = 'something else'").run()
  expect(fill(file, path)).toBe(true)
  const reader = must(openReader(file.path, options))
  useAnnotationIndex(reader, path)
  expect(found(reader, 'cessez-le-feu')).toEqual([])
  must(rebuildAtOnce(file))
  expect(found(reader, 'cessez-le-feu')).toBeNull()
  expect(fill(file, path)).toBe(true)
  expect(found(reader, 'cessez-le-feu')).toHaveLength(1)
  closeProjectFile(reader)
  closeProjectFile(file)
})

it('leaves words that stand nearly everywhere to those who look at one annotation after the other', () => {
  const folder = tempFolder()
  const file = tempProject(folder)
  const { addDocument, annotate } = filler(file)
  const document = addDocument('Talks', text)
  for (let end = 24; end < 30; end++) annotate(document, text, 0, end)
  const path = join(folder, 'index')
  expect(fill(file, path)).toBe(true)
  const reader = must(openReader(file.path, options))
  useAnnotationIndex(reader, path)
  for (let again = 0; again < 2; again++) {
    expect(found(reader, 'cessez-le-feu', 5)).toBeNull()
    expect(found(reader, 'de cessez-le-feu', 5)).toBeNull()
    expect(found(reader, 'cessez-le-feu', 6)).toHaveLength(6)
    expect(found(reader, 'de cessez-le-feu', 6)).toHaveLength(6)
    expect(found(reader, 'zz cessez-le-feu', 6)).toEqual([])
  }
  closeProjectFile(reader)
  closeProjectFile(file)
})
