/** An open project file: its connection, names and ports. Everything in this folder takes it as its first argument. */
import type { Sha256 } from '../../shared/ids.ts'
import type { Names } from './names.ts'
import type { Connection } from './sql.ts'

export type ProjectFile = {
  /** Absolute. Never leaves the host. */
  readonly path: string
  /** The file's name without its folder: what sentences say. */
  readonly name: string
  readonly mode: 'write' | 'read'
  /** 'rollback' where the file system cannot carry a write-ahead log (a network drive): reads are to be kept short. */
  readonly journal: 'wal' | 'rollback'
  /** A `-wal` or `-journal` of a session that did not end lay beside the file when it was opened. */
  readonly afterCrash: boolean
  readonly connection: Connection
  readonly names: Names
  readonly sha256: Sha256
  /** Stands for this machine's installation: a file last written by another one is told by it. '' for readers. */
  readonly writer: string
  /** Set by commit, rebuild and doctor alone. */
  readonly tables: TablesState
}

/** 'stale': last written elsewhere, migrated, or half rebuilt: to be rebuilt from the log before figures are shown. */
export type TablesState = { fresh: boolean }
