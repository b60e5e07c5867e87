/** Finds every command, document and issue by typing. */
import { FileText, Search, Terminal } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import {
  Autocomplete,
  Button as AriaButton,
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField
} from 'react-aria-components'
import type { DocumentView } from '../../shared/api/views.ts'
import { appCommands, chordOf, isOffered } from '../state/appCommands.ts'
import { issuePath } from '../state/issueTree.ts'
import { useCodebook, useFilters, useParley, useSession } from '../state/parley.ts'
import { openDocument } from '../state/readDocument.ts'
import { savedSearchesOf, searchAgain } from '../state/savedSearches.ts'
import { safeColour } from '../ui/colour.ts'
import { popupField } from '../ui/fields.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { t } from '../ui/words.ts'
import { bestMatches } from './matches.ts'
import './palette.css'

type Found = {
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly colour?: string
  readonly run: () => void
}
/** The documents that were found, and for which words. */
type Answered = { readonly words: string; readonly documents: readonly DocumentView[] }
type Group = {
  readonly id: 'commands' | 'documents' | 'issues' | 'searches'
  readonly found: readonly Found[]
}

/** Enter does the first; arrows walk; Esc closes. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const parley = useParley()
  const [words, setWords] = useState('')
  const [answered, setAnswered] = useState<Answered>({ words: '', documents: [] })
  const index = useCodebook((state) => state.index)
  const codebook = useCodebook((state) => state.codebook)
  const isOpen = useSession((state) => state.project !== null)
  const settings = useSession((state) => state.settings)
  const asked = useRef(0)

  useEffect(() => {
    if (!isOpen) return
    const round = ++asked.current
    void parley.client.call('documents.page', { text: words.trim(), limit: 8 }).then((answer) => {
      if (answer.ok && asked.current === round) setAnswered({ words, documents: answer.value.documents })
    })
  }, [parley, words, isOpen])

  const commands = useMemo(
    () =>
      appCommands
        .filter((command) => isOffered(parley, command) && command.id !== 'view.commandPalette')
        .map((command) => ({
          id: `command ${command.id}`,
          name: t(`menu.${command.id}`),
          hint: chordOf(command.id, settings),
          run: () => command.run(parley)
        })),
    [parley, settings]
  )
  const issues = useMemo(
    () =>
      codebook.issues
        .filter((issue) => issue.joinedInto === null)
        .map((issue) => ({
          id: `issue ${issue.id}`,
          name: issue.name,
          hint: issue.parent ? issuePath(issue.parent, index.issues).join(' › ') : '',
          colour: issue.colour,
          run: () => parley.workspace.setState({ view: 'passages', passageFilter: { issues: [issue.id] } })
        })),
    [codebook, index, parley]
  )
  const filters = useFilters((state) => state.filters)
  const searches = useMemo(
    () =>
      savedSearchesOf(filters).map((search) => ({
        id: `search ${search.id}`,
        name: search.name,
        hint: search.asking.text === search.name ? '' : search.asking.text,
        colour: search.colour,
        run: () => searchAgain(parley, search)
      })),
    [filters, parley]
  )
  const documents = answered.documents.map((document) => ({
    id: `document ${document.id}`,
    name: document.title,
    hint: document.kind,
    run: () => void openDocument(parley, document.id)
  }))
  const most = words === '' ? 4 : 8
  const groups: readonly Group[] = [
    {
      id: 'documents' as const,
      // Until the answer is here, only those found before that these words name, too: Enter takes what was typed.
      found: answered.words === words ? documents.slice(0, most) : bestMatches(documents, words, most)
    },
    { id: 'issues' as const, found: words.trim() === '' ? [] : bestMatches(issues, words, 8) },
    { id: 'searches' as const, found: words.trim() === '' ? [] : bestMatches(searches, words, 8) },
    { id: 'commands' as const, found: words.trim() === '' ? commands : bestMatches(commands, words, 12) }
  ].filter((group) => group.found.length > 0)

  return (
    <Dialog title={t('palette.title')} size="palette" onClose={onClose}>
      {/* Esc closes at once; the field would first empty itself. */}
      <div
        className="palette-content"
        onKeyDownCapture={(press) => {
          if (press.key !== 'Escape') return
          press.stopPropagation()
          onClose()
        }}
      >
        <Autocomplete inputValue={words} onInputChange={setWords}>
          <SearchField aria-label={t('palette.title')} className="palette-field" autoFocus>
            <Search size={17} strokeWidth={1.75} aria-hidden />
            <Input
              {...popupField}
              className="palette-input"
              placeholder={t('palette.placeholder')}
              dir="auto"
            />
            <AriaButton className="unseen" aria-label={t('ui.clear')} excludeFromTabOrder />
          </SearchField>
          <ListBox
            className="options palette-list"
            aria-label={t('palette.results')}
            items={groups}
            selectionMode="none"
            renderEmptyState={() => <p className="faint nothing">{t('palette.none')}</p>}
            onAction={(id) => {
              const found = groups.flatMap((group) => group.found).find((one) => one.id === id)
              onClose()
              found?.run()
            }}
          >
            {(group) => (
              <ListBoxSection id={group.id}>
                <Header className="menu-head">{t(`palette.${group.id}`)}</Header>
                <Collection items={group.found}>
                  {(found) => (
                    <ListBoxItem id={found.id} textValue={found.name} className="option palette-option">
                      {group.id === 'documents' && <FileText size={15} strokeWidth={1.5} aria-hidden />}
                      {group.id === 'commands' && <Terminal size={15} strokeWidth={1.5} aria-hidden />}
                      {group.id === 'searches' && <Search size={15} strokeWidth={1.75} aria-hidden />}
                      {group.id === 'issues' && (
                        <span className="swatch" style={{ color: safeColour(found.colour ?? '') }} />
                      )}
                      <span className="ellipsis" dir="auto">
                        {found.name}
                      </span>
                      <span className="hint ellipsis">{found.hint}</span>
                    </ListBoxItem>
                  )}
                </Collection>
              </ListBoxSection>
            )}
          </ListBox>
        </Autocomplete>
      </div>
    </Dialog>
  )
}
