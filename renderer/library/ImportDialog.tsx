/** What importing files would give, told before anything is stored; then the import itself. */
import { CircleAlert, Copy, TriangleAlert } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ImportPreview } from '../../shared/api/views.ts'
import type { Problem } from '../../shared/errors.ts'
import type { ActorId } from '../../shared/ids.ts'
import { useCodebook, useParley } from '../state/parley.ts'
import { openDocument } from '../state/readDocument.ts'
import { run } from '../state/run.ts'
import { useTask } from '../state/tasks.ts'
import { toast } from '../state/tell.ts'
import type { ChosenFile } from '../state/workspace.ts'
import { Button, classes } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Segments, SelectField, TextField } from '../ui/fields.tsx'
import { PickMany } from '../ui/PickField.tsx'
import { Failure, Loading, ProgressLine } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { SuggestField } from './SuggestField.tsx'
import { useOverview } from './useOverview.ts'
import './library.css'

/** What is to become of one file. */
type Choice = { readonly taken: boolean; readonly title: string; readonly same: 'join' | 'again' }

/** Opens with the files that were picked or dropped. */
export function ImportDialog({
  files,
  group: suggested,
  onClose
}: {
  readonly files: readonly ChosenFile[]
  /** The group they were dropped on; '' is none. */
  readonly group: string
  readonly onClose: () => void
}) {
  const parley = useParley()
  const [previews, setPreviews] = useState<readonly ImportPreview[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({})
  const [encodings, setEncodings] = useState<Readonly<Record<string, string>>>({})
  const [group, setGroup] = useState(suggested)
  const overview = useOverview()
  const [authors, setAuthors] = useState<readonly ActorId[]>([])
  const task = useTask()
  const begun = useRef(false)

  const { start } = task
  const ask = useCallback(
    async (asked: readonly ChosenFile[], chosen: Readonly<Record<string, string>>): Promise<void> => {
      const answer = await start((name) =>
        parley.client.call('import.preview', {
          task: name,
          files: asked.map(({ handle }) => ({
            handle,
            ...(chosen[handle] === undefined ? {} : { encoding: chosen[handle] })
          }))
        })
      )
      if (!answer.ok) return setProblem(answer.problem)
      setPreviews((now) => {
        const fresh = new Map(answer.value.map((preview) => [preview.handle, preview]))
        return now === null ? answer.value : now.map((preview) => fresh.get(preview.handle) ?? preview)
      })
      setChoices((now) => ({
        ...Object.fromEntries(
          answer.value.map((preview) => [
            preview.handle,
            { taken: preview.problem === null, title: preview.title, same: 'join' as const }
          ])
        ),
        ...now
      }))
    },
    [parley, start]
  )
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void ask(files, {})
  }, [ask, files])

  const change = (handle: string, part: Partial<Choice>): void =>
    setChoices((now) => {
      const choice = now[handle]
      return choice ? { ...now, [handle]: { ...choice, ...part } } : now
    })
  const changeEncoding = (preview: ImportPreview, encoding: string): void => {
    const next = { ...encodings, [preview.handle]: encoding }
    setEncodings(next)
    void ask([{ handle: preview.handle, name: preview.name }], next)
  }
  const taken = (previews ?? []).filter(
    (preview) => preview.problem === null && choices[preview.handle]?.taken
  )

  const accept = async (): Promise<void> => {
    const answer = await start((name) =>
      parley.client.call('import.accept', {
        task: name,
        files: taken.map((preview) => {
          const choice = choices[preview.handle]
          const encoding = encodings[preview.handle]
          return {
            handle: preview.handle,
            ...(encoding === undefined ? {} : { encoding }),
            ...(choice && choice.title.trim() !== '' ? { title: choice.title.trim() } : {}),
            authors: [...authors],
            ...(preview.same && choice?.same === 'join' ? { joinWith: preview.same.document } : {})
          }
        }),
        group: group.trim()
      })
    )
    if (!answer.ok) {
      if (answer.problem.code === 'noCoder') parley.workspace.setState({ dialog: { kind: 'whoIsCoding' } })
      return setProblem(answer.problem)
    }
    const { documents, refused } = answer.value
    const made = documents.filter((document) => document.made)
    const said = [
      ...(made.length > 0 ? [t('library.importing.done', { count: made.length })] : []),
      ...(documents.length > made.length
        ? [t('library.importing.joined', { count: documents.length - made.length })]
        : []),
      ...(refused.length > 0
        ? [t('library.importing.refused', { count: refused.length }), ...refused.map((file) => file.sentence)]
        : [])
    ]
    onClose()
    toast(parley, said.join(' '))
    const first = made[0] ?? documents[0]
    if (first) void openDocument(parley, first.document)
  }

  const isReading = previews === null && !problem
  // The button cannot have the focus before there is something to import: it takes it then, unless a field was entered meanwhile.
  const footer = useRef<HTMLDivElement>(null)
  const isReady = previews !== null && !task.running
  useEffect(() => {
    if (!isReady || document.activeElement?.closest('.body,button')) return
    footer.current?.querySelector<HTMLElement>('.primary')?.focus()
  }, [isReady])
  return (
    <Dialog
      title={t('library.importing.title', { count: files.length })}
      size="wide"
      onClose={onClose}
      busy={task.running && previews !== null}
      footer={
        <div className="import-actions" ref={footer}>
          {task.running ? (
            <Button onPress={task.cancel}>{t('library.importing.stop')}</Button>
          ) : (
            <Button onPress={onClose}>{t('ui.cancel')}</Button>
          )}
          <Button
            look="primary"
            autoFocus
            isDisabled={taken.length === 0 || task.running}
            onPress={() => void accept()}
          >
            {taken.length === 0
              ? t('library.importing.goNone')
              : t('library.importing.go', { count: taken.length })}
          </Button>
        </div>
      }
    >
      {problem && <Failure problem={problem} />}
      {isReading && !task.progress && <Loading what={t('library.importing.reading')} />}
      {task.running && task.progress && (
        <ProgressLine
          step={previews === null ? t('library.importing.reading') : t('library.importing.storing')}
          done={task.progress.done}
          total={task.progress.total}
        />
      )}
      {taken.length > 0 && <Authors values={authors} onChange={setAuthors} />}
      {taken.length > 0 && (
        <SuggestField
          label={t('library.importing.group')}
          value={group}
          placeholder={t('library.noGroup')}
          suggestions={(overview?.groups ?? []).map(({ name }) => name).filter((name) => name !== '')}
          onChange={setGroup}
        />
      )}
      {(previews ?? []).map((preview) => (
        <FileToImport
          key={preview.handle}
          preview={preview}
          choice={choices[preview.handle]}
          onChange={(part) => change(preview.handle, part)}
          onEncoding={(encoding) => changeEncoding(preview, encoding)}
        />
      ))}
    </Dialog>
  )
}

function Authors({
  values,
  onChange
}: {
  readonly values: readonly ActorId[]
  readonly onChange: (authors: readonly ActorId[]) => void
}) {
  const parley = useParley()
  const actors = useCodebook((state) => state.codebook.actors)
  const create = async (name: string): Promise<void> => {
    const answer = await run(parley, 'actor.create', { name })
    const made = answer.ok ? answer.value.made[0] : undefined
    if (made) onChange([...values, made.id as ActorId])
  }
  return (
    <PickMany
      label={t('library.importing.authors')}
      choices={actors
        .filter((actor) => actor.joinedInto === null)
        .map((actor) => ({ key: actor.id, name: actor.name }))}
      values={values}
      onChange={onChange}
      onCreate={(name) => void create(name)}
    />
  )
}

type FileProps = {
  readonly preview: ImportPreview
  readonly choice: Choice | undefined
  readonly onChange: (part: Partial<Choice>) => void
  readonly onEncoding: (encoding: string) => void
}

function FileToImport({ preview, choice, onChange, onEncoding }: FileProps) {
  if (preview.problem) {
    return (
      <section className="import-file out" aria-label={preview.name}>
        <div className="import-head">
          <span className="import-name ellipsis">{preview.name}</span>
        </div>
        <p className="warn">
          <CircleAlert size={15} aria-hidden />
          {preview.problem.sentence}
        </p>
      </section>
    )
  }
  const isTaken = choice?.taken ?? true
  const blocks = Object.values(preview.blocks).reduce((sum, count) => sum + count, 0)
  const { encoding, same } = preview
  return (
    <section className={classes('import-file', !isTaken && 'out')} aria-label={preview.name}>
      <div className="import-head">
        <span className="import-name ellipsis">{preview.name}</span>
        <Button look="quiet" size="small" onPress={() => onChange({ taken: !isTaken })}>
          {t(isTaken ? 'library.importing.skip' : 'library.importing.take')}
        </Button>
      </div>
      {isTaken && (
        <>
          <TextField
            label={t('library.importing.titleField')}
            value={choice?.title ?? preview.title}
            onChange={(title) => onChange({ title })}
          />
          {same && (
            <>
              <p className="warn">
                <Copy size={15} aria-hidden />
                {t(same.sameFile ? 'library.importing.sameFile' : 'library.importing.sameText', {
                  title: same.title
                })}
              </p>
              <Segments
                label={t('library.importing.sameChoice')}
                value={choice?.same ?? 'join'}
                onChange={(one) => onChange({ same: one })}
                choices={[
                  { key: 'join', name: t('library.importing.sameJoin') },
                  { key: 'again', name: t('library.importing.sameTwice') }
                ]}
              />
            </>
          )}
          {!encoding.confident && (
            <p className="warn">
              <TriangleAlert size={15} aria-hidden />
              {t('library.importing.encodingUnsure')}
            </p>
          )}
          {encoding.candidates.length > 1 && (
            <SelectField
              label={t('library.importing.encoding')}
              value={encoding.name}
              onChange={onEncoding}
              choices={[...new Set([encoding.name, ...encoding.candidates])].map((name) => ({
                key: name,
                name
              }))}
            />
          )}
          <blockquote aria-label={t('library.importing.sample')} dir="auto">
            {preview.sample}
          </blockquote>
          <p className="faint tabular">
            {t('library.importing.facts', {
              format: preview.format.toUpperCase(),
              characters: preview.characters,
              blocks: t('library.importing.blocks', { count: blocks })
            })}
          </p>
          {preview.losses.length === 0 ? (
            <p className="faint">{t('library.importing.noLosses')}</p>
          ) : (
            <div>
              <p className="label">{t('library.importing.losses')}</p>
              <ul className="losses">
                {preview.losses.map((loss) => (
                  <li key={loss.what} className="chip">
                    {loss.what}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </section>
  )
}
