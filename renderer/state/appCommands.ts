/** Everything that can be done from a menu, the palette or a key, by the names that the shells' menus use. */
import type { MenuCommand } from '../../shared/api/menuCommands.ts'
import type { Settings } from '../../shared/api/settings.ts'
import { t } from '../ui/words.ts'
import { addExampleInHand } from './examples.ts'
import { chooseFile, chooseFiles } from './files.ts'
import { chordText, ownKeys } from './keys.ts'
import { walkKeywords } from './keywords.ts'
import { chooseToMerge } from './merging.ts'
import { focusPane, walkPanes } from './panes.ts'
import type { Parley } from './parley.ts'
import { chooseProject, closeProject, openSample } from './project.ts'
import { redo, run, undo } from './run.ts'
import { closeSearch, openSearch, walkHits } from './search.ts'
import { isReadOnly } from './session.ts'
import { changeSettings, rememberPane } from './settings.ts'
import { showAll } from './layer.ts'
import { announce, toast } from './tell.ts'

export type AppCommand = {
  /** Its name in the settings and in words: `menu.<id>`. */
  readonly id: AppCommandId
  /** Chords, the first is shown: `Mod` is Ctrl, or Cmd on a Mac. */
  readonly keys: readonly string[]
  readonly needs: 'nothing' | 'project' | 'writing' | 'document'
  readonly run: (parley: Parley) => void
}

type OwnCommand =
  | 'document.correct'
  | 'document.revisions'
  | 'project.rename'
  | 'codebook.newIssue'
  | 'search.next'
  | 'search.previous'
  | 'search.hits'
  | 'search.tagAll'
  | 'search.nextKeyword'
  | 'search.previousKeyword'
  | 'dataset.annotate'
  | 'view.left'
  | 'view.inspector'
  | 'edit.findNext'
  | 'edit.findPrevious'
  | 'view.back'
  | 'view.contents'
  | 'view.widerText'
  | 'view.narrowerText'
  | 'view.fontSerif'
  | 'view.fontSans'
  | 'view.fontSpaced'
  | 'view.nextPane'
  | 'view.previousPane'
  | 'view.settings'
  | 'view.layer'
  | 'view.showAll'
  | 'view.keySettings'
  | 'view.colourByIssue'
  | 'view.colourByStance'
  | 'view.colourByActor'
  | 'view.colourByCoder'
  | 'view.themeLight'
  | 'view.themeDark'
  | 'view.themeSystem'
  | 'view.themeContrast'
  | 'coder.choose'
  | 'conflicts.show'
  | 'adjudication.show'
  | 'passages.back'
  | 'history.show'
  | 'annotation.example'
export type AppCommandId = MenuCommand | OwnCommand

const theme = (name: Settings['theme']) => (parley: Parley) => void changeSettings(parley, { theme: name })
const colour = (by: Settings['colourBy']) => (parley: Parley) => void changeSettings(parley, { colourBy: by })
const zoom = (change: (percent: number) => number) => (parley: Parley) => {
  const textZoom = Math.min(300, Math.max(50, change(parley.session.getState().settings.textZoom)))
  void changeSettings(parley, { textZoom })
}

const font = (name: Settings['font']) => (parley: Parley) => void changeSettings(parley, { font: name })
const width = (by: number) => (parley: Parley) => {
  const lineWidth = Math.min(120, Math.max(40, parley.session.getState().settings.lineWidth + by))
  void changeSettings(parley, { lineWidth })
}

/** In the order of the palette. */
export const appCommands: readonly AppCommand[] = [
  {
    id: 'documents.import',
    keys: ['Mod+I'],
    needs: 'writing',
    run: (parley) => void importDocuments(parley)
  },
  {
    id: 'dataset.export',
    keys: ['Mod+E'],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ view: 'data' })
  },
  {
    id: 'dataset.annotate',
    keys: [],
    needs: 'writing',
    run: (parley) => parley.workspace.setState({ view: 'data' })
  },
  { id: 'edit.undo', keys: ['Mod+Z'], needs: 'writing', run: (parley) => void undo(parley) },
  { id: 'edit.redo', keys: ['Mod+Y', 'Mod+Shift+Z'], needs: 'writing', run: (parley) => void redo(parley) },
  {
    id: 'edit.find',
    keys: ['Mod+F'],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.find()
  },
  {
    id: 'edit.findNext',
    keys: ['F3', 'Mod+G'],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.findAgain(1)
  },
  {
    id: 'edit.findPrevious',
    keys: ['Shift+F3', 'Mod+Shift+G'],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.findAgain(-1)
  },
  {
    id: 'view.back',
    keys: ['Shift+F5', 'Mod+['],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.back()
  },
  {
    id: 'edit.findInAll',
    keys: ['Mod+Shift+F'],
    needs: 'project',
    run: (parley) => openSearch(parley)
  },
  { id: 'search.next', keys: ['F4'], needs: 'project', run: (parley) => hitStep(parley, 1) },
  { id: 'search.previous', keys: ['Shift+F4'], needs: 'project', run: (parley) => hitStep(parley, -1) },
  { id: 'search.hits', keys: ['F9'], needs: 'project', run: (parley) => openSearch(parley, 'hits') },
  {
    id: 'search.tagAll',
    keys: [],
    needs: 'writing',
    run: (parley) => {
      if (parley.search.getState().count > 0)
        parley.workspace.setState({ dialog: { kind: 'tagHits', document: null } })
      else openSearch(parley)
    }
  },
  { id: 'search.nextKeyword', keys: ['F8'], needs: 'document', run: (parley) => walkKeywords(parley, 1) },
  {
    id: 'search.previousKeyword',
    keys: ['Shift+F8'],
    needs: 'document',
    run: (parley) => walkKeywords(parley, -1)
  },
  {
    id: 'edit.selectAll',
    keys: [],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.command('selectAll')
  },
  {
    id: 'document.correct',
    keys: ['Mod+Shift+E'],
    needs: 'document',
    run: correctText
  },
  {
    id: 'document.revisions',
    keys: [],
    needs: 'document',
    run: (parley) => {
      const { document } = parley.reading.getState()
      if (document) parley.workspace.setState({ dialog: { kind: 'revisions', document: document.id } })
    }
  },
  {
    id: 'view.read',
    keys: ['Mod+1'],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ view: 'read' })
  },
  {
    id: 'view.passages',
    keys: ['Mod+2'],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ view: 'passages' })
  },
  {
    id: 'view.team',
    keys: ['Mod+3'],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ view: 'team' })
  },
  {
    id: 'view.data',
    keys: ['Mod+4'],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ view: 'data' })
  },
  {
    id: 'view.commandPalette',
    keys: ['Mod+K'],
    needs: 'nothing',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'palette' } })
  },
  {
    id: 'annotation.tag',
    keys: [],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.command('tag')
  },
  {
    id: 'annotation.repeat',
    keys: [],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.command('repeat')
  },
  {
    id: 'annotation.next',
    keys: [],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.command('next')
  },
  {
    id: 'annotation.previous',
    keys: [],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.command('previous')
  },
  {
    id: 'annotation.delete',
    keys: [],
    needs: 'document',
    run: (parley) => parley.reader.getState().handle?.command('delete')
  },
  {
    id: 'annotation.example',
    keys: [],
    needs: 'writing',
    run: (parley) => void addExampleInHand(parley)
  },
  { id: 'codebook.newIssue', keys: [], needs: 'writing', run: (parley) => void newIssue(parley) },
  { id: 'codebook.import', keys: [], needs: 'writing', run: (parley) => void importCodebook(parley) },
  {
    id: 'codebook.export',
    keys: [],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ view: 'data' })
  },
  {
    id: 'conflicts.show',
    keys: [],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ view: 'team', teamPart: 'conflicts' })
  },
  {
    id: 'adjudication.show',
    keys: [],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ view: 'team', teamPart: 'adjudication' })
  },
  {
    id: 'history.show',
    keys: ['Mod+Shift+H'],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'history' } })
  },
  {
    id: 'coder.choose',
    keys: [],
    needs: 'writing',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } })
  },
  { id: 'view.left', keys: ['Mod+B'], needs: 'project', run: (parley) => togglePane(parley, 'left') },
  {
    id: 'view.contents',
    keys: ['Mod+Shift+B'],
    needs: 'project',
    run: (parley) => {
      const hidden = parley.session.getState().settings.panes['contentsHidden'] === true
      rememberPane(parley, 'contentsHidden', !hidden)
      if (hidden) setTimeout(() => focusPane('contents'), 0)
    }
  },
  {
    id: 'view.inspector',
    keys: ['Mod+J'],
    needs: 'project',
    run: (parley) => togglePane(parley, 'inspector')
  },
  { id: 'view.nextPane', keys: ['F6'], needs: 'nothing', run: () => walkPanes(1) },
  { id: 'view.previousPane', keys: ['Shift+F6'], needs: 'nothing', run: () => walkPanes(-1) },
  {
    id: 'view.layer',
    keys: [],
    needs: 'document',
    run: (parley) => parley.layer.setState({ isOpen: true })
  },
  { id: 'view.showAll', keys: [], needs: 'document', run: (parley) => showAll(parley) },
  { id: 'view.colourByIssue', keys: [], needs: 'project', run: colour('issue') },
  { id: 'view.colourByStance', keys: [], needs: 'project', run: colour('stance') },
  { id: 'view.colourByActor', keys: [], needs: 'project', run: colour('actor') },
  { id: 'view.colourByCoder', keys: [], needs: 'project', run: colour('coder') },
  {
    id: 'view.largerText',
    keys: ['Mod+Plus', 'Mod+='],
    needs: 'nothing',
    run: zoom((percent) => percent + 10)
  },
  { id: 'view.smallerText', keys: ['Mod+-'], needs: 'nothing', run: zoom((percent) => percent - 10) },
  { id: 'view.usualText', keys: ['Mod+0'], needs: 'nothing', run: zoom(() => 100) },
  { id: 'view.widerText', keys: [], needs: 'nothing', run: width(5) },
  { id: 'view.narrowerText', keys: [], needs: 'nothing', run: width(-5) },
  { id: 'view.fontSerif', keys: [], needs: 'nothing', run: font('serif') },
  { id: 'view.fontSans', keys: [], needs: 'nothing', run: font('sans') },
  { id: 'view.fontSpaced', keys: [], needs: 'nothing', run: font('spaced') },
  { id: 'view.themeSystem', keys: [], needs: 'nothing', run: theme('system') },
  { id: 'view.themeLight', keys: [], needs: 'nothing', run: theme('light') },
  { id: 'view.themeDark', keys: [], needs: 'nothing', run: theme('dark') },
  { id: 'view.themeContrast', keys: [], needs: 'nothing', run: theme('contrast') },
  {
    id: 'project.new',
    keys: ['Mod+N'],
    needs: 'nothing',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'newProject' } })
  },
  { id: 'project.open', keys: ['Mod+O'], needs: 'nothing', run: (parley) => void chooseProject(parley) },
  { id: 'project.openSample', keys: [], needs: 'nothing', run: (parley) => void openSample(parley) },
  {
    id: 'project.rename',
    keys: [],
    needs: 'writing',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'renameProject' } })
  },
  { id: 'project.backup', keys: [], needs: 'writing', run: (parley) => void backUp(parley) },
  {
    id: 'project.share',
    keys: [],
    needs: 'project',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'share' } })
  },
  { id: 'project.merge', keys: [], needs: 'writing', run: (parley) => void chooseToMerge(parley) },
  { id: 'project.print', keys: ['Mod+P'], needs: 'project', run: printShown },
  { id: 'passages.back', keys: ['Alt+Backspace'], needs: 'project', run: backToPassages },
  { id: 'project.close', keys: ['Mod+W'], needs: 'project', run: (parley) => void closeProject(parley) },
  {
    id: 'view.settings',
    keys: ['Mod+,'],
    needs: 'nothing',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'settings' } })
  },
  {
    id: 'view.keySettings',
    keys: [],
    needs: 'nothing',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'settings', part: 'keys' } })
  },
  {
    id: 'help.keys',
    keys: ['?'],
    needs: 'nothing',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'keys' } })
  },
  {
    id: 'help.about',
    keys: [],
    needs: 'nothing',
    run: (parley) => parley.workspace.setState({ dialog: { kind: 'about' } })
  }
]

/** True where a command can be done now. */
export function isOffered(parley: Parley, command: AppCommand): boolean {
  const { project } = parley.session.getState()
  switch (command.needs) {
    case 'nothing':
      return true
    case 'project':
      return project !== null
    case 'writing':
      return !isReadOnly(project)
    case 'document':
      return parley.reading.getState().revision !== null && parley.workspace.getState().view === 'read'
  }
}

/** Does what a name stands for, if it can be done now. */
export function doCommand(parley: Parley, id: string): void {
  const command = appCommands.find((one) => one.id === id)
  if (command && isOffered(parley, command)) command.run(parley)
}

/** True on a Mac, where Cmd takes the place of Ctrl. */
export function isMac(): boolean {
  return navigator.platform.startsWith('Mac')
}

/** The chord of a command as it is shown beside it; '' where it has none. */
export function chordOf(id: string, settings: Settings): string {
  const command = appCommands.find((one) => one.id === id)
  const chord = command && keysOf(command, settings)[0]
  return chord === undefined ? '' : chordText(chord, isMac())
}

/** The chords of a command: the user's own where there is one. */
export function keysOf(command: AppCommand, settings: Settings): readonly string[] {
  return ownKeys(command.id, command.keys, settings.keys)
}

/** Begins correcting the text that is read, or goes on with it; asks who is coding first where nobody is. */
export function correctText(parley: Parley): void {
  const { project } = parley.session.getState()
  const { document, revision } = parley.reading.getState()
  if (!document || !revision) return
  if (isReadOnly(project)) return toast(parley, { code: 'readOnly', about: {} })
  if (project?.coder === null) return parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } })
  parley.workspace.setState({ correcting: document.id, view: 'read' })
}

/** Lets documents be chosen and shows what importing them would give. */
export async function importDocuments(parley: Parley, group = ''): Promise<void> {
  const files = await chooseFiles(parley, 'importDocuments')
  if (files && files.length > 0) parley.workspace.setState({ dialog: { kind: 'import', files, group } })
}

/** Prints the text that is read, or the list of passages. */
function printShown({ workspace, reading }: Parley): void {
  if (workspace.getState().view === 'passages') workspace.setState({ wantsPrint: true })
  else if (reading.getState().revision !== null) print()
}

/** Back to the row of the list from which the text was opened. */
function backToPassages({ workspace }: Parley): void {
  workspace.setState({ view: 'passages' })
}

/** Shows or hides a side pane. */
export function togglePane(parley: Parley, pane: 'left' | 'inspector'): void {
  if (pane === 'inspector' && innerWidth < narrow) {
    const inspectorOver = !parley.workspace.getState().inspectorOver
    parley.workspace.setState({ inspectorOver })
    if (inspectorOver) setTimeout(() => focusPane('inspector'), 0)
    return
  }
  if (pane === 'left' && parley.search.getState().isOpen) {
    // The search stands in their place: they are shown by closing it.
    closeSearch(parley)
    rememberPane(parley, 'leftHidden', false)
    return
  }
  const hidden = parley.session.getState().settings.panes[`${pane}Hidden`] === true
  rememberPane(parley, `${pane}Hidden`, !hidden)
}

/** Below this width in pixels the inspector slides over the text. */
export const narrow = 1100

function hitStep(parley: Parley, by: 1 | -1): void {
  if (walkHits(parley, by) === null) announce(parley, t('search.noHits'))
}

async function newIssue(parley: Parley): Promise<void> {
  rememberPane(parley, 'codebookPart', 'issues')
  parley.workspace.setState({ view: 'read' })
  const answer = await run(parley, 'issue.create', { name: t('codebook.unnamed') })
  const made = answer.ok ? answer.value.made[0] : undefined
  if (made)
    parley.workspace.setState({ inspected: { kind: 'issue', id: made.id as never }, inspectorOver: true })
}

async function backUp(parley: Parley): Promise<void> {
  const answer = await parley.client.call('project.backup', {})
  toast(parley, answer.ok ? t('data.backups.done', { name: answer.value.name }) : answer.problem)
}

async function importCodebook(parley: Parley): Promise<void> {
  const file = await chooseFile(parley, 'importCodebook')
  if (!file) return
  announce(parley, t('data.codebook.importing'))
  const answer = await parley.client.call('codebook.import', { file: file.handle })
  if (!answer.ok) return toast(parley, answer.problem)
  const { added, changed, same } = answer.value
  toast(parley, t('data.codebook.imported', { added, changed, same }))
}
