/** What the menus of documents and groups offer. */
import {
  ArrowDownToLine,
  BookOpen,
  ChevronDown,
  ChevronRight,
  CircleCheck,
  Circle,
  CircleDot,
  Combine,
  Copy,
  Folder,
  FoldVertical,
  ListChecks,
  UnfoldVertical,
  FolderOutput,
  Info,
  Pencil,
  Split,
  Trash2
} from 'lucide-react'
import type { DocumentId } from '../../shared/ids.ts'
import { importDocuments } from '../state/appCommands.ts'
import type { Parley } from '../state/parley.ts'
import { openDocument } from '../state/readDocument.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
import { t } from '../ui/words.ts'
import { askDelete, copyWords, setProgress, showDetails } from './documentActions.ts'
import type { GroupRow, OneDocument } from './DocumentRows.tsx'

/** For one document (`row`), or for all that are chosen. */
export function documentMenu(
  parley: Parley,
  row: OneDocument | null,
  ids: readonly DocumentId[],
  readOnly: boolean
): readonly MenuEntry[] {
  const one = row && ids.length === 1 ? row : null
  const about: MenuEntry[] = [
    ...(one
      ? [
          {
            name: t('library.menuOpen'),
            icon: BookOpen,
            keys: 'Enter',
            run: () => void openDocument(parley, one.id)
          }
        ]
      : []),
    { name: t('library.menuDetails'), icon: Info, keys: 'I', run: () => showDetails(parley, ids) },
    ...(one
      ? [{ name: t('library.menuCopy'), icon: Copy, run: () => void copyWords(parley, one.title) }]
      : [])
  ]
  if (readOnly) return about
  const signs = { new: Circle, 'in progress': CircleDot, done: CircleCheck } as const
  return [
    ...about,
    'line',
    ...(['new', 'in progress', 'done'] as const).map((state): MenuEntry => ({
      name: `${t(`library.mark.${state}`)}${one?.progress?.state === state ? '  ✓' : ''}`,
      icon: signs[state],
      run: () => void setProgress(parley, ids, state)
    })),
    'line',
    {
      name: t('library.menuGroup'),
      icon: Folder,
      keys: 'G',
      run: () => parley.workspace.setState({ dialog: { kind: 'groupDocuments', ids } })
    },
    ...(one && one.group === ''
      ? []
      : [
          {
            name: t('library.menuUngroup'),
            icon: FolderOutput,
            run: () => void run(parley, 'document.place', { documents: [...ids], group: '', before: null })
          }
        ]),
    'line',
    ...(one
      ? [
          one.joinedInto === null
            ? {
                name: t('library.menuJoin'),
                icon: Combine,
                run: () => parley.workspace.setState({ dialog: { kind: 'joinDocument', id: one.id } })
              }
            : {
                name: t('library.menuUnjoin'),
                icon: Split,
                run: () =>
                  void runUndoably(
                    parley,
                    'document.join',
                    { document: one.id, into: null },
                    seenOf({ kind: 'document', id: one.id, heads: one.heads })
                  )
              }
        ]
      : []),
    {
      name: t('library.menuDelete', { count: ids.length }),
      icon: Trash2,
      keys: 'Delete',
      danger: true,
      run: () => void askDelete(parley, ids)
    }
  ]
}

/** What only the pane can do with a group. */
export type GroupDoings = {
  readonly readOnly: boolean
  readonly choose: () => void
  readonly toggle: () => void
  readonly closeAll: () => void
  readonly openAll: () => void
}

/** For a group's heading. */
export function groupMenu(parley: Parley, group: GroupRow, doings: GroupDoings): readonly MenuEntry[] {
  const { readOnly, choose, toggle, closeAll, openAll } = doings
  return [
    {
      name: t(group.isOpen ? 'library.closeGroup' : 'library.openGroup'),
      icon: group.isOpen ? ChevronRight : ChevronDown,
      keys: 'Enter',
      run: toggle
    },
    { name: t('library.closeAll'), icon: FoldVertical, run: closeAll },
    { name: t('library.openAll'), icon: UnfoldVertical, run: openAll },
    { name: t('library.chooseGroup'), icon: ListChecks, keys: 'Space', run: choose },
    ...(readOnly || group.name === ''
      ? []
      : [
          'line' as const,
          {
            name: t('library.importInto'),
            icon: ArrowDownToLine,
            run: () => void importDocuments(parley, group.name)
          },
          {
            name: t('library.menuRename'),
            icon: Pencil,
            keys: 'F2',
            run: () => parley.workspace.setState({ dialog: { kind: 'renameGroup', group: group.name } })
          },
          {
            name: t('library.dissolve'),
            icon: FolderOutput,
            run: () => void runUndoably(parley, 'document.renameGroup', { group: group.name, name: '' })
          }
        ])
  ]
}
