/** The codebook as a file: written whole, read back in one batch. */
import fs from 'node:fs'
import path from 'node:path'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { codebookCsv, readCodebookCsv } from '../../shared/export/codebookCsv.ts'
import type { CodebookFile } from '../../shared/export/codebookFile.ts'
import { codebookJson, readCodebookJson } from '../../shared/export/codebookJson.ts'
import { matchCodebook } from '../../shared/export/codebookMatch.ts'
import { codebookOf } from '../db/codebookView.ts'
import { writeWhole } from '../io/wholeFile.ts'
import { pathOf, type Core } from './core.ts'
import { runCommand } from './execute.ts'
import { problemOf } from './nodeErrors.ts'
import { isProject } from './projectNames.ts'
import { sessionTask } from './sessionTask.ts'
import { announced } from './state.ts'
import { tablesAreWhole } from './wholeTables.ts'

/** Codebooks are typed by people: more than this is something else. Bytes. */
const largest = 50_000_000

/** Writes every issue, stance, actor and coder that stands for itself. */
export function exportCodebook(
  core: Core,
  input: CheckedInputOf<'codebook.export'>
): Promise<Result<OutputOf<'codebook.export'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    const whole = await tablesAreWhole(session, task)
    if (!whole.ok) return whole
    const codebook = codebookOf(session.file)
    const target = pathOf(core, input.file)
    const name = path.basename(target)
    if (isProject(target)) return fail('fileExists', { name })
    const { issues, actors, coders, stances } = codebook
    const records =
      stances.length +
      [...issues, ...actors, ...coders].filter(({ joinedInto }) => joinedInto === null).length
    // Spreadsheets take a CSV for UTF-8 only when it says so.
    const text = input.format === 'json' ? codebookJson(codebook) : codebookCsv(codebook, { bom: true })
    try {
      writeWhole(target, text)
    } catch (error) {
      throw problemOf(error, target, 'writing')
    }
    return ok({ name, records })
  })
}

/** Reads a codebook file, JSON or CSV by its first character, and makes and changes what it tells, in one batch. */
export function importCodebookFile(
  core: Core,
  input: CheckedInputOf<'codebook.import'>
): Promise<Result<OutputOf<'codebook.import'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    if (session.readOnly !== null) return fail('readOnly')
    const whole = await tablesAreWhole(session, task)
    if (!whole.ok) return whole
    const read = readFile(pathOf(core, input.file))
    if (!read.ok) return read
    const known = codebookOf(session.file)
    const { changes, added, changed, same, refused } = matchCodebook(
      read.value,
      known,
      core.ports.randomBytes
    )
    if (added + changed > 0) {
      // The same value: a command's input type is the mutable one.
      const content = changes as unknown as CommandInput<'codebook.import'>
      const order = { command: 'codebook.import' as const, input: content, seen: {} }
      const executed = runCommand(session, order, core.ports)
      if (!executed.ok) return executed
      announced(core, session, executed.value, 'import')
    }
    return ok({ added, changed, same, refused: [...refused] })
  })
}

function readFile(file: string): Result<CodebookFile> {
  const name = path.basename(file)
  if (isProject(file)) return fail('badCodebook', { name, why: 'it is a project' })
  const bytes = bytesOf(file)
  if (!bytes.ok) return bytes
  if (bytes.value.length === 0) return fail('emptyFile', { name })
  const text = decoded(bytes.value)
  if (text === null) return fail('badCodebook', { name, why: 'its characters are not UTF-8' })
  return /^\uFEFF?\s*[{[]/.test(text) ? readCodebookJson(text, name) : readCodebookCsv(text, name)
}

function bytesOf(file: string): Result<Buffer> {
  try {
    if (fs.statSync(file).size > largest)
      return fail('badCodebook', { name: path.basename(file), why: 'it is larger than any codebook' })
    return ok(fs.readFileSync(file))
  } catch (error) {
    throw problemOf(error, file, 'reading')
  }
}

/** UTF-8, or UTF-16 with its mark (as spreadsheets save "Unicode text"); null where it is neither. */
function decoded(bytes: Buffer): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
