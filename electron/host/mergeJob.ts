/** The work of the merge's thread: opens the other files, looks what they would bring in a copy, or takes them in. */
import path from 'node:path'
import type { MergePreview } from '../../shared/api/mergeMethods.ts'
import { ok, sentenceOf, type Problem, type Result } from '../../shared/errors.ts'
import { projectRecordId, type Sha256 } from '../../shared/ids.ts'
import { millisecondsOf, stampSchema } from '../../shared/log/stamp.ts'
import { writeBackup, type BackupRoom } from '../db/backup.ts'
import { write } from '../db/commit.ts'
import { isSameFile, openForeign, problemOfCopy, type ForeignFile } from '../db/foreign.ts'
import { mergeInside, type Merged } from '../db/mergePreview.ts'
import { openBesideWriter, openReader } from '../db/open.ts'
import { guarded } from '../db/problems.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { readRecord } from '../db/read.ts'
import { latestVersion } from '../db/schema.ts'
import { sql } from '../db/sql.ts'
import type { Touched } from '../db/tables.ts'
import { hasNews, isSameProject, type Source, type TakeStep } from '../db/takeFrom.ts'
import { startReadingAhead, type ReadingAhead } from './readAheadThread.ts'

export type MergeJob = {
  readonly kind: 'preview' | 'run'
  /** The path of the open project file. */
  readonly project: string
  readonly files: readonly { readonly handle: string; readonly path: string }[]
  /** A folder of this job's own; the caller removes it. */
  readonly temporary: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly writer: string
  readonly backups: BackupRoom
  /** Its first number becomes 1 when the work is to end. */
  readonly ending: SharedArrayBuffer
}

export type MergeAnswer = {
  readonly preview: MergePreview
  /** 0: there was nothing to take, or this was a preview. */
  readonly arrival: number
  readonly sources: readonly string[]
  readonly backup: string
  /** Null: too many to name. */
  readonly touched: Touched | null
}

export type MergeStep = 'copying' | 'backup' | TakeStep | 'arranging'

export type MergePorts = {
  readonly sha256: Sha256
  readonly progress: (step: MergeStep, done: number, total: number) => void
  /** Settles when nobody else writes to the project any more. */
  readonly turn: () => Promise<void>
}

/** More records than this are not named. */
const mostNamed = 2000

/** Says what taking the files in would do: takes them into a copy that is thrown away. */
export async function previewMergeJob(job: MergeJob, ports: MergePorts): Promise<Result<MergeAnswer>> {
  const opened = openAll(job, ports)
  try {
    const copy = await copyProject(job, ports)
    if (!copy.ok) return copy
    const file = copy.value
    const reading = startReadingAhead(copiesIn(opened))
    try {
      return guarded(file.name, () =>
        ok(
          answerOf(
            opened,
            tryOut(file, () => merge(file, reading.sources, job, ports)),
            ''
          )
        )
      )
    } finally {
      await reading.end()
      file.connection.close()
    }
  } finally {
    closeAll(opened)
  }
}

/** A backup, then everything in one transaction. Ended before its commit it leaves nothing. */
export async function runMergeJob(job: MergeJob, ports: MergePorts): Promise<Result<MergeAnswer>> {
  const opened = openAll(job, ports)
  let file: ProjectFile | null = null
  let reading: ReadingAhead | null = null
  try {
    const beside = openBesideWriter(job.project, { sha256: ports.sha256, writer: job.writer })
    if (!beside.ok) return beside
    const project = beside.value
    file = project
    const copies = copiesIn(opened)
    const isWorth = copies.some((one) => hasNews(project, one.file))
    if (isWorth) reading = startReadingAhead(copies)
    const sources = reading?.sources ?? copies
    stopIfEnding(job)
    await ports.turn()
    stopIfEnding(job)
    let backup = ''
    if (isWorth) {
      const written = await backUp(project, job, ports)
      if (!written.ok) return written
      backup = written.value
    }
    return guarded(project.name, () => {
      const work = (): Merged => {
        const merged = merge(project, sources, job, ports)
        stopIfEnding(job)
        return merged
      }
      const merged = isWorth ? write(project, work) : tryOut(project, work)
      return ok(answerOf(opened, merged, backup))
    })
  } finally {
    await reading?.end()
    file?.connection.close()
    closeAll(opened)
  }
}

/** A file that was named, and what it turned out to be. */
type Opened = {
  readonly handle: string
  readonly name: string
  readonly is:
    | { readonly kind: 'copy' | 'other'; readonly foreign: ForeignFile; readonly facts: Facts }
    /** The project itself: everything of it is here. */
    | { readonly kind: 'itself'; readonly facts: Facts }
    | { readonly kind: 'refused'; readonly problem: Problem }
}

type Facts = Pick<MergePreview['files'][number], 'projectName' | 'lastChange' | 'isNewer'>

/** Opens copies of the files. Sound files of other projects are opened and told; the rest are refused with their problem. */
function openAll(job: MergeJob, ports: MergePorts): Opened[] {
  const opened: Opened[] = []
  const reader = openReader(job.project, { sha256: ports.sha256 })
  if (!reader.ok) throw new Error(`The open project cannot be read: ${reader.problem.code}`)
  const project = reader.value
  try {
    for (const [i, { handle, path: source }] of job.files.entries()) {
      stopIfEnding(job)
      ports.progress('copying', i, job.files.length)
      opened.push({ handle, name: path.basename(source), is: openOne(source, project, job, ports) })
    }
  } catch (error) {
    closeAll(opened)
    throw error
  } finally {
    project.connection.close()
  }
  return opened
}

function openOne(source: string, project: ProjectFile, job: MergeJob, ports: MergePorts): Opened['is'] {
  // Copying a file that this process has open in SQLite would drop its locks.
  if (isSameFile(project.path, source)) return { kind: 'itself', facts: factsOf(project) }
  const foreign = openForeign(source, { sha256: ports.sha256, tempFolder: job.temporary })
  if (!foreign.ok) return { kind: 'refused', problem: problemOfCopy(foreign.problem) }
  const { file } = foreign.value
  return {
    kind: isSameProject(project, file) ? 'copy' : 'other',
    foreign: foreign.value,
    facts: factsOf(file)
  }
}

function closeAll(opened: readonly Opened[]): void {
  for (const { is } of opened) if ('foreign' in is) is.foreign.close()
}

function copiesIn(opened: readonly Opened[]): readonly Source[] {
  return opened.flatMap(({ name, is }) => (is.kind === 'copy' ? [{ file: is.foreign.file, name }] : []))
}

function merge(file: ProjectFile, sources: readonly Source[], job: MergeJob, ports: MergePorts): Merged {
  const merged = mergeInside(file, sources, {
    mostTouched: mostNamed,
    now: job.now,
    onProgress: (step, done, total) => {
      stopIfEnding(job)
      ports.progress(step, done, total)
    }
  })
  ports.progress('arranging', 0, 0)
  return merged
}

function answerOf(opened: readonly Opened[], merged: Merged, backup: string): MergeAnswer {
  const each = [...merged.each]
  const files = opened.map(({ handle, name, is }): MergePreview['files'][number] => {
    const none = { projectName: '', lastChange: null, isNewer: false }
    if (is.kind === 'refused')
      return {
        file: handle,
        name,
        kind: 'refused',
        sentence: sentenceOf(is.problem),
        code: is.problem.code,
        ...none,
        changes: 0
      }
    const sentence = is.kind === 'other' ? sentenceOf({ code: 'otherProject', about: { name } }) : ''
    const changes = is.kind === 'copy' ? (each.shift()?.changes ?? 0) : 0
    const code = is.kind === 'other' ? { code: 'otherProject' } : {}
    return {
      file: handle,
      name,
      kind: is.kind === 'itself' ? 'copy' : is.kind,
      sentence,
      ...code,
      ...is.facts,
      changes
    }
  })
  return {
    preview: { files, ...merged.told },
    arrival: merged.each.reduce((last, one) => Math.max(last, one.arrival), 0),
    sources: copiesIn(opened).map(({ name }) => name),
    backup,
    touched: merged.touched
  }
}

/** Runs work in a transaction and takes it back. */
function tryOut<T>(file: ProjectFile, work: () => T): T {
  let done: { readonly value: T } | null = null
  const over = new Error('This was tried out')
  try {
    write(file, () => {
      done = { value: work() }
      throw over
    })
  } catch (error) {
    if (error !== over) throw error
  }
  return (done as { readonly value: T } | null)?.value ?? unreachable()
}

/** The project as it stands now, in a file of our own that need not outlive a crash. */
async function copyProject(job: MergeJob, ports: MergePorts): Promise<Result<ProjectFile>> {
  const reader = openReader(job.project, { sha256: ports.sha256 })
  if (!reader.ok) return reader
  const { connection, journal, name } = reader.value
  const target = path.join(job.temporary, name)
  try {
    // One moment of a file that is being worked in. With a rollback journal that would keep others from writing.
    if (journal === 'wal') connection.database.exec('BEGIN; SELECT count(*) FROM meta')
    await connection.database.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        stopIfEnding(job)
        ports.progress('copying', totalPages - remainingPages, totalPages)
        return 4000
      }
    })
  } finally {
    connection.close()
  }
  const copy = openBesideWriter(target, { sha256: ports.sha256, writer: job.writer })
  if (!copy.ok) return copy
  for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'locking_mode = EXCLUSIVE'])
    copy.value.connection.database.pragma(pragma)
  return copy
}

async function backUp(file: ProjectFile, job: MergeJob, ports: MergePorts): Promise<Result<string>> {
  const ending = new AbortController()
  const written = await writeBackup(file, {
    ...job.backups,
    reason: 'before merge',
    now: job.now,
    signal: ending.signal,
    onProgress: (done, total) => {
      if (isEnding(job)) ending.abort()
      ports.progress('backup', done, total)
    }
  })
  return written.ok ? ok(written.value.name) : written
}

function factsOf(file: ProjectFile): Facts {
  return {
    projectName: guardedName(file),
    lastChange: lastTime(file),
    isNewer:
      Number(file.connection.database.pragma('user_version', { simple: true })) > latestVersion().version
  }
}

/** '' where the file's own name for its project cannot be read. */
function guardedName(file: ProjectFile): string {
  try {
    const name = readRecord(file, { kind: 'project', id: projectRecordId })?.shown['name']
    return typeof name === 'string' ? name : ''
  } catch {
    // What is wrong with the row is counted when it is taken.
    return ''
  }
}

/** By its writers' clocks; what is no stamp is passed over. */
function lastTime(file: ProjectFile): number | null {
  const stamp = stampSchema.safeParse(file.connection.get(lastStamp)?.stamp)
  return stamp.success ? millisecondsOf(stamp.data) : null
}

function stopIfEnding(job: MergeJob): void {
  if (isEnding(job)) throw new EndedError()
}

function isEnding({ ending }: MergeJob): boolean {
  return Atomics.load(new Int32Array(ending), 0) !== 0
}

/** Thrown where somebody ended the work. */
export class EndedError extends Error {}

function unreachable(): never {
  throw new Error('Work that was tried out gave nothing')
}

const lastStamp = sql<[], { stamp: string | null }>(
  "SELECT max(stamp) AS stamp FROM change WHERE length(stamp) = 17 AND stamp < 'g'"
)
