/** The window's own dialog for choosing files, in shells without native ones: names and opaque handles, never a path. */
import { Check, ChevronRight, File, FileText, Folder } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../shared/api/contract.ts'
import type { FileEntry } from '../../shared/api/views.ts'
import type { Problem } from '../../shared/errors.ts'
import { useParley } from '../state/parley.ts'
import type { ChosenFile, FileRequest } from '../state/workspace.ts'
import { Button, classes } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { formatBytes, formatMoment } from '../ui/format.ts'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { VirtualList, type VirtualListHandle } from '../ui/VirtualList.tsx'
import { t } from '../ui/words.ts'
import './files.css'

type Listing = OutputOf<'files.browse'>
const saving = [
  'newProject',
  'exportDataset',
  'exportReport',
  'exportCodebook',
  'shareProject',
  'saveMergeReport',
  'exportAgreement'
]

/** Resolves the request with what was chosen, or null. */
export function FileBrowser({
  request,
  onDone
}: {
  readonly request: FileRequest
  readonly onDone: (files: readonly ChosenFile[] | null) => void
}) {
  const { client } = useParley()
  const [listing, setListing] = useState<Listing | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [name, setName] = useState(request.suggestedName)
  const [replaces, setReplaces] = useState<ChosenFile | null>(null)
  const list = useRef<VirtualListHandle>(null)
  const isSaving = saving.includes(request.purpose)
  const isFolder = request.purpose === 'teamFolder'
  const isMany = request.purpose === 'importDocuments' || request.purpose === 'mergeProject'

  const [asked, setAsked] = useState<string | undefined>(undefined)

  useEffect(() => {
    let isCurrent = true
    const input = {
      ...(asked === undefined ? {} : { folder: asked }),
      purpose: request.purpose,
      endings: [...request.endings]
    }
    void client.call('files.browse', input).then((answer) => {
      if (!isCurrent) return
      setProblem(answer.ok ? null : answer.problem)
      if (!answer.ok) return
      setListing(answer.value)
      setChosen([])
      setReplaces(null)
    })
    return () => {
      isCurrent = false
    }
  }, [client, asked, request.endings, request.purpose])
  const go = (handle: string): void => setAsked(handle)
  const folder = listing?.folder
  const way = useRef<HTMLElement>(null)
  useEffect(() => {
    if (folder === undefined || isSaving) return
    // An empty folder has no list: the way out of it is what can be pressed next.
    if (list.current) list.current.focus()
    else [...(way.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])].at(-1)?.focus()
  }, [folder, isSaving])

  const entries = (listing?.entries ?? []).filter((entry) => !isFolder || entry.kind === 'folder')
  const finish = (): void => {
    const files = entries.filter((entry) => entry.kind === 'file' && chosen.includes(entry.handle))
    if (files.length > 0) onDone(files.map((file) => ({ handle: file.handle, name: file.name })))
  }
  const open = (entry: FileEntry | undefined): void => {
    if (!entry) return
    if (entry.kind === 'folder') return go(entry.handle)
    if (isSaving) return setName(entry.name)
    if (isMany)
      return setChosen((now) =>
        now.includes(entry.handle) ? now.filter((one) => one !== entry.handle) : [...now, entry.handle]
      )
    if (chosen.includes(entry.handle)) onDone([{ handle: entry.handle, name: entry.name }])
    else setChosen([entry.handle])
  }
  const save = async (): Promise<void> => {
    if (!listing || name.trim() === '') return
    if (replaces) return onDone([replaces])
    const full = withEnding(name.trim(), request.endings)
    const answer = await client.call('files.name', {
      folder: listing.folder,
      name: full,
      mayExist: request.purpose !== 'newProject' && request.purpose !== 'shareProject'
    })
    if (!answer.ok) return setProblem(answer.problem)
    const file = { handle: answer.value.handle, name: answer.value.name }
    if (answer.value.exists) setReplaces(file)
    else onDone([file])
  }

  const chooseFolder = async (): Promise<void> => {
    if (!listing) return
    const made = name.trim()
    if (made === '') return onDone([{ handle: listing.folder, name: listing.way.at(-1)?.name ?? '' }])
    const answer = await client.call('files.name', { folder: listing.folder, name: made, mayExist: true })
    if (!answer.ok) return setProblem(answer.problem)
    onDone([{ handle: answer.value.handle, name: answer.value.name }])
  }

  const files = entries.filter((entry) => chosen.includes(entry.handle)).length
  const isImport = request.purpose === 'importDocuments'
  const footer = isFolder ? (
    <Button look="primary" isDisabled={!listing?.writable} onPress={() => void chooseFolder()}>
      {name.trim() === ''
        ? t('files.useFolder', { folder: listing?.way.at(-1)?.name ?? '' })
        : t('files.makeFolder', { folder: name.trim() })}
    </Button>
  ) : isSaving ? (
    <Button look="primary" isDisabled={!listing?.writable || name.trim() === ''} onPress={() => void save()}>
      {t(replaces ? 'files.replace' : 'files.save')}
    </Button>
  ) : (
    <Button look="primary" isDisabled={files === 0} onPress={finish}>
      {isMany
        ? files === 0
          ? t(isImport ? 'files.importNone' : 'files.chooseNone')
          : t(isImport ? 'files.import' : 'files.choose', { count: files })
        : t('files.open')}
    </Button>
  )
  return (
    <Dialog
      title={t(`files.title.${request.purpose}`)}
      size="wide"
      onClose={() => onDone(null)}
      footer={
        <>
          <Button onPress={() => onDone(null)}>{t('ui.cancel')}</Button>
          {footer}
        </>
      }
    >
      {isSaving && (
        <TextField
          label={t('files.name')}
          value={name}
          autoFocus
          onChange={(value) => {
            setName(value)
            setReplaces(null)
            setProblem(null)
          }}
          onEnter={() => void save()}
        />
      )}
      {problem && <Failure problem={problem} />}
      {replaces && <p role="alert">{t('files.exists', { name: replaces.name })}</p>}
      {listing && !listing.writable && (isSaving || isFolder) && <p role="alert">{t('files.unwritable')}</p>}
      <nav aria-label={t('files.way')} className="way" ref={way}>
        {(listing?.way ?? []).map((step, at, way) => (
          <span key={step.handle}>
            {at > 0 && <ChevronRight size={13} aria-hidden />}
            <Button
              look="quiet"
              size="small"
              isDisabled={at === way.length - 1}
              onPress={() => go(step.handle)}
            >
              {step.name}
            </Button>
          </span>
        ))}
      </nav>
      <div className="file-list">
        {listing === null && !problem && <Loading />}
        {listing !== null && entries.length === 0 && (
          <Empty
            what={t(isFolder ? 'files.noFolders' : 'files.empty')}
            next={t(isFolder ? 'files.noFoldersNext' : 'files.emptyNext')}
            icon={Folder}
            small
          />
        )}
        {entries.length > 0 && (
          <VirtualList
            ref={list}
            label={t(isFolder ? 'files.folders' : 'files.list', { folder: listing?.way.at(-1)?.name ?? '' })}
            count={entries.length}
            rowHeight={32}
            keyOf={(index) => entries[index]?.handle ?? String(index)}
            isSelected={(index) => chosen.includes(entries[index]?.handle ?? '')}
            onOpen={(index) => open(entries[index])}
            onKey={(press) => {
              const above = listing?.way.at(-2)
              if (press.key !== 'Backspace' || !above) return false
              go(above.handle)
              return true
            }}
            row={(index) => (
              <Row
                entry={entries[index]}
                isMany={isMany}
                isChosen={chosen.includes(entries[index]?.handle ?? '')}
              />
            )}
          />
        )}
      </div>
      {isFolder && (
        <TextField
          label={t('files.newFolder')}
          value={name}
          onChange={(value) => {
            setName(value)
            setProblem(null)
          }}
          onEnter={() => void chooseFolder()}
        />
      )}
    </Dialog>
  )
}

function Row({
  entry,
  isMany,
  isChosen
}: {
  readonly entry: FileEntry | undefined
  readonly isMany: boolean
  readonly isChosen: boolean
}) {
  if (!entry) return null
  const Icon = entry.kind === 'folder' ? Folder : entry.name.endsWith('.parley') ? File : FileText
  return (
    <>
      {isMany && entry.kind === 'file' ? (
        // Drawn only: the row itself is what is chosen, and nothing in it takes the focus.
        <span className={classes('file-tick', isChosen && 'chosen')} aria-hidden>
          {isChosen && <Check size={12} strokeWidth={3} />}
        </span>
      ) : (
        <Icon size={16} strokeWidth={1.5} aria-hidden className="faint" />
      )}
      <span className="ellipsis file-name">{entry.name}</span>
      <span className="faint tabular file-size">{entry.kind === 'file' ? formatBytes(entry.size) : ''}</span>
      <span className="faint tabular file-time">
        {entry.modified > 0 ? formatMoment(entry.modified) : ''}
      </span>
    </>
  )
}

function withEnding(name: string, endings: readonly string[]): string {
  const first = endings[0]
  return first === undefined || endings.some((ending) => name.toLowerCase().endsWith(ending))
    ? name
    : `${name}${first}`
}
