/** Where to search: everywhere, in the open document, or in chosen documents and groups. */
import { Check, ChevronDown, FileText, Folder } from 'lucide-react'
import { useEffect, useState } from 'react'
import {
  Autocomplete,
  Button as AriaButton,
  DialogTrigger,
  ListBox,
  ListBoxItem,
  Popover
} from 'react-aria-components'
import type { DocumentView } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { documentGroups, type DocumentGroup } from '../state/documentGroups.ts'
import { useParley } from '../state/parley.ts'
import type { SearchScope } from '../state/search.ts'
import { toast } from '../state/tell.ts'
import { classes } from '../ui/Button.tsx'
import { SearchField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'

type ScopeFieldProps = { readonly scope: SearchScope; readonly onChange: (scope: SearchScope) => void }
type Entry = { readonly key: string; readonly name: string; readonly icon?: typeof Folder }

const groupKey = (name: string): string => `group ${name}`
const documentKey = (id: string): string => `document ${id}`

/** A button that opens the choice. */
export function ScopeField({ scope, onChange }: ScopeFieldProps) {
  const [isOpen, setOpen] = useState(false)
  const value =
    scope.kind === 'chosen'
      ? t('search.scope.some', { count: scope.documents.length + scope.groups.length })
      : t(`search.scope.${scope.kind}`)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton
        className={classes('input', 'select-button', 'compact', 'search-scope')}
        aria-label={`${t('search.scope.label')}: ${value}`}
      >
        <span className="ellipsis">{value}</span>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <Popover
        className="popover scope-popover"
        placement="bottom end"
        offset={4}
        aria-label={t('search.scope.label')}
      >
        {/* Esc closes at once; the field would first empty itself. */}
        <div
          className="scope-choices"
          onKeyDownCapture={(press) => {
            if (press.key !== 'Escape') return
            press.stopPropagation()
            setOpen(false)
          }}
        >
          <Choices scope={scope} onChange={onChange} onDone={() => setOpen(false)} />
        </div>
      </Popover>
    </DialogTrigger>
  )
}

function Choices({ scope, onChange, onDone }: ScopeFieldProps & { readonly onDone: () => void }) {
  const parley = useParley()
  const [words, setWords] = useState('')
  const [groups, setGroups] = useState<readonly DocumentGroup[]>([])
  const [documents, setDocuments] = useState<readonly DocumentView[]>([])
  useEffect(() => {
    let isCurrent = true
    void documentGroups(parley).then((found) => {
      if (!isCurrent) return
      if (found.ok) setGroups(found.value)
      else toast(parley, found.problem)
    })
    return () => {
      isCurrent = false
    }
  }, [parley])
  useEffect(() => {
    let isCurrent = true
    void parley.client.call('documents.page', { text: words.trim(), limit: 100 }).then((answer) => {
      if (isCurrent && answer.ok) setDocuments(answer.value.documents)
    })
    return () => {
      isCurrent = false
    }
  }, [parley, words])

  const wanted = words.trim().toLowerCase()
  const entries: readonly Entry[] = [
    ...(wanted === ''
      ? [
          { key: 'all', name: t('search.scope.all') },
          { key: 'here', name: t('search.scope.here') }
        ]
      : []),
    ...groups
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map(({ name }) => ({ key: groupKey(name), name: t('search.scope.group', { name }), icon: Folder })),
    ...documents.map(({ id, title }) => ({ key: documentKey(id), name: title, icon: FileText }))
  ]
  const chosen =
    scope.kind === 'chosen'
      ? [...scope.groups.map(groupKey), ...scope.documents.map(documentKey)]
      : [scope.kind]
  const toggle = (key: string): void => {
    if (key === 'all' || key === 'here') {
      onChange({ kind: key })
      return onDone()
    }
    const before = scope.kind === 'chosen' ? scope : { documents: [], groups: [] }
    const next = {
      documents: key.startsWith('document ')
        ? toggled(before.documents, key.slice('document '.length) as DocumentId)
        : before.documents,
      groups: key.startsWith('group ') ? toggled(before.groups, key.slice('group '.length)) : before.groups
    }
    const isNone = next.documents.length + next.groups.length === 0
    onChange(isNone ? { kind: 'all' } : { kind: 'chosen', ...next })
  }
  return (
    <Autocomplete inputValue={words} onInputChange={setWords}>
      <SearchField label={t('search.scope.find')} autoFocus />
      <ListBox
        className="options"
        aria-label={t('search.scope.label')}
        items={entries}
        selectionMode="multiple"
        selectedKeys={chosen}
        onSelectionChange={(keys) => {
          const now = keys === 'all' ? entries.map(({ key }) => key) : [...keys].map(String)
          const changed = now.find((key) => !chosen.includes(key)) ?? chosen.find((key) => !now.includes(key))
          if (changed !== undefined) toggle(changed)
        }}
        renderEmptyState={() => <p className="faint nothing">{t('search.scope.none')}</p>}
        dependencies={[chosen.join('\n')]}
      >
        {({ key, name, icon: Icon }) => {
          const isChosen = chosen.includes(key)
          return (
            <ListBoxItem className="option" id={key} textValue={name}>
              {Icon && <Icon size={14} strokeWidth={1.5} aria-hidden />}
              <span className="ellipsis" dir="auto">
                {name}
              </span>
              <span className="hint">{isChosen && <Check size={14} aria-hidden />}</span>
            </ListBoxItem>
          )
        }}
      </ListBox>
    </Autocomplete>
  )
}

function toggled<T>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
}
