import { expect, it } from 'vitest'
import { write } from './commit.ts'
import { closeProjectFile } from './open.ts'
import { HistorySearch } from './historySearch.ts'
import { filler } from './searchIndex/testProjects.ts'
import { tempFolder, tempProject } from './testFiles.ts'

const text = 'A ceasefire at once – cafe\u0301 🕊️ وقف إطلاق النار.'

it('looks through what was merged meanwhile in slices too, and finds all of it', () => {
  const file = tempProject(tempFolder())
  const { addDocument, annotate, setNote } = filler(file)
  const annotation = annotate(addDocument('Talks', text), text, 2, 11)
  setNote(annotation, 'sanctions')
  const search = new HistorySearch(file, { words: 'sanctions' })
  search.slice(() => false)
  const [first] = search.found
  expect(search.found).toHaveLength(1)
  write(file, () => {
    for (let i = 0; i < 600; i++) setNote(annotation, i % 2 ? 'sanctions' : 'relief')
  })
  search.slice(() => true)
  expect(search.isWhole).toBe(false)
  for (let i = 0; i < 10_000 && !search.isWhole; i++) search.slice(() => true)
  expect(search.found).toHaveLength(301)
  expect(search.found).toEqual(search.found.toSorted((a, b) => b - a))
  expect(search.found.at(-1)).toBe(first)
  closeProjectFile(file)
})
