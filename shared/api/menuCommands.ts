/** What the menus of a shell can ask of the window: the event `menu` carries one of these names. */
export const menuCommands = [
  'project.new',
  'project.open',
  'project.openSample',
  'project.close',
  'project.backup',
  'documents.import',
  'dataset.export',
  'codebook.import',
  'codebook.export',
  'project.print',
  'edit.undo',
  'edit.redo',
  'edit.selectAll',
  'edit.find',
  'edit.findInAll',
  'view.read',
  'view.passages',
  'view.data',
  'view.commandPalette',
  'view.largerText',
  'view.smallerText',
  'view.usualText',
  'annotation.tag',
  'annotation.repeat',
  'annotation.next',
  'annotation.previous',
  'annotation.delete',
  'help.keys',
  'help.about'
] as const

export type MenuCommand = (typeof menuCommands)[number]
