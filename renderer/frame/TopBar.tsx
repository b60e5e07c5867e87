/** The bar above every view: the project, the views, finding, taking back, who is coding, saved when. */
import { History, PanelLeft, PanelRight, Redo2, Search, Undo2 } from 'lucide-react'
import { chordOf, doCommand } from '../state/appCommands.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../state/parley.ts'
import { labelText } from '../state/run.ts'
import { views } from '../state/workspace.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { formatMomentShort } from '../ui/format.ts'
import { initialsOf } from '../ui/initials.ts'
import { MenuButton, type MenuEntry } from '../ui/Menu.tsx'
import { t } from '../ui/words.ts'

/** The top bar of an open project. */
export function TopBar() {
  const parley = useParley()
  const project = useSession((state) => state.project)
  const view = useWorkspace((state) => state.view)
  const settings = useSession((state) => state.settings)
  if (!project) return null
  const does = (id: string) => () => doCommand(parley, id)
  const writable = project.readOnly === null
  const entry = (id: string, disabled = false): MenuEntry => ({
    name: t(`menu.${id}`),
    run: does(id),
    disabled,
    keys: chordOf(id, settings)
  })

  const projectEntries: readonly MenuEntry[] = [
    ...['project.new', 'project.open', 'project.openSample'].map((id) => entry(id)),
    'line',
    ...['documents.import', 'project.rename', 'project.backup'].map((id) => entry(id, !writable)),
    entry('dataset.export'),
    'line',
    ...['view.settings', 'help.keys', 'help.about'].map((id) => entry(id)),
    'line',
    entry('project.close')
  ]
  return (
    <header className="top-bar" data-pane="top">
      <div className="top-start">
        <MenuButton label={t('app.projectMenu', { name: project.name })} entries={projectEntries}>
          <span className="project-name ellipsis">{project.name}</span>
        </MenuButton>
      </div>
      <nav className="views" aria-label={t('app.views')}>
        {views.map((name) => (
          <button
            key={name}
            type="button"
            className="view-tab"
            aria-current={name === view ? 'page' : undefined}
            onClick={() => parley.workspace.setState({ view: name })}
          >
            {t(`menu.view.${name}`)}
          </button>
        ))}
      </nav>
      <div className="top-end">
        <button
          type="button"
          className="find-button"
          onClick={does('view.commandPalette')}
          aria-keyshortcuts="Control+K"
        >
          <Search size={14} strokeWidth={1.75} aria-hidden />
          <span className="find-words">{t('app.search')}</span>
          <kbd>{chordOf('view.commandPalette', settings)}</kbd>
        </button>
        <IconButton
          label={project.undo ? t('app.undoWhat', { what: labelText(project.undo) }) : t('app.nothingToUndo')}
          icon={Undo2}
          keys={chordOf('edit.undo', settings)}
          isDisabled={!project.undo || !writable}
          onPress={does('edit.undo')}
        />
        <IconButton
          label={project.redo ? t('app.redoWhat', { what: labelText(project.redo) }) : t('app.nothingToRedo')}
          icon={Redo2}
          keys={chordOf('edit.redo', settings)}
          isDisabled={!project.redo || !writable}
          onPress={does('edit.redo')}
        />
        <IconButton
          label={t('menu.history.show')}
          icon={History}
          keys={chordOf('history.show', settings)}
          onPress={does('history.show')}
        />
        {project.counts.conflicts > 0 && (
          <Button size="small" onPress={does('conflicts.show')}>
            <span className="conflict-dot" aria-hidden />
            {t('app.conflicts', { count: project.counts.conflicts })}
          </Button>
        )}
        <WhoIsCoding />
        <Saved />
        {view === 'read' && (
          <>
            <IconButton
              label={t('menu.view.left')}
              icon={PanelLeft}
              keys={chordOf('view.left', settings)}
              onPress={does('view.left')}
            />
            <IconButton
              label={t('menu.view.inspector')}
              icon={PanelRight}
              keys={chordOf('view.inspector', settings)}
              onPress={does('view.inspector')}
            />
          </>
        )}
      </div>
    </header>
  )
}

function WhoIsCoding() {
  const parley = useParley()
  const coderId = useSession((state) => state.project?.coder ?? null)
  const coder = useCodebook((state) => (coderId === null ? undefined : state.index.coders.get(coderId)))
  const writable = useSession((state) => state.project?.readOnly === null)
  if (!writable) return null
  if (!coder) {
    return (
      <Button size="small" onPress={() => parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } })}>
        {t('app.nobody')}
      </Button>
    )
  }
  const initials = coder.initials || initialsOf(coder.name)
  const entries: readonly MenuEntry[] = [
    {
      name: coder.name,
      run: () =>
        parley.workspace.setState({
          view: 'read',
          inspected: { kind: 'coder', id: coder.id },
          inspectorOver: true
        })
    },
    {
      name: t('menu.coder.choose'),
      run: () => parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } })
    }
  ]
  return (
    <MenuButton label={t('app.coderMenu', { name: coder.name, initials })} entries={entries}>
      <span className="initials">{initials}</span>
    </MenuButton>
  )
}

function Saved() {
  const project = useSession((state) => state.project)
  if (!project) return null
  if (project.readOnly !== null) return <span className="saved read-only">{t('app.readOnly')}</span>
  return (
    <span className="saved tabular" title={t('app.savedHint')}>
      {project.savedAt === null
        ? t('app.nothingSaved')
        : t('app.saved', { time: formatMomentShort(project.savedAt) })}
    </span>
  )
}
