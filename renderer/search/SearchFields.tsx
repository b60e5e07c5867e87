/** What is looked for, how and where. */
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { SearchQuery } from '../../shared/api/filters.ts'
import { sentenceOf, type Problem } from '../../shared/errors.ts'
import { focusMiddle } from '../state/panes.ts'
import { useParley, useSearch } from '../state/parley.ts'
import {
  closeSearch,
  isSameAsking,
  isWorthAsking,
  runSearch,
  stopSearch,
  type Asking
} from '../state/search.ts'
import { IconButton } from '../ui/Button.tsx'
import { Segments } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { ScopeField } from './ScopeField.tsx'
import { SyntaxHelp } from './SyntaxHelp.tsx'

const ways: readonly SearchQuery['as'][] = ['words', 'exact', 'regex']
/** What is typed is looked for after this pause in ms. */
const pause = 220

/** `onHits` puts the focus on the hits. */
export function SearchFields({ onHits }: { readonly onHits: () => void }) {
  const parley = useParley()
  const { search } = parley
  const asking = useSearch((state) => state.asking)
  const asked = useSearch((state) => state.asked)
  const problem = useSettled(useSearch((state) => state.problem))
  const hasHits = useSearch((state) => state.count > 0)
  const input = useRef<HTMLInputElement>(null)
  const recall = useRecent((one) => search.setState({ asking: one }))
  const goesOn = useRef(false)
  const isAsked = isSameAsking(asking, asked)
  useWish(onHits, input)

  const set = (change: Partial<Asking>): void => {
    goesOn.current = false
    search.setState({ asking: { ...search.getState().asking, ...change } })
  }
  useEffect(() => {
    if (isSameAsking(search.getState().asked, asking)) return undefined
    if (asking.text.trim() === '') {
      void runSearch(parley, asking)
      return undefined
    }
    if (!isWorthAsking(asking)) return undefined
    const waiting = setTimeout(() => void runSearch(parley, asking), pause)
    return () => clearTimeout(waiting)
  }, [parley, search, asking])
  // Enter before the hits were there: the first of them takes the focus, if nothing else was done meanwhile.
  useEffect(() => {
    if (!goesOn.current || !hasHits || !isAsked || document.activeElement !== input.current) return
    goesOn.current = false
    onHits()
  }, [hasHits, isAsked, onHits])

  const onKeyDown = (press: KeyboardEvent): void => {
    if (press.nativeEvent.isComposing || press.ctrlKey || press.metaKey || press.altKey) return
    const { state } = search.getState()
    if (press.key === 'Enter') {
      if (isAsked && hasHits) onHits()
      else {
        goesOn.current = true
        if (!isAsked) void runSearch(parley)
      }
    } else if (press.key === 'ArrowUp') recall.older()
    else if (press.key === 'ArrowDown') {
      if (!recall.newer() && hasHits) onHits()
    } else if (press.key === 'Escape') {
      if (state === 'running') stopSearch(parley)
      else leave()
    } else return
    press.preventDefault()
    press.stopPropagation()
  }
  const leave = (): void => {
    closeSearch(parley)
    setTimeout(() => focusMiddle(), 0)
  }
  return (
    <div className="search-fields" role="search">
      <div className="search-row">
        <div className="search">
          <Search size={14} strokeWidth={1.75} aria-hidden />
          <input
            ref={input}
            className="input"
            type="text"
            aria-label={t('search.field')}
            aria-invalid={problem !== null}
            {...(problem ? { 'aria-describedby': 'search-problem' } : {})}
            placeholder={t('search.field')}
            value={asking.text}
            dir="auto"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              recall.end()
              set({ text: event.target.value })
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <SyntaxHelp />
        <IconButton label={t('search.close')} keys="Esc" icon={X} size="small" onPress={leave} />
      </div>
      {problem && (
        <p id="search-problem" className="search-problem" role="alert">
          {sentenceOf(problem)}
        </p>
      )}
      <div className="search-row">
        <Segments
          label={t('search.as.label')}
          value={asking.as}
          onChange={(as) => set({ as })}
          choices={ways.map((one) => ({ key: one, name: t(`search.as.${one}`) }))}
        />
        <ScopeField scope={asking.scope} onChange={(scope) => set({ scope })} />
      </div>
    </div>
  )
}

/** Walking earlier searches: the list stays as it was when the walk began, though each is searched for again. */
function useRecent(take: (asking: Asking) => void) {
  const { search } = useParley()
  const walk = useRef<{ readonly recent: readonly Asking[]; readonly at: number } | null>(null)
  const go = (recent: readonly Asking[], at: number): boolean => {
    const one = recent[at]
    if (!one) return false
    walk.current = { recent, at }
    take(one)
    return true
  }
  return {
    older: (): void => {
      const { recent, asking } = search.getState()
      // What stands in the field already, and was searched for, is no earlier one.
      const list = walk.current?.recent ?? [asking, ...recent.filter((one) => !isSameAsking(one, asking))]
      go(list, (walk.current?.at ?? 0) + 1)
    },
    /** False where there is none newer. */
    newer: (): boolean => walk.current !== null && go(walk.current.recent, walk.current.at - 1),
    end: (): void => {
      walk.current = null
    }
  }
}

/** A problem once nobody types on: half an expression is none yet. */
function useSettled(problem: Problem | null): Problem | null {
  const [settled, setSettled] = useState(problem)
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(problem), 500)
    return () => clearTimeout(waiting)
  }, [problem])
  return problem === null ? null : settled
}

/** Puts the focus where a command wants it; also when the pane was shown for it. */
function useWish(onHits: () => void, input: React.RefObject<HTMLInputElement | null>): void {
  const parley = useParley()
  const wish = useSearch((state) => state.wish)
  const latest = useRef(onHits)
  useEffect(() => {
    latest.current = onHits
  })
  useEffect(() => {
    const hasHits = parley.search.getState().count > 0
    if (wish.part === 'hits' && hasHits) latest.current()
    else {
      input.current?.focus()
      input.current?.select()
    }
  }, [parley, wish, input])
}
