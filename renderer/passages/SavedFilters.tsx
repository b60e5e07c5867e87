/** The menu of saved filters: use one, save what is shown, rename, renew, move or delete one. */
import { Bookmark, Check } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import type { FilterView } from '../../shared/api/views.ts'
import { filtersOfView } from '../state/filters.ts'
import { useParley, useSession } from '../state/parley.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { changeSettings } from '../state/settings.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { MenuButton } from '../ui/Menu.tsx'
import { t } from '../ui/words.ts'
import { isSameList, listOf, queryOf } from './savedFilters.ts'
import type { PassageList } from './useList.ts'

/** `list`: what is shown. */
export function SavedFilters({ list }: { readonly list: PassageList }) {
  const parley = useParley()
  const all = useStore(parley.filters, (state) => state.filters)
  const saved = useMemo(() => filtersOfView(all, 'passages'), [all])
  const readOnly = useSession((state) => isReadOnly(state.project))
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const shown = saved.find((one) => {
    const own = listOf(one)
    return own !== null && isSameList(own, list)
  })
  const use = (one: FilterView): void => {
    const own = listOf(one)
    if (!own) return
    parley.workspace.setState({ passageFilter: own.filter })
    const { panes } = parley.session.getState().settings
    void changeSettings(parley, {
      panes: {
        ...panes,
        passageSort: own.sort,
        passageDescending: own.descending,
        passageGroup: own.group ?? ''
      }
    })
    setOpen(false)
  }
  const save = (): void => {
    const words = name.trim()
    if (words === '') return
    void run(parley, 'filter.create', { name: words, query: queryOf(list), group: 'passages' }).then(
      (answer) => {
        if (answer.ok) setName('')
      }
    )
  }
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className="button quiet" aria-label={t('passages.saved.title')}>
        <Bookmark size={15} strokeWidth={1.75} aria-hidden />
        <span className="ellipsis saved-name">{shown?.name ?? t('passages.saved.title')}</span>
      </AriaButton>
      <Popover className="popover saved-filters" offset={4} aria-label={t('passages.saved.title')}>
        {saved.length === 0 && <p className="faint nothing">{t('passages.saved.none')}</p>}
        {saved.length > 0 && (
          <ul className="saved-list" aria-label={t('passages.saved.title')}>
            {saved.map((one, at) => (
              <li key={one.id} className="saved-row">
                <Saved
                  filter={one}
                  list={list}
                  isShown={one.id === shown?.id}
                  readOnly={readOnly}
                  above={saved[at - 1] ?? null}
                  twoBelow={saved[at + 2] ?? null}
                  isLast={at === saved.length - 1}
                  onUse={() => use(one)}
                />
              </li>
            ))}
          </ul>
        )}
        {!readOnly && (
          <div className="saved-new">
            <TextField label={t('passages.saved.name')} value={name} onChange={setName} onEnter={save} />
            <Button isDisabled={name.trim() === ''} onPress={save}>
              {t('passages.saved.save')}
            </Button>
          </div>
        )}
      </Popover>
    </DialogTrigger>
  )
}

type SavedProps = {
  readonly filter: FilterView
  readonly list: PassageList
  readonly isShown: boolean
  readonly readOnly: boolean
  readonly above: FilterView | null
  readonly twoBelow: FilterView | null
  readonly isLast: boolean
  readonly onUse: () => void
}

function Saved({ filter, list, isShown, readOnly, above, twoBelow, isLast, onUse }: SavedProps) {
  const parley = useParley()
  const [renaming, setRenaming] = useState<string | null>(null)
  const seen = seenOf({ kind: 'filter', id: filter.id, heads: filter.heads })
  const rename = (): void => {
    const words = renaming?.trim() ?? ''
    if (words !== '' && words !== filter.name)
      void run(parley, 'filter.change', { filter: filter.id, name: words }, seen)
    setRenaming(null)
  }
  const place = (before: FilterView | null): void =>
    void run(parley, 'filter.place', { filter: filter.id, group: filter.group, before: before?.id ?? null })
  if (renaming !== null)
    return (
      <TextField
        label={t('passages.saved.rename')}
        value={renaming}
        onChange={setRenaming}
        onEnter={rename}
        onBlur={rename}
        onEscape={() => setRenaming(null)}
        autoFocus
      />
    )
  const isKnown = listOf(filter) !== null
  return (
    <>
      <AriaButton className="saved-use" isDisabled={!isKnown} onPress={onUse}>
        <span className="ellipsis" dir="auto">
          {filter.name}
        </span>
        {isShown && <Check size={14} aria-hidden />}
        {!isKnown && <span className="faint">{t('passages.saved.newer')}</span>}
      </AriaButton>
      {!readOnly && (
        <MenuButton
          label={t('passages.saved.more', { name: filter.name })}
          small
          entries={[
            { name: t('passages.saved.rename'), run: () => setRenaming(filter.name) },
            {
              name: t('passages.saved.renew'),
              disabled: isShown,
              run: () =>
                void runUndoably(parley, 'filter.change', { filter: filter.id, query: queryOf(list) }, seen)
            },
            { name: t('passages.saved.up'), disabled: above === null, run: () => place(above) },
            { name: t('passages.saved.down'), disabled: isLast, run: () => place(twoBelow) },
            'line',
            {
              name: t('passages.saved.delete'),
              danger: true,
              run: () => void runUndoably(parley, 'filter.delete', { filter: filter.id }, seen)
            }
          ]}
        />
      )}
    </>
  )
}
