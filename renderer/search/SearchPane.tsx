/** Searching all documents beside the text: what is asked, the hits as they come, and saved searches. */
import { useRef, useState } from 'react'
import { isReadOnly } from '../state/session.ts'
import { useParley, useSearch, useSession } from '../state/parley.ts'
import { t } from '../ui/words.ts'
import { isOnItsWay } from '../state/search.ts'
import { Button } from '../ui/Button.tsx'
import type { GroupedListHandle } from './GroupedList.tsx'
import { HitList } from './HitList.tsx'
import { Outcome } from './Outcome.tsx'
import { SavedSearches } from './SavedSearches.tsx'
import { SaveSearch } from './SaveSearch.tsx'
import { SearchFields } from './SearchFields.tsx'
import './search.css'

/** Takes the place of documents and codebook, so that the text stays in sight while its hits are walked. */
export function SearchPane() {
  const parley = useParley()
  const list = useRef<GroupedListHandle>(null)
  const count = useSearch((state) => state.count)
  const asked = useSearch((state) => state.asked)
  const isBusy = useSearch(isOnItsWay)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const [isSaving, setSaving] = useState(false)
  return (
    <section
      className="pane search-pane"
      data-pane="search"
      aria-labelledby="search-heading"
      aria-busy={isBusy}
    >
      <h2 id="search-heading" className="unseen">
        {t('search.title')}
      </h2>
      <SearchFields onHits={() => list.current?.focus()} />
      <Outcome>
        {!readOnly && asked !== null && (
          <>
            <Button size="small" look="quiet" onPress={() => setSaving(true)}>
              {t('search.save')}
            </Button>
            <Button
              size="small"
              isDisabled={count === 0}
              onPress={() => parley.workspace.setState({ dialog: { kind: 'tagHits', document: null } })}
            >
              {t('search.tagAll')}
            </Button>
          </>
        )}
      </Outcome>
      {isSaving && asked && <SaveSearch asking={asked} onClose={() => setSaving(false)} />}
      <HitList ref={list} />
      <SavedSearches />
    </section>
  )
}
