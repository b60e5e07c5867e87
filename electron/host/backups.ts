/** Backups that somebody asks for. */
import path from 'node:path'
import type { OutputOf } from '../../shared/api/contract.ts'
import { ok, type Result } from '../../shared/errors.ts'
import { writeBackup } from '../db/backup.ts'
import type { Core } from './core.ts'
import { sessionTask } from './sessionTask.ts'

/** Where backups go when the folder beside a project cannot be written. */
function backupsElsewhere(core: Core): string {
  return path.join(core.ports.folders.settings, 'backups')
}

/** Where backups may go, and how many bytes those of one project may take together. */
export function backupRoom(core: Core): { readonly elsewhere: string; readonly limit: number } {
  return { elsewhere: backupsElsewhere(core), limit: core.settings.get().backupMegabytes * 1_000_000 }
}

/** Writes a backup now; tagging goes on meanwhile. */
export function backUp(core: Core, name: string): Promise<Result<OutputOf<'project.backup'>>> {
  return sessionTask(core, name, async (session, task) => {
    const done = await session.gate.shared(() =>
      writeBackup(session.file, {
        reason: 'asked for',
        now: core.ports.clock(),
        ...backupRoom(core),
        signal: task.signal,
        onProgress: (at, total) => task.progress('copying', at, total)
      })
    )
    return done.ok ? ok({ name: done.value.name }) : done
  })
}
