/** The row of filters above the passages. */
import { Regex, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import type { PassageFilter } from '../../shared/api/filters.ts'
import type { DocumentView } from '../../shared/api/views.ts'
import type { Problem } from '../../shared/errors.ts'
import { sentenceOf } from '../../shared/errors.ts'
import { useCodebook, useParley, useWorkspace } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { SearchField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { actorChoices, coderChoices, issueChoices, stanceChoices, undecided } from './choices.tsx'
import { badExpression, isFiltering, withPart, withValues, type FilterName } from './filters.ts'
import { FilterMenu } from './FilterMenu.tsx'
import { MoreFilters } from './MoreFilters.tsx'
import { useCounts } from './useCounts.ts'

/** Every filter that is set must hold; several values of one are alternatives. `problem`: what the host says of the expression. */
export function Filters({ problem }: { readonly problem: Problem | null }) {
  const parley = useParley()
  const filter = useWorkspace((state) => state.passageFilter)
  const codebook = useCodebook((state) => state.codebook)
  const counts = useCounts(filter)
  const set = (next: PassageFilter): void => parley.workspace.setState({ passageFilter: next })
  const values = (name: FilterName, chosen: readonly (string | null)[]): void =>
    set(withValues(filter, name, chosen))
  const coders = coderChoices(codebook)
  return (
    <div className="filters" role="search" aria-label={t('passages.filters')}>
      <Words filter={filter} problem={problem} onChange={set} />
      <FilterMenu
        label={t('passages.by.issues')}
        any={t('passages.any.issues')}
        choices={counts.ofIssues(issueChoices(codebook), codebook)}
        chosen={filter.issues ?? []}
        onOpen={() => counts.ask('issue')}
        onChange={(chosen) => values('issues', chosen)}
      />
      <FilterMenu
        label={t('passages.by.stances')}
        any={t('passages.any.stances')}
        choices={counts.of('stance', stanceChoices(codebook))}
        chosen={(filter.stances ?? []).map((stance) => stance ?? undecided)}
        onOpen={() => counts.ask('stance')}
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
        choices={counts.of('actor', actorChoices(codebook))}
        chosen={filter.actors ?? []}
        onOpen={() => counts.ask('actor')}
        onChange={(chosen) => values('actors', chosen)}
      />
      {coders.length > 1 && (
        <FilterMenu
          label={t('passages.by.coders')}
          any={t('passages.any.coders')}
          choices={counts.of('coder', coders)}
          chosen={filter.coders ?? []}
          onOpen={() => counts.ask('coder')}
          onChange={(chosen) => values('coders', chosen)}
        />
      )}
      <DocumentFilter chosen={filter.documents ?? []} onChange={(chosen) => values('documents', chosen)} />
      <MoreFilters filter={filter} onChange={set} />
      {isFiltering(filter) && (
        <Button look="quiet" icon={X} onPress={() => set({})}>
          {t('passages.clear')}
        </Button>
      )}
    </div>
  )
}

type WordsProps = {
  readonly filter: PassageFilter
  readonly problem: Problem | null
  readonly onChange: (filter: PassageFilter) => void
}

/** What is typed counts after a moment, so that each letter is not a question; a bad expression is no question at all. */
function Words({ filter, problem, onChange }: WordsProps) {
  const value = filter.text ?? ''
  const [typed, setTyped] = useState(value)
  const [isExpression, setExpression] = useState(filter.textAs === 'regex')
  const { workspace } = useParley()
  useEffect(() => {
    setTyped(value)
    if (value !== '') setExpression(filter.textAs === 'regex')
  }, [value, filter.textAs])
  const bad = isExpression ? badExpression(typed) : null
  const isSame = typed === value && (value === '' || isExpression === (filter.textAs === 'regex'))
  useEffect(() => {
    if (isSame || bad !== null) return undefined
    const waiting = setTimeout(() => {
      const { textAs: _old, ...rest } = withPart(workspace.getState().passageFilter, 'text', typed)
      onChange(isExpression && typed !== '' ? { ...rest, textAs: 'regex' } : rest)
    }, 180)
    return () => clearTimeout(waiting)
    // Only what is typed starts the wait; the newest onChange is used when it ends.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [typed, isExpression])
  const field = useRef<HTMLDivElement>(null)
  const wanted = useWorkspace((state) => state.wantsSearch)
  useEffect(() => {
    if (!wanted) return
    field.current?.querySelector('input')?.focus()
    workspace.setState({ wantsSearch: false })
  }, [wanted, workspace])
  const told = bad ?? (isExpression && problem ? sentenceOf(problem) : null)
  return (
    <div className="filter-words" ref={field}>
      <div className="filter-words-line">
        <SearchField
          label={t('passages.text')}
          placeholder={t(isExpression ? 'passages.expressionShort' : 'passages.textShort')}
          value={typed}
          onChange={setTyped}
        />
        <ToggleButton
          className="button quiet icon"
          aria-label={t('passages.expression')}
          isSelected={isExpression}
          onChange={setExpression}
        >
          <Regex size={15} strokeWidth={1.75} aria-hidden />
        </ToggleButton>
      </div>
      {told !== null && (
        <p className="filter-wrong" role="alert">
          {told}
        </p>
      )}
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
