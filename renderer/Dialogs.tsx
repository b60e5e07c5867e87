/** The dialog that is open, and the file browser above it. */
import { useEffect } from 'react'
import { assertNever } from '../shared/errors.ts'
import { JoinDialog } from './codebook/JoinDialog.tsx'
import { RevisionsDialog } from './correct/RevisionsDialog.tsx'
import { FileBrowser } from './files/FileBrowser.tsx'
import { AboutDialog } from './frame/AboutDialog.tsx'
import { KeysSheet } from './frame/KeysSheet.tsx'
import { RenameProject } from './frame/RenameProject.tsx'
import { SettingsDialog } from './frame/settings/SettingsDialog.tsx'
import { WhoIsCoding } from './frame/WhoIsCoding.tsx'
import { HistoryDialog } from './history/HistoryDialog.tsx'
import { GroupDialog, RenameGroup } from './library/GroupDialog.tsx'
import { ImportDialog } from './library/ImportDialog.tsx'
import { JoinDocument } from './library/JoinDocument.tsx'
import { Palette } from './palette/Palette.tsx'
import { TagHitsDialog } from './search/TagHitsDialog.tsx'
import { NewProject } from './start/NewProject.tsx'
import { BringInDialog } from './team/merge/BringInDialog.tsx'
import { MergeDialog } from './team/merge/MergeDialog.tsx'
import { ShareDialog } from './team/share/ShareDialog.tsx'
import { useCodebook, useParley, useSession, useWorkspace } from './state/parley.ts'
import type { OpenDialog } from './state/workspace.ts'
import { SettleDialog } from './team/conflicts/SettleDialog.tsx'
import { Confirm } from './ui/Dialog.tsx'

/** Asks who is coding by itself where a project is opened in which nobody codes on this machine yet. */
export function Dialogs() {
  const parley = useParley()
  const dialog = useWorkspace((state) => state.dialog)
  const request = useWorkspace((state) => state.fileRequest)
  const mustAsk = useSession(
    (state) => state.project !== null && state.project.readOnly === null && state.project.coder === null
  )
  const fileName = useSession((state) => state.project?.fileName ?? null)
  const loaded = useCodebook((state) => state.loaded)
  useEffect(() => {
    if (mustAsk && loaded) parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } })
  }, [parley, mustAsk, loaded, fileName])

  const close = (): void =>
    parley.workspace.setState((state) => (state.dialog === dialog ? { dialog: null } : state))
  return (
    <>
      {dialog && <Shown key={dialog.kind} dialog={dialog} onClose={close} />}
      {request && (
        <FileBrowser
          key={request.purpose}
          request={request}
          onDone={(files) => {
            parley.workspace.setState({ fileRequest: null })
            request.resolve(files)
          }}
        />
      )}
    </>
  )
}

function Shown({ dialog, onClose }: { readonly dialog: OpenDialog; readonly onClose: () => void }) {
  switch (dialog.kind) {
    case 'newProject':
      return <NewProject onClose={onClose} />
    case 'whoIsCoding':
      return <WhoIsCoding onClose={onClose} />
    case 'import':
      return <ImportDialog files={dialog.files} group={dialog.group ?? ''} onClose={onClose} />
    case 'merge':
      return (
        <MergeDialog
          key={dialog.files.map(({ handle }) => handle).join(' ')}
          files={dialog.files}
          onClose={onClose}
        />
      )
    case 'bringIn':
      return <BringInDialog file={dialog.file} back={dialog.back} onClose={onClose} />
    case 'share':
      return <ShareDialog onClose={onClose} />
    case 'palette':
      return <Palette onClose={onClose} />
    case 'keys':
      return <KeysSheet onClose={onClose} />
    case 'settings':
      return <SettingsDialog {...(dialog.part ? { part: dialog.part } : {})} onClose={onClose} />
    case 'about':
      return <AboutDialog onClose={onClose} />
    case 'tagHits':
      return <TagHitsDialog document={dialog.document} onClose={onClose} />
    case 'history':
      return (
        <HistoryDialog
          {...(dialog.record ? { record: dialog.record } : {})}
          {...(dialog.coder ? { coder: dialog.coder } : {})}
          onClose={onClose}
        />
      )
    case 'settle':
      return <SettleDialog record={dialog.record} onClose={onClose} />
    case 'joinIssue':
      return <JoinDialog joined={{ kind: 'issue', id: dialog.id }} onClose={onClose} />
    case 'joinActor':
      return <JoinDialog joined={{ kind: 'actor', id: dialog.id }} onClose={onClose} />
    case 'joinCoder':
      return <JoinDialog joined={{ kind: 'coder', id: dialog.id }} onClose={onClose} />
    case 'joinDocument':
      return <JoinDocument id={dialog.id} onClose={onClose} />
    case 'groupDocuments':
      return <GroupDialog ids={dialog.ids} onClose={onClose} />
    case 'renameGroup':
      return <RenameGroup group={dialog.group} onClose={onClose} />
    case 'revisions':
      return (
        <RevisionsDialog
          document={dialog.document}
          {...(dialog.compare ? { compare: dialog.compare } : {})}
          onClose={onClose}
        />
      )
    case 'renameProject':
      return <RenameProject onClose={onClose} />
    case 'confirm':
      return (
        <Confirm
          title={dialog.title}
          consequence={dialog.consequence}
          verb={dialog.verb}
          onConfirm={dialog.run}
          onClose={onClose}
          danger
        />
      )
    default:
      return assertNever(dialog)
  }
}
