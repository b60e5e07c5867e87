/** The row of filters above the passages. */
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { PassageFilter } from '../../shared/api/contract.ts'
import type { DocumentView } from '../../shared/api/views.ts'
import { flatten, issueTree } from '../state/issueTree.ts'
import { useCodebook, useParley, useWorkspace } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { inkColour, safeColour } from '../ui/colour.ts'
import { SearchField, SelectField, type Choice } from '../ui/fields.tsx'
import { compareNames } from '../ui/format.ts'
import { stanceGlyph, stanceToken, undecidedGlyph } from '../ui/stance.ts'
import { t } from '../ui/words.ts'
import { FilterMenu } from './FilterMenu.tsx'
import { isFiltering, withPart, withValues, type FilterName } from './filters.ts'

const undecided = ' undecided'

/** Every filter that is set must hold; several values of one are alternatives. */
export function Filters() {
  const parley = useParley()
  const filter = useWorkspace((state) => state.passageFilter)
  const codebook = useCodebook((state) => state.codebook)
  const set = (next: PassageFilter): void => parley.workspace.setState({ passageFilter: next })
  const values = (name: FilterName, chosen: readonly (string | null)[]): void =>
    set(withValues(filter, name, chosen))

  const issues: Choice<string>[] = flatten(issueTree(codebook.issues)).map((node) => ({
    key: node.issue.id,
    name: node.issue.name,
    mark: (
      <span
        className="swatch"
        style={{ color: safeColour(node.issue.colour), marginInlineStart: (node.level - 1) * 14 }}
      />
    )
  }))
  const stances: Choice<string>[] = [
    ...codebook.stances.map((stance) => ({
      key: stance.id as string,
      name: stance.label,
      mark: (
        <Glyph
          glyph={stanceGlyph(stance.polarity)}
          colour={inkColour(stance.colour, stanceToken(stance.polarity))}
        />
      )
    })),
    {
      key: undecided,
      name: t('passages.undecided'),
      mark: <Glyph glyph={undecidedGlyph} colour="var(--ink-faint)" />
    }
  ]
  const actors = codebook.actors
    .filter((actor) => actor.joinedInto === null)
    .map((actor) => ({ key: actor.id as string, name: actor.name }))
    .toSorted((a, b) => compareNames(a.name, b.name))
  const coders = codebook.coders
    .filter((coder) => coder.joinedInto === null)
    .map((coder) => ({ key: coder.id as string, name: coder.name }))
  return (
    <div className="filters" role="search" aria-label={t('passages.filters')}>
      <Words
        value={filter.text ?? ''}
        onChange={(text) => set(withPart(parley.workspace.getState().passageFilter, 'text', text))}
      />
      <FilterMenu
        label={t('passages.by.issues')}
        any={t('passages.any.issues')}
        choices={issues}
        chosen={filter.issues ?? []}
        onChange={(chosen) => values('issues', chosen)}
      />
      <FilterMenu
        label={t('passages.by.stances')}
        any={t('passages.any.stances')}
        choices={stances}
        chosen={(filter.stances ?? []).map((stance) => stance ?? undecided)}
        onChange={(chosen) =>
          values(
            'stances',
            chosen.map((key) => (key === undecided ? null : key))
          )
        }
      />
      <FilterMenu
        label={t('passages.by.actors')}
        any={t('passages.any.actors')}
        choices={actors}
        chosen={filter.actors ?? []}
        onChange={(chosen) => values('actors', chosen)}
      />
      {coders.length > 1 && (
        <FilterMenu
          label={t('passages.by.coders')}
          any={t('passages.any.coders')}
          choices={coders}
          chosen={filter.coders ?? []}
          onChange={(chosen) => values('coders', chosen)}
        />
      )}
      <DocumentFilter chosen={filter.documents ?? []} onChange={(chosen) => values('documents', chosen)} />
      <SelectField
        label={t('passages.by.state')}
        bare
        value={filter.state ?? ''}
        onChange={(state) => set(withPart(filter, 'state', state))}
        choices={[
          { key: '' as const, name: t('passages.any.state') },
          ...(['incomplete', 'conflict', 'lost'] as const).map((state) => ({
            key: state,
            name: t(`passages.states.${state}`)
          }))
        ]}
      />
      {isFiltering(filter) && (
        <Button look="quiet" icon={X} onPress={() => set({})}>
          {t('passages.clear')}
        </Button>
      )}
    </div>
  )
}

function Glyph({ glyph, colour }: { readonly glyph: string; readonly colour: string }) {
  return (
    <span className="stance-glyph" style={{ color: colour }} aria-hidden>
      {glyph}
    </span>
  )
}

/** What is typed counts after a moment, so that each letter is not a question. */
function Words({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return undefined
    const waiting = setTimeout(() => onChange(typed), 180)
    return () => clearTimeout(waiting)
    // Only what is typed starts the wait; the newest onChange is used when it ends.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [typed])
  const field = useRef<HTMLDivElement>(null)
  const { workspace } = useParley()
  const wanted = useWorkspace((state) => state.wantsSearch)
  useEffect(() => {
    if (!wanted) return
    field.current?.querySelector('input')?.focus()
    workspace.setState({ wantsSearch: false })
  }, [wanted, workspace])
  return (
    <div className="filter-words" ref={field}>
      <SearchField
        label={t('passages.text')}
        placeholder={t('passages.textShort')}
        value={typed}
        onChange={setTyped}
      />
    </div>
  )
}

/** Asks the host as words are typed: there may be thousands of documents. */
function DocumentFilter({
  chosen,
  onChange
}: {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}) {
  const { client } = useParley()
  const [words, setWords] = useState('')
  const [documents, setDocuments] = useState<readonly DocumentView[]>([])
  useEffect(() => {
    let isCurrent = true
    void client.call('documents.page', { text: words, limit: 50 }).then((answer) => {
      if (isCurrent && answer.ok) setDocuments(answer.value.documents)
    })
    return () => {
      isCurrent = false
    }
  }, [client, words])
  return (
    <FilterMenu
      label={t('passages.by.documents')}
      any={t('passages.any.documents')}
      choices={documents.map((document) => ({ key: document.id as string, name: document.title }))}
      chosen={chosen}
      onChange={onChange}
      onWords={setWords}
    />
  )
}
