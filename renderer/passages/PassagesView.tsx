/** Every annotation as a row: filtered, sorted, a jump away from its text. */
import { ArrowDownWideNarrow, ArrowUpNarrowWide, Highlighter } from 'lucide-react'
import { useCallback, useDeferredValue, useEffect, useRef } from 'react'
import type { InputOf } from '../../shared/api/contract.ts'
import type { PassageRow } from '../../shared/api/views.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../state/parley.ts'
import { openDocument } from '../state/readDocument.ts'
import { rememberPane } from '../state/settings.ts'
import { usePages } from '../state/usePages.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { VirtualList, type VirtualListHandle } from '../ui/VirtualList.tsx'
import { t } from '../ui/words.ts'
import { isFiltering } from './filters.ts'
import { Filters } from './Filters.tsx'
import { Passage } from './Passage.tsx'
import './passages.css'

type Sort = NonNullable<InputOf<'annotations.page'>['sort']>
const sorts: readonly Sort[] = ['document', 'issue', 'stance', 'coder', 'modified']

/** Rows come page by page; Enter or a click goes to the text. */
export function PassagesView() {
  const parley = useParley()
  const filter = useDeferredValue(useWorkspace((state) => state.passageFilter))
  const panes = useSession((state) => state.settings.panes)
  const index = useCodebook((state) => state.index)
  const list = useRef<VirtualListHandle>(null)
  const sort = sorts.find((one) => one === panes['passageSort']) ?? 'document'
  const descending = panes['passageDescending'] === true
  const shown = JSON.stringify([filter, sort, descending])
  const left = useWorkspace((one) => (one.passageLeft?.list === shown ? one.passageLeft : null))
  const { pages, state } = usePages<PassageRow>({
    key: shown,
    kinds: ['annotation', 'document', 'issue', 'stance', 'actor', 'coder'],
    ask: async (offset, limit) => {
      const answer = await parley.client.call('annotations.page', { offset, limit, filter, sort, descending })
      return answer.ok
        ? { ok: true, value: { total: answer.value.total, rows: answer.value.passages } }
        : answer
    }
  })
  const onRange = useCallback((first: number, last: number) => pages.need(first, last), [pages])
  const hasRows = (state.total ?? 0) > 0
  const entered = useRef(false)
  useEffect(() => {
    if (!hasRows || entered.current) return
    entered.current = true
    // Back from the text: the next passage is one key away.
    const { passageLeft } = parley.workspace.getState()
    if (passageLeft?.list === shown) list.current?.scrollTo(passageLeft.row)
    if (document.activeElement?.tagName !== 'INPUT') list.current?.focus()
  }, [hasRows, parley, shown])
  const open = (at: number): void => {
    const row = pages.row(at)
    if (!row) return
    parley.workspace.setState({ passageLeft: { list: shown, row: at, id: row.id } })
    void openDocument(parley, row.document, { annotation: row.id })
  }
  const total = state.total ?? 0
  const filtering = isFiltering(filter)
  return (
    <main className="pane paper passages" data-pane="passages" aria-label={t('passages.title')}>
      <div className="passages-head">
        <h1 className="unseen">{t('passages.title')}</h1>
        <Filters />
        <div className="passages-sort">
          <span className="soft tabular" role="status">
            {state.total === null ? '' : t('passages.total', { count: total })}
          </span>
          <SelectField
            label={t('passages.sort')}
            bare
            value={sort}
            onChange={(next) => rememberPane(parley, 'passageSort', next)}
            choices={sorts.map((one) => ({ key: one, name: t(`passages.sorts.${one}`) }))}
          />
          <IconButton
            label={t(descending ? 'passages.descending' : 'passages.ascending')}
            icon={descending ? ArrowDownWideNarrow : ArrowUpNarrowWide}
            onPress={() => rememberPane(parley, 'passageDescending', !descending)}
          />
        </div>
      </div>
      <div className="passage-columns" aria-hidden>
        {(['quote', 'issue', 'stance', 'actors', 'document', 'coder'] as const).map((column) => (
          <span key={column}>{t(`passages.columns.${column}`)}</span>
        ))}
      </div>
      {state.problem && <Failure problem={state.problem} onRetry={() => pages.refresh()} />}
      {state.total === null && !state.problem && <Loading />}
      {state.total === 0 && !filtering && (
        <div className="centre">
          <Empty what={t('passages.empty')} next={t('passages.emptyNext')} icon={Highlighter}>
            <Button onPress={() => parley.workspace.setState({ view: 'read' })}>
              {t('passages.toRead')}
            </Button>
          </Empty>
        </div>
      )}
      {state.total === 0 && filtering && (
        <div className="centre">
          <Empty what={t('passages.noMatch')} next={t('passages.noMatchNext')}>
            <Button onPress={() => parley.workspace.setState({ passageFilter: {} })}>
              {t('passages.clear')}
            </Button>
          </Empty>
        </div>
      )}
      {total > 0 && (
        <VirtualList
          ref={list}
          label={t('passages.list')}
          count={total}
          rowHeight={52}
          className="passage-list"
          keyOf={(at) => pages.row(at)?.id ?? String(at)}
          isSelected={(at) => left !== null && pages.row(at)?.id === left.id}
          onOpen={open}
          onRange={onRange}
          row={(at) => <Passage passage={pages.row(at)} index={index} />}
        />
      )}
    </main>
  )
}
