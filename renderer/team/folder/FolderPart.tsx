/** A folder that any sync engine replicates: choosing it, how it stands, what came by it. */
import { Folder, FolderSync } from 'lucide-react'
import { useState } from 'react'
import type { TeamStatus } from '../../../shared/api/teamMethods.ts'
import { sentenceOf } from '../../../shared/errors.ts'
import { chooseFile } from '../../state/files.ts'
import { useParley, useSession } from '../../state/parley.ts'
import { announce, toast } from '../../state/tell.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { Failure, Loading } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'
import { Arrivals, People, SetAside, Strangers, WaitingFiles } from './FolderLists.tsx'
import { useTeamStatus } from './useTeamStatus.ts'
import './folder.css'

export function FolderPart() {
  const { status, problem, setStatus, ask } = useTeamStatus()
  const project = useSession((state) => state.project)
  const [hasLeft, setLeft] = useState(false)
  return (
    <div className="team-column team-folder">
      <h1>{t('team.parts.folder')}</h1>
      {problem && <Failure problem={problem} onRetry={ask} />}
      {status === null && !problem && <Loading />}
      {project?.readOnly && <p role="note">{t('folder.readOnly')}</p>}
      {status && project?.readOnly === null && (
        <>
          {project.coder === null && <p role="note">{t('folder.noCoder')}</p>}
          {status.folder === null ? (
            <NoFolder status={status} onStatus={setStatus} hasLeft={hasLeft} />
          ) : (
            <TheFolder status={status} onStatus={setStatus} onAsk={ask} onLeave={() => setLeft(true)} />
          )}
        </>
      )}
    </div>
  )
}

type Props = { readonly status: TeamStatus; readonly onStatus: (status: TeamStatus) => void }

/** `hasLeft`: the folder was left just now, so the button that had the focus is gone. */
function NoFolder({ status, onStatus, hasLeft }: Props & { readonly hasLeft: boolean }) {
  const choose = useChoosing(onStatus)
  return (
    <>
      <p className="soft">{t('folder.about')}</p>
      {status.problem !== '' && <Trouble sentence={status.problem} />}
      <ol className="team-folder-steps">
        {(['copy', 'sync', 'choose'] as const).map((step) => (
          <li key={step}>{t(`folder.steps.${step}`)}</li>
        ))}
      </ol>
      <Button look="primary" icon={Folder} autoFocus={hasLeft} onPress={() => void choose()}>
        {t(status.problem === '' ? 'folder.choose' : 'folder.chooseAgain')}
      </Button>
    </>
  )
}

function TheFolder({
  status,
  onStatus,
  onAsk,
  onLeave
}: Props & { readonly onAsk: () => void; readonly onLeave: () => void }) {
  const parley = useParley()
  const choose = useChoosing(onStatus)
  const [isLooking, setLooking] = useState(false)
  const look = async (): Promise<void> => {
    if (isLooking) return
    setLooking(true)
    const answer = await parley.client.call('team.sync', {})
    setLooking(false)
    onAsk()
    // What is wrong with the folder stands above the lists already.
    if (!answer.ok) return announce(parley, sentenceOf(answer.problem))
    const { taken, written } = answer.value
    if (taken === 0)
      toast(parley, written > 0 ? t('folder.written', { count: written }) : t('folder.nothingNew'))
  }
  const leave = async (): Promise<void> => {
    const answer = await parley.client.call('team.leave', {})
    if (!answer.ok) return toast(parley, answer.problem)
    onLeave()
    onStatus(answer.value)
    toast(parley, t('folder.left'))
  }
  return (
    <>
      <div className="team-folder-head">
        <FolderSync size={22} strokeWidth={1.5} aria-hidden />
        <div className="team-folder-name">
          <strong className="ellipsis" dir="auto">
            {status.folder}
          </strong>
          <span className="soft" role="status">
            {[
              t(status.isWritten ? 'folder.state.written' : 'folder.state.unwritten'),
              status.looked === null
                ? t('folder.state.notYet')
                : t('folder.state.looked', { time: formatMoment(status.looked) })
            ].join(' · ')}
          </span>
        </div>
        {/* Not disabled while it looks: a disabled button loses the focus. */}
        <Button onPress={() => void look()}>{t(isLooking ? 'folder.syncing' : 'folder.sync')}</Button>
      </div>
      {status.problem !== '' && <Trouble sentence={status.problem} />}
      <WaitingFiles files={status.waiting} />
      <People people={status.people} />
      <Arrivals arrivals={status.arrivals} />
      <SetAside kinds={status.setAside} />
      <Strangers copies={status.copies} others={status.others} />
      <div className="team-folder-foot">
        <Button look="quiet" onPress={() => void choose()}>
          {t('folder.change')}
        </Button>
        <Button look="quiet" onPress={() => void leave()}>
          {t('folder.leave')}
        </Button>
      </div>
    </>
  )
}

/** Lets a folder be chosen, and begins or joins it. */
function useChoosing(onStatus: Props['onStatus']): () => Promise<void> {
  const parley = useParley()
  return async () => {
    const folder = await chooseFile(parley, 'teamFolder')
    if (!folder) return
    const answer = await parley.client.call('team.choose', { folder: folder.handle })
    if (!answer.ok) return toast(parley, answer.problem)
    onStatus(answer.value.status)
    toast(parley, t(answer.value.began ? 'folder.began' : 'folder.joined', { folder: folder.name }))
  }
}

function Trouble({ sentence }: { readonly sentence: string }) {
  return (
    <p className="team-folder-trouble" role="alert">
      {sentence}
    </p>
  )
}
