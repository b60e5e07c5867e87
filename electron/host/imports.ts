/** Bringing documents in: what each file would give, told first; then stored, all in one batch. */
import fs from 'node:fs'
import path from 'node:path'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { ImportPreview } from '../../shared/api/views.ts'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import { fail, ok, sentenceOf, type Problem, type Result } from '../../shared/errors.ts'
import type { DocumentId, Hash } from '../../shared/ids.ts'
import { sentenceOfLoss } from '../../shared/import/losses.ts'
import { splitsSurrogatePair } from '../../shared/text/offsets.ts'
import { nameRevision, revisionBlob, type Revision } from '../../shared/text/revision.ts'
import { documentNamed, documentsFromFile, documentsWithText } from '../db/documentViews.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { mostBytes, type ReadDocument } from '../io/readDocument.ts'
import { readInThread } from '../io/readInThread.ts'
import type { Core } from './core.ts'
import { runCommand } from './execute.ts'
import { problemOf } from './nodeErrors.ts'
import { isProject } from './projectNames.ts'
import type { ProjectSession } from './projectSession.ts'
import { sessionTask } from './sessionTask.ts'
import { announced } from './state.ts'
import type { Task } from './tasks.ts'

type FileToRead = { readonly handle: string; readonly encoding?: string | undefined }

/** A file as it would be stored. */
type ReadFile = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly original: Hash
  readonly document: ReadDocument
  readonly revision: Revision
}

/** Files read at the same time: the machine has other work. */
const atOnce = 2
/** UTF-16 code units of text that a preview shows. */
const sampleLength = 600

/** What each file would give. Nothing is stored. */
export function previewImport(
  core: Core,
  input: CheckedInputOf<'import.preview'>
): Promise<Result<OutputOf<'import.preview'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    const previews = await eachFile(core, input.files, task, (file, read) =>
      previewOf(core, session.file, file.handle, read)
    )
    return task.signal.aborted ? fail('cancelled') : ok(previews)
  })
}

/** Stores what was previewed, all in one batch. Files that cannot be read are told, and the others are stored. */
export function acceptImport(
  core: Core,
  input: CheckedInputOf<'import.accept'>
): Promise<Result<OutputOf<'import.accept'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    if (session.readOnly !== null) return fail('readOnly')
    if (session.coder === null) return fail('noCoder')
    const asked = input.files.filter((file) => file.joinWith === undefined)
    const read = await eachFile(core, asked, task, (file, result) => ({ file, result }))
    if (task.signal.aborted) return fail('cancelled')
    if (core.session !== session) return fail('noProject')
    task.progress('storing', read.length, read.length)
    return store(core, session, input, new Map(read.map(({ file, result }) => [file, result])))
  })
}

type Asked = CheckedInputOf<'import.accept'>['files'][number]

function store(
  core: Core,
  session: ProjectSession,
  { files, group }: CheckedInputOf<'import.accept'>,
  read: ReadonlyMap<Asked, Result<ReadFile>>
): Result<OutputOf<'import.accept'>> {
  const refused: OutputOf<'import.accept'>['refused'] = []
  const entries: CommandInput<'document.import'>['documents'] = []
  const blobs = new Map<Hash, Uint8Array>()
  /** Where each file's document will be: its place among `entries`. */
  const places = new Map<Asked, number>()
  const byRevision = new Map<Hash, number>()
  for (const [file, result] of read) {
    if (!result.ok) {
      refused.push({
        handle: file.handle,
        name: core.files.nameOf(file.handle),
        sentence: sentenceOf(result.problem)
      })
      continue
    }
    const { revision, name, bytes, original, document } = result.value
    const twin = byRevision.get(revision.hash)
    places.set(file, twin ?? entries.length)
    // The same text twice among the chosen files is one document.
    if (twin !== undefined) continue
    byRevision.set(revision.hash, entries.length)
    blobs.set(revision.hash, Buffer.from(revisionBlob(revision)))
    blobs.set(original, bytes)
    entries.push({
      title: file.title?.trim() || titleOf(document, name),
      authors: file.authors,
      date: file.date,
      revision: revision.hash,
      original: { hash: original, name, format: document.format, encoding: document.encoding.name }
    })
  }
  const made: DocumentId[] = []
  if (entries.length > 0) {
    const executed = runCommand(
      session,
      { command: 'document.import', input: { documents: entries, group }, seen: {}, blobs },
      core.ports
    )
    if (!executed.ok) return executed
    made.push(
      ...announced(core, session, executed.value, 'import').made.map(({ id }) => id as string as DocumentId)
    )
  }
  const told = new Set<DocumentId>()
  const documents = files.flatMap((file) => {
    const place = places.get(file)
    const joined =
      file.joinWith !== undefined && documentNamed(session.file, file.joinWith) ? file.joinWith : undefined
    const document = place === undefined ? joined : made[place]
    if (document === undefined) return []
    const isNew = joined === undefined && !told.has(document)
    told.add(document)
    return [{ handle: file.handle, document, made: isNew }]
  })
  for (const file of files) {
    if (file.joinWith === undefined || documentNamed(session.file, file.joinWith)) continue
    refused.push({
      handle: file.handle,
      name: core.files.nameOf(file.handle),
      sentence: sentenceOf({ code: 'missingRecord', about: { kind: 'document' } })
    })
  }
  return ok({ documents, refused })
}

function previewOf(core: Core, project: ProjectFile, handle: string, read: Result<ReadFile>): ImportPreview {
  if (!read.ok) return refusedPreview(handle, core.files.nameOf(handle), read.problem)
  const { name, document, revision, original } = read.value
  const [sameFile] = documentsFromFile(project, original)
  const [sameText] = documentsWithText(project, revision.textHash)
  const same = sameText ?? sameFile
  const blocks: Record<string, number> = {}
  for (const { kind } of revision.blocks) blocks[kind] = (blocks[kind] ?? 0) + 1
  return {
    handle,
    name,
    problem: null,
    format: document.format,
    title: titleOf(document, name),
    encoding: { ...document.encoding, candidates: [...document.encoding.candidates] },
    sample: startOf(revision.text),
    characters: revision.text.length,
    blocks,
    losses: document.losses.map((loss) => ({ what: sentenceOfLoss(loss), count: loss.count })),
    same: same ? { document: same.id, title: same.title, sameFile: sameFile?.id === same.id } : null
  }
}

function refusedPreview(handle: string, name: string, problem: Problem): ImportPreview {
  return {
    handle,
    name,
    problem: { code: problem.code, sentence: sentenceOf(problem) },
    format: '',
    title: '',
    encoding: { name: '', confident: true, candidates: [] },
    sample: '',
    characters: 0,
    blocks: {},
    losses: [],
    same: null
  }
}

/** Reads files some at a time, in their order, and hands each on. Stops where the task is ended. */
async function eachFile<F extends FileToRead, T>(
  core: Core,
  files: readonly F[],
  task: Task,
  use: (file: F, read: Result<ReadFile>) => T
): Promise<T[]> {
  const used: T[] = []
  let next = 0
  let done = 0
  task.progress('reading', 0, files.length)
  await Promise.all(
    Array.from({ length: Math.min(atOnce, files.length) }, async () => {
      for (let at = next++; at < files.length && !task.signal.aborted; at = next++) {
        const file = files[at]
        if (!file) return
        used[at] = use(file, await readFile(core, file, task.signal))
        task.progress('reading', ++done, files.length)
      }
    })
  )
  return used
}

async function readFile(
  core: Core,
  { handle, encoding }: FileToRead,
  signal: AbortSignal
): Promise<Result<ReadFile>> {
  const found = core.files.pathOf(handle)
  if (!found.ok) return found
  const name = path.basename(found.value)
  if (isProject(found.value)) return fail('unknownFormat', { name })
  let bytes: Buffer
  try {
    const { size } = await fs.promises.stat(found.value)
    if (size > mostBytes) return fail('tooLarge', { name, size: `${Math.round(size / 1_000_000)} MB` })
    bytes = await fs.promises.readFile(found.value)
  } catch (error) {
    const problem = problemOf(error, found.value, 'reading')
    if ('problem' in problem) return { ok: false, problem: problem.problem as Problem }
    throw problem
  }
  const read = await readInThread(
    { bytes, name, ...(encoding === undefined ? {} : { encoding }) },
    { signal }
  )
  if (!read.ok) return read
  const { sha256 } = core.ports
  return ok({
    name,
    bytes,
    original: sha256(bytes) as Hash,
    document: read.value,
    revision: nameRevision(read.value.content, sha256)
  })
}

/** As the text names itself, else the file's name without its ending. */
function titleOf(document: ReadDocument, name: string): string {
  const title = document.title?.trim() || name.replace(/\.[^.]+$/, '') || name
  return title.slice(0, 1000)
}

function startOf(text: string): string {
  if (text.length <= sampleLength) return text
  const end = splitsSurrogatePair(text, sampleLength) ? sampleLength - 1 : sampleLength
  return `${text.slice(0, end)}…`
}
