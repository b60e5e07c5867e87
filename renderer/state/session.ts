/** The app and the project as a whole: who, what, whether it is saved. */
import { createStore, type StoreApi } from 'zustand'
import type { EventOf, OutputOf } from '../../shared/api/contract.ts'
import type { Settings } from '../../shared/api/settings.ts'
import type { Notice, ProjectState } from '../../shared/api/views.ts'
import type { Problem } from '../../shared/errors.ts'

export type SessionState = {
  readonly phase: 'starting' | 'ready' | 'failed'
  readonly problem: Problem | null
  readonly connected: boolean
  readonly about: OutputOf<'app.about'> | null
  readonly settings: Settings
  readonly project: ProjectState | null
  /** Counts openings: what was asked of an earlier one is stale. */
  readonly opening: number
  /** Notices that were closed, by `noticeKey`. */
  readonly closedNotices: readonly string[]
  /** Running tasks by name. */
  readonly progress: Readonly<Record<string, EventOf<'progress'>>>
}

/** Before anything was heard of the host. */
export const initialSettings: Settings = {
  theme: 'system',
  language: 'en',
  textZoom: 100,
  lineWidth: 70,
  font: 'serif',
  colourBy: 'issue',
  panes: {},
  singleKeys: true,
  keys: {},
  backupMegabytes: 2000,
  left: {},
  declined: {},
  coderName: ''
}

export function sessionStore(): StoreApi<SessionState> {
  return createStore<SessionState>(() => ({
    phase: 'starting',
    problem: null,
    connected: true,
    about: null,
    settings: initialSettings,
    project: null,
    opening: 0,
    closedNotices: [],
    progress: {}
  }))
}

/** Names a notice, so that one that was closed stays closed while it says the same. */
export function noticeKey(notice: Notice): string {
  return `${notice.code} ${JSON.stringify(notice.about)}`
}

/** The notices still to be shown. */
export function openNotices(project: ProjectState | null, closed: readonly string[]): readonly Notice[] {
  return (project?.notices ?? []).filter((notice) => !closed.includes(noticeKey(notice)))
}

/** True where nothing can be changed: no project, or one that is open to read only. */
export function isReadOnly(project: ProjectState | null): boolean {
  return project === null || project.readOnly !== null
}
