/** The documents of the project: found, filtered, sorted, grouped, chosen, opened. */
import { FileText, Import, Info, ListFilter, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { DocumentSort } from '../../shared/api/filters.ts'
import type { DocumentRow } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { importDocuments } from '../state/appCommands.ts'
import { isFiltered } from '../state/library.ts'
import { useParley, useReading, useSession, useWorkspace } from '../state/parley.ts'
import { openDocument } from '../state/readDocument.ts'
import { isReadOnly } from '../state/session.ts'
import { rememberPane } from '../state/settings.ts'
import { announce } from '../state/tell.ts'
import type { Pages } from '../state/pages.ts'
import { usePages } from '../state/usePages.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { useContextMenu } from '../ui/ContextMenu.tsx'
import { SearchField } from '../ui/fields.tsx'
import { MenuButton, type MenuEntry } from '../ui/Menu.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { changeLibrary, chooseDocuments } from './choosing.ts'
import * as actions from './documentActions.ts'
import { DocumentList, type DocumentListHandle } from './DocumentList.tsx'
import { rowOf, stretchOf, type Way } from './documentMoves.ts'
import { documentMenu, groupMenu } from './documentMenus.ts'
import type { OneDocument } from './DocumentRows.tsx'
import { FilterButton, FilterChips } from './FilterBar.tsx'
import { useOverview } from './useOverview.ts'
import './library.css'

const sorts: readonly DocumentSort[] = [
  'place',
  'title',
  'date',
  'kind',
  'annotations',
  'progress',
  'changed'
]
const ways: Readonly<Record<string, Way>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'previousGroup',
  ArrowRight: 'nextGroup'
}
type ShownList = { readonly pages: Pages<DocumentRow>; readonly total: number }

const noHeadings: ReadonlySet<number> = new Set()

/** Enter or a click opens a document; Space, Ctrl and Shift choose several; the other keys are in the keys sheet. */
export function LibraryPane() {
  const parley = useParley()
  const { filter, closed, closedInFilter, chosen } = useWorkspace((state) => state.library)
  const panes = useSession((state) => state.settings.panes)
  const coder = useSession((state) => state.project?.coder ?? null)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const wanted = useReading((state) => state.wanted)
  const overview = useOverview()
  const list = useRef<DocumentListHandle>(null)
  const anchor = useRef<DocumentId | null>(null)
  const { menu, open: openMenu } = useContextMenu(t('library.menu'))

  const sort = sorts.find((one) => one === panes['documentSort']) ?? 'place'
  const descending = panes['documentSortDown'] === true
  const grouped = panes['documentGroups'] !== false
  const isFiltering = isFiltered(filter)
  const shut = isFiltering ? closedInFilter : closed
  const asked = { filter, sort, descending, grouped }
  const [listed, setListed] = useState<{
    readonly headings: ReadonlySet<number>
    readonly documents: number
  }>({
    headings: noHeadings,
    documents: 0
  })
  const { pages, state } = usePages<DocumentRow>({
    key: JSON.stringify([asked, shut, coder]),
    kinds: ['document', 'annotation', 'progress', 'coder'],
    ask: async (offset, limit) => {
      const answer = await parley.client.call('documents.rows', {
        ...asked,
        offset,
        limit,
        closed: [...shut]
      })
      if (!answer.ok) return answer
      const { total, rows, headings, documents } = answer.value
      setListed((now) =>
        now.documents === documents && sameNumbers(now.headings, headings)
          ? now
          : { headings: new Set(headings), documents }
      )
      return { ok: true, value: { total, rows } }
    }
  })
  const shown = useShown(pages, state.total)
  const total = shown?.total ?? null
  const isArranged = sort === 'place' && !descending && !isFiltering && grouped

  const shownOf = (ids: readonly DocumentId[]): readonly actions.Shown[] =>
    [...pages.store.getState().pages.values()]
      .flat()
      .filter((row) => row.row === 'document')
      .filter((row) => ids.includes(row.id))
  const documentsAt = useCallback(
    async (index: number): Promise<readonly DocumentId[]> => {
      const row = pages.row(index)
      if (!row) return []
      if (row.row === 'document') return [row.id]
      const order = await actions.orderOf(parley, { filter, sort, descending })
      return order.find(({ group }) => group === row.name)?.documents ?? []
    },
    [pages, parley, filter, sort, descending]
  )
  /** What a key at a row is about: what is chosen, else the row itself. */
  const inHand = async (index: number): Promise<readonly DocumentId[]> => {
    const row = pages.row(index)
    return chosen.length > 0 && row?.row === 'document' ? chosen : documentsAt(index)
  }

  const choose = async (index: number, how: 'add' | 'stretch'): Promise<void> => {
    const ids = await documentsAt(index)
    const [id] = ids
    if (id === undefined) return
    // Read at the end: keys may come faster than answers.
    if (how === 'stretch' && anchor.current !== null && ids.length === 1) {
      const order = await actions.orderOf(parley, asked)
      return chooseAll(stretchOf(order, anchor.current, id, shut))
    }
    const now = parley.workspace.getState().library.chosen
    anchor.current = id
    const isIn = ids.every((one) => now.includes(one))
    chooseAll(isIn ? now.filter((one) => !ids.includes(one)) : [...new Set([...now, ...ids])])
  }
  const chooseAll = (ids: readonly DocumentId[]): void => {
    chooseDocuments(parley, ids)
    announce(parley, t('library.chosen', { count: ids.length }))
  }
  const toggleGroup = (name: string, isOpen: boolean): void => {
    const next = isOpen ? shut.filter((one) => one !== name) : [...shut, name]
    changeLibrary(parley, isFiltering ? { closedInFilter: next } : { closed: next })
  }
  const move = async (index: number, way: Way): Promise<void> => {
    if (!isArranged) return announce(parley, t('library.arrangeFirst'))
    const ids = await inHand(index)
    const [lead] = ids
    if (lead === undefined) return
    const row = pages.row(index)
    const order = await actions.step(parley, ids, way, shownOf(ids))
    if (!order) return
    const held = row?.row === 'document' ? row.id : lead
    list.current?.goTo(rowOf(order, held, shut, grouped), held)
    pages.refresh()
  }
  const progress = async (document: OneDocument, ids: readonly DocumentId[]): Promise<void> =>
    actions.setProgress(parley, ids, actions.stateAfter(document.progress?.state ?? 'new'))
  const clearFilter = (): void => {
    changeLibrary(parley, { filter: {} })
    announce(parley, t('library.filterCleared'))
  }

  const key = (press: KeyboardEvent, index: number): boolean => {
    const row = pages.row(index)
    const isMod = press.ctrlKey || press.metaKey
    const way = ways[press.key]
    if (press.altKey && !isMod && way) {
      if (!readOnly) void move(index, way)
      return true
    }
    if (isMod && !press.altKey && press.key.toLowerCase() === 'a') {
      void actions
        .orderOf(parley, asked)
        .then((order) => chooseAll(order.flatMap(({ documents }) => documents)))
      return true
    }
    if (isMod || press.altKey || !row) return false
    if (press.key === 'Escape') {
      if (chosen.length > 0) chooseAll([])
      else if (isFiltering) clearFilter()
      else return false
      return true
    }
    if (press.key.toLowerCase() === 'i') {
      void inHand(index).then((ids) => actions.showDetails(parley, ids))
      return true
    }
    if (readOnly) return false
    switch (press.key.toLowerCase()) {
      case 'p':
        if (row.row === 'document') void inHand(index).then((ids) => progress(row, ids))
        return true
      case 'g':
        void inHand(index).then((ids) =>
          parley.workspace.setState({ dialog: { kind: 'groupDocuments', ids } })
        )
        return true
      case 'f2':
        if (row.row === 'group' && row.name !== '')
          parley.workspace.setState({ dialog: { kind: 'renameGroup', group: row.name } })
        else if (row.row === 'document') actions.showDetails(parley, [row.id])
        return true
      case 'delete':
        void inHand(index).then((ids) => actions.askDelete(parley, ids))
        return true
      default:
        return false
    }
  }
  const entriesAt = (index: number): readonly MenuEntry[] => {
    const row = pages.row(index)
    if (!row) return []
    if (row.row === 'group') {
      return groupMenu(parley, row, {
        readOnly,
        choose: () => void choose(index, 'add'),
        toggle: () => toggleGroup(row.name, !row.isOpen),
        closeAll: () =>
          changeLibrary(parley, {
            [isFiltering ? 'closedInFilter' : 'closed']: (overview?.groups ?? []).map(({ name }) => name)
          }),
        openAll: () => changeLibrary(parley, { [isFiltering ? 'closedInFilter' : 'closed']: [] })
      })
    }
    const ids = chosen.includes(row.id) ? chosen : [row.id]
    return documentMenu(parley, row, ids, readOnly)
  }
  // A document that is chosen and then deleted, or filtered away, is not to be changed unseen.
  const known = listed.documents
  useEffect(() => {
    if (chosen.length === 0 || known === 0) return
    let isCurrent = true
    void parley.client.call('documents.order', { filter }).then((answer) => {
      if (!isCurrent || !answer.ok) return
      const here = new Set(answer.value.flatMap(({ documents }) => documents))
      const left = chosen.filter((id) => here.has(id))
      if (left.length < chosen.length) chooseDocuments(parley, left)
    })
    return () => {
      isCurrent = false
    }
    // Asked again when the list became another one, not at every choice.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [known, filter, parley])

  const counts = overview?.progress
  return (
    <section className="pane" data-pane="documents" aria-labelledby="documents-heading">
      <div className="pane-head">
        <h2 id="documents-heading">{t('library.title')}</h2>
        {overview && overview.documents > 0 && counts && coder !== null && (
          <span
            className="faint tabular library-done ellipsis"
            title={t('library.doneHint', {
              done: counts.done,
              inProgress: counts.inProgress,
              left: counts.new
            })}
          >
            {overview.documents < 100
              ? t('library.doneOf', { done: counts.done, all: overview.documents })
              : t('library.doneShare', {
                  percent: Math.floor((counts.done / overview.documents) * 100)
                })}
          </span>
        )}
        {wanted !== null && (
          <IconButton
            label={t('library.details')}
            icon={Info}
            size="small"
            onPress={() => actions.showDetails(parley, [wanted])}
          />
        )}
        <FilterButton overview={overview} />
        <MenuButton
          label={t('library.sort')}
          small
          entries={[
            ...sorts.map((one) => ({
              name: `${t(`library.sortBy.${one}`)}${one === sort ? '  ✓' : ''}`,
              run: () => rememberPane(parley, 'documentSort', one)
            })),
            'line' as const,
            {
              name: `${t('library.descending')}${descending ? '  ✓' : ''}`,
              run: () => rememberPane(parley, 'documentSortDown', !descending)
            },
            {
              name: `${t('library.showGroups')}${grouped ? '  ✓' : ''}`,
              run: () => rememberPane(parley, 'documentGroups', !grouped)
            }
          ]}
        />
        {!readOnly && (
          <IconButton
            label={t('library.import')}
            icon={Import}
            size="small"
            onPress={() => void importDocuments(parley)}
          />
        )}
        {overview && counts && coder !== null && overview.documents > 0 && (
          <span className="library-bar" aria-hidden>
            <span style={{ width: `${(counts.done / overview.documents) * 100}%` }} />
          </span>
        )}
      </div>
      {((overview?.documents ?? 0) > 7 || isFiltering) && (
        <div className="pane-tools">
          <Search />
        </div>
      )}
      {isFiltering && <FilterChips onClear={clearFilter} documents={listed.documents} />}
      <div className="pane-list">
        {state.problem && <Failure problem={state.problem} onRetry={() => pages.refresh()} />}
        {total === null && !state.problem && <Loading />}
        {total === 0 && !isFiltering && (
          <Empty what={t('library.empty')} next={t('library.emptyNext')} icon={FileText} small>
            {!readOnly && (
              <Button size="small" onPress={() => void importDocuments(parley)}>
                {t('library.import')}
              </Button>
            )}
          </Empty>
        )}
        {total === 0 && isFiltering && (
          <Empty what={t('library.noMatch')} next={t('library.noMatchNext')} icon={ListFilter} small>
            <Button size="small" onPress={clearFilter}>
              {t('library.clearFilter')}
            </Button>
          </Empty>
        )}
        {shown !== null && shown.total > 0 && (
          <DocumentList
            ref={list}
            pages={shown.pages}
            name={JSON.stringify(asked)}
            count={shown.total}
            headings={listed.headings}
            open={wanted}
            chosen={chosen}
            isArranged={isArranged}
            readOnly={readOnly}
            onOpen={(document) => {
              if (chosen.length > 0) chooseDocuments(parley, [])
              anchor.current = document.id
              void openDocument(parley, document.id)
            }}
            onToggleGroup={toggleGroup}
            onChoose={(index, how) => void choose(index, how)}
            onProgress={(document) =>
              void progress(document, chosen.includes(document.id) ? chosen : [document.id])
            }
            onMenu={(index, at) => openMenu(at, entriesAt(index))}
            onKey={key}
            onDrop={(ids, { group, before }) => {
              void actions.orderOf(parley, {}).then(async (order) => {
                const moving = new Set(ids)
                const documents = order.flatMap((one) => one.documents.filter((id) => moving.has(id)))
                if (await actions.place(parley, { documents, group, before }, shownOf(ids))) pages.refresh()
              })
            }}
          />
        )}
      </div>
      {chosen.length > 0 && (
        <div className="library-chosen" role="group" aria-label={t('library.chosenGroup')}>
          <span className="ellipsis">{t('library.chosen', { count: chosen.length })}</span>
          <Button size="small" look="quiet" onPress={() => actions.showDetails(parley, chosen)}>
            {t('library.chosenDetails')}
          </Button>
          {!readOnly && (
            <MenuButton
              label={t('library.chosenMore')}
              small
              entries={documentMenu(parley, null, chosen, readOnly)}
            />
          )}
          <IconButton label={t('library.chooseNone')} icon={X} size="small" onPress={() => chooseAll([])} />
        </div>
      )}
      {menu}
      <span className="unseen" role="status">
        {isFiltering && total !== null ? t('library.found', { count: listed.documents }) : ''}
      </span>
    </section>
  )
}

/** What is typed counts after a moment, so that each letter is not a question. */
function Search() {
  const parley = useParley()
  const text = useWorkspace((state) => state.library.filter.text ?? '')
  const [typed, setTyped] = useState(text)
  const [stored, setStored] = useState(text)
  if (stored !== text) {
    setStored(text)
    setTyped(text)
  }
  useEffect(() => {
    if (typed === text) return undefined
    const waiting = setTimeout(() => {
      const { text: _before, ...filter } = parley.workspace.getState().library.filter
      changeLibrary(parley, { filter: typed === '' ? filter : { ...filter, text: typed } })
    }, 120)
    return () => clearTimeout(waiting)
  }, [typed, text, parley])
  return <SearchField label={t('library.search')} value={typed} onChange={setTyped} />
}

/** The list shown last, while another one is on its way: what is shown does not flicker. */
function useShown(pages: Pages<DocumentRow>, total: number | null): ShownList | null {
  const [shown, setShown] = useState<ShownList | null>(null)
  if (total !== null && (shown?.pages !== pages || shown.total !== total)) setShown({ pages, total })
  return total === null ? shown : { pages, total }
}

function sameNumbers(a: ReadonlySet<number>, b: readonly number[]): boolean {
  return a.size === b.length && b.every((one) => a.has(one))
}
