/** What the shell asks of the window: menus, and files that came from outside. */
import { useEffect } from 'react'
import { doCommand } from '../state/appCommands.ts'
import { useParley } from '../state/parley.ts'
import { openProject } from '../state/project.ts'
import { toast } from '../state/tell.ts'
import { isReadOnly } from '../state/session.ts'
import { t } from '../ui/words.ts'

/** Follows the shell while the window is shown. */
export function useShellEvents(): void {
  const parley = useParley()
  useEffect(() => {
    const ends = [
      parley.client.on('menu', ({ command }) => doCommand(parley, command)),
      parley.client.on('openFile', ({ handle, name, kind }) => {
        if (kind === 'project') void openProject(parley, handle)
        else if (isReadOnly(parley.session.getState().project)) toast(parley, t('app.dropNoProject'))
        else parley.workspace.setState({ dialog: { kind: 'import', files: [{ handle, name }] } })
      })
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [parley])
}
