import { expect, it, vi } from 'vitest'
import type { MenuItemConstructorOptions } from 'electron'
import { menuCommands } from '../shared/api/menuCommands.ts'
import type { ProjectState } from '../shared/api/views.ts'
import { menuBar } from './menu.ts'

const project: ProjectState = {
  key: 'abc',
  name: 'Talks',
  fileName: 'Talks.parley',
  readOnly: null,
  coder: null,
  counts: { documents: 0, annotations: 0, incomplete: 0, conflicts: 0 },
  blind: null,
  undo: null,
  redo: null,
  savedAt: null,
  notices: []
}
const actions = { command: vi.fn(), openRecent: vi.fn() }

function items(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])])
}

it('names every command that the window knows, once', () => {
  const named = items(menuBar({ platform: 'linux', project, recents: [], keys: {} }, actions)).flatMap(
    ({ id }) => id ?? []
  )
  expect(named.toSorted()).toEqual([...menuCommands].toSorted())
})

it('offers only what can be done: nothing to write in a project that is open to read', () => {
  const enabled = (given: ProjectState | null): string[] =>
    items(menuBar({ platform: 'linux', project: given, recents: [], keys: {} }, actions)).flatMap(
      ({ id, enabled: is }) => (id && is ? [id] : [])
    )
  expect(enabled(null)).not.toContain('dataset.export')
  expect(enabled(project)).toContain('annotation.tag')
  expect(enabled(project)).not.toContain('edit.undo')
  expect(enabled({ ...project, readOnly: 'locked' })).toContain('dataset.export')
  expect(enabled({ ...project, readOnly: 'locked' })).not.toContain('annotation.tag')
})

it('leaves the keys to the window, so that a field keeps its own undo', () => {
  const withKeys = items(menuBar({ platform: 'win32', project, recents: [], keys: {} }, actions)).filter(
    ({ accelerator }) => accelerator
  )
  expect(withKeys.length).toBeGreaterThan(10)
  expect(withKeys.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true)
})

it('shows the keys that the user chose, and none where the user took them away', () => {
  const keys = { 'edit.find': 'Mod+Shift+L', 'text.tag': 'Alt+ArrowLeft', 'edit.undo': 'None' }
  const shown = new Map(
    items(menuBar({ platform: 'linux', project, recents: [], keys }, actions)).map((item) => [item.id, item])
  )
  expect(shown.get('edit.find')?.accelerator).toBe('CmdOrCtrl+Shift+L')
  expect(shown.get('annotation.tag')?.accelerator).toBe('Alt+Left')
  expect(shown.get('edit.undo')).not.toHaveProperty('accelerator')
  expect(shown.get('annotation.repeat')?.accelerator).toBe('R')
})

it('opens a recent project that is still there', () => {
  const recent = {
    handle: 'h',
    name: 'Talks',
    fileName: 'Talks.parley',
    folder: 'Documents',
    opened: 1,
    state: 'here' as const
  }
  const all = items(
    menuBar(
      {
        platform: 'darwin',
        project: null,
        recents: [recent, { ...recent, name: 'Old', state: 'gone' }],
        keys: {}
      },
      actions
    )
  )
  const [talks, old] = ['Talks – Documents', 'Old – Documents'].map((label) =>
    all.find((item) => item.label === label)
  )
  talks?.click?.({} as never, undefined, {} as never)
  expect(actions.openRecent).toHaveBeenCalledWith(recent)
  expect(old?.enabled).toBe(false)
})
