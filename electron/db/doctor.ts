/** Looks a whole project over, record by record and document by document: memory does not grow with it. Repairs by backup and rebuild. */
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { RecordRef } from '../../shared/model/record.ts'
import { writeBackup, type Backup, type BackupRoom } from './backup.ts'
import { blobSteps } from './doctorBlobs.ts'
import { countSteps, listSteps } from './doctorCounts.ts'
import { quoteSteps } from './doctorQuotes.ts'
import { recordSteps } from './doctorRecords.ts'
import type { Found, Report, Step } from './doctorSteps.ts'
import { severityOf, type FindingCode } from './findings.ts'
import { guarded, problemOf } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import { rebuildTables } from './rebuild.ts'
import { sql } from './sql.ts'

export type DoctorOptions = {
  /** Milliseconds since 1970: what a stamp may not be far ahead of. */
  readonly now: number
  readonly signal?: AbortSignal
  /** Only these parts; absent: all of them. */
  readonly only?: readonly DoctorStep[]
  /** What is looked at, and how far it is; `total` 0: not known. */
  readonly onProgress?: (step: DoctorStep, done: number, total: number) => void
}

export type DoctorStep = 'file' | 'records' | 'counts' | 'texts' | 'quotes' | 'repair'

/** Checks everything. Reads alone, so it may run on a reader in a thread while work goes on. */
export async function examine(file: ProjectFile, options: DoctorOptions): Promise<Result<Report>> {
  const findings = new Map<FindingCode, { count: number; records: Map<string, RecordRef>; detail: string }>()
  const checked = { changes: 0, records: 0, annotations: 0, blobs: 0 }
  const parts: readonly (readonly [DoctorStep, () => Generator<Step>])[] = [
    ['file', () => fileSteps(file)],
    ['records', () => recordSteps(file, options.now)],
    ['counts', () => countSteps(file)],
    ['counts', () => listSteps(file)],
    ['texts', () => blobSteps(file)],
    ['quotes', () => quoteSteps(file)]
  ]
  try {
    for (const [name, steps] of parts) {
      if (options.only && !options.only.includes(name)) continue
      for (const step of steps()) {
        for (const one of step.found) note(one)
        for (const [what, more] of Object.entries(step.checked ?? {}))
          checked[what as keyof typeof checked] += more
        options.onProgress?.(name, step.done, step.total)
        if (options.signal?.aborted) return fail('cancelled')
        await new Promise((resolve) => setImmediate(resolve))
      }
      // Nothing else can be read reliably where the pages themselves are wrong.
      if (findings.has('integrity')) break
    }
  } catch (error) {
    const problem = problemOf(error, file.name)
    if (problem?.code !== 'projectDamaged') throw error
    note({ code: 'integrity', detail: error instanceof Error ? error.message : '' })
  }
  return ok({
    findings: [...findings].map(([code, one]) => ({
      code,
      severity: severityOf(code),
      count: one.count,
      records: [...one.records.values()],
      detail: one.detail
    })),
    checked
  })

  function note({ code, record, count = 1, detail = '' }: Found): void {
    const own = findings.get(code) ?? { count: 0, records: new Map<string, RecordRef>(), detail }
    own.count += count
    if (record && own.records.size < 20) own.records.set(`${record.kind} ${record.id}`, record)
    findings.set(code, own)
  }
}

/** A backup, then the tables anew. What is broken in the log or the texts stays: only a backup or a colleague's copy can mend that. */
export async function repair(
  file: ProjectFile,
  options: DoctorOptions & { readonly backups?: BackupRoom }
): Promise<Result<{ readonly backup: Backup; readonly records: number }>> {
  if (file.mode === 'read') return fail('readOnly')
  const { now, signal, onProgress } = options
  const backup = await writeBackup(file, {
    reason: 'before repair',
    now,
    ...options.backups,
    ...(signal && { signal })
  })
  if (!backup.ok) return backup
  guarded(file.name, () => ok(file.connection.run(sql('REINDEX'))))
  const rebuilt = await rebuildTables(file, {
    ...(signal && { signal }),
    onProgress: (done, total) => onProgress?.('repair', done, total)
  })
  return rebuilt.ok ? ok({ backup: backup.value, records: rebuilt.value.records }) : rebuilt
}

function* fileSteps(file: ProjectFile): Generator<Step> {
  yield { found: [], done: 0, total: 0 }
  const said = file.connection.database.pragma('integrity_check(20)') as readonly {
    readonly integrity_check: string
  }[]
  const wrong = said.filter(({ integrity_check }) => integrity_check !== 'ok')
  yield {
    found: wrong[0] ? [{ code: 'integrity', detail: wrong[0].integrity_check, count: wrong.length }] : [],
    done: 1,
    total: 1
  }
}
