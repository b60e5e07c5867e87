/** Parley's menus. What they do is done by the window: a click tells it the command's name. */
import type { MenuItemConstructorOptions } from 'electron'
import type { Settings } from '../shared/api/settings.ts'
import type { MenuCommand } from '../shared/api/menuCommands.ts'
import type { ProjectState, RecentProject } from '../shared/api/views.ts'

export type MenuState = {
  readonly platform: NodeJS.Platform
  readonly project: ProjectState | null
  readonly recents: readonly RecentProject[]
  /** The user's own keys, by command. */
  readonly keys: Settings['keys']
}

export type MenuActions = {
  readonly command: (command: MenuCommand) => void
  readonly openRecent: (project: RecentProject) => void
}

/** The menu bar for the present state. Keys that the window handles itself are only shown, so that typing in a field keeps its own undo. */
export function menuBar(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const isMac = state.platform === 'darwin'
  const isOpen = state.project !== null
  const canWrite = isOpen && state.project?.readOnly === null
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const item = (
    label: string,
    command: MenuCommand,
    usual?: string,
    enabled = true
  ): MenuItemConstructorOptions => {
    const accelerator = acceleratorOf(command, usual, state.keys)
    return {
      id: command,
      label,
      enabled,
      ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
      click: () => actions.command(command)
    }
  }
  const recent: MenuItemConstructorOptions = {
    label: 'Open recent',
    enabled: state.recents.length > 0,
    submenu: state.recents.slice(0, 10).map((one) => ({
      label: `${one.name} – ${one.folder}`,
      enabled: one.state !== 'gone',
      click: () => actions.openRecent(one)
    }))
  }
  const about = item('About Parley', 'help.about')
  return [
    ...(isMac
      ? [
          {
            label: 'Parley',
            submenu: [
              about,
              separator,
              { role: 'services' as const },
              separator,
              { role: 'hide' as const },
              { role: 'hideOthers' as const },
              separator,
              { role: 'quit' as const }
            ]
          }
        ]
      : []),
    {
      label: 'File',
      submenu: [
        item('New project…', 'project.new', 'CmdOrCtrl+N'),
        item('Open project…', 'project.open', 'CmdOrCtrl+O'),
        recent,
        item('Open the sample project', 'project.openSample'),
        separator,
        item('Import documents…', 'documents.import', 'CmdOrCtrl+I', canWrite),
        item('Import codebook…', 'codebook.import', undefined, canWrite),
        separator,
        item('Export dataset…', 'dataset.export', 'CmdOrCtrl+E', isOpen),
        item('Export codebook…', 'codebook.export', undefined, isOpen),
        item('Back up now', 'project.backup', undefined, canWrite),
        item('Share a copy…', 'project.share', undefined, isOpen),
        item('Merge colleagues’ projects…', 'project.merge', undefined, canWrite),
        separator,
        // The window prints: it knows whether a text or the whole list of passages is meant.
        item('Print…', 'project.print', 'CmdOrCtrl+P', isOpen),
        separator,
        item('Close project', 'project.close', 'CmdOrCtrl+W', isOpen),
        ...(isMac ? [] : [{ role: 'quit' as const, label: 'Quit' }])
      ]
    },
    {
      label: 'Edit',
      submenu: [
        item('Undo', 'edit.undo', 'CmdOrCtrl+Z', canWrite && state.project?.undo !== null),
        item('Redo', 'edit.redo', isMac ? 'Cmd+Shift+Z' : 'Ctrl+Y', canWrite && state.project?.redo !== null),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        item('Select all', 'edit.selectAll', 'CmdOrCtrl+A'),
        separator,
        item('Find in the text…', 'edit.find', 'CmdOrCtrl+F', isOpen),
        item('Find in all documents…', 'edit.findInAll', 'CmdOrCtrl+Shift+F', isOpen)
      ]
    },
    {
      label: 'View',
      submenu: [
        item('Read', 'view.read', undefined, isOpen),
        item('Passages', 'view.passages', undefined, isOpen),
        item('Team', 'view.team', undefined, isOpen),
        item('Data', 'view.data', undefined, isOpen),
        separator,
        item('Find a command, document or issue…', 'view.commandPalette', 'CmdOrCtrl+K'),
        separator,
        item('Larger text', 'view.largerText', 'CmdOrCtrl+Plus'),
        item('Smaller text', 'view.smallerText', 'CmdOrCtrl+-'),
        item('Usual text size', 'view.usualText', 'CmdOrCtrl+0'),
        { role: 'togglefullscreen' }
      ]
    },
    {
      label: 'Annotation',
      submenu: [
        item('Tag the passage…', 'annotation.tag', 'T', canWrite),
        item('Repeat the last tag', 'annotation.repeat', 'R', canWrite),
        separator,
        item('Next annotation', 'annotation.next', 'J', isOpen),
        item('Previous annotation', 'annotation.previous', 'K', isOpen),
        separator,
        item('Delete the annotation', 'annotation.delete', 'Delete', canWrite)
      ]
    },
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    { label: 'Help', submenu: [item('Keys of this view', 'help.keys', '?'), ...(isMac ? [] : [about])] }
  ]
}

/** What a menu shows as the key of a command: the user's own where there is one. In the text a command goes by the name `text.…`. */
function acceleratorOf(
  command: string,
  usual: string | undefined,
  own: Settings['keys']
): string | undefined {
  const chord = own[command] ?? own[command.replace(/^annotation\./, 'text.')]
  if (!chord) return usual
  return chord === 'None'
    ? undefined
    : chord.replace('Mod', 'CmdOrCtrl').replace('Arrow', '').replace('Escape', 'Esc')
}
