/** The saved searches of the project: switched on, their words are marked in the text. */
import { ChevronDown, ChevronRight, Check } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent } from 'react'
import { Checkbox } from 'react-aria-components'
import type { RecordId } from '../../shared/ids.ts'
import { walkKeywords } from '../state/keywords.ts'
import { useFilters, useKeywordPlaces, useParley, useSearch, useSession } from '../state/parley.ts'
import {
  changeSearch,
  deleteSearch,
  isSwitchedOn,
  moveSearch,
  savedSearchesOf,
  searchAgain,
  switchSearch,
  type SavedSearch
} from '../state/savedSearches.ts'
import { isReadOnly } from '../state/session.ts'
import { rememberPane } from '../state/settings.ts'
import { inkColour } from '../ui/colour.ts'
import { formatNumber } from '../ui/format.ts'
import { MenuButton, type MenuEntry } from '../ui/Menu.tsx'
import { t } from '../ui/words.ts'
import { SaveSearch } from './SaveSearch.tsx'

/** Every reader switches on what they want; what is saved is the project's. */
export function SavedSearches() {
  const parley = useParley()
  const filters = useFilters((state) => state.filters)
  const searches = useMemo(() => savedSearchesOf(filters), [filters])
  const isHidden = useSession((state) => state.settings.panes['savedSearchesHidden'] === true)
  const [changing, setChanging] = useState<RecordId | null>(null)
  const Icon = isHidden ? ChevronRight : ChevronDown
  return (
    <section className="saved-searches" aria-labelledby="saved-searches-heading">
      <div className="pane-head">
        <h3 id="saved-searches-heading">
          <button
            type="button"
            className="saved-searches-toggle"
            aria-expanded={!isHidden}
            onClick={() => rememberPane(parley, 'savedSearchesHidden', !isHidden)}
          >
            <Icon size={13} strokeWidth={2} aria-hidden />
            {t('search.saved.title')}
          </button>
        </h3>
      </div>
      {!isHidden && searches.length === 0 && <p className="faint">{t('search.saved.none')}</p>}
      {!isHidden && searches.length > 0 && (
        <ul aria-label={t('search.saved.list')}>
          {searches.map((search) =>
            changing === search.id ? (
              <li key={search.id}>
                <SaveSearch asking={search.asking} saved={search} onClose={() => setChanging(null)} />
              </li>
            ) : (
              <Row
                key={search.id}
                search={search}
                searches={searches}
                onChange={() => setChanging(search.id)}
              />
            )
          )}
        </ul>
      )}
    </section>
  )
}

type RowProps = {
  readonly search: SavedSearch
  readonly searches: readonly SavedSearch[]
  readonly onChange: () => void
}

function Row({ search, searches, onChange }: RowProps) {
  const parley = useParley()
  const isOn = useSession((state) => isSwitchedOn(state.settings, search.id))
  const readOnly = useSession((state) => isReadOnly(state.project))
  const asked = useSearch((state) => state.asked)
  const failed = useKeywordPlaces((state) => state.failed.includes(search.id))
  const here = useKeywordPlaces(
    (state) => state.keywords.filter((keyword) => keyword.search === search.id).length
  )
  const at = searches.findIndex((one) => one.id === search.id)
  const move = (by: 1 | -1): void => void moveSearch(parley, searches, search.id, by)
  const entries: readonly MenuEntry[] = [
    { name: t('search.saved.run'), keys: 'Enter', run: () => searchAgain(parley, search) },
    ...(isOn && here > 0
      ? [
          { name: t('search.saved.next'), run: () => walkKeywords(parley, 1, search.id) },
          { name: t('search.saved.previous'), run: () => walkKeywords(parley, -1, search.id) }
        ]
      : []),
    ...(readOnly
      ? []
      : [
          'line' as const,
          { name: t('search.saved.rename'), keys: 'F2', run: onChange },
          {
            name: t('search.saved.replace'),
            disabled: asked === null,
            run: () => {
              if (asked) void changeSearch(parley, search, { asking: asked })
            }
          },
          { name: t('search.saved.up'), keys: 'Alt+↑', disabled: at <= 0, run: () => move(-1) },
          {
            name: t('search.saved.down'),
            keys: 'Alt+↓',
            disabled: at === searches.length - 1,
            run: () => move(1)
          },
          'line' as const,
          {
            name: t('search.saved.delete'),
            keys: 'Delete',
            danger: true,
            run: () => void deleteSearch(parley, search)
          }
        ])
  ]
  const key = (press: KeyboardEvent): void => {
    if (press.ctrlKey || press.metaKey || press.shiftKey) return
    if (press.target instanceof Element && press.target.closest('.button')) return
    if (press.altKey && press.key === 'ArrowUp' && !readOnly) move(-1)
    else if (press.altKey && press.key === 'ArrowDown' && !readOnly) move(1)
    else if (press.altKey) return
    else if (press.key === 'Enter') searchAgain(parley, search)
    else if (press.key === 'ArrowUp' || press.key === 'ArrowDown')
      beside(press.currentTarget, press.key === 'ArrowUp' ? -1 : 1)?.focus()
    else if (readOnly) return
    else if (press.key === 'F2') onChange()
    else if (press.key === 'Delete') {
      ;(beside(press.currentTarget, 1) ?? beside(press.currentTarget, -1))?.focus()
      void deleteSearch(parley, search)
    } else return
    press.preventDefault()
    press.stopPropagation()
  }
  return (
    // Nothing is written here: Ctrl+Z is the project's.
    <li className="saved-search" data-clean="" onKeyDownCapture={key}>
      <Checkbox
        className="check"
        isSelected={isOn}
        onChange={(on) => switchSearch(parley, search.id, on)}
        aria-label={t('search.saved.mark', { name: search.name })}
        aria-description={t('search.saved.keys')}
      >
        <span className="box">
          <Check size={12} strokeWidth={3} aria-hidden />
        </span>
        <span className="keyword-look" style={{ color: inkColour(search.colour) }} aria-hidden>
          Aa
        </span>
        <span className="ellipsis saved-name" dir="auto" title={search.asking.text}>
          {search.name}
        </span>
      </Checkbox>
      {isOn && (
        <span className="count">
          {failed ? (
            <span className="search-problem">{t('search.saved.failed')}</span>
          ) : (
            <>
              <span aria-hidden>{formatNumber(here)}</span>
              <span className="unseen">{t('search.saved.here', { count: here })}</span>
            </>
          )}
        </span>
      )}
      <MenuButton label={t('search.saved.more', { name: search.name })} small entries={entries} />
    </li>
  )
}

/** The box of the row above or below. */
function beside(row: EventTarget & Element, by: 1 | -1): HTMLElement | null {
  const other = by === 1 ? row.nextElementSibling : row.previousElementSibling
  return other?.querySelector<HTMLElement>('input') ?? null
}
