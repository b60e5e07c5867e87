/** What the parts of the doctor give: one step at a time, so that work goes on between them. */
import type { RecordId } from '../../shared/ids.ts'
import type { RecordRef } from '../../shared/model/record.ts'
import type { Finding, FindingCode } from './findings.ts'
import type { ProjectFile } from './projectFile.ts'

export type Report = {
  readonly findings: readonly Finding[]
  /** How many of each were looked at. */
  readonly checked: Readonly<Record<'changes' | 'records' | 'annotations' | 'blobs', number>>
}

/** What one step of a check found; `of` names what `checked` counts. */
export type Found = {
  readonly code: FindingCode
  readonly record?: RecordRef
  readonly count?: number
  readonly detail?: string
}
export type Step = {
  readonly found: readonly Found[]
  readonly done: number
  readonly total: number
  readonly checked?: Partial<Record<keyof Report['checked'], number>>
}

/** Names a record for a finding. */
export function recordNamed(file: ProjectFile, kind: string, n: number): RecordRef {
  return { kind, id: file.names.idOf(n) as RecordId }
}
