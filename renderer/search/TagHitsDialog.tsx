/** Tags all hits of a search at once, after a look at each: one batch, one undo. */
import { Check, Minus } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import { sentenceOf, type Problem } from '../../shared/errors.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { useCodebook, useParley, useSearch, useSession } from '../state/parley.ts'
import { run, undo } from '../state/run.ts'
import { toast } from '../state/tell.ts'
import { Button, classes } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatList } from '../ui/format.ts'
import { Empty, ProgressLine } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import type { ListPlace } from './groupRows.ts'
import { GroupedList } from './GroupedList.tsx'
import { GroupHead } from './GroupHead.tsx'
import { HitWords } from './HitList.tsx'
import { newIssue } from './newIssue.ts'
import { noTag, TagFields, type TagDraft } from './TagFields.tsx'
import { foldedHits, readHits, type ReadHits, type TagPassage } from './tagHits.ts'
import { useTicks } from './useTicks.ts'

const heights = { head: 32, row: 46 }
/** A command takes no more. */
const mostPassages = 100_000

type TagHitsDialogProps = {
  /** Only the hits of this document. */
  readonly document: DocumentId | null
  readonly onClose: () => void
}

/** What is tagged so already by the coder at work is shown and not ticked. */
export function TagHitsDialog({ document, onClose }: TagHitsDialogProps) {
  const { read, done, total } = useHits(document)
  return (
    <Dialog title={t('search.tag.title')} size="full" onClose={onClose}>
      {read === null ? (
        <ProgressLine step={t('search.tag.reading')} done={done} total={total} />
      ) : read.documents.length === 0 ? (
        <Empty what={t('search.tag.emptyList')} small />
      ) : (
        <Choose read={read} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Choose({ read, onClose }: { readonly read: ReadHits; readonly onClose: () => void }) {
  const parley = useParley()
  const issues = useCodebook((state) => state.index.issues)
  const [draft, setDraft] = useState<TagDraft>(noTag)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [storing, setStoring] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { documents, skipped } = read
  const { grow } = draft
  const isTagged = useCallback(
    (passage: TagPassage) => passage.issues.some((issue) => draft.issues.includes(issue)),
    [draft.issues]
  )
  const ticks = useTicks(documents, grow, isTagged)
  const groups = useMemo(
    () =>
      documents.map(({ document, passages }) => ({
        key: document as string,
        rows: passages[grow].length,
        isOpen: !closed.has(document)
      })),
    [documents, grow, closed]
  )
  const already = useMemo(
    () => documents.reduce((sum, { passages }) => sum + passages[grow].filter(isTagged).length, 0),
    [documents, grow, isTagged]
  )
  const folded = useMemo(() => foldedHits(documents, grow), [documents, grow])
  const passageAt = ({ group, row }: ListPlace): TagPassage | undefined =>
    row === null ? undefined : documents[group]?.passages[grow][row]
  const toggle = (place: ListPlace): void => {
    const passage = passageAt(place)
    if (passage) ticks.toggle(passage)
    else ticks.toggleDocument(place.group)
  }
  const fold = (group: number): void => {
    const key = groups[group]?.key
    if (key === undefined) return
    setClosed((before) => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  }

  const names = draft.issues.map((key) =>
    key.startsWith(newIssue) ? key.slice(newIssue.length) : (issues.get(key)?.name ?? key)
  )
  const store = async (): Promise<void> => {
    const passages = documents.flatMap(({ document, revision, passages: all }) =>
      all[grow].filter(ticks.isTicked).map(({ start, end }) => ({ document, revision, start, end }))
    )
    setStoring(true)
    const answer = await run(parley, 'annotation.tagMany', inputOf(draft, passages))
    setStoring(false)
    if (!answer.ok) return setProblem(answer.problem)
    onClose()
    toast(parley, t('search.tag.done', { count: passages.length, issues: formatList(names) }), {
      name: t('app.undo'),
      run: () => void undo(parley)
    })
  }
  const isTooMany = ticks.count > mostPassages
  const canStore = draft.issues.length > 0 && ticks.count > 0 && !isTooMany && !storing
  return (
    <div className="tag-hits">
      <div className="tag-hits-list">
        <div className="tag-hits-tools">
          <span className="soft tabular" role="status">
            {t('search.tag.ticked', { ticked: ticks.count, number: ticks.total })}
          </span>
          <Button size="small" look="quiet" onPress={() => ticks.set('all')}>
            {t('search.tag.all')}
          </Button>
          <Button size="small" look="quiet" onPress={() => ticks.set('none')}>
            {t('search.tag.none')}
          </Button>
        </div>
        <GroupedList
          label={t('search.tag.list')}
          groups={groups}
          heights={heights}
          onToggle={fold}
          onOpen={toggle}
          onSpace={toggle}
          checked={(place) => {
            const passage = passageAt(place)
            return passage ? ticks.isTicked(passage) : ticks.ofDocument(place.group)
          }}
          head={(group) => {
            const one = documents[group]
            return (
              one && (
                <GroupHead
                  title={one.title}
                  count={one.passages[grow].length}
                  isOpen={groups[group]?.isOpen ?? true}
                >
                  <Box ticked={ticks.ofDocument(group)} />
                </GroupHead>
              )
            )
          }}
          row={(group, row) => {
            const passage = passageAt({ group, row })
            return (
              passage && (
                <>
                  <Box ticked={ticks.isTicked(passage)} />
                  <HitWords hit={passage} />
                  {isTagged(passage) && <span className="chip">{t('search.tag.isTagged')}</span>}
                </>
              )
            )
          }}
        />
        <p className="faint tag-hits-notes">
          {[
            folded > 0 ? t('search.tag.folded', { count: folded }) : '',
            already > 0 ? t('search.tag.already', { count: already }) : '',
            skipped > 0 ? t('search.tag.skipped', { count: skipped }) : '',
            t('search.tag.keys')
          ]
            .filter((sentence) => sentence !== '')
            .join(' ')}
        </p>
      </div>
      <TagFields draft={draft} onChange={setDraft} />
      <div className="tag-hits-foot">
        <span className="soft" role="status">
          {storing
            ? t('search.tag.storing', { count: ticks.count })
            : isTooMany
              ? t('search.tag.tooMany', { number: mostPassages })
              : draft.issues.length === 0
                ? t('search.tag.chooseIssue')
                : ''}
        </span>
        {problem && (
          <p className="search-problem" role="alert">
            {sentenceOf(problem)}
          </p>
        )}
        <Button onPress={onClose} isDisabled={storing}>
          {t('ui.cancel')}
        </Button>
        <Button look="primary" isDisabled={!canStore} onPress={() => void store()}>
          {t('search.tag.go', { count: ticks.count })}
        </Button>
      </div>
    </div>
  )
}

function inputOf(
  { issues, stance, actors, certainty, note }: TagDraft,
  passages: CommandInput<'annotation.tagMany'>['passages']
): CommandInput<'annotation.tagMany'> {
  return {
    passages,
    issues: issues.map((key) =>
      key.startsWith(newIssue)
        ? { create: key.slice(newIssue.length) }
        : (key as Exclude<CommandInput<'annotation.tagMany'>['issues'][number], object>)
    ),
    stance,
    actors: actors === 'authors' ? actors : [...actors],
    certainty,
    note: note.trim()
  }
}

function Box({ ticked }: { readonly ticked: boolean | 'mixed' }) {
  const Icon = ticked === 'mixed' ? Minus : Check
  return (
    <span className={classes('tick-box', ticked !== false && 'ticked')} aria-hidden>
      {ticked !== false && <Icon size={12} strokeWidth={3} />}
    </span>
  )
}

/** Reads the documents of the hits as they were when the dialog opened. */
function useHits(document: DocumentId | null): {
  readonly read: ReadHits | null
  readonly done: number
  readonly total: number
} {
  const parley = useParley()
  const coder = useSession((state) => state.project?.coder ?? null)
  const all = useSearch((state) => state.groups)
  const [groups] = useState(() => all.filter((group) => document === null || group.document === document))
  const [read, setRead] = useState<ReadHits | null>(null)
  const [done, setDone] = useState(0)
  useEffect(() => {
    const ending = new AbortController()
    void readHits(parley, groups, { coder, onProgress: setDone, signal: ending.signal }).then((found) => {
      if (found) setRead(found)
    })
    return () => ending.abort()
  }, [parley, groups, coder])
  return { read, done, total: groups.length }
}
