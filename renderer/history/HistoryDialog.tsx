/** Everything that was done in the project, newest first: found, read, walked back to, brought back. */
import { History, SearchX } from 'lucide-react'
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { changeKinds, type ChangeKind } from '../../shared/api/changeKinds.ts'
import type { HistoryFilter } from '../../shared/api/filters.ts'
import type { CoderId, DocumentId, RecordId } from '../../shared/ids.ts'
import { isChord } from '../state/keys.ts'
import { isMac } from '../state/appCommands.ts'
import { useCodebook, useParley } from '../state/parley.ts'
import { redo, undo } from '../state/run.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SearchField, SelectField } from '../ui/fields.tsx'
import { formatMoment, formatNumber } from '../ui/format.ts'
import { Empty, Failure } from '../ui/states.tsx'
import { VirtualList, type VirtualListHandle } from '../ui/VirtualList.tsx'
import { t } from '../ui/words.ts'
import { BatchDetails } from './BatchDetails.tsx'
import { DocumentField } from './DocumentField.tsx'
import { kindOf, sentenceOf, whoDid } from './told.ts'
import { useHistory, type HistoryRow } from './useHistory.ts'
import './history.css'

type Record = { readonly kind: string; readonly id: RecordId }

/** `record`: opened at the history of one record; everything can be shown from there. `coder`: at what one coder did. */
export function HistoryDialog({
  record,
  coder: whose,
  onClose
}: {
  readonly record?: Record
  readonly coder?: CoderId
  readonly onClose: () => void
}) {
  const parley = useParley()
  const [only, setOnly] = useState<Record | null>(record ?? null)
  const [words, setWords] = useState('')
  const [coder, setCoder] = useState<CoderId | ''>(whose ?? '')
  const [kind, setKind] = useState<ChangeKind | 'any'>('any')
  const [document, setDocument] = useState<DocumentId | ''>('')
  const [chosen, setChosen] = useState<string | null>(null)
  const filter = useMemo(
    (): HistoryFilter => ({
      ...(words.trim() === '' ? {} : { words: words.trim() }),
      ...(coder === '' ? {} : { coder }),
      ...(kind === 'any' ? {} : { kind }),
      ...(document === '' ? {} : { document }),
      ...(only ? { record: only } : {})
    }),
    [words, coder, kind, document, only]
  )
  const list = useRef<VirtualListHandle>(null)
  const { pages, state, searched } = useHistory(filter)
  const total = state.total ?? 0
  const at = chosen === null ? 0 : indexOf(state.pages, chosen)
  const shown = pages.row(Math.max(0, at))
  const onRange = useCallback((first: number, last: number) => pages.need(first, last), [pages])
  const isFiltered = Object.keys(filter).length > 0
  const takeKeys = (press: KeyboardEvent): void => {
    const { target } = press
    if (target instanceof HTMLInputElement && press.key === 'ArrowDown') {
      press.preventDefault()
      list.current?.focus()
      return
    }
    if (target instanceof HTMLInputElement && target.value !== '') return
    const way = isChord(press, 'Mod+Z', isMac())
      ? undo
      : ['Mod+Y', 'Mod+Shift+Z'].some((chord) => isChord(press, chord, isMac()))
        ? redo
        : null
    if (!way) return
    press.preventDefault()
    void way(parley)
  }
  return (
    <Dialog title={t('history.title')} size="wide" onClose={onClose}>
      <div className="history" onKeyDownCapture={takeKeys}>
        <div className="history-filters">
          <SearchField label={t('history.words')} value={words} onChange={setWords} autoFocus />
          <KindField value={kind} onChange={setKind} />
          <CoderField value={coder} onChange={setCoder} />
          <DocumentField value={document} onChange={setDocument} />
        </div>
        <p className="history-count faint tabular" role="status">
          {searched < 1
            ? t('history.searching', {
                found: formatNumber(total),
                percent: formatNumber(Math.floor(searched * 100))
              })
            : state.total !== null && t('history.count', { count: total })}
          {only && (
            <>
              <span>{t('history.ofRecord', { kind: kindOf(only.kind) })}</span>
              <Button look="quiet" size="small" onPress={() => setOnly(null)}>
                {t('history.showAll')}
              </Button>
            </>
          )}
        </p>
        {state.problem ? (
          <Failure problem={state.problem} onRetry={() => pages.refresh()} />
        ) : total === 0 && state.total !== null && searched === 1 ? (
          <Empty
            what={t(isFiltered ? 'history.noMatch' : 'history.empty')}
            next={t(isFiltered ? 'history.noMatchNext' : 'history.emptyNext')}
            icon={isFiltered ? SearchX : History}
            small
          />
        ) : (
          <div className="history-parts">
            <VirtualList
              ref={list}
              className="history-list"
              label={t('history.list')}
              count={total}
              rowHeight={52}
              keyOf={(index) => pages.row(index)?.batch.batch ?? `waiting ${index}`}
              row={(index) => <Row row={pages.row(index)} />}
              isSelected={(index) => index === Math.max(0, at)}
              onOpen={(index) => setChosen(pages.row(index)?.batch.batch ?? null)}
              onRange={onRange}
            />
            <section className="history-details" aria-label={t('history.details')}>
              {shown ? (
                <BatchDetails
                  key={shown.batch.batch}
                  row={shown}
                  onDone={() => list.current?.focus()}
                  {...(only ? { record: only } : {})}
                />
              ) : (
                <p className="faint">{t('history.pick')}</p>
              )}
            </section>
          </div>
        )}
      </div>
    </Dialog>
  )
}

function Row({ row }: { readonly row: HistoryRow | undefined }) {
  if (!row) return <span className="history-row faint">…</span>
  const { batch } = row
  return (
    <span className="history-row" data-taken={batch.about !== null || undefined}>
      <span className="ellipsis" dir="auto">
        {sentenceOf(row)}
      </span>
      <span className="history-by ellipsis">
        {batch.time === 0
          ? whoDid(row)
          : t('history.by', { who: whoDid(row), when: formatMoment(batch.time) })}
        {batch.arrived && ` · ${t('history.arrived')}`}
      </span>
    </span>
  )
}

function KindField({
  value,
  onChange
}: {
  readonly value: ChangeKind | 'any'
  readonly onChange: (kind: ChangeKind | 'any') => void
}) {
  const choices = (['any', ...changeKinds] as const).map((key) => ({ key, name: t(`history.kinds.${key}`) }))
  return <SelectField bare label={t('history.kind')} choices={choices} value={value} onChange={onChange} />
}

function CoderField({
  value,
  onChange
}: {
  readonly value: CoderId | ''
  readonly onChange: (coder: CoderId | '') => void
}) {
  const coders = useCodebook((state) => state.codebook.coders)
  const choices = [
    { key: '' as const, name: t('history.anyCoder') },
    ...coders.map((coder) => ({ key: coder.id, name: coder.name }))
  ]
  return <SelectField bare label={t('history.coder')} choices={choices} value={value} onChange={onChange} />
}

/** Where a batch stands in what is loaded; -1 where it is not. */
function indexOf(pages: ReadonlyMap<number, readonly HistoryRow[]>, batch: string): number {
  for (const [page, rows] of pages) {
    const at = rows.findIndex((row) => row.batch.batch === batch)
    if (at >= 0) return page * pageSize + at
  }
  return -1
}

/** As `makePages` asks for them. */
const pageSize = 100
