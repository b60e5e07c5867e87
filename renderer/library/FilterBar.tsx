/** Filters of the documents list: a button that opens them, and what is set as chips. */
import { ListFilter, X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Popover,
  ToggleButton,
  ToggleButtonGroup
} from 'react-aria-components'
import type { DocumentFilter } from '../../shared/api/filters.ts'
import type { DocumentsOverview } from '../../shared/api/views.ts'
import { isFiltered } from '../state/library.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../state/parley.ts'
import { Button, classes } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { formatDocumentDate, formatList } from '../ui/format.ts'
import { PickMany } from '../ui/PickField.tsx'
import { t } from '../ui/words.ts'
import { changeLibrary } from './choosing.ts'
import { groupName } from './DocumentRows.tsx'

type Part = keyof DocumentFilter
const states = ['new', 'in progress', 'done'] as const
const has = ['untagged', 'incomplete', 'conflict', 'lost', 'toArrive', 'joined'] as const

/** Marked while a filter is set. */
export function FilterButton({ overview }: { readonly overview: DocumentsOverview | null }) {
  const parley = useParley()
  const filter = useWorkspace((state) => state.library.filter)
  const coder = useSession((state) => state.project?.coder ?? null)
  const actors = useCodebook((state) => state.index.actors)
  const set = (part: DocumentFilter): void =>
    changeLibrary(parley, {
      filter: withoutEmpty({ ...parley.workspace.getState().library.filter, ...part })
    })
  const isOn = isFiltered(filter)
  const [isOpen, setOpen] = useState(false)
  /** Esc closes at once, unless a list of choices is open: that one first. */
  const escape = (press: KeyboardEvent): void => {
    const field = press.target instanceof Element ? press.target.closest('[aria-expanded="true"]') : null
    if (press.key !== 'Escape' || field) return
    press.stopPropagation()
    setOpen(false)
  }
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton
        className={classes('button', 'quiet', 'icon', 'small', isOn && 'on')}
        aria-label={t(isOn ? 'library.filterOn' : 'library.filter')}
      >
        <ListFilter size={14} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <Popover className="popover" offset={4} placement="bottom end">
        <Dialog className="library-filter" aria-label={t('library.filter')}>
          <div className="library-filters" onKeyDownCapture={escape}>
            {coder !== null && (
              <div className="field">
                <span className="label">{t('library.by.states')}</span>
                <ToggleButtonGroup
                  className="segments"
                  aria-label={t('library.by.states')}
                  selectionMode="multiple"
                  selectedKeys={filter.states ?? []}
                  onSelectionChange={(keys) => set({ states: states.filter((one) => keys.has(one)) })}
                >
                  {states.map((one) => (
                    <ToggleButton key={one} id={one} className="segment">
                      {t(`library.states.${one}`)}
                    </ToggleButton>
                  ))}
                </ToggleButtonGroup>
              </div>
            )}
            {(overview?.groups.length ?? 0) > 1 && (
              <PickMany
                placeholder={t('library.anyOf')}
                label={t('library.by.groups')}
                choices={(overview?.groups ?? []).map(({ name }) => ({
                  key: `g${name}`,
                  name: groupName(name)
                }))}
                values={(filter.groups ?? []).map((name) => `g${name}`)}
                onChange={(keys) => set({ groups: keys.map((key) => key.slice(1)) })}
              />
            )}
            {(overview?.kinds.length ?? 0) > 0 && (
              <PickMany
                placeholder={t('library.anyOf')}
                label={t('library.by.kinds')}
                choices={(overview?.kinds ?? []).map((name) => ({ key: name, name }))}
                values={filter.kinds ?? []}
                onChange={(kinds) => set({ kinds: [...kinds] })}
              />
            )}
            {(overview?.authors.length ?? 0) > 0 && (
              <PickMany
                placeholder={t('library.anyOf')}
                label={t('library.by.authors')}
                choices={(overview?.authors ?? []).map((id) => ({
                  key: id,
                  name: actors.get(id)?.name ?? id
                }))}
                values={filter.authors ?? []}
                onChange={(authors) => set({ authors: [...authors] })}
              />
            )}
            <div className="library-dates">
              <DateField
                label={t('library.by.from')}
                value={filter.from ?? ''}
                onChange={(from) => set({ from })}
              />
              <DateField label={t('library.by.to')} value={filter.to ?? ''} onChange={(to) => set({ to })} />
            </div>
            <SelectField
              label={t('library.by.has')}
              value={filter.has ?? ''}
              onChange={(one) => set({ has: one === '' ? undefined : one })}
              choices={[
                { key: '' as const, name: t('library.has.any') },
                ...has.map((key) => ({ key, name: t(`library.has.${key}`) }))
              ]}
            />
            <Button isDisabled={!isOn} onPress={() => changeLibrary(parley, { filter: {} })}>
              {t('library.clearFilter')}
            </Button>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

/** One chip a filter that is set (but the words, which stand in their field), each taken off by itself; and all at once. */
export function FilterChips({
  documents,
  onClear
}: {
  readonly documents: number
  readonly onClear: () => void
}) {
  const parley = useParley()
  const filter = useWorkspace((state) => state.library.filter)
  const actors = useCodebook((state) => state.index.actors)
  const said: readonly (readonly [Part, string])[] = (Object.keys(filter) as Part[]).flatMap((part) => {
    const words = wordsOf(filter, part, (id) => actors.get(id)?.name ?? id)
    return words === '' ? [] : [[part, words] as const]
  })
  return (
    <div className="library-chips">
      {said.map(([part, words]) => (
        <AriaButton
          key={part}
          className="chip"
          aria-label={t('ui.remove', { name: `${t(`library.by.${part}`)}: ${words}` })}
          onPress={() => changeLibrary(parley, { filter: withoutEmpty({ ...filter, [part]: undefined }) })}
        >
          <span className="ellipsis" dir="auto">
            {words}
          </span>
          <X size={11} aria-hidden />
        </AriaButton>
      ))}
      <span className="faint tabular">{t('library.found', { count: documents })}</span>
      <Button size="small" look="quiet" onPress={onClear}>
        {t('library.clear')}
      </Button>
    </div>
  )
}

function wordsOf(filter: DocumentFilter, part: Part, nameOf: (id: string) => string): string {
  switch (part) {
    case 'text':
      return ''
    case 'states':
      return formatList((filter.states ?? []).map((state) => t(`library.states.${state}`)))
    case 'groups':
      return formatList((filter.groups ?? []).map(groupName))
    case 'kinds':
      return formatList(filter.kinds ?? [])
    case 'authors':
      return formatList((filter.authors ?? []).map(nameOf))
    case 'from':
      return filter.from ? t('library.fromDate', { date: formatDocumentDate(filter.from) }) : ''
    case 'to':
      return filter.to ? t('library.toDate', { date: formatDocumentDate(filter.to) }) : ''
    case 'has':
      return filter.has ? t(`library.has.${filter.has}`) : ''
  }
}

/** Counts once it is a date. */
function DateField({
  label,
  value,
  onChange
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (date: string | undefined) => void
}) {
  const [typed, setTyped] = useState(value)
  const isDate = typed === '' || /^\d{4}(-\d{2}(-\d{2})?)?$/.test(typed)
  return (
    <TextField
      label={label}
      value={typed}
      placeholder="2025-04"
      error={isDate || typed.length < 4 ? null : t('library.meta.dateWrong')}
      onChange={(next) => {
        setTyped(next)
        if (next === '') onChange(undefined)
        else if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(next)) onChange(next)
      }}
    />
  )
}

function withoutEmpty(filter: DocumentFilter): DocumentFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, part]) => part !== undefined && part.length > 0)
  )
}
