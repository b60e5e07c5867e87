import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BatchId, ChangeId, CoderId } from '../ids.ts'
import type { Change } from '../log/change.ts'
import { copiesOf, history, play, startingProject } from '../testing/histories.ts'
import { sha256, type MemoryProject } from '../testing/memoryProject.ts'
import { takeBatch, takeChange } from './merge.ts'
import {
  partsOfTeamName,
  readTeamFile,
  teamFiles,
  teamSubfolder,
  type TeamBatch,
  type TeamReading
} from './teamFile.ts'

const project = '7k2m9xq4hd3jw0ab-1' as ChangeId
const writer = { project, version: '1.0.0', coder: 'cod_ana' as CoderId }

function batchesOf(copy: MemoryProject): readonly TeamBatch[] {
  const byBatch = new Map<BatchId, Change[]>()
  for (const change of copy.changes.values())
    byBatch.set(change.batch, [...(byBatch.get(change.batch) ?? []), change])
  return [...byBatch].flatMap(([id, changes]) => {
    const batch = copy.batches.get(id)
    return batch ? [{ batch, changes }] : []
  })
}

function read(text: string): TeamReading {
  return readTeamFile(text, [project], sha256)
}

function changesIn(reading: TeamReading): readonly Change[] {
  if (reading.how !== 'whole') throw new Error(reading.how)
  return reading.batches.flatMap(({ batch, changes }) => {
    expect(takeBatch(batch)).toHaveProperty('batch')
    return changes.map((one) => {
      const taken = takeChange(one)
      if ('why' in taken) throw new Error(taken.why)
      return taken.change
    })
  })
}

describe('a file of a team folder', () => {
  it('gives back every change of every session, whatever was written, in files of any size', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 8 }), ({ skews, steps }, changes) => {
        const at = startingProject()
        const copies = copiesOf(at.project, skews)
        play(copies, steps, at)
        for (const copy of copies) {
          const most = { changes, characters: 100_000 }
          const files = [...teamFiles(batchesOf(copy), writer, sha256, most)]
          const back = new Map(files.flatMap(({ text }) => changesIn(read(text)).map((one) => [one.id, one])))
          expect(back).toEqual(copy.changes)
          expect(new Set(files.map(({ name }) => name)).size).toBe(files.length)
          for (const { name, changes: own } of files) {
            const parts = partsOfTeamName(name)
            expect(own.every(({ id }) => id.startsWith(`${parts?.session}-`))).toBe(true)
          }
        }
      }),
      { numRuns: 40 }
    )
  })

  it('is known as not whole wherever it is cut, and after any change of a character', () => {
    const { project: starting } = startingProject()
    const [file] = [...teamFiles(batchesOf(starting), writer, sha256)]
    const text = file?.text ?? ''
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('x', '\0', '😀'), (at, other) => {
        expect(read(text.slice(0, at)).how).toBe('incomplete')
        if (text[at] !== other && !(text.slice(0, text.indexOf('\n')).length > at))
          expect(read(text.slice(0, at) + other + text.slice(at + 1)).how).toBe('incomplete')
      }),
      { numRuns: 500 }
    )
    expect(read('\0'.repeat(text.length)).how).toBe('incomplete')
    expect(read(`\ufeff${text}`).how).toBe('incomplete')
    expect(read('').how).toBe('incomplete')
  })

  it('never splits a batch', () => {
    const { project: starting } = startingProject()
    const files = [...teamFiles(batchesOf(starting), writer, sha256, { changes: 1, characters: 1 })]
    expect(files).toHaveLength(batchesOf(starting).length)
  })

  it('tells another project’s file and a newer form from a broken one', () => {
    const { project: starting } = startingProject()
    const [file] = [...teamFiles(batchesOf(starting), writer, sha256)]
    const text = file?.text ?? ''
    expect(readTeamFile(text, ['7k2m9xq4hd3jw0ab-9' as ChangeId], sha256).how).toBe('otherProject')
    expect(read('{"parley":"team changes","format":2,"new":"things"}\nanything').how).toBe('newerFormat')
  })

  it('passes over lines of kinds that this version does not know, and over changes that stand where they do not belong', () => {
    const { project: starting } = startingProject()
    const [file] = [...teamFiles(batchesOf(starting), writer, sha256)]
    const lines = (file?.text ?? '').split('\n').slice(0, -2)
    const astray = lines
      .find((line) => line.startsWith('{"change"'))
      ?.replace(/-\d+","stamp/, '-999999","stamp')
    const body = `${[lines[0], '{"seal":"newer"}', ...lines.slice(1), astray].join('\n')}\n`
    const reading = read(`${body}${JSON.stringify({ sha256: sha256(body) })}\n`)
    expect(reading).toMatchObject({ how: 'whole', misplaced: 1 })
    expect(changesIn(reading)).toHaveLength(file?.changes.length ?? 0)
  })

  it('names a coder’s folder so that every system takes it', () => {
    expect(teamSubfolder('cod_7k2m' as CoderId, 'Zoë  Ångström')).toBe('Zoe-Angstrom-7k2m')
    expect(teamSubfolder('cod_7k2m' as CoderId, 'سلام 🕊')).toBe('coder-7k2m')
    expect(teamSubfolder('../../etc' as CoderId, '../..')).toBe('coder-------etc')
  })
})
