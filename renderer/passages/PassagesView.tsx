/** Every annotation as a row: filtered, sorted, in groups, changed in place, one or many; a jump away from its text. */
import { Highlighter } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { PassageRow } from '../../shared/api/views.ts'
import { useParley, useSession, useWorkspace } from '../state/parley.ts'
import { openDocument } from '../state/readDocument.ts'
import { isReadOnly } from '../state/session.ts'
import { toast } from '../state/tell.ts'
import { Button } from '../ui/Button.tsx'
import { useContextMenu } from '../ui/ContextMenu.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { CellEditor, type Edited } from './CellEditor.tsx'
import type { Cell } from './cells.ts'
import { columnsShown, type ColumnName } from './columns.ts'
import { changePassage, changePassages, deletePassages, type PassageChange } from './edits.ts'
import { exportList } from './exportList.ts'
import { isFiltering, withValues } from './filters.ts'
import { Filters } from './Filters.tsx'
import { ListBar } from './ListBar.tsx'
import { groupKey } from './listRows.ts'
import { PassageTable, type TableHandle } from './PassageTable.tsx'
import { mostPrinted, PrintList, rowsToPrint, type Printed } from './PrintList.tsx'
import { mostSelected, nothingSelected, toggledIn, withAll } from './selection.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { useList } from './useList.ts'
import { useRangeOfIds } from './useRangeOfIds.ts'
import { useWindowWidth } from './useWindowWidth.ts'
import './passages.css'

type Editing = { readonly what: Edited; readonly row: PassageRow | null }

/** Rows come page by page; Enter goes to the text. What was left behind is there again when the view is shown again. */
export function PassagesView() {
  const parley = useParley()
  const kept = useRef(parley.workspace.getState().passageKept).current
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set(kept?.closed ?? []))
  const list = useList(closed)
  const isBack = kept?.list === list.key
  const panes = useSession((state) => state.settings.panes)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const columns = columnsShown(panes, useWindowWidth())
  const [selection, setSelection] = useState(nothingSelected)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [printed, setPrinted] = useState<Printed | null>(null)
  const anchor = useRef<HTMLElement>(null)
  const table = useRef<TableHandle>(null)
  const { menu, open: openMenu } = useContextMenu(t('passages.rowMenu'))
  const rangeOfIds = useRangeOfIds(list)
  const left = useWorkspace((state) => state.passageLeft)
  const { total, problem, key } = list
  const filtering = isFiltering(list.filter)
  const isEmpty = total === 0 && list.state.isWhole
  const isListed = !isEmpty && list.rows.count > 0

  // Another list is another selection: what is out of sight must not be changed by accident.
  const [selectedIn, setSelectedIn] = useState(key)
  if (selectedIn !== key) {
    setSelectedIn(key)
    setSelection(nothingSelected)
  }
  useFocusAtStart(table, isListed)
  const onMove = useCallback(
    (position: number, cell: Cell) =>
      parley.workspace.setState({ passageKept: { list: key, closed: [...closed], position, ...cell } }),
    [parley, key, closed]
  )
  const wantsPrint = useWorkspace((state) => state.wantsPrint)
  useEffect(() => {
    if (!wantsPrint) return
    parley.workspace.setState({ wantsPrint: false })
    void startPrinting()
  })

  const open = (row: PassageRow, index: number): void => {
    parley.workspace.setState({ passageLeft: { list: key, row: index, id: row.id } })
    void openDocument(parley, row.document, { annotation: row.id })
  }
  const edit = (
    what: Edited,
    row: PassageRow | null,
    at: HTMLElement | null = table.current?.cell() ?? null
  ): void => {
    if (readOnly || !at) return
    anchor.current = at
    setEditing({ what, row })
  }
  const endEdit = (): void => {
    setEditing(null)
    setTimeout(() => table.current?.focus(), 0)
  }
  const change = (row: PassageRow | null, next: PassageChange): void => {
    if (row) void changePassage(parley, row, next)
    else void changePassages(parley, [...selection], next)
  }
  const remove = (row: PassageRow | null): void => {
    if (readOnly) return
    const ids = selection.size > 0 ? [...selection] : row ? [row.id] : []
    void deletePassages(parley, ids).then((isDone) => {
      if (isDone) setSelection(nothingSelected)
    })
  }
  const selectAll = async (): Promise<void> => {
    const answer = await parley.client.call('annotations.ids', { filter: list.filter, limit: mostSelected })
    if (!answer.ok) return toast(parley, answer.problem)
    setSelection(new Set(answer.value.annotations))
    if (answer.value.total > mostSelected) toast(parley, t('passages.tooMany', { most: mostSelected }))
  }
  const selectRange = async (from: number, to: number): Promise<void> => {
    const ids = await rangeOfIds(from, to)
    if (ids) setSelection((before) => withAll(before, ids))
  }
  const toggleGroup = (name: string): void =>
    setClosed((before) => {
      const next = new Set(before)
      if (!next.delete(name)) next.add(name)
      return next
    })
  async function startPrinting(): Promise<void> {
    const answer = await rowsToPrint(parley, list, list.groups)
    if (!answer.ok) return toast(parley, answer.problem)
    if (answer.value.total > mostPrinted) toast(parley, t('passages.tooManyToPrint', { most: mostPrinted }))
    setPrinted(answer.value)
  }
  const showMenu = (
    at: { readonly x: number; readonly y: number },
    row: PassageRow | null,
    column: ColumnName
  ): void => {
    if (!row) return
    const isChosen = selection.has(row.id) && selection.size > 1
    const of = isChosen ? null : row
    const only = (name: 'issues' | 'actors' | 'documents', values: readonly string[]): void =>
      parley.workspace.setState({ passageFilter: withValues(list.filter, name, values) })
    const actions = (['issue', 'stance', 'certainty'] as const).map((what) => ({
      name: t(`passages.do.${what}`),
      disabled: readOnly,
      run: () => setTimeout(() => edit(what, of), 0)
    }))
    openMenu(at, [
      { name: t('passages.toText'), keys: '↵', run: () => open(row, 0) },
      'line',
      ...actions,
      ...(isChosen
        ? (['addActors', 'removeActors'] as const).map((what) => ({
            name: t(`passages.do.${what}`),
            disabled: readOnly,
            run: () => setTimeout(() => edit(what, null), 0)
          }))
        : (['actors', 'note'] as const).map((what) => ({
            name: t(`passages.do.${what}`),
            disabled: readOnly,
            run: () => setTimeout(() => edit(what, row), 0)
          }))),
      'line',
      ...(column === 'actors' && row.actors.length > 0
        ? [{ name: t('passages.onlyActors'), run: () => only('actors', row.actors) }]
        : []),
      { name: t('passages.onlyIssue'), run: () => only('issues', [row.issue]) },
      { name: t('passages.onlyDocument'), run: () => only('documents', [row.document]) },
      'line',
      {
        name: isChosen ? t('passages.deleteSelected', { count: selection.size }) : t('passages.delete'),
        danger: true,
        disabled: readOnly,
        keys: 'Del',
        run: () => remove(row)
      }
    ])
  }

  return (
    <main className="pane paper passages" data-pane="passages" aria-label={t('passages.title')}>
      <div className="passages-head">
        <h1 className="unseen">{t('passages.title')}</h1>
        <Filters problem={problem} />
        {selection.size > 0 ? (
          <SelectionBar
            count={selection.size}
            readOnly={readOnly}
            onEdit={(what, at) => edit(what, null, at)}
            onDelete={() => remove(null)}
            onClear={() => setSelection(nothingSelected)}
          />
        ) : (
          <ListBar
            list={list}
            onPrint={() => void startPrinting()}
            onExport={(format) => void exportList(parley, list, format)}
            onCloseAll={(isClosed) =>
              setClosed(new Set(isClosed ? (list.groups ?? []).map((group) => groupKey(group.key)) : []))
            }
          />
        )}
      </div>
      {problem && !isOfExpression(problem.code) && (
        <Failure problem={problem} onRetry={() => list.pages.refresh()} />
      )}
      {total === null && !problem && <Loading />}
      {isEmpty && !problem && <NothingListed filtering={filtering} />}
      {isListed && (
        <PassageTable
          key={isBack ? 'back' : key}
          ref={table}
          list={list}
          columns={columns}
          closed={closed}
          selection={selection}
          left={left?.list === key ? left.id : null}
          start={
            isBack && kept
              ? { position: kept.position, cell: { index: kept.index, column: kept.column } }
              : { position: 0, cell: { index: 0, column: 0 } }
          }
          onMove={onMove}
          onOpen={open}
          onEdit={(column, row) => edit(column as Edited, row)}
          onToggle={(row) => setSelection((before) => toggledIn(before, row.id))}
          onRange={(from, to) => void selectRange(from, to)}
          onAll={() => void selectAll()}
          onNothing={() => setSelection(nothingSelected)}
          onDelete={remove}
          onGroup={toggleGroup}
          onMenu={showMenu}
        />
      )}
      {editing && (
        <CellEditor
          what={editing.what}
          anchor={anchor}
          passage={editing.row}
          onChange={(next) => change(editing.row, next)}
          onClose={endEdit}
        />
      )}
      {menu}
      {printed && <PrintList printed={printed} onDone={() => setPrinted(null)} />}
    </main>
  )
}

function NothingListed({ filtering }: { readonly filtering: boolean }) {
  const { workspace } = useParley()
  return (
    <div className="centre">
      {filtering ? (
        <Empty what={t('passages.noMatch')} next={t('passages.noMatchNext')}>
          <Button onPress={() => workspace.setState({ passageFilter: {} })}>{t('passages.clear')}</Button>
        </Empty>
      ) : (
        <Empty what={t('passages.empty')} next={t('passages.emptyNext')} icon={Highlighter}>
          <Button onPress={() => workspace.setState({ view: 'read' })}>{t('passages.toRead')}</Button>
        </Empty>
      )}
    </div>
  )
}

/** The table has the focus once it is there, unless somebody did something else meanwhile. */
function useFocusAtStart(table: { readonly current: TableHandle | null }, isListed: boolean): void {
  const entered = useRef(false)
  const isBusy = useRef(useWorkspace((state) => state.wantsSearch))
  useEffect(() => {
    const note = (): void => void (isBusy.current = true)
    addEventListener('keydown', note, true)
    addEventListener('pointerdown', note, true)
    return () => {
      removeEventListener('keydown', note, true)
      removeEventListener('pointerdown', note, true)
    }
  }, [])
  useEffect(() => {
    if (!isListed || entered.current) return
    entered.current = true
    if (!isBusy.current || document.activeElement === document.body) table.current?.focus()
  }, [isListed, table])
}

function isOfExpression(code: string): boolean {
  return code === 'badExpression' || code === 'slowExpression'
}
